"""The contact form, and the page that acknowledges a message."""

from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from content.sqlite import sqlite_write_lock
from forum.contact import guard, letters
from forum.contact.forms import ContactForm, session_in
from forum.contact.models import Message, MessageState
from programme.models import Event


@never_cache
@csrf_exempt  # the form's signed token replaces it and needs no cookie
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _render_form(request, ContactForm.from_link(request.GET))
    form = ContactForm(request.POST, is_cross_site=guard.is_cross_site(request))
    if not form.is_valid():
        return _render_form(request, form, status=422)
    try:
        message = _store(request, form, _build_message(request, form))
    except guard.RateLimited as refusal:
        return _render_form(request, form, status=429, wait=refusal.wait)
    except guard.AlreadySent:
        form.add_error(
            None,
            _("We already have this message. To send another, write it and press Send."),
        )
        return _render_form(request, form, status=422)
    query = urlencode({"receipt": guard.receipt(message.reference)})
    return redirect(f"{reverse('contact-sent', args=[message.reference])}?{query}")


@never_cache
@require_safe
def sent(request: HttpRequest, reference: str) -> HttpResponse:
    """Only the reference, and to who has just sent it the message: others may have the address."""
    message = get_object_or_404(Message, reference=reference)
    is_own = guard.is_receipt(reference, request.GET.get("receipt", ""))
    context = {
        "reference": message.reference,
        "message": message if is_own else None,
        "answer_days": settings.CONTACT_ANSWER_DAYS,
    }
    return render(request, "contact/sent.html", context)


def _render_form(
    request: HttpRequest, form: ContactForm, *, status: int = 200, wait: int = 0
) -> HttpResponse:
    """The form; `wait` is in seconds, for an address that has sent too many messages."""
    context = {
        "form": form.with_new_token(),
        "wait_minutes": -(-wait // 60),
        "session": session_in(request.POST if form.is_bound else request.GET),
        "answer_days": settings.CONTACT_ANSWER_DAYS,
        "retention_months": settings.CONTACT_RETENTION_MONTHS,
    }
    response = render(request, "contact/contact.html", context, status=status)
    if wait:
        response["Retry-After"] = str(wait)
    return response


def _build_message(request: HttpRequest, form: ContactForm) -> Message:
    """The message, not stored yet; suspected spam is a message too."""
    message = form.save(commit=False)
    message.nonce, message.consent_version, message.consent_language = form.cleaned_data["token"]
    message.language = get_language()
    message.session = session_in(request.POST)
    current_event = Event.objects.public().current
    message.event = message.session.event if message.session else current_event(timezone.now())
    message.suspicion = form.suspicion
    message.state = MessageState.SPAM if message.suspicion else MessageState.NEW
    return message


@sqlite_write_lock()
@transaction.atomic
def _store(request: HttpRequest, form: ContactForm, message: Message) -> Message:
    """Store the message with its e-mails; a form that is submitted twice is one message.

    Whatever can be read beforehand is: on SQLite all other writers wait meanwhile.
    """
    if stored := Message.objects.with_nonce(message.nonce).first():
        return form.as_sent_before(stored)
    guard.record_attempt(request)
    return _insert(message, form)


def _insert(message: Message, form: ContactForm) -> Message:
    """Two requests with the same nonce can only meet here."""
    try:
        with transaction.atomic():
            message.save(force_insert=True)
    except IntegrityError:
        if stored := Message.objects.with_nonce(message.nonce).first():
            return form.as_sent_before(stored)
        raise
    if not message.suspicion:
        letters.acknowledge(message)
    return message
