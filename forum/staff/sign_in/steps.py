"""What a member of staff has to do after the password: code, new password, second factor."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.sessions.backends.base import SessionBase
from django.forms import BaseForm
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from forum.accounts.passwords import password_chosen
from forum.staff import second_factor
from forum.staff.security_log import log
from forum.staff.sign_in.forms import CodeForm, NewPasswordForm, SeenForm, SetUpForm
from forum.staff.sign_in.pending import PendingSignIn
from forum.staff.sign_in_state import SignInState


@dataclass(frozen=True)
class Step:
    name: str
    title: Promise
    button: Promise
    form: type[BaseForm]

    @property
    def template(self) -> str:
        return f"admin/sign_in/{self.name}.html"

    def is_due(self, pending: PendingSignIn, state: SignInState) -> bool:
        raise NotImplementedError

    def context(self, pending: PendingSignIn) -> dict[str, object]:
        return {}

    def finish(self, pending: PendingSignIn, form: BaseForm) -> None:
        pending.finish(self.name)


class EnterCode(Step):
    def is_due(self, pending: PendingSignIn, state: SignInState) -> bool:
        return bool(state.second_factor_since) and not {self.name, "set_up"} & set(pending.done)

    def context(self, pending: PendingSignIn) -> dict[str, object]:
        return {"recovery_codes_left": second_factor.count_recovery_codes(pending.user)}


class ChoosePassword(Step):
    def is_due(self, pending: PendingSignIn, state: SignInState) -> bool:
        return state.must_change_password

    def finish(self, pending: PendingSignIn, form: NewPasswordForm) -> None:
        password_chosen(form.save(), pending.request)
        super().finish(pending, form)


class SetUpFactor(Step):
    def is_due(self, pending: PendingSignIn, state: SignInState) -> bool:
        return state.must_set_up_factor

    def context(self, pending: PendingSignIn) -> dict[str, object]:
        return set_up_context(pending.user, pending.request.session)

    def finish(self, pending: PendingSignIn, form: SetUpForm) -> None:
        pending.recovery_codes = form.recovery_codes
        log("second_factor_on", user=pending.user, by=pending.user, request=pending.request)
        super().finish(pending, form)


class KeepRecoveryCodes(Step):
    def is_due(self, pending: PendingSignIn, state: SignInState) -> bool:
        return "set_up" in pending.done and self.name not in pending.done

    def context(self, pending: PendingSignIn) -> dict[str, object]:
        return {"codes": pending.recovery_codes}


STEPS: list[Step] = [
    EnterCode("code", _("Enter a code"), _("Continue"), CodeForm),
    ChoosePassword("new_password", _("Choose a new password"), _("Continue"), NewPasswordForm),
    SetUpFactor("set_up", _("Set up the second factor"), _("Continue"), SetUpForm),
    KeepRecoveryCodes(
        "recovery_codes", _("Save your recovery codes"), _("I have saved these codes"), SeenForm
    ),
]
"""In their order. A code comes before a new password, which another may have typed."""


def set_up_context(user: AbstractBaseUser, session: SessionBase) -> dict[str, object]:
    """The key as a QR code, and in groups of four letters for those who type it."""
    device = second_factor.device_to_set_up(user, session)
    key = second_factor.readable_key(device)
    issuer = settings.OTP_TOTP_ISSUER
    return {"qr": second_factor.QRCode.of(device.config_url), "key": key, "issuer": issuer}
