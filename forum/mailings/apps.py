from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailingsConfig(AppConfig):
    name = "forum.mailings"
    verbose_name = _("E-mails to people")

    def ready(self) -> None:
        from forum.mailings import models  # noqa: F401  registers a signal receiver
