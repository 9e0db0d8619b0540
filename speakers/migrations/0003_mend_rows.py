from django.db import migrations

from speakers.mending import mend


def mend_rows(apps, schema_editor):
    for model in apps.get_app_config("speakers").get_models():
        mend(model)


class Migration(migrations.Migration):
    dependencies = [("speakers", "0002_add_search_text")]
    operations = [migrations.RunPython(mend_rows, migrations.RunPython.noop)]
