"""Copies in Redis: for all processes, and a miss where the server does not answer."""

import threading

import pytest
from django.core.cache import cache
from django.test import Client
from redis import Redis

from forum.page_cache import redis
from tests import factories
from tests.forum.test_page_cache import sql_of
from tests.redis import RedisServer, needs_redis, redis_server

pytestmark = [pytest.mark.django_db, needs_redis]

INFINITE = b"[1e999, null, {}, 0]\n"
AGENDA = "/en/events/forum/agenda/"


@pytest.fixture(scope="module")
def server():
    with redis_server() as server:
        yield server


@pytest.fixture(autouse=True)
def in_redis(settings, monkeypatch, server: RedisServer):
    monkeypatch.setattr(redis.ForgivingRedisCache, "_failed_at", {})
    backend = "forum.page_cache.redis.ForgivingRedisCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": server.url}}
    Redis.from_url(server.url).flushall()


@pytest.fixture
def forum():
    return factories.event("Forum", slug="forum")


def test_a_copy_of_one_process_serves_another(forum, settings):
    page = Client().get(AGENDA)
    settings.CACHES = settings.CACHES | {}  # connects again, as another process would

    assert sql_of(Client(), AGENDA) == (1, 200)
    assert Client().get(AGENDA).content == page.content


def test_rubbish_in_redis_is_a_miss(forum, server):
    page = Client().get(AGENDA)
    stored = Redis.from_url(server.url)
    whole = [stored.get(key) for key in stored.scan_iter()]

    for rubbish in (b"", b"cos\nsystem\n(S'true'\ntR.", b"\xff" * 9, whole[0][:-9], "7", INFINITE):
        for key in stored.scan_iter():
            stored.set(key, rubbish)
        assert Client().get(AGENDA).content == page.content


def test_a_key_of_another_type_is_a_miss(forum, server):
    page = Client().get(AGENDA)
    stored = Redis.from_url(server.url)
    for key in stored.scan_iter():
        stored.delete(key)
        stored.rpush(key, "a list")

    assert Client().get(AGENDA).content == page.content


def test_without_the_server_pages_are_rendered_and_with_it_kept_again(forum, server, monkeypatch):
    monkeypatch.setattr(redis, "PAUSE", 0)
    page = Client().get(AGENDA)
    server.kill()
    without = Client().get(AGENDA)
    server.start()
    Client().get(AGENDA)

    assert (without.status_code, without.content) == (200, page.content)
    assert sql_of(Client(), AGENDA) == (1, 200)


def test_a_full_server_still_gives_what_it_has(forum, server):
    Client().get(AGENDA)
    stored = Redis.from_url(server.url)
    stored.config_set("maxmemory", 1)
    try:
        other = Client().get("/en/events/forum/")
        first = sql_of(Client(), AGENDA)
    finally:
        stored.config_set("maxmemory", 0)

    assert (other.status_code, first) == (200, (1, 200))


def test_what_one_thread_has_learned_is_known_to_all(server, caplog):
    server.kill()
    try:
        for _thread in range(3):
            thread = threading.Thread(target=cache.get, args=["page"])
            thread.start()
            thread.join()
    finally:
        server.start()

    assert caplog.messages == ["The cache does not answer"]


def test_a_server_that_is_away_is_not_asked_by_every_page(forum, server, caplog):
    server.kill()
    try:
        for _visit in range(5):
            assert Client().get(AGENDA).status_code == 200
    finally:
        server.start()

    asked = [record.getMessage() for record in caplog.records if record.name == "forum.page_cache"]
    assert asked == ["The cache does not answer"]
    cache.clear()
