from django.db import migrations

from speakers.mending import mend


def mend_rows(apps, schema_editor):
    mend(apps.get_model("forum", "Page"))


class Migration(migrations.Migration):
    dependencies = [("forum", "0001_initial")]
    operations = [migrations.RunPython(mend_rows, migrations.RunPython.noop)]
