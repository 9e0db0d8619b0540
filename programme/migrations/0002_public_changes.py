"""Gives what readers are told a table of its own, and carries over what the sessions kept of it."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


def carry_over(apps, schema_editor):
    """Write a line for every former status, start and room of a session that is not a draft."""
    Session = apps.get_model("programme", "Session")
    PublicChange = apps.get_model("programme", "PublicChange")
    sessions = Session.objects.exclude(status="draft").select_related("room", "former_room")
    opened = {}
    original = set()
    for session in sessions:
        if session.former_status == "draft":
            first = opened.get(session.event_id, session.status_at)
            opened[session.event_id] = min(first, session.status_at)
        elif not session.former_status:
            original.add(session.event_id)
    lines = []
    for session in sessions.order_by("pk"):
        of = {"event_id": session.event_id, "session_id": session.pk}
        for kind, at, fields in _changes(session, opened, original):
            lines.append(PublicChange(kind=kind, at=at, **of, **fields))
    PublicChange.objects.bulk_create(lines, batch_size=500)


def _changes(session, opened, original):
    """The kind, the time and the other columns of each line."""
    former = session.former_status
    if former == "draft" and session.status == "published":
        yield "new", session.status_at, {"former_status": "draft"}
    elif former in {"published", "cancelled"}:
        # It was there before. Where no session was there from the start, it came with the first.
        if session.event_id in opened and session.event_id not in original:
            yield "new", opened[session.event_id], {"former_status": "draft"}
        kind = {("published", "cancelled"): "cancelled", ("cancelled", "published"): "reinstated"}
        if (former, session.status) in kind:
            yield kind[former, session.status], session.status_at, {"former_status": former}
    if not session.moved_at:
        return
    if session.former_starts_at and session.starts_at:
        times = {"former_starts_at": session.former_starts_at, "starts_at": session.starts_at}
        yield "time", session.moved_at, times
    if session.former_room and session.room:
        rooms = {"former_room": _named(session.former_room), "room": _named(session.room)}
        yield "room", session.moved_at, rooms


def _named(room):
    names = {code: getattr(room, f"name_{code}") for code in ("en", "fr", "ar")}
    return {"key": room.pk} | {code: name for code, name in names.items() if name}


class Migration(migrations.Migration):

    dependencies = [
        ('content', '0001_history'),
        ('programme', '0001_programme'),
        ('speakers', '0001_people'),
    ]

    operations = [
        migrations.CreateModel(
            name='PublicChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('event', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='public_changes', to='programme.event', verbose_name='event')),
                ('act', models.ForeignKey(editable=False, help_text='Empty if the history of that time has been deleted.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='public_changes', to='content.act')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='time')),
                ('kind', models.CharField(choices=[('new', 'added'), ('cancelled', 'cancelled'), ('reinstated', 'back on'), ('removed', 'no longer in the programme'), ('time', 'new time'), ('room', 'new room'), ('joined', 'now taking part'), ('left', 'no longer taking part')], max_length=10, verbose_name='kind')),
                ('session', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='public_changes', to='programme.session', verbose_name='session')),
                ('speaker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='speakers.speaker', verbose_name='speaker')),
                ('title', models.JSONField(blank=True, default=dict)),
                ('former_status', models.CharField(blank=True, choices=[('draft', 'Draft'), ('published', 'Published'), ('cancelled', 'Cancelled')], max_length=10, verbose_name='previous status')),
                ('former_starts_at', models.DateTimeField(blank=True, null=True, verbose_name='previous start')),
                ('starts_at', models.DateTimeField(blank=True, null=True, verbose_name='new start')),
                ('former_room', models.JSONField(blank=True, null=True)),
                ('room', models.JSONField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'programme change',
                'verbose_name_plural': 'programme changes',
                'indexes': [
                    models.Index(fields=['event', 'at', 'id'], name='public_change_of_event'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('kind__in', ['new', 'cancelled', 'reinstated', 'removed', 'time', 'room', 'joined', 'left'])), name='public_change_kind_valid', violation_error_code='kind', violation_error_message='Choose one from the list.'),
                    models.CheckConstraint(condition=models.Q(('former_status__in', ['', 'draft', 'published', 'cancelled'])), name='public_change_former_status_valid', violation_error_code='former_status', violation_error_message='Choose one from the list.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ('joined', 'left')), ('speaker__isnull', False)), models.Q(models.Q(('kind__in', ('joined', 'left')), _negated=True), ('speaker__isnull', True)), _connector='OR'), name='public_change_names_its_person', violation_error_code='speaker', violation_error_message='A person is named only when somebody joins or leaves a session.'),
                ],
            },
        ),
        migrations.RunPython(carry_over, migrations.RunPython.noop, elidable=True),
        migrations.RemoveConstraint(
            model_name='session',
            name='session_former_status_valid',
        ),
        migrations.RemoveConstraint(
            model_name='session',
            name='session_change_of_status_is_dated',
        ),
        migrations.RemoveField(
            model_name='session',
            name='former_room',
        ),
        migrations.RemoveField(
            model_name='session',
            name='former_starts_at',
        ),
        migrations.RemoveField(
            model_name='session',
            name='former_status',
        ),
        migrations.RemoveField(
            model_name='session',
            name='moved_at',
        ),
        migrations.RemoveField(
            model_name='session',
            name='status_at',
        ),
    ]
