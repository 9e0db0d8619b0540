from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ContactConfig(AppConfig):
    name = "forum.contact"
    verbose_name = _("Contact")

    def ready(self) -> None:
        from forum.staff import roles

        post_migrate.connect(roles.create_helpdesk, sender=self)
