"""The addresses of plans, in the admin."""

from django.contrib import admin
from django.urls import URLPattern, path

from programme.admin.plans.running_late import running_late


def plan_urls(site: admin.AdminSite) -> list[URLPattern]:
    late = site.admin_view(running_late)
    return [path("programme/running-late/", late, name="programme_session_late")]
