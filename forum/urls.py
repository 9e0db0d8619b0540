"""The site map."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, re_path
from django.views.i18n import set_language

from forum import styles, views
from forum.accounts import views as account_views
from forum.media import views as media_views
from forum.share import views as share_views
from programme.views import agenda as agenda_views
from programme.views import events as event_views
from programme.views import people as people_views
from programme.views import previews as preview_views
from programme.views import profiles as profile_views
from programme.views import search as search_views
from speakers import views as speaker_views

urlpatterns = [
    path("", views.language_choice, name="language-choice"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security_txt, name="security-txt"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    re_path(styles.ADDRESS, styles.stylesheet, name="stylesheet"),
    path("media/<path:path>", media_views.public_file, name="media"),
    # The log leaves out the token of any address that one of these matches.
    path("preview/<str:token>", preview_views.preview, name="preview"),
    re_path(
        r"^preview/(?P<token>[^/]+)/(?P<path>[\s\S]*)\Z", preview_views.preview, name="preview"
    ),
    path("admin/language/", set_language, name="admin-language"),
    path("admin/password/", account_views.ask_for_password, name="admin_password_reset"),
    path("admin/password/asked/", account_views.show_asked, name="password-asked"),
    path("admin/password/chosen/", account_views.show_chosen, name="password-chosen"),
    path(
        "admin/password/<uidb64>/<token>/",
        account_views.ChoosePassword.as_view(),
        name="choose-password",
    ),
    path(
        "admin/invitation/<uidb64>/<token>/",
        account_views.AcceptInvitation.as_view(),
        name="accept-invitation",
    ),
    path("admin/", admin.site.urls),
    *i18n_patterns(
        path("", event_views.home, name="home"),
        path("agenda/", agenda_views.current_agenda, name="current-agenda"),
        path("share/<slug:digest>.jpg", share_views.site_image, name="site-share-image"),
        path(
            "events/<slug:event_slug>/share/<slug:digest>.jpg",
            share_views.event_image,
            name="event-share-image",
        ),
        path(
            "events/<slug:event_slug>/sessions/<slug:session_slug>/share/<slug:digest>.jpg",
            share_views.session_image,
            name="session-share-image",
        ),
        path("events/", include("programme.urls")),
        path("speakers/", people_views.people, name="people"),
        path("speakers/<slug:slug>/", profile_views.speaker, name="speaker"),
        path("organizations/", speaker_views.organizations, name="organizations"),
        path("organizations/<slug:slug>/", profile_views.organization, name="organization"),
        path("pages/<slug:slug>/", views.page, name="page"),
        path("search/", search_views.search, name="search"),
        path("contact/", include("forum.contact.urls")),
    ),
]

if settings.SHOWS_PATTERNS:
    from forum.demo.patterns.views import patterns

    urlpatterns += i18n_patterns(path("patterns/", patterns, name="patterns"))

handler400 = "forum.views.bad_request"
handler403 = "forum.staff.refusals.permission_denied"
handler404 = "forum.views.page_not_found"
handler500 = "forum.views.server_error"
