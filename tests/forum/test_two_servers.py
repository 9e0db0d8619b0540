"""Two web servers on one database and one Redis, behind nginx with the documented configuration."""

import pytest

from tests.contact.processes import database_url
from tests.nginx import Nginx, needs_nginx
from tests.redis import needs_redis, redis_server
from tests.servers import Site
from tests.stress.editor import BEHIND_NGINX, HOST, Editor, request, shown_title

pytestmark = [needs_nginx, needs_redis, pytest.mark.django_db(transaction=True)]


def test_an_edit_is_seen_through_the_other_server_and_restarts_are_not_noticed(tmp_path):
    with redis_server() as redis:
        variables = BEHIND_NGINX | {"DATABASE_URL": database_url(), "REDIS_URL": redis.url}
        first, second = (
            Site(tmp_path / f"log-{number}", WEB_WORKERS="1", **variables) for number in range(2)
        )
        editor = Editor(first)
        addresses = [f"127.0.0.1:{site.port}" for site in (first, second)]
        with first, second, Nginx(tmp_path, *addresses) as nginx:
            shown = [shown_title(request(second, editor.path).text)]
            editor.rename_page(first, "How to get here")
            shown.append(shown_title(request(second, editor.path).text))

            first.stop()
            paths = [editor.path, *[f"{editor.path}?n={number}" for number in range(4)]]
            behind_one = [nginx.request(path, Host=HOST).status for path in paths]
            second.stop()
            behind_none = [nginx.request(path, Host=HOST).status for path in (paths[0], "/admin/")]

    assert shown == ["Getting here", "How to get here"]
    assert behind_one == [200] * 5
    assert behind_none == [200, 503]
