"""The contact form and the page that says that a message has arrived."""

from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from forum.contact import guard, letters
from forum.contact.forms import ContactForm
from forum.contact.models import Message, MessageState
from forum.contact.origin import session_of
from forum.contact.turns import in_turn
from programme.models import Event


@never_cache
@csrf_exempt  # the form's signed token stands in for it, and needs no cookie
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _show(request, ContactForm.opened_by(request.GET))
    form = ContactForm(request.POST, is_from_another_site=guard.is_from_another_site(request))
    if not form.is_valid():
        return _show(request, form, status=422)
    try:
        message = _receive(request, form, _written(request, form))
    except guard.TooOften as refusal:
        return _show(request, form, status=429, wait=refusal.wait)
    except guard.SentBefore:
        form.add_error(None, _("You sent this form before. To send another message, send it now."))
        return _show(request, form, status=422)
    return redirect("contact-sent", message.reference)


@never_cache
@require_safe
def sent(request: HttpRequest, reference: str) -> HttpResponse:
    """Shows the reference, and nothing else of the message: whoever has the address may see it."""
    message = get_object_or_404(Message.objects.only("reference"), reference=reference)
    context = {"reference": message.reference, "answer_days": settings.CONTACT_ANSWER_DAYS}
    return render(request, "contact/sent.html", context)


def _show(
    request: HttpRequest, form: ContactForm, *, status: int = 200, wait: int = 0
) -> HttpResponse:
    """The form; `wait` is how many seconds an address that wrote too often has to."""
    context = {
        "form": form.with_new_token(),
        "wait_minutes": -(-wait // 60),
        "session": session_of(request.POST if form.is_bound else request.GET),
        "answer_days": settings.CONTACT_ANSWER_DAYS,
        "retention_months": settings.CONTACT_RETENTION_MONTHS,
        "controller": settings.CONTACT_CONTROLLER,
        "declaration": settings.CNDP_DECLARATION,
    }
    response = render(request, "contact/contact.html", context, status=status)
    if wait:
        response["Retry-After"] = str(wait)
    return response


def _written(request: HttpRequest, form: ContactForm) -> Message:
    """The message, not stored yet; what a machine seems to have sent is one too, among the spam."""
    message = form.save(commit=False)
    message.nonce, message.consent_version, message.consent_language = form.cleaned_data["opened"]
    message.language = get_language()
    message.session = session_of(request.POST)
    current = Event.objects.public().current
    message.event = message.session.event if message.session else current(timezone.now())
    message.suspicion = form.suspicion
    message.state = MessageState.SPAM if message.suspicion else MessageState.NEW
    return message


@in_turn()
@transaction.atomic
def _receive(request: HttpRequest, form: ContactForm, message: Message) -> Message:
    """Store the message and queue its mails, or nothing; a form sent twice is one message.

    Nothing is read here that can be read before: on SQLite all other writers wait meanwhile.
    """
    if known := Message.objects.sent_with(message.nonce).first():
        return form.sent_as(known)
    guard.count_attempt(request)
    return _store_once(message, form)


def _store_once(message: Message, form: ContactForm) -> Message:
    """The stored message: two requests with one nonce can meet only here."""
    try:
        with transaction.atomic():
            message.save(force_insert=True)
    except IntegrityError:
        if known := Message.objects.sent_with(message.nonce).first():
            return form.sent_as(known)
        raise
    if not message.suspicion:
        letters.acknowledge(message)
    return message
