"""Locks of signing in: five tries for an account from an address, fifty from an address.

A try is counted before its password or code is checked, and taken back if it was right. So tries
that arrive together cannot exceed the limit, and a locked try costs no hashing. The counts are rows
of django-axes; `forum/staff/lockout.py` has it use them.
"""

import datetime as dt
import unicodedata
from typing import Self

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models, transaction
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forum.client_address import client_network
from forum.staff import security_log

ADDRESS_LIMIT = 50
ADDRESS_PERIOD = dt.timedelta(hours=1)
ANY_ACCOUNT = ""
"""The username of the row that counts the tries of an address."""

NO_BROWSER = ""
"""In the column for it: another browser is not another visitor."""


class SignInLocked(Exception):
    """Signing in is locked for this account from this address, or for the whole address."""

    def __init__(self, until: dt.datetime):
        super().__init__(until)
        self.until = until


def normal_form(username: str) -> str:
    """One form for all ways of writing a username: any case, width, spaces and invisible marks."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", username).casefold())
    return "".join(c for c in folded if unicodedata.category(c)[0] not in "CZ")[:255]


class SignInLockQuerySet(models.QuerySet):
    def of_account(self, username: str, address: str) -> Self:
        return self.filter(username=normal_form(username), ip_address=address)

    def of_address(self, address: str) -> Self:
        return self.filter(username=ANY_ACCOUNT, ip_address=address)

    def in_force(self, now: dt.datetime) -> Self:
        """Those that let nobody in now, not rows that only count."""
        account = ~Q(username=ANY_ACCOUNT) & Q(
            failures_since_start__gte=settings.AXES_FAILURE_LIMIT,
            attempt_time__gt=now - settings.AXES_COOLOFF_TIME,
        )
        address = Q(
            username=ANY_ACCOUNT,
            failures_since_start__gte=ADDRESS_LIMIT,
            attempt_time__gt=now - ADDRESS_PERIOD,
        )
        return self.filter(account | address)

    def lift(self, request: HttpRequest) -> int:
        """Let these accounts in again, at once; returns how many locks there were."""
        names = set(self.values_list("username", flat=True))
        count, _by_model = self.delete()
        for user in get_user_model().objects.all():
            if normal_form(user.get_username()) in names:
                security_log.log("sign_in_unlocked", user=user, request=request)
        return count

    def forget_old(self, now: dt.datetime) -> None:
        """Delete the rows that count for nothing any more, but not those of a try under way."""
        with transaction.atomic():
            old = self.filter(attempt_time__lte=now - ADDRESS_PERIOD)
            keys = old.select_for_update(skip_locked=True).values_list("pk", flat=True)
            self.filter(pk__in=list(keys)).delete()


class SignInLock(AccessAttempt):
    """How many tries failed for an account from an address, or from an address for any account.

    `attempt_time` is the last of them for an account, and the first for an address.
    """

    objects = SignInLockQuerySet.as_manager()

    class Meta:
        proxy = True
        verbose_name = _("locked account")
        verbose_name_plural = _("locked accounts")

    def __str__(self) -> str:
        return f"{self.username or '*'} ({self.ip_address})"

    @property
    def is_of_address(self) -> bool:
        return self.username == ANY_ACCOUNT

    @property
    def limit(self) -> int:
        return ADDRESS_LIMIT if self.is_of_address else settings.AXES_FAILURE_LIMIT

    @property
    def ends_at(self) -> dt.datetime:
        period = ADDRESS_PERIOD if self.is_of_address else settings.AXES_COOLOFF_TIME
        return self.attempt_time + period

    def is_in_force(self, now: dt.datetime) -> bool:
        return self.failures_since_start >= self.limit and now < self.ends_at

    def count(self, now: dt.datetime) -> None:
        """One more try, the first of a new period if the last one is over."""
        is_over = now >= self.ends_at
        self.failures_since_start = 1 if is_over else self.failures_since_start + 1
        if is_over or not self.is_of_address:
            self.attempt_time = now
        self.save()

    def is_first_refusal(self) -> bool:
        """Whether this lock has refused nobody yet; it remembers that it was asked."""
        is_first = self.failures_since_start == self.limit
        if is_first:
            self.failures_since_start += 1
            self.save()
        return is_first


def count_try(request: HttpRequest, username: str) -> None:
    """Count a try that is about to be checked; raises SignInLocked if it may not be checked.

    The caller takes it back, with `take_back`, if the password or the code was right.
    """
    now, address = timezone.now(), client_network(request)
    with transaction.atomic():
        rows = [_locked_row(name, address, now) for name in _names(username)]
        locks = [row for row in rows if row.is_in_force(now)]
        for row in rows if not locks else []:
            row.count(now)
        first_refusals = [lock for lock in locks if lock.is_first_refusal()]
    if first_refusals:
        user = get_user_model().objects.filter(username=username).first()
        security_log.log("sign_in_locked", user=user, request=request)
    if locks:
        raise SignInLocked(max(lock.ends_at for lock in locks))


def take_back(request: HttpRequest, username: str) -> None:
    """The try was right: it does not count, but the wrong ones before it do."""
    address = client_network(request)
    names = Q(username__in=_names(username), ip_address=address)
    counted = SignInLock.objects.filter(names, failures_since_start__gt=0)
    counted.update(failures_since_start=F("failures_since_start") - 1)


def forgive(request: HttpRequest, username: str) -> None:
    """Somebody has signed in with this account: earlier wrong tries do not count any more."""
    SignInLock.objects.of_account(username, client_network(request)).delete()
    SignInLock.objects.forget_old(timezone.now())


def _names(username: str) -> list[str]:
    """The address itself first: one order for all, so that two tries never wait for each other."""
    return list(dict.fromkeys([ANY_ACCOUNT, normal_form(username)]))


def _locked_row(username: str, address: str, now: dt.datetime) -> SignInLock:
    row, _is_new = SignInLock.objects.select_for_update().get_or_create(
        username=username,
        ip_address=address,
        user_agent=NO_BROWSER,
        defaults={"failures_since_start": 0, "attempt_time": now},
    )
    return row
