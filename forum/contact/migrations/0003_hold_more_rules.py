"""A field with choices holds one of them, whoever writes the row."""

from django.db import migrations, models

KNOWN = {
    ('desk', 'topic'): ['general', 'partnership', 'press', 'projects', 'careers', 'speaking'],
    ('erasure', 'reason'): ['expired', 'asked'],
    ('letter', 'kind'): ['notice', 'confirmation', 'reply'],
    ('message', 'suspicion'): ['', 'trap', 'markup', 'links', 'script'],
    ('message', 'state'): ['new', 'in_progress', 'answered', 'closed', 'spam'],
    ('message', 'topic'): ['general', 'partnership', 'press', 'projects', 'careers', 'speaking'],
    ('step', 'state'): ['new', 'in_progress', 'answered', 'closed', 'spam'],
}
HELD = [('message', 'state'), ('message', 'topic')]
"""Those that the database holds already: only their sentence is new."""


def known(model, field):
    return models.CheckConstraint(
        condition=models.Q((f'{field}__in', KNOWN[model, field])),
        name=f'{model}_{field}_known',
        violation_error_code=field,
        violation_error_message='Choose one from the list.',
    )


class Migration(migrations.Migration):

    dependencies = [
        ('contact', '0002_add_reference_desk_notes_letters'),
    ]

    # SQLite makes a table anew from what it is told of it: it is told of the column that the first
    # release still writes, or would lose it.
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AddField('message', 'note', models.TextField(blank=True, db_default=''))
            ]
        ),
        *(migrations.AddConstraint(model, known(model, field)) for model, field in KNOWN if (model, field) not in HELD),
        *(
            migrations.AlterConstraint(model, f'{model}_{field}_known', known(model, field))
            for model, field in HELD
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.RemoveField('message', 'note')]
        ),
    ]
