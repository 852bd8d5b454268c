"""The busy calendar for one client: when somebody is taken, and nothing from which the other clients could be told (row 003-07).

Stretches are merged, in UTC, one event each, under a neutral name. What was written before is the memory: an event keeps
its revision while its times stay, and one that is gone is told as cancelled, since a file cannot take it away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar

from fractui.calendars.export import PRODID
from fractui.calendars.uids import Uids
from fractui.core.value import value

NAME = "Busy"
_HOUR = timedelta(hours=1)
_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
"""Revisions count the hours from here on, so that each is greater than the last without anything being kept."""

Stretch = tuple[datetime, datetime]


@value
class Told:
    """An event as it was or is to be written."""

    uid: str
    start: datetime
    end: datetime
    sequence: int
    changed: datetime
    cancelled: bool = False


def merged(taken: Iterable[Stretch]) -> list[Stretch]:
    """Stretches of time in UTC, those that touch or overlap made one."""
    found: list[Stretch] = []
    for start, end in sorted((a.astimezone(UTC), b.astimezone(UTC)) for a, b in taken):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        elif end > start:
            found.append((start, end))
    return found


def busy_calendar(
    code: str, taken: Iterable[Stretch], changed_at: datetime, since: date, uids: Uids, before: bytes = b""
) -> tuple[bytes, int]:
    """The calendar for the client ``code`` and how many events are in it.

    Args:
        code: whom it is for; part of the UIDs, which tell nothing.
        taken: when the executive is taken by others.
        changed_at: when any of that was last changed; only the full hour after it is told.
        since: the first day; what was told before and lies earlier is left out.
        uids: the installation's.
        before: the calendar as it was written last, if it is known.
    """
    old = {each.uid: each for each in _told(before)}
    hour = _full_hour(changed_at)
    events: dict[str, Told] = {}
    rank: dict[date, int] = {}
    for start, end in merged(taken):
        day = start.date()
        rank[day] = rank.get(day, 0) + 1
        uid = uids.uid("busy", code, f"{day.isoformat()}|{rank[day]}")
        events[uid] = _revised(Told(uid, start, end, _hours(hour), hour), old.get(uid))
    gone = [each for each in old.values() if each.uid not in events and each.start.date() >= since]
    for each in gone:
        events[each.uid] = each if each.cancelled else _cancelled(each, hour)
    ordered = sorted(events.values(), key=lambda each: (each.start, each.end, each.uid))
    return _written(ordered), len(ordered)


def _full_hour(at: datetime) -> datetime:
    whole = at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    return whole if whole == at else whole + _HOUR


def _hours(at: datetime) -> int:
    return max(0, (at - _EPOCH) // _HOUR)


def _revised(new: Told, old: Told | None) -> Told:
    """The event with a revision that readers follow: the old one's while nothing changed, else one that is greater."""
    if old is None:
        return new
    if (old.start, old.end, old.cancelled) == (new.start, new.end, False):
        return old
    return Told(
        new.uid,
        new.start,
        new.end,
        max(new.sequence, old.sequence + 1),
        max(new.changed, old.changed + _HOUR),
    )


def _cancelled(old: Told, hour: datetime) -> Told:
    changed = max(hour, old.changed + _HOUR)
    return Told(old.uid, old.start, old.end, max(old.sequence + 1, _hours(hour)), changed, cancelled=True)


def _told(data: bytes) -> Iterator[Told]:
    """The events of a calendar that was written here before; nothing of one that cannot be read."""
    if not data:
        return
    try:
        calendar = Calendar.from_ical(data)
    except ValueError:
        return
    for event in calendar.walk("VEVENT"):
        try:
            yield Told(
                str(event["UID"]),
                event.decoded("DTSTART").astimezone(UTC),
                event.decoded("DTEND").astimezone(UTC),
                int(str(event["SEQUENCE"])),
                event.decoded("LAST-MODIFIED").astimezone(UTC),
                str(event.get("STATUS", "")) == "CANCELLED",
            )
        except (KeyError, ValueError, AttributeError):
            # Not one of ours.
            continue


def _written(events: Iterable[Told]) -> bytes:
    head = (
        f"BEGIN:VCALENDAR\r\nPRODID:{PRODID}\r\nVERSION:2.0\r\nCALSCALE:GREGORIAN\r\nNAME:{NAME}\r\nX-WR-CALNAME:{NAME}\r\n"
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H\r\nX-PUBLISHED-TTL:PT6H\r\n"
    )
    return "".join((head, *map(_event, events), "END:VCALENDAR\r\n")).encode()


def _event(told: Told) -> str:
    free = "TRANSPARENT" if told.cancelled else "OPAQUE"
    return (
        f"BEGIN:VEVENT\r\nUID:{told.uid}\r\nDTSTAMP:{_stamp(told.changed)}\r\nDTSTART:{_stamp(told.start)}\r\n"
        f"DTEND:{_stamp(told.end)}\r\nSUMMARY:{NAME}\r\nSEQUENCE:{told.sequence}\r\nLAST-MODIFIED:{_stamp(told.changed)}\r\n"
        f"STATUS:{'CANCELLED' if told.cancelled else 'CONFIRMED'}\r\nTRANSP:{free}\r\n"
        f"X-MICROSOFT-CDO-BUSYSTATUS:{'FREE' if told.cancelled else 'BUSY'}\r\nEND:VEVENT\r\n"
    )


def _stamp(at: datetime) -> str:
    return at.strftime("%Y%m%dT%H%M%SZ")
