from django.apps import AppConfig


class ContactConfig(AppConfig):
    name = "forum.contact"
    verbose_name = "Contact"
