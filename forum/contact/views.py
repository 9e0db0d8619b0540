"""The contact form and the page that says that a message has arrived."""

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from forum.contact import guard, notices
from forum.contact.forms import CONSENT_VERSION, ContactForm
from forum.contact.models import Message, MessageState
from programme.models import Event


@never_cache
@csrf_exempt  # the form's signed token stands in for it, and needs no cookie
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _show(request, ContactForm())
    form = ContactForm(request.POST, is_from_another_site=guard.is_from_another_site(request))
    if not form.is_valid():
        return _show(request, form, status=422)
    try:
        _receive(request, form)
    except guard.TooOften:
        return _show(request, form, status=429)
    return redirect("contact-sent")


@never_cache
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    return render(request, "contact/sent.html")


def _show(request: HttpRequest, form: ContactForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form.with_new_token(), "too_often": status == 429}
    return render(request, "contact/contact.html", context, status=status)


@transaction.atomic
def _receive(request: HttpRequest, form: ContactForm) -> None:
    """Store the message and queue its notice, or neither; a form sent twice is one message.

    A message that a machine seems to have sent is kept too, among the spam, and nobody is told.
    """
    nonce = form.cleaned_data["nonce"]
    if Message.objects.sent_with(nonce).exists():
        return
    guard.count_attempt(request)
    message = form.save(commit=False)
    message.nonce = nonce
    message.language = get_language()
    message.event = Event.objects.public().current(timezone.now())
    message.consent_version = CONSENT_VERSION
    message.state = MessageState.SPAM if form.is_from_a_machine else MessageState.NEW
    if _store_once(message) and not form.is_from_a_machine:
        notices.queue_notice(message)


def _store_once(message: Message) -> bool:
    """Whether the message was new: two requests with one nonce can meet only here."""
    try:
        with transaction.atomic():
            message.save(force_insert=True)
    except IntegrityError:
        if Message.objects.sent_with(message.nonce).exists():
            return False
        raise
    return True
