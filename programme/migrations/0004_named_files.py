"""Notes which rows name which files; from now on saving a row does."""

from django.db import migrations

FIELDS = [
    ("programme", "Event", "picture", "picture_sizes"),
    ("programme", "Document", "file", None),
    ("speakers", "Organization", "logo", "logo_sizes"),
    ("speakers", "Speaker", "photo", "photo_sizes"),
]


def note_files(apps, schema_editor):
    named = apps.get_model("content", "NamedFile")
    for app, name, field, sizes in FIELDS:
        model = apps.get_model(app, name)
        rows = model.objects.exclude(**{field: ""}).values("pk", *filter(None, (field, sizes)))
        named.objects.bulk_create(
            [
                named(name=file, model=model._meta.label_lower, key=row["pk"])
                for row in rows
                for file in {row[field], *_renditions(row.get(sizes))}
            ],
            ignore_conflicts=True,
            batch_size=500,
        )


def _renditions(record):
    """The names in a record of sizes, which is stored as a list."""
    if not record:
        return set()
    source, _focus, stem, sizes, has_share_image = (*record, False)[:5]
    names = {f"{stem}-{width}.webp" for width, _height in sizes}
    return {source, *names, *([f"{stem}-share.jpg"] if has_share_image else [])}


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0002_named_files"),
        ("programme", "0003_document_content"),
        ("speakers", "0001_people"),
    ]

    operations = [migrations.RunPython(note_files, migrations.RunPython.noop)]
