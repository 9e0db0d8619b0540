"""The pages “Import a programme”: the file, what it leaves open, the preview, and the import."""

from collections.abc import Iterable

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from content.admin.uploads import UploadNotKept
from content.history.acts import act
from content.history.models import Verb
from content.spreadsheets import CONTENT_TYPES
from programme.admin.current_event import edition_name
from programme.admin.imports.attempt import Attempt
from programme.admin.imports.preview import Preview
from programme.admin.imports.typed_rows import opened, page_number
from programme.admin.imports.upload import KEPT, ImportFile, UploadForm
from programme.admin.plans.done import redirect_to_done
from programme.exports.sheets import programmes_sheet
from programme.imports.values import ImportRefused, Question, Unanswered
from programme.imports.writing import Gone, write
from programme.models import Contribution, Event, Room, Section, Session, Track
from speakers.models import Organization, Speaker

MADE = (Session, Room, Track, Section, Contribution, Speaker, Organization)
"""What a file may have rows of."""
TEMPLATES = "admin/imports"


def may_import(request: HttpRequest) -> bool:
    """Whoever may add all that comes in with a programme, and change it."""
    can_add = all(admin.site.get_model_admin(m).has_add_permission(request) for m in MADE)
    return can_add and admin.site.get_model_admin(Session).has_full_change_permission(request)


@require_safe
def import_template(request: HttpRequest) -> HttpResponse:
    """An empty workbook with the headings of the export, which also comes back in."""
    if not may_import(request):
        raise PermissionDenied
    body = programmes_sheet(Session.objects.none(), form="xlsx")
    response = HttpResponse(body, content_type=CONTENT_TYPES["xlsx"])
    response["Content-Disposition"] = 'attachment; filename="programme.xlsx"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def import_programme(request: HttpRequest, pk: int) -> HttpResponse:
    if not may_import(request):
        raise PermissionDenied
    event = get_object_or_404(Event, pk=pk)
    if request.method != "POST":
        return _ask_for_file(request, event, UploadForm(label_suffix=""))
    with timezone.override(event.zone):
        return _continue(request, event) if KEPT in request.POST else _begin(request, event)


def _begin(request: HttpRequest, event: Event) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES, label_suffix="")
    if not form.is_valid():
        return _ask_for_file(request, event, form)
    return _answer(request, Attempt(event, ImportFile.uploaded(request, form.upload), request.POST))


def _continue(request: HttpRequest, event: Event) -> HttpResponse:
    file = ImportFile.kept(request)
    if file is None:
        text = _("This file is no longer kept: it was imported, or it is too old. Choose it again.")
        return _ask_for_file(request, event, UploadForm(label_suffix=""), text)
    attempt = Attempt(event, file, request.POST)
    return _import(request, attempt) if "confirm" in request.POST else _answer(request, attempt)


def _answer(request: HttpRequest, attempt: Attempt, refusal: str = "") -> HttpResponse:
    """The preview; or the page of questions, or of refusals, that comes before it."""
    try:
        asked = (opened(attempt.posted), page_number(attempt.posted))
        preview = Preview(attempt.plan, attempt.is_published, attempt.kinds, *asked)
        attempt.file.keep()
    except Unanswered as error:
        return _ask(request, attempt, error)
    except ImportRefused as error:
        if attempt.columns and attempt.file.data.strip():
            return _ask(request, attempt, Unanswered({}), str(error))
        attempt.file.discard()
        return _ask_for_file(request, attempt.event, UploadForm(label_suffix=""), str(error))
    except UploadNotKept as error:
        return _ask_for_file(request, attempt.event, UploadForm(label_suffix=""), str(error))
    return _show(request, "preview", attempt, preview=preview, refusal=refusal)


def _ask(
    request: HttpRequest, attempt: Attempt, asked: Unanswered, refusal: str = ""
) -> HttpResponse:
    """The questions that the file leaves open, and what its columns are taken for."""
    try:
        attempt.file.keep()
    except UploadNotKept as error:
        return _ask_for_file(request, attempt.event, UploadForm(label_suffix=""), str(error))
    if KEPT in request.POST and asked.questions:
        refusal = _("The file cannot be read before this is answered.")
    fields = attempt.answers.asked(asked.questions)
    questions = list(zip(asked.questions.values(), fields, strict=True))
    context = {"questions": questions, "refusal": refusal, "asked": asked.questions}
    return _show(request, "questions", attempt, **context)


def _show(
    request: HttpRequest,
    page: str,
    attempt: Attempt,
    asked: Iterable[Question] = (),
    **context: object,
) -> HttpResponse:
    others = attempt.answers.others(asked, has_headings=attempt.has_headings)
    return _render(request, page, attempt.event, attempt=attempt, others=others, **context)


def _ask_for_file(
    request: HttpRequest, event: Event, form: UploadForm, refusal: str = ""
) -> HttpResponse:
    return _render(request, "upload", event, form=form, refusal=refusal)


def _import(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    """Write what was previewed, if neither the answers nor the programme have changed since."""
    list(Event.objects.filter(pk=attempt.event.pk).locked())
    try:
        if refusal := _refusal(attempt):
            return _answer(request, attempt, refusal)
    except (ImportRefused, Unanswered):
        return _answer(request, attempt)
    plan, gone = attempt.plan, attempt.gone
    reasons = attempt.reasons.cleaned_data if gone == Gone.CANCEL else {}
    try:
        with transaction.atomic(), act(verb=Verb.IMPORTED, words=plan.source.name) as recording:
            write(plan, gone=gone, reasons=reasons)
    except IntegrityError:
        again = Attempt(attempt.event, attempt.file, attempt.posted)
        return _answer(request, again, _changed())
    transaction.on_commit(attempt.file.discard, robust=True)
    sessions = reverse("admin:programme_session_changelist")
    if not recording.entries():
        messages.info(request, _("The file changes nothing."))
        return redirect(sessions)
    return redirect_to_done(recording, otherwise=sessions)


def _refusal(attempt: Attempt) -> str:
    """Why it is not imported as it was confirmed; empty if it is."""
    if attempt.plan.refused:
        return _("Nothing is imported before these rows are corrected or left out.")
    if attempt.posted.get("stamp") != attempt.stamp:
        return _changed()
    if attempt.gone == Gone.CANCEL and not attempt.reasons.is_valid():
        return _("Nothing is imported yet: give a reason for the cancellation.")
    return ""


def _changed() -> str:
    return _(
        "Nothing is imported yet: the answers or the programme have changed since this page was "
        "shown. Look at it again, then confirm it."
    )


def _render(request: HttpRequest, page: str, event: Event, **context: object) -> HttpResponse:
    base = {
        **admin.site.each_context(request),
        "title": _("Import a programme"),
        "event": event,
        "event_name": edition_name(event),
    }
    return render(request, f"{TEMPLATES}/{page}.html", base | context)
