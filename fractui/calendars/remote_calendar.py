"""One calendar on a server: its events' marks, and one event made, changed or taken away, never unseen."""

from __future__ import annotations

from urllib.parse import quote

from fractui.calendars.dav_server import Answer, Server
from fractui.calendars.dav_trouble import senseless, trouble_of
from fractui.calendars.dav_xml import ETAG, found_in, propfind

_XML = {"Content-Type": "application/xml; charset=utf-8"}
_ICS = {"Content-Type": "text/calendar; charset=utf-8"}
_DONE = frozenset({200, 201, 204})


class RemoteCalendar:
    """The calendar at ``url``, which ends with a slash. An event's resource is called by its UID."""

    def __init__(self, server: Server, url: str) -> None:
        self._server = server
        self._url = url

    def marks(self) -> dict[str, str | None]:
        """The mark of every event by its UID, as far as its resource is called by it; None where the server gives none.

        Raises:
            ServerTrouble: the server does not answer, or there is no calendar any more.
        """
        headers = {**_XML, "Depth": "1"}
        answer = self._server.ask("PROPFIND", self._url, propfind((ETAG,)), headers)
        if answer.status != 207:
            raise trouble_of(answer.status, self._server.host, answer.body[:2000])
        try:
            found = found_in(answer.body, answer.url)
        except ValueError as error:
            raise senseless(self._server.host) from error
        names = [(each.last, each.text(ETAG) or None) for each in found if each.last.endswith(".ics")]
        return {name.removesuffix(".ics"): mark for name, mark in names}

    def read(self, uid: str) -> tuple[bytes, str] | None:
        """An event's bytes and its mark; None where it is not there.

        Raises:
            ServerTrouble: the server does not answer.
        """
        answer = self._server.ask("GET", self._address(uid))
        if answer.status in (404, 410):
            return None
        self._expect(answer, frozenset({200}))
        return answer.body, answer.headers.get("etag", "")

    def create(self, uid: str, data: bytes) -> str:
        """Put an event where none is, and return its mark.

        Raises:
            ChangedThere: one is there.
            EventRefused: the server does not take it.
            ServerTrouble: the server does not answer, or takes none.
        """
        return self._put(uid, data, {"If-None-Match": "*"})

    def update(self, uid: str, data: bytes, mark: str) -> str:
        """Put an event in the place of the one with this mark, and return its new one.

        Raises:
            ChangedThere: another version is there, or none.
            EventRefused: the server does not take it.
            ServerTrouble: the server does not answer, or takes none.
        """
        return self._put(uid, data, {"If-Match": mark})

    def delete(self, uid: str, mark: str) -> None:
        """Take away the event with this mark; one that is not there is no trouble.

        Raises:
            ChangedThere: another version is there.
            ServerTrouble: the server does not answer, or takes none away.
        """
        answer = self._server.ask("DELETE", self._address(uid), headers={"If-Match": mark})
        if answer.status not in (404, 410):
            self._expect(answer, _DONE)

    def _put(self, uid: str, data: bytes, condition: dict[str, str]) -> str:
        answer = self._server.ask("PUT", self._address(uid), data, {**_ICS, **condition})
        self._expect(answer, _DONE)
        mark = answer.headers.get("etag", "")
        return mark or self._mark(uid)

    def _mark(self, uid: str) -> str:
        """The mark that the server did not tell with its answer."""
        answer = self._server.ask("PROPFIND", self._address(uid), propfind((ETAG,)), {**_XML, "Depth": "0"})
        try:
            return found_in(answer.body, answer.url)[0].text(ETAG) if answer.status == 207 else ""
        except (ValueError, IndexError):
            return ""

    def _address(self, uid: str) -> str:
        return f"{self._url}{quote(uid, safe='@')}.ics"

    def _expect(self, answer: Answer, wanted: frozenset[int]) -> None:
        """See that what was asked about one event was done."""
        if answer.status not in wanted:
            raise trouble_of(answer.status, self._server.host, answer.body[:2000], of_event=True)
