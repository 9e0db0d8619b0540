from django.contrib import admin, messages
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from content.admin.base import ADDRESS_FIELDSET, StaffAdmin, search_columns
from content.admin.digest_guard import DigestGuard
from content.admin.filters import TRANSLATION_FILTERS
from content.admin.last_change import LastChangeMixin
from content.admin.layout import beside
from content.admin.order import OrderedListMixin
from content.admin.pills import status
from content.bidi import isolate
from content.saving import save_all
from content.translations import join_list
from forum.alerts_admin import AlertAdmin  # noqa: F401  registers itself
from forum.context_processors import MAX_HEADER_PAGES
from forum.identity_admin import IdentityAdmin  # noqa: F401  registers itself
from forum.models import FormerAddress, Page
from forum.staff.locks_admin import SignInLockAdmin  # noqa: F401  registers itself


@admin.register(Page)
class PageAdmin(LastChangeMixin, OrderedListMixin, StaffAdmin):
    empty_note = _(
        "Pages hold what belongs to no event, such as the legal notice or how to get in touch."
    )
    list_display = ["title", status, "menu_position"]
    list_filter = ["status", *TRANSLATION_FILTERS]
    search_fields = [*search_columns("title"), "slug"]
    ordering = [F("menu_position").asc(nulls_last=True), "pk"]
    position_column = "menu_position"
    fieldsets = [
        (None, {"fields": ["title", "body"]}),
        beside(_("Publication"), ["status", "menu_position"]),
        ADDRESS_FIELDSET,
    ]

    def shows_one_order(self, request: HttpRequest) -> bool:
        return True

    @admin.display(description=_("place"), ordering="menu_position")
    def place(self, row: Page) -> str | int | None:
        return super().place(row)

    def order_of(self, row: Page) -> QuerySet:
        return Page.objects.all()

    def save_model(self, request: HttpRequest, obj: Page, form, change: bool) -> None:
        if "menu_position" in form.changed_data:
            _make_room(obj)
        super().save_model(request, obj, form, change)
        in_menu = Page.objects.public().exclude(menu_position=None).in_menu_order()
        beyond = in_menu[MAX_HEADER_PAGES:]
        if beyond and {"menu_position", "status"} & set(form.changed_data):
            names = join_list(isolate(str(page)) for page in beyond)
            text = gettext("The header has room for three pages. In the footer only: %(names)s.")
            messages.warning(request, text % {"names": names})


def _make_room(page: Page) -> None:
    """The pages from its place in the menu on go one further, if another one has that place."""
    if page.menu_position is None:
        return
    others = Page.objects.exclude(pk=page.pk).filter(menu_position__gte=page.menu_position)
    pages = list(others.in_menu_order())
    if pages and pages[0].menu_position == page.menu_position:
        for other in pages:
            other.menu_position += 1
        save_all(pages)


@admin.register(FormerAddress)
class FormerAddressAdmin(DigestGuard):
    list_display = ["path", "moved_to"]
    search_fields = ["path", "moved_to"]
    ordering = ["path"]


admin.site.unregister([TOTPDevice, StaticDevice])
