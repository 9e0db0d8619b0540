"""Which passwords staff may choose."""

import pytest
from django.contrib.auth import SESSION_KEY, get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client

COMMON = [
    "password1234",
    "PassWord1234",
    "123456789012",
    "qwertyuiop123",
    "administrator",
    "iloveyou1234",
    "unbelievable",
]


def problems(password: str, *, name: str = "amina") -> list[str]:
    """The codes of what is wrong with a password."""
    try:
        validate_password(password, get_user_model()(username=name))
    except ValidationError as error:
        return [one.code for one in error.error_list]
    return []


@pytest.mark.parametrize("password", COMMON)
def test_a_common_password_is_refused(password):
    assert problems(password) == ["password_too_common"]


@pytest.mark.parametrize("password", ["", "zq", "elevenchars"])
def test_a_short_password_is_refused(password):
    assert problems(password) == ["password_too_short"]


def test_the_name_of_the_account_is_no_password():
    assert problems("amina-el-hassani", name="amina-el-hassani") == ["password_too_similar"]


@pytest.mark.parametrize(
    "password",
    [
        "zorvel mabt ukin",
        "830271946205",
        "&%$§!?/()=+*",
        "كلمة سر طويلة جدا",
        "\U0001f600" * 12,
        "  qe zw rt xc  ",
        "z" * 60 + "1746",
    ],
    ids=["words", "digits", "signs", "Arabic", "emoji", "spaces", "64 characters"],
)
def test_any_characters_make_a_password(password):
    assert problems(password) == []


@pytest.mark.django_db
def test_a_password_is_compared_exactly_as_it_was_typed():
    password = "  Zorvel mabt ukin  " + "x" * 80
    get_user_model().objects.create_superuser("amina", password=password)

    accepted = [
        SESSION_KEY in signed_in(typed).session
        for typed in (password, password.strip(), password.lower(), password[:72])
    ]

    assert accepted == [True, False, False, False]


def signed_in(password: str) -> Client:
    """A client that has sent the name and this password to the sign-in page."""
    client = Client()
    client.post("/admin/login/", {"username": "amina", "password": password})
    return client
