from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ForumConfig(AppConfig):
    name = "forum"
    verbose_name = _("Site")

    def ready(self) -> None:
        from forum import checks, redirects  # noqa: F401  registers signal receivers and checks
        from forum.revision import begin_first_series
        from forum.staff import security_log, sessions  # noqa: F401  register signal receivers
        from forum.staff.roles import create_roles

        post_migrate.connect(create_roles)
        post_migrate.connect(begin_first_series, sender=self)


class StaffSiteConfig(admin_apps.AdminConfig):
    default = False  # `ForumConfig` is the default of this module
    default_site = "forum.staff.site.StaffSite"
