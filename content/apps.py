from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "content"

    def ready(self) -> None:
        from content import kept_connections  # noqa: F401  registers signal receivers
