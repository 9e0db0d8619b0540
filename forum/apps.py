from django.apps import AppConfig


class ForumConfig(AppConfig):
    name = "forum"
    verbose_name = "Site"

    def ready(self) -> None:
        from forum import addresses, checks  # noqa: F401  they register themselves
