"""Finding a calendar on a server by what a person knows: an address and a name; or making it."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote, urljoin

from fractui.calendars.dav_server import Answer, Server
from fractui.calendars.dav_trouble import CannotDo, NoSuchThing, ServerTrouble, senseless, trouble_of
from fractui.calendars.dav_xml import (
    CALDAV,
    DAV,
    HOME,
    NAME,
    PARTS,
    PRINCIPAL,
    RIGHTS,
    TYPE,
    Found,
    found_in,
    may_write,
    mkcalendar,
    propfind,
    takes_events,
)
from fractui.core.errors import FieldRefused
from fractui.core.value import value

_CALENDAR = f"{{{CALDAV}}}calendar"
_COLLECTION = f"{{{DAV}}}collection"
_ASKED = (TYPE, NAME, PRINCIPAL, HOME, PARTS, RIGHTS)
_WELL_KNOWN = "/.well-known/caldav"
_SHOWN = 8


@value
class Place:
    """A calendar that one may write events to: its address, its name, and whether it was made just now."""

    url: str
    name: str
    made: bool = False


class Discovery:
    """Looks for calendars from ``url`` on, which may be a calendar, a user's page or the server itself."""

    def __init__(self, server: Server, url: str) -> None:
        self._server = server
        self._url = url

    def find(self, name: str, usual: str, slug: str, color: str = "") -> Place:
        """The calendar called ``name``, or the one that the address is of; made where there is none of that name.

        Args:
            name: what it is called, in any case, or the last part of its address; empty for the usual one.
            usual: the usual one's name.
            slug: the last part of the usual one's address.
            color: a new one's colour as a hex value, or empty.

        Raises:
            FieldRefused: it may not be written to, takes no events, or cannot be made.
            ServerTrouble: the server does not answer as one for CalDAV does.
        """
        first = self._first()
        if first.has(TYPE, _CALENDAR):
            return self._checked(first)
        home = self._home(first)
        calendars = [each for each in self._look(home, "1") if each.has(TYPE, _CALENDAR)]
        wanted = {name.casefold()} if name else {usual.casefold(), slug}
        for each in calendars:
            if wanted & {each.text(NAME).casefold(), each.last.casefold()}:
                return self._checked(each)
        return self._made(home, name or usual, _free(slug, calendars), color, calendars)

    def _first(self) -> Found:
        """What the address itself is; where it is nothing, what the server's well-known one is."""
        try:
            found = self._look(self._url, "0")
        except (NoSuchThing, CannotDo):
            found = self._look(urljoin(self._url, _WELL_KNOWN), "0")
        first = found[0]
        if not first.has(TYPE, _CALENDAR) and not first.link(PRINCIPAL) and not first.link(HOME):
            # The root of some servers knows nobody; their well-known address does.
            try:
                known = self._look(urljoin(self._url, _WELL_KNOWN), "0")[0]
            except ServerTrouble:
                return first
            return known if known.link(PRINCIPAL) or known.link(HOME) else first
        return first

    def _home(self, first: Found) -> str:
        home = first.link(HOME)
        if not home and first.link(PRINCIPAL):
            home = self._look(first.link(PRINCIPAL), "0")[0].link(HOME)
        if not home and first.has(TYPE, _COLLECTION):
            home = first.url
        if not home:
            raise senseless(self._server.host)
        self._server.check(home)
        return home if home.endswith("/") else f"{home}/"

    def _look(self, url: str, depth: str) -> list[Found]:
        body = propfind(_ASKED)
        headers = {"Content-Type": "application/xml; charset=utf-8", "Depth": depth}
        answer = self._server.ask("PROPFIND", url, body, headers)
        if answer.status != 207:
            raise self._trouble(answer)
        try:
            found = found_in(answer.body, answer.url)
        except ValueError as error:
            raise senseless(self._server.host) from error
        if not found:
            raise senseless(self._server.host)
        return found

    def _trouble(self, answer: Answer) -> ServerTrouble:
        """Before anything is set up, whatever is no answer of a calendar server means that the address is wrong."""
        if answer.status in (404, 410):
            return NoSuchThing(
                f"{self._server.host} has nothing at this address; see that it is the one for CalDAV."
            )
        if answer.status < 400:
            return senseless(self._server.host)
        return trouble_of(answer.status, self._server.host, answer.body[:2000])

    def _checked(self, calendar: Found) -> Place:
        name = calendar.text(NAME) or calendar.last
        if not takes_events(calendar):
            raise FieldRefused("calendar", f"“{name}” takes no events; choose another calendar.")
        if not may_write(calendar):
            raise FieldRefused("calendar", f"You may not write to “{name}”; choose another calendar.")
        self._server.check(calendar.url)
        return Place(calendar.url if calendar.url.endswith("/") else f"{calendar.url}/", name)

    def _made(self, home: str, name: str, slug: str, color: str, others: Sequence[Found]) -> Place:
        url = f"{home}{quote(slug)}/"
        headers = {"Content-Type": "application/xml; charset=utf-8"}
        answer = self._server.ask("MKCALENDAR", url, mkcalendar(name, color), headers)
        if answer.status == 201:
            return Place(url, name, made=True)
        if answer.status == 401:
            raise trouble_of(401, self._server.host)
        names = ", ".join(f"“{each.text(NAME) or each.last}”" for each in others[:_SHOWN])
        there = f"; there are {names}" if names else ""
        raise FieldRefused(
            "calendar",
            f"{self._server.host} makes no calendar “{name}” here ({answer.status}); make it there, or name another one{there}.",
        )


def _free(slug: str, others: Sequence[Found]) -> str:
    """The last part of an address that no calendar has."""
    taken = {each.last for each in others}
    names = (slug if number == 1 else f"{slug}-{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)
