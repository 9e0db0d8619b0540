from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "content"

    def ready(self) -> None:
        from content import kept_connections, queryset_classes  # noqa: F401  change what Django does
