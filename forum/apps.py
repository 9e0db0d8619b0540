from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.utils.translation import gettext_lazy as _


class ForumConfig(AppConfig):
    name = "forum"
    verbose_name = _("Site")

    def ready(self) -> None:
        from forum import addresses, checks  # noqa: F401  they register themselves


class StaffSiteConfig(admin_apps.AdminConfig):
    default = False  # the site itself is `ForumConfig`
    default_site = "forum.staff.site.StaffSite"
