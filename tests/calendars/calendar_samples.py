"""Documents as the store would hand them over, and calendars read back by other programs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import icalendar
import recurring_ical_events

from fractui.calendars.export import CalendarFile, CalendarWriter, Holdings
from fractui.calendars.uids import Uids
from fractui.core.block import Block, Deviation
from fractui.core.deliverable import Deliverable, Status
from fractui.core.entry import Category, Entry
from fractui.core.receipt import Receipt
from tests.builders import a_block, a_deliverable, an_entry, at

SECRET = "0123456789abcdef" * 4
STORED: dict[str, Any] = {
    "rev": 1,
    "created_at": at("2026-01-02 08:00"),
    "updated_at": at("2026-01-02 08:00"),
}
DELETED: dict[str, Any] = {
    "rev": 3,
    "updated_at": at("2026-02-01 10:00"),
    "deleted_at": at("2026-02-01 10:00"),
}

SENT = Receipt(delivered_at=at("2026-04-29 16:30"), version=2, to="the board", via="email", on_time=True)

Seen = tuple[str, datetime, datetime, str]
"""What a reader shows of an instance: UID, start and end in UTC, summary."""


def wall(text: str) -> datetime:
    """A local time without a zone, written as ``2026-03-31 14:00``."""
    return datetime.fromisoformat(text)


def moved(on: date, to: str, minutes: int | None = None) -> Deviation:
    """An instance moved to a local time."""
    return Deviation(on=on, moved_to=wall(to), minutes=minutes)


def block(number: int = 1, **changes: Any) -> Block:
    """A stored block of ACME's."""
    return a_block(**({"id": f"{number:032x}"} | STORED | changes))


def entry(
    number: int = 1, start: str = "2026-03-03 08:07", end: str | None = "2026-03-03 09:30", **changes: Any
) -> Entry:
    """A stored entry of ACME's."""
    return an_entry(start, end, **({"id": f"{number:032x}"} | STORED | changes))


def owed(number: int = 1, **changes: Any) -> Deliverable:
    """A stored deliverable of ACME's."""
    return a_deliverable(**({"id": f"{number:032x}", "due": date(2026, 4, 30)} | STORED | changes))


def writer(
    blocks: Iterable[Block] = (), entries: Iterable[Entry] = (), deliverables: Iterable[Deliverable] = ()
) -> CalendarWriter:
    """A writer of ACME's calendars."""
    holdings = Holdings("ACME", "steelblue", tuple(blocks), tuple(entries), tuple(deliverables))
    return CalendarWriter(holdings, Uids(SECRET))


def planned(*blocks: Block) -> CalendarFile:
    """The file of these blocks."""
    return writer(blocks).blocks()


def read(data: bytes) -> icalendar.Calendar:
    """The calendar as icalendar reads it."""
    calendar = icalendar.Calendar.from_ical(data)
    assert isinstance(calendar, icalendar.Calendar)
    return calendar


def events(data: bytes) -> list[Any]:
    """The events of a file, in its order; what their properties are is icalendar's own long story."""
    return list(read(data).walk("VEVENT"))


def seen(data: bytes, first: date, last: date) -> set[Seen]:
    """The instances that another program shows from ``first`` to before ``last`` (UTC), without the cancelled ones."""
    begin, end = (datetime(day.year, day.month, day.day, tzinfo=UTC) for day in (first, last))
    wide = timedelta(days=3)  # the program takes bounds as local to each event
    found = recurring_ical_events.of(read(data)).between(first - wide, last + wide)
    return {
        (str(e["UID"]), e.start.astimezone(UTC), e.end.astimezone(UTC), str(e["SUMMARY"]))
        for e in found
        if e["STATUS"] != "CANCELLED" and begin < e.end and e.start < end
    }


def cases() -> dict[str, bytes]:
    """The files that are kept as examples, by their names."""
    until = date(2026, 12, 17)
    march = (moved(date(2026, 3, 31), "2026-04-01 14:00"), Deviation(on=date(2026, 4, 2)))
    across = (moved(date(2026, 3, 31), "2026-04-02 14:00"), moved(date(2026, 4, 14), "2026-04-13 16:00", 60))
    night: dict[str, Any] = {
        "days": (5,),
        "at": time(22),
        "minutes": 480,
        "starts_on": date(2026, 1, 3),
        "title": "Night shift",
    }
    text = 'Réunion, "budget"; 100 % c:\\; 🎉 漢字 عربي ' * 4
    dead = Deviation(on=date(2026, 3, 21))
    files = {
        "series": planned(block()),
        "exceptions": planned(
            block(until=until, deviations=march, location="Room 1", notes="Bring the forecast.")
        ),
        "apart": planned(block(until=until, deviations=across)),
        "night": planned(block(until=until, **night)),
        "single": planned(
            block(1, days=(), starts_on=date(2026, 3, 20), title="Board"),
            block(2, days=(), starts_on=date(2026, 3, 21), title="Called off", deviations=(dead,)),
        ),
        "deleted": planned(block(until=until, deviations=across, **DELETED)),
        "texts": planned(
            block(days=(), title=text, location=text, notes=f"{text}\r\nnext\x07\ud800\u2028line")
        ),
        "utc": planned(block(zone="UTC", until=until)),
        "new_york": planned(
            block(zone="America/New_York", days=(0, 2), at=time(13, 30), minutes=120, until=until)
        ),
        "kolkata": planned(block(zone="Asia/Kolkata", until=until)),
        "london": planned(block(zone="Europe/London", **night)),
        "lord_howe": planned(block(zone="Australia/Lord_Howe", **night)),
        "due": writer(
            deliverables=[owed(), owed(2, status=Status.DELIVERED, version=2), owed(3, **DELETED)]
        ).due(),
        "tasks": writer(
            deliverables=[
                owed(status=Status.IN_REVIEW),
                owed(2, status=Status.DELIVERED, version=2, title=text, receipts=(SENT,)),
                owed(3, **DELETED),
            ]
        ).tasks(),
        "worked": writer(
            entries=[
                entry(1, category=Category.DEEP_WORK, note="Forecast, second pass", tags=("q2", "board")),
                entry(2, "2026-03-29 00:30", "2026-03-29 02:30"),
                entry(3, "2026-03-04 08:00", None),
                entry(4, **DELETED),
            ]
        ).worked()[0],
    }
    return {name: file.data for name, file in files.items()}
