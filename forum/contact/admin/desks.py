from django.contrib import admin

from forum.contact.admin.reading import ReadOnly
from forum.contact.models import Desk, Erasure


@admin.register(Desk)
class DeskAdmin(admin.ModelAdmin):
    list_display = ["topic", "recipients"]


@admin.register(Erasure)
class ErasureAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["erased_at", "reason", "messages", "mails"]
    list_filter = ["reason"]
    ordering = ["-erased_at"]
