"""Says at the head of a message which colleagues are writing a reply to it."""

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.forms import Script
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from forum.contact.models import Message, Writing


class WritersMixin(ModelAdmin):
    """A script tells of what is typed; without it, a reply that comes back unsent does."""

    class Media:
        js = (Script("js/admin/reply-sign.js", type="module"),)

    def get_urls(self) -> list:
        writing = self.admin_site.admin_view(require_POST(self.note_writing))
        return [
            path("<int:pk>/writing/", writing, name="contact_message_writing"),
            *super().get_urls(),
        ]

    def note_writing(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.has_change_permission(request):
            raise PermissionDenied
        message = get_object_or_404(Message, pk=pk)
        Writing.objects.note(message, request.user, timezone.now())
        return HttpResponse(status=204)

    def render_change_form(self, request: HttpRequest, context, obj=None, **options):
        now, form = timezone.now(), context["adminform"].form
        if request.method == "POST" and "reply" in form.fields and form["reply"].value():
            Writing.objects.note(obj, request.user, now)
        context["writings"] = Writing.objects.by_others(obj, request.user, now)
        return super().render_change_form(request, context, obj=obj, **options)
