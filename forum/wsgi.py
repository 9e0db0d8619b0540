"""What gunicorn serves: `gunicorn forum.wsgi`."""

import os
from collections.abc import Callable, Iterable

from django.core.wsgi import get_wsgi_application
from django.utils.http import parse_header_parameters

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "forum.settings")

READABLE = {"utf-8", "utf8", "us-ascii"}


def refusing_other_charsets(site: Callable) -> Callable:
    """Answer 415 to a request in a charset that no browser sends our forms in.

    Django decodes a request by the name that it gives, before any middleware: `charset=hex` names
    a codec of Python that is none of text, and would end in an error.
    """

    def answer(environ: dict, start_response: Callable) -> Iterable[bytes]:
        if _charset(environ.get("CONTENT_TYPE", "")) in READABLE:
            return site(environ, start_response)
        start_response("415 Unsupported Media Type", [("Content-Type", "text/plain")])
        return [b"Send this in UTF-8.\n"]

    return answer


def _charset(content_type: str) -> str:
    """The charset as Django reads it; empty where Django could not read the header at all."""
    try:
        _kind, parameters = parse_header_parameters(content_type)
    except (ValueError, LookupError):
        return ""
    return parameters.get("charset", "utf-8").lower()


application = refusing_other_charsets(get_wsgi_application())
