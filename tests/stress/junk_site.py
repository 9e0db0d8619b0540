"""A site with one of everything, for junk; without a server, because only the answers matter."""

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client
from django.test.utils import setup_test_environment

from tests import junk
from tests.forum.test_admin import fill


class JunkSite:
    def __init__(self):
        setup_test_environment()
        call_command("migrate", verbosity=0)
        fill(1)
        user = get_user_model().objects.create_superuser("amina", password="a long password")
        self.staff = Client(raise_request_exception=False)
        self.staff.force_login(user)

    def get_addresses(self, count: int) -> list[tuple[str, int]]:
        known = [*junk.public_pages(), *junk.ADMIN_PAGES, *junk.admin_forms()]
        addresses = junk.junk_addresses(known, count)
        return [(path, self.staff.get(path).status_code) for path in addresses]

    def post_forms(self, each: int) -> list[tuple[str, int]]:
        posts = (post for path in junk.admin_forms() for post in self._junk_for(path, each))
        return [(post.path, post.send(self.staff)) for post in posts]

    def _junk_for(self, path: str, each: int) -> list[junk.Post]:
        return list(junk.junk_posts(self.staff, path, each))
