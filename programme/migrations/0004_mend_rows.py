from django.db import migrations

from programme.languages import SpokenLanguage
from speakers.mending import mend


def mend_rows(apps, schema_editor):
    for model in apps.get_app_config("programme").get_models():
        mend(model)
    sessions = apps.get_model("programme", "Session").objects
    for row in sessions.values("id", "languages", "interpretation_languages"):
        codes = {field: _known(row.pop(field)) for field in ("languages", "interpretation_languages")}
        sessions.filter(**row).update(**codes)


def _known(codes):
    return [code for code in SpokenLanguage.values if isinstance(codes, list) and code in codes]


class Migration(migrations.Migration):
    dependencies = [("programme", "0003_add_session_changed_at")]
    operations = [migrations.RunPython(mend_rows, migrations.RunPython.noop)]
