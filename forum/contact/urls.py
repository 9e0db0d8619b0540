"""Below /<language>/contact/."""

from django.urls import path

from forum.contact import views

urlpatterns = [
    path("", views.contact, name="contact"),
    path("sent/<slug:reference>/", views.sent, name="contact-sent"),
]
