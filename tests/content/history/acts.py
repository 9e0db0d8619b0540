"""Acts that tests undo, and rows compared as a whole."""

from content.history.acts import act
from content.history.models import Act
from content.history.snapshots import snapshot


def last_act():
    return Act.objects.order_by("-pk").first()


def state_of(model):
    """All rows as the database has them, but for their revisions."""
    counting = {"revision", "changed_at"}
    return [
        (row.pk, {name: value for name, value in snapshot(row).items() if name not in counting})
        for row in model.objects.order_by("pk")
    ]


def retitle(row, title, **details):
    with act(**details):
        row.title_en = title
        row.save()
    return last_act()
