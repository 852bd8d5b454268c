"""What clients do with what was delivered: noted by hand or from a table, and summed (rows 003-16, -17)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from fractui.core.deliverable import Deliverable, Response
from fractui.core.engagement import RATED_DAYS, read_rate, respond, response_named, silent_series
from fractui.core.errors import FieldRefused, Refused
from fractui.core.naming import read_name
from fractui.core.value import value
from fractui.core.when import parse_date, parse_when
from fractui.core.zones import local_day
from fractui.exchange.responses import ResponseRow, response_rows
from fractui.services.delivery import Delivery
from fractui.services.records import first_delivery
from fractui.services.views.engagement import Judged, RateRow, Verdict
from fractui.services.whose import portals_of
from fractui.store.delivered import last_sent, watched_since
from fractui.store.practice import Portal, Practice

SEARCHED = 1000
"""So many of a client's deliveries, the newest first, a table's rows are looked for among."""

NOON = time(12)
"""The time of a row that has only a day."""


@value
class _Meant:
    """What a row means: the deliverable, what was done with it, when, by whom, and the version that it names."""

    deliverable: Deliverable
    kind: Response
    at: datetime
    who: str
    version: int | None


class _RowError(Exception):
    """A row that cannot be taken, and why."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict)
        self.verdict = verdict


class Responses:
    """The clients' responses. Codes are taken in any case, ids may be cut to an unambiguous beginning."""

    def __init__(self, practice: Practice) -> None:
        self._practice = practice

    def note(
        self,
        id: str,  # noqa: A002
        kind: Response | str,
        who: str = "",
        at: datetime | None = None,
    ) -> Deliverable:
        """Note what a client did with what was delivered, now or ``at`` another instant.

        Raises:
            NotFound: no deliverable has that id, or several begin so.
            Refused: it was not delivered by then.
            FieldRefused: the kind or the name cannot be taken, or the instant is to come.
        """
        now = self._practice.now()
        if at is not None and at > now:
            raise FieldRefused("at", "That is still to come; write when it was opened.")
        meant = kind if isinstance(kind, Response) else response_named(kind)
        portal = Delivery(self._practice).portal_with(id)
        with self._practice.transaction(f"note {meant.value}: {portal.deliverable(id).title}") as tx:
            return tx.put(respond(portal.deliverable(id), meant, at or now, who, portal.client().zone))

    def take(self, path: str) -> tuple[Judged, ...]:
        """Take a table's rows in, as one change; each row's verdict says what became of it. What is known already is not taken twice.

        Raises:
            NotFound: there is no such file.
            Refused: it cannot be read, or is no such table.
        """
        now = self._practice.now()
        clients = {portal.client().id: portal for portal in portals_of(self._practice, None)}
        sent = {code: last_sent(portal, SEARCHED) for code, portal in clients.items()}
        changed: dict[str, Deliverable] = {}
        judged = [self._judged(row, clients, sent, changed, now) for row in response_rows(path)]
        if changed:
            noted = sum(each.verdict is Verdict.NEW for each in judged)
            with self._practice.transaction(f"note {noted} responses") as tx:
                for each in changed.values():
                    # What another window noted meanwhile stays.
                    fresh = clients[each.client].deliverable(each.id)
                    known = dict.fromkeys((*fresh.engagement, *each.engagement))
                    tx.put(replace(fresh, engagement=tuple(sorted(known, key=lambda one: one.at))))
        return tuple(judged)

    def rates(self, code: str | None = None) -> tuple[RateRow, ...]:
        """How much each open client, or one, reads of what it is sent, over the last half a year, and how long the first delivery took.

        Raises:
            NotFound: no client has that code.
        """
        now = self._practice.now()
        rows = []
        for portal in portals_of(self._practice, code):
            client = portal.client()
            first = local_day(now, client.zone) - timedelta(days=RATED_DAYS)
            lately = watched_since(portal, first)
            silent = tuple(dict.fromkeys(each.title for each in silent_series(lately, now)))
            rate = read_rate(lately, now)
            first_after = first_delivery(portal, client)
            rows.append(RateRow(client.id, client.name, client.color, rate, silent, first_after))
        return tuple(rows)

    def _judged(
        self,
        row: ResponseRow,
        clients: dict[str, Portal],
        sent: dict[str, tuple[Deliverable, ...]],
        changed: dict[str, Deliverable],
        now: datetime,
    ) -> Judged:
        """One row's verdict; what it changes is put into ``changed``."""
        try:
            code = _code(row, clients)
            meant = _meant(row, sent[code], clients[code].client().zone, now)
            before = changed.get(meant.deliverable.id, meant.deliverable)
            try:
                home = clients[code].client().zone
                after = respond(before, meant.kind, meant.at, meant.who, home, meant.version)
            except FieldRefused:
                raise _RowError(Verdict.BAD_WHO) from None
            except Refused:
                raise _RowError(Verdict.NOT_SENT) from None
        except _RowError as odd:
            return Judged(row.number, row.code, row.what, row.kind, odd.verdict)
        verdict = Verdict.KNOWN if after == before else Verdict.NEW
        if verdict is Verdict.NEW:
            changed[after.id] = after
        return Judged(row.number, code, after.title, meant.kind.value, verdict)


def _code(row: ResponseRow, codes: Iterable[str]) -> str:
    """Whose row it is: as it says, and where it names a file by the convention, as that says too."""
    parts = read_name(row.what)
    named = row.code.strip().upper()
    if parts is not None and named and parts.code != named:
        raise _RowError(Verdict.OTHER_CLIENT)
    code = named or (parts.code if parts else "")
    if code not in codes:
        raise _RowError(Verdict.NO_CLIENT)
    return code


def _meant(row: ResponseRow, sent: Iterable[Deliverable], zone: str, now: datetime) -> _Meant:
    try:
        kind = response_named(row.kind or "open")
    except FieldRefused:
        raise _RowError(Verdict.BAD_KIND) from None
    at = _instant(row.at, zone, now)
    found = _found(row.what, sent)
    if not found:
        raise _RowError(Verdict.NOT_FOUND)
    day = local_day(at, zone)
    before = [each for each in found if local_day(each.receipts[-1].delivered_at, zone) <= day]
    one = (before or found)[0]
    return _Meant(one, kind, at, row.who, _version(row.what, one))


def _version(what: str, sent: Deliverable) -> int | None:
    """The version whose document a row names; None where it names the deliverable."""
    return next((each.version for each in sent.receipts if _is_file(what, each.file)), None)


def _is_file(what: str, name: str) -> bool:
    """Whether a row means a file, by its name with or without the ending."""
    word = what.strip().casefold()
    return bool(word) and word in (name.casefold(), name.rpartition(".")[0].casefold())


def _found(what: str, sent: Iterable[Deliverable]) -> list[Deliverable]:
    """Those of the deliveries, the newest first, that a row's title or file name means."""
    word = " ".join(what.casefold().split())
    by_file = [
        each
        for each in sent
        if any(_is_file(what, name) for name in (*each.files, *(receipt.file for receipt in each.receipts)))
    ]
    return by_file or [
        each
        for each in sent
        if word
        in {
            " ".join(title.casefold().split())
            for title in (each.title, *(one.title for one in each.receipts))
        }
    ]


def _instant(text: str, zone: str, now: datetime) -> datetime:
    """When it happened: now where nothing is written, noon at the client where only a day is."""
    if not text:
        return now
    try:
        if len(text) <= len("2026-11-24"):
            at = _noon(parse_date(text, local_day(now, zone), "at"), zone)
            at = min(at, now) if at.date() == now.date() else at
        else:
            at = parse_when(text, now, zone, "at")
    except FieldRefused:
        raise _RowError(Verdict.BAD_TIME) from None
    if at > now:
        raise _RowError(Verdict.FUTURE)
    return at


def _noon(day: date, zone: str) -> datetime:
    return datetime.combine(day, NOON, ZoneInfo(zone)).astimezone(UTC)
