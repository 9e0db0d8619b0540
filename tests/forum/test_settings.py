"""Settings that are derived from the environment."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRINT_SETTINGS = (
    "import json, sys; from forum import settings;"
    "print(json.dumps({name: getattr(settings, name) for name in sys.argv[1:]}))"
)


def settings_of(*names: str, **variables: str) -> dict:
    ended = subprocess.run(  # noqa: S603  the arguments are those of this file
        [sys.executable, "-c", PRINT_SETTINGS, *names],
        cwd=ROOT,
        env=os.environ | {"SECRET_KEY": "x" * 50, "DATABASE_URL": ""} | variables,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(ended.stdout)


@pytest.mark.parametrize(
    ("site_url", "secure", "hsts"),
    [("https://forum.example.org", True, 31536000), ("http://forum.example.org", False, 0)],
)
def test_the_scheme_of_the_site_decides_whether_https_is_required(site_url, secure, hsts):
    found = settings_of(
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "SECURE_SSL_REDIRECT",
        "SECURE_HSTS_SECONDS",
        SITE_URL=site_url,
    )

    assert found == {
        "SESSION_COOKIE_SECURE": secure,
        "CSRF_COOKIE_SECURE": secure,
        "SECURE_SSL_REDIRECT": secure,
        "SECURE_HSTS_SECONDS": hsts,
    }


@pytest.mark.parametrize(
    ("site_url", "host", "secure"),
    [("https://forum.example.org", "__Host-", "__Secure-"), ("http://forum.example.org", "", "")],
)
def test_cookies_have_the_prefix_that_fits_their_path_where_there_is_https(site_url, host, secure):
    found = settings_of(
        "SESSION_COOKIE_NAME",
        "CSRF_COOKIE_NAME",
        "MESSAGE_COOKIE_NAME",
        "LANGUAGE_COOKIE_NAME",
        SITE_URL=site_url,
    )

    assert found == {
        "SESSION_COOKIE_NAME": f"{host}sessionid",
        "CSRF_COOKIE_NAME": f"{host}csrftoken",
        "MESSAGE_COOKIE_NAME": f"{host}messages",
        "LANGUAGE_COOKIE_NAME": f"{secure}django_language",
    }


@pytest.mark.parametrize(
    ("scope", "subdomains", "preload"),
    [
        ("", False, False),
        ("host", False, False),
        ("subdomains", True, False),
        ("preload", True, True),
    ],
)
def test_https_is_required_for_other_hosts_only_by_a_setting(scope, subdomains, preload):
    found = settings_of(
        "SECURE_HSTS_INCLUDE_SUBDOMAINS",
        "SECURE_HSTS_PRELOAD",
        SITE_URL="https://forum.example.org",
        HSTS_SCOPE=scope,
    )

    assert found == {
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": subdomains,
        "SECURE_HSTS_PRELOAD": preload,
    }


def test_the_default_address_is_local_with_the_chosen_port():
    found = settings_of("SITE_URL", "DEBUG", PORT="8123")

    assert found == {"SITE_URL": "http://127.0.0.1:8123", "DEBUG": False}


def test_the_mail_servers_url_sets_host_port_user_and_encryption():
    found = settings_of(
        "EMAIL_HOST",
        "EMAIL_PORT",
        "EMAIL_HOST_USER",
        "EMAIL_USE_TLS",
        EMAIL_URL="smtp+tls://desk:word@mail.example.org:587",
    )

    assert found == {
        "EMAIL_HOST": "mail.example.org",
        "EMAIL_PORT": 587,
        "EMAIL_HOST_USER": "desk",
        "EMAIL_USE_TLS": True,
    }
