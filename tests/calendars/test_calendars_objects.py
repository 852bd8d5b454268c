"""One object an event, for folders and servers."""

from __future__ import annotations

from datetime import date, time

import icalendar
import recurring_ical_events

from fractui.calendars.export import PRODID, CalendarWriter, Holdings
from fractui.calendars.objects import in_words, means_the_same, put_together, taken_apart
from fractui.calendars.uids import Uids
from fractui.core.block import Block
from tests.calendars.calendar_samples import DELETED, SECRET, block, entry, moved, owed

KINDS = ("blocks", "time", "due")


def writer(*blocks: Block) -> CalendarWriter:
    entries = (entry(1), entry(2, "2026-03-04 08:00", "2026-03-04 09:00", **DELETED))
    due = (owed(1), owed(2, **DELETED))
    return CalendarWriter(Holdings("ACME", "steelblue", blocks, entries, due), Uids(SECRET))


SERIES = block(
    1,
    deviations=(
        moved(date(2026, 3, 31), "2026-04-01 14:00"),
        moved(date(2026, 4, 7), "2026-04-20 09:00"),
    ),
)


def instances(data: bytes) -> set[tuple[str, str, str]]:
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(data)).between(
        date(2026, 1, 1), date(2027, 1, 1)
    )
    return {(str(e["UID"]), str(e.decoded("DTSTART")), str(e.decoded("DTEND"))) for e in found}


def test_objects_tell_what_the_file_tells() -> None:
    night = block(2, title="night", at=time(1, 30), days=(6,), minutes=120)
    utc = block(3, zone="UTC", days=())
    calendar = writer(SERIES, night, utc, block(4, **DELETED))
    objects = calendar.objects(KINDS)
    assert len({each.uid for each in objects}) == len(objects)
    whole = calendar.together(KINDS).data
    cancelled = {
        str(e["UID"])
        for e in icalendar.Calendar.from_ical(whole).walk("VEVENT")
        if e.get("STATUS") == "CANCELLED"
    }
    wanted = {each for each in instances(whole) if each[0] not in cancelled}
    assert set().union(*(instances(each.data) for each in objects)) == wanted


def test_an_object_has_its_zones_and_nothing_of_a_calendar_of_its_own() -> None:
    for each in writer(SERIES, block(3, zone="UTC", days=())).objects(KINDS):
        text = each.data.decode()
        assert text.startswith("BEGIN:VCALENDAR\r\nPRODID:")
        assert text.endswith("END:VCALENDAR\r\n")
        assert [word for word in ("METHOD", "X-WR-", "CANCELLED") if word in text] == []
        assert ("TZID=Europe/Berlin" in text) == ("TZID:Europe/Berlin" in text)
        uids = {str(e["UID"]) for e in icalendar.Calendar.from_ical(each.data).walk("VEVENT")}
        assert uids == {each.uid}
        assert each.name == f"{each.uid}.ics"


def test_another_blocks_change_does_not_touch_an_object() -> None:
    before = {each.uid: each.digest for each in writer(SERIES).objects(KINDS)}
    after = {each.uid: each.digest for each in writer(SERIES, block(5)).objects(KINDS)}
    assert before.items() <= after.items()


def test_meaning_does_not_depend_on_how_lines_are_put() -> None:
    data = writer(SERIES).objects(("blocks",))[0].data
    again = icalendar.Calendar.from_ical(data).to_ical(sorted=True).replace(b"fractui//EN", b"other//EN")
    assert again != data
    assert means_the_same(data, again)
    assert not means_the_same(data, data.replace(b"focus block", b"holiday"))
    assert not means_the_same(data, b"<html>")
    assert not means_the_same(data, b"")


def test_an_event_is_put_in_words() -> None:
    objects = writer(SERIES).objects(KINDS)
    words = [in_words(each.data) for each in objects]
    assert words[0] == "ACME: focus block, 2026-03-03 09:00-12:00, again and again, 1 moved"
    assert any(each.endswith("due, 2026-04-30") for each in words)
    assert in_words(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n") == "something that cannot be read"
    assert in_words(b"\xff") == "something that cannot be read"


def test_a_calendar_without_zones_can_be_taken_apart_and_put_together() -> None:
    from tests.calendars.test_calendars_busy import MORNING, NOON, made

    whole = made([MORNING, NOON])
    parts = list(taken_apart(whole, PRODID))
    assert len(parts) == 2
    later = made([MORNING], put_together((each.data for each in parts), PRODID))
    assert later.count(b"STATUS:CANCELLED") == 1
    assert [each.data for each in taken_apart(later, PRODID)] == [parts[0].data]
