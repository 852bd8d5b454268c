"""The address of a tool on the web: what may be kept of one, and how it is told in short (row 000-05)."""

from __future__ import annotations

from fractui.core.errors import FieldRefused
from fractui.core.text import one_line

ADDRESS_LIMIT = 1000
"""Characters of an address at most."""
SCHEMES = ("http", "https")
"""What an address begins with: nothing else is handed to a browser."""


def check_address(field: str, text: str) -> str:
    """Return a tool's address as it may be kept, empty for none.

    It is opened by the system's browser, so it begins with ``https://`` or ``http://`` and names a host; it is kept in the client's
    files in plain text, so it has no name and password in it.

    Raises:
        FieldRefused: it has another scheme, no host, a login, or a character that no address has.
    """
    from urllib.parse import urlsplit

    address = one_line(field, text, ADDRESS_LIMIT)
    if not address:
        return ""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError as error:
        raise FieldRefused(field, "That is no address; write one like https://go.xero.com.") from error
    if parts.scheme not in SCHEMES or not host.strip("."):
        raise FieldRefused(field, "Write the whole address with https://, like https://go.xero.com.")
    if "@" in parts.netloc:
        raise FieldRefused(
            field, "Leave the name and password out of the address; the password manager keeps them."
        )
    if any(char.isspace() or char in '\\<>"`' for char in address):
        raise FieldRefused(
            field,
            "An address has no spaces, quotes, angle brackets or backslashes; copy it from the browser anew.",
        )
    return address


def host_of(address: str) -> str:
    """The host of an address that is kept, as a person knows the tool: ``go.xero.com``; empty for none."""
    netloc = address.partition("://")[2]
    for end in "/?#":
        netloc = netloc.partition(end)[0]
    return netloc.lower().removeprefix("www.")
