from django.db import migrations, models

from speakers.searching import SEARCH_COLUMNS, found_by

SEARCHED = {
    "Document": (("title",), ()),
    "Session": (("title",), ("abstract",)),
}


def fill(apps, schema_editor):
    """The columns of rows from before; `manage.py fill_search_text` does the same at any time."""
    for name, (titles, texts) in SEARCHED.items():
        rows = apps.get_model("programme", name)._base_manager
        for row in rows.iterator(chunk_size=500):
            row.search_title = found_by(row, titles)
            row.search_text = found_by(row, (*titles, *texts))
            rows.filter(pk=row.pk).update(**{c: getattr(row, c) for c in SEARCH_COLUMNS})


class Migration(migrations.Migration):

    dependencies = [
        ('programme', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='document',
            name='search_text',
            field=models.TextField(db_default='', default='', editable=False),
        ),
        migrations.AddField(
            model_name='document',
            name='search_title',
            field=models.TextField(db_default='', default='', editable=False),
        ),
        migrations.AddField(
            model_name='session',
            name='search_text',
            field=models.TextField(db_default='', default='', editable=False),
        ),
        migrations.AddField(
            model_name='session',
            name='search_title',
            field=models.TextField(db_default='', default='', editable=False),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
