"""The forms of signing in."""

from django.contrib.admin.forms import AdminAuthenticationForm

from forum.staff.locks import SignInLocked, take_back


class PasswordForm(AdminAuthenticationForm):
    """Without autofocus, so that keyboard and screen reader users start at the top of the page."""

    def __init__(self, *args: object, **options: object):
        super().__init__(*args, **options)
        del self.fields["username"].widget.attrs["autofocus"]

    def clean(self) -> dict:
        """Raises SignInLocked if this was not checked because of earlier wrong tries."""
        try:
            cleaned = super().clean()
        finally:
            self._raise_if_locked()
        if self.user_cache:
            take_back(self.request, self.user_cache.get_username())
        return cleaned

    def _raise_if_locked(self) -> None:
        locked: SignInLocked | None = getattr(self.request, "sign_in_locked", None)
        if locked:
            raise locked
