from django.db import migrations, models

from content.email_addresses import clean_address


def report_failures(apps, schema_editor):
    """What was given up before is reported too: nobody had been told."""
    mails = apps.get_model("contact", "OutgoingMail").objects.filter(state="given_up")
    mails.exclude(letter__kind="confirmation").update(needs_attention=True)


def clean_addresses(apps, schema_editor):
    """Addresses lose the hidden marks with which they were once accepted."""
    messages = apps.get_model("contact", "Message").objects
    for pk, email in messages.values_list("pk", "email"):
        if (cleaned := clean_address(email)) != email:
            messages.filter(pk=pk).update(email=cleaned)
    for team in apps.get_model("contact", "Team").objects.all():
        team.recipients = "\n".join(map(clean_address, team.recipients.split()))
        team.save(update_fields=["recipients"])


class Migration(migrations.Migration):
    dependencies = [("contact", "0001_messages")]

    operations = [
        migrations.AddField(
            model_name="outgoingmail",
            name="needs_attention",
            field=models.BooleanField(default=False, verbose_name="needs attention"),
        ),
        migrations.RunPython(report_failures, migrations.RunPython.noop),
        migrations.RunPython(clean_addresses, migrations.RunPython.noop),
    ]
