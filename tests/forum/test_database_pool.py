"""The pool of connections to PostgreSQL while the server is away."""

from psycopg_pool import ConnectionPool, pool

from tests.forum.test_settings import settings_of

HOUR = 60 * 60
NOBODY_LISTENS = "host=127.0.0.1 port=1 connect_timeout=1"


class SimulatedPool(ConnectionPool):
    """Tries again at once, but notes the pauses that it would have made."""

    closed = False  # a closed pool would drop its tasks, an open one has threads

    def __init__(self, **options):
        self.now, self.pauses = 0.0, []
        super().__init__(NOBODY_LISTENS, open=False, **options)

    def schedule_task(self, task, delay):
        self.now += delay
        self.pauses.append(delay)
        task.run()


def test_the_site_looks_for_postgresql_every_few_seconds_however_long_it_is_away(monkeypatch):
    found = settings_of("DATABASES", DATABASE_URL="postgres://nobody@127.0.0.1:1/nothing")
    waiting = SimulatedPool(**found["DATABASES"]["default"]["OPTIONS"]["pool"])
    monkeypatch.setattr(pool, "monotonic", lambda: waiting.now)

    while waiting.now < HOUR:
        waiting._add_connection(None)

    assert max(waiting.pauses) <= 5
