"""Beside the release before: what is new has a default in the database or may be empty."""

import django.db.models.deletion
import django.utils.timezone
import forum.contact.models.desks
import forum.contact.models.messages
import speakers.texts
from django.conf import settings
from django.db import migrations, models


def give_references(apps, schema_editor):
    for message in apps.get_model("contact.Message").objects.filter(reference=None):
        message.reference = forum.contact.models.messages.new_reference()
        message.save(update_fields=["reference"])


def keep_notes(apps, schema_editor):
    note = apps.get_model("contact.Note").objects
    for message in apps.get_model("contact.Message").objects.exclude(note=""):
        note.create(message=message, text=message.note)


class Migration(migrations.Migration):

    dependencies = [
        ('contact', '0001_initial'),
        ('post_office', '0014_alter_email_recipient_delivery_status_and_more'),
        ('programme', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Desk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('topic', models.CharField(choices=[('general', 'General question'), ('partnership', 'Partnership'), ('press', 'Press'), ('projects', 'Projects'), ('careers', 'Careers'), ('speaking', 'Speaking at a forum')], max_length=20, unique=True, verbose_name='topic')),
                ('recipients', models.TextField(help_text='One e-mail address in each line. They are told of each message of this topic, and answers go to the first.', validators=[forum.contact.models.desks.addresses_in_lines], verbose_name='addresses')),
            ],
            options={
                'verbose_name': 'desk',
                'verbose_name_plural': 'desks',
            },
        ),
        migrations.CreateModel(
            name='Erasure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(choices=[('expired', 'Kept long enough'), ('asked', 'The sender asked for it')], max_length=10, verbose_name='reason')),
                ('erased_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
                ('messages', models.PositiveIntegerField(verbose_name='messages')),
                ('mails', models.PositiveIntegerField(verbose_name='mails')),
            ],
            options={
                'verbose_name': 'erasure',
                'verbose_name_plural': 'erasures',
            },
        ),
        migrations.CreateModel(
            name='QueuedMail',
            fields=[
            ],
            options={
                'verbose_name': 'mail in the queue',
                'verbose_name_plural': 'mail queue',
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('post_office.email',),
        ),
        migrations.AlterField(
            model_name='message',
            name='note',
            field=models.TextField(blank=True, db_default=''),
        ),
        migrations.AddField(
            model_name='message',
            name='consent_language',
            field=models.CharField(blank=True, db_default='', max_length=3, verbose_name='language of the privacy notice'),
        ),
        migrations.AddField(
            model_name='message',
            name='read_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='first read'),
        ),
        migrations.AddField(
            model_name='message',
            name='reference',
            field=models.CharField(editable=False, max_length=9, null=True, unique=True, verbose_name='reference'),
        ),
        migrations.AddField(
            model_name='message',
            name='session',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='messages', to='programme.session', verbose_name='session'),
        ),
        migrations.AddField(
            model_name='message',
            name='suspicion',
            field=models.CharField(blank=True, choices=[('trap', 'A field that people do not see was filled in'), ('markup', 'It links as web pages and forums do'), ('links', 'It is full of links'), ('script', 'It is in a script of none of our languages')], db_default='', max_length=10, verbose_name='suspected'),
        ),
        migrations.AlterField(
            model_name='message',
            name='email',
            field=models.EmailField(max_length=254, validators=[forum.contact.models.messages.one_address], verbose_name='e-mail'),
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(validators=[speakers.texts.plain_text], verbose_name='note')),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='written')),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='contact.message')),
            ],
            options={
                'verbose_name': 'internal note',
                'verbose_name_plural': 'internal notes',
                'ordering': ['written_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('new', 'New'), ('in_progress', 'In progress'), ('answered', 'Answered'), ('closed', 'Closed'), ('spam', 'Spam')], max_length=12, verbose_name='state')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='contact.message')),
            ],
            options={
                'verbose_name': 'step',
                'verbose_name_plural': 'history',
                'ordering': ['made_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('notice', 'Notice to the desk'), ('confirmation', 'Confirmation to the sender'), ('reply', 'Reply')], max_length=12, verbose_name='mail')),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='written')),
                ('key', models.CharField(editable=False, max_length=43, null=True, unique=True)),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('mail', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='letter', to='post_office.email')),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='letters', to='contact.message')),
            ],
            options={
                'verbose_name': 'mail',
                'verbose_name_plural': 'mails',
                'indexes': [models.Index(fields=['kind', 'written_at'], name='letter_by_time')],
            },
        ),
        migrations.RunPython(give_references, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(keep_notes, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name='message',
            name='reference',
            field=models.CharField(default=forum.contact.models.messages.new_reference, editable=False, max_length=9, null=True, unique=True, verbose_name='reference'),
        ),
        # The release before still writes the column; the release after drops it.
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.RemoveField(model_name='message', name='note')]
        ),
    ]
