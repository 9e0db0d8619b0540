from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ForumConfig(AppConfig):
    name = "forum"
    verbose_name = _("Site")

    def ready(self) -> None:
        from forum import addresses, checks  # noqa: F401  they register themselves
