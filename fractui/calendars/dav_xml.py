"""What CalDAV's requests and answers say, in XML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree as ET
from xml.sax import saxutils

from fractui.core.value import value

DAV, CALDAV, APPLE = "DAV:", "urn:ietf:params:xml:ns:caldav", "http://apple.com/ns/ical/"
ETAG = f"{{{DAV}}}getetag"
TYPE = f"{{{DAV}}}resourcetype"
NAME = f"{{{DAV}}}displayname"
PRINCIPAL = f"{{{DAV}}}current-user-principal"
RIGHTS = f"{{{DAV}}}current-user-privilege-set"
HOME = f"{{{CALDAV}}}calendar-home-set"
PARTS = f"{{{CALDAV}}}supported-calendar-component-set"
_HREF = f"{{{DAV}}}href"
_SHORT = {DAV: "d", CALDAV: "c", APPLE: "a"}
_SPACES = " ".join(f'xmlns:{short}="{space}"' for space, short in _SHORT.items())


@value
class Found:
    """A thing that the server told of: its address, and the properties that it gave."""

    url: str
    properties: Mapping[str, ET.Element]

    @property
    def last(self) -> str:
        """The last part of its path, decoded."""
        return unquote(urlsplit(self.url).path.rstrip("/").rpartition("/")[2])

    def text(self, name: str) -> str:
        """A property's text, empty where there is none."""
        held = self.properties.get(name)
        return "" if held is None else (held.text or "").strip()

    def has(self, name: str, part: str) -> bool:
        """Whether a property has an element of that name anywhere in it."""
        held = self.properties.get(name)
        return held is not None and held.find(f".//{part}") is not None

    def link(self, name: str) -> str:
        """The address that a property points to, empty where there is none."""
        held = self.properties.get(name)
        href = None if held is None else held.find(_HREF)
        return urljoin(self.url, (href.text or "").strip()) if href is not None and href.text else ""


def propfind(names: Iterable[str]) -> bytes:
    """The body that asks for properties."""
    asked = "".join(f"<{_short(name)}/>" for name in names)
    return f'<?xml version="1.0" encoding="utf-8"?><d:propfind {_SPACES}><d:prop>{asked}</d:prop></d:propfind>'.encode()


def mkcalendar(name: str, color: str) -> bytes:
    """The body that makes a calendar for events; ``color`` is a hex value or empty."""
    painted = f"<a:calendar-color>{saxutils.escape(color)}</a:calendar-color>" if color else ""
    return (
        f'<?xml version="1.0" encoding="utf-8"?><c:mkcalendar {_SPACES}><d:set><d:prop>'
        f"<d:displayname>{saxutils.escape(name)}</d:displayname>{painted}"
        '<c:supported-calendar-component-set><c:comp name="VEVENT"/></c:supported-calendar-component-set>'
        "</d:prop></d:set></c:mkcalendar>"
    ).encode()


def found_in(body: bytes, url: str) -> list[Found]:
    """The things that a multi-status answer tells of, with the properties that are there.

    Raises:
        ValueError: it is no such answer.
    """
    if b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        raise ValueError("an answer that defines entities")
    try:
        root = ET.fromstring(body)  # noqa: S314 - see above
    except ET.ParseError as error:
        raise ValueError("no XML") from error
    if root.tag != f"{{{DAV}}}multistatus":
        raise ValueError("no multi-status")
    return [each for response in root if (each := _found(response, url)) is not None]


def takes_events(calendar: Found) -> bool:
    """Whether a calendar takes events: it says so, or does not say what it takes."""
    held = calendar.properties.get(PARTS)
    kinds = [] if held is None else [part.get("name") for part in held]
    return not kinds or "VEVENT" in kinds


def may_write(calendar: Found) -> bool:
    """Whether this user may write there: the server says so, or does not say."""
    held = calendar.properties.get(RIGHTS)
    rights = set() if held is None else {part.tag for privilege in held for part in privilege}
    return not rights or bool(
        rights & {f"{{{DAV}}}{right}" for right in ("all", "write", "write-content", "bind")}
    )


def _found(response: ET.Element, url: str) -> Found | None:
    href = response.find(_HREF)
    if href is None or not href.text:
        return None
    properties: dict[str, ET.Element] = {}
    for status in response.findall(f"{{{DAV}}}propstat"):
        if " 200 " in f"{status.findtext(f'{{{DAV}}}status', '')} ":
            held = status.find(f"{{{DAV}}}prop")
            properties |= {part.tag: part for part in (held if held is not None else ())}
    return Found(urljoin(url, href.text.strip()), properties)


def _short(name: str) -> str:
    space, _, local = name[1:].partition("}")
    return f"{_SHORT[space]}:{local}"
