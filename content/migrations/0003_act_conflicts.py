"""Acts say how many conflicts of the programme were confirmed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("content", "0002_named_files")]

    operations = [
        migrations.AddField(
            model_name="act",
            name="conflicts",
            field=models.PositiveIntegerField(
                db_default=0,
                default=0,
                help_text="How many conflicts of the programme were confirmed when it was published.",
                verbose_name="conflicts",
            ),
        ),
    ]
