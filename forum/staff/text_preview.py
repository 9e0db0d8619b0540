"""The preview of a text that is being written: it shows what was posted, and saves nothing."""

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from content.bidi import direction
from content.markdown import render as render_markdown
from content.pasted_text import tidy_markdown
from content.text import safe_text


def preview_urls(site: admin.AdminSite) -> list[URLPattern]:
    return [path("text-preview/", site.admin_view(preview_text), name="preview_text")]


@require_POST
def preview_text(request: HttpRequest) -> HttpResponse:
    """`preview` names the posted field, whose name ends in its language.

    Scripts ask for the text alone, without script the answer is a page.
    """
    name = request.POST.get("preview", "")
    text = safe_text(tidy_markdown(request.POST.get(name, "")))
    language = name.rpartition("_")[2]
    if language not in settings.MODELTRANSLATION_LANGUAGES:
        language = request.LANGUAGE_CODE
    html = render_markdown(text, top=3, language=language)
    context = {
        "html": mark_safe(html),  # noqa: S308  cleaned by nh3
        "language": language,
        "direction": direction(language),
    }
    if "alone" in request.POST:
        return render(request, "admin/_text_preview.html", context)
    page = {**admin.site.each_context(request), "title": _("Preview")}
    return render(request, "admin/text_preview.html", page | context)
