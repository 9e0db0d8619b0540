"""The IP address of a visitor, and the keyed hash that is kept instead of it."""

import hmac
import re
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

IPV6_PREFIX = 64
"""One customer has all the IPv6 addresses that begin with the same 64 bits."""

UNKNOWN = "0.0.0.0"  # noqa: S104  names nobody, and nothing listens there
_WITH_PORT = re.compile(r"\[([^\]]+)\](?::\d+)?|([0-9.]+):\d+")


def client_address(request: HttpRequest) -> str:
    """The visitor's IP address, as the outermost of our own proxies saw it.

    Without such proxies `X-Forwarded-For` is whatever the visitor sent, and is ignored.
    """
    trusted = settings.TRUSTED_PROXIES
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    if trusted and len(forwarded) >= trusted and forwarded[-trusted].strip():
        return forwarded[-trusted].strip()
    return request.META.get("REMOTE_ADDR", "")


def client_network(request: HttpRequest) -> str:
    """What counts as one visitor: an IPv4 address, or the first address of an IPv6 network.

    `0.0.0.0` if the address cannot be read, so that all such visitors count as one.
    """
    typed = client_address(request)
    with_port = _WITH_PORT.fullmatch(typed)
    try:
        address = ip_address(next(filter(None, with_port.groups())) if with_port else typed)
    except ValueError:
        return UNKNOWN
    return str(address if isinstance(address, IPv4Address) else _network(address))


def hashed_address(request: HttpRequest) -> str:
    """Equal for one visitor, whichever IPv6 address of their own they use."""
    return hashed(client_network(request))


def hashed(text: str) -> str:
    """A keyed hash: nobody without the site's key can find out the text by trying."""
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), "sha256").hexdigest()


def _network(address: IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address that is embedded in this one, else its network."""
    if ipv4 := address.ipv4_mapped or address.sixtofour:
        return ipv4
    return ip_network((address.packed, IPV6_PREFIX), strict=False).network_address
