"""The IP address of a visitor, and the keyed hash that stands for it wherever it is kept."""

import hmac
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

IPV6_PREFIX = 64
"""One customer has all the IPv6 addresses that begin with the same 64 bits."""


def client_address(request: HttpRequest) -> str:
    """The visitor's IP address, as the outermost of our own proxies saw it.

    Without such proxies `X-Forwarded-For` is whatever the visitor sent, and is ignored.
    """
    trusted = settings.TRUSTED_PROXIES
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    if trusted and len(forwarded) >= trusted and forwarded[-trusted].strip():
        return forwarded[-trusted].strip()
    return request.META.get("REMOTE_ADDR", "")


def hashed_address(request: HttpRequest) -> str:
    """Equal for one visitor, whichever IPv6 address of their own they use."""
    return hashed(_network(client_address(request)))


def hashed(text: str) -> str:
    """A keyed hash: nobody without the site's key can find out the text by trying."""
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), "sha256").hexdigest()


def _network(address: str) -> str:
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return address
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ip_network((parsed.packed, IPV6_PREFIX), strict=False))
