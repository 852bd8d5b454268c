"""The busy calendar: when, and nothing else."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from fractui.calendars.busy import busy_calendar, merged
from fractui.calendars.uids import Uids
from tests.builders import at

UIDS = Uids("secret")
SINCE = date(2026, 11, 23)
CHANGED = at("2026-11-24 14:07")
MORNING = (at("2026-11-25 08:00"), at("2026-11-25 11:00"))
NOON = (at("2026-11-25 12:00"), at("2026-11-25 13:00"))


def made(
    taken: list[tuple[datetime, datetime]],
    before: bytes = b"",
    changed: datetime = CHANGED,
    code: str = "ACME",
) -> bytes:
    return busy_calendar(code, taken, changed, SINCE, UIDS, before)[0]


def events(data: bytes) -> list[tuple[str, datetime, int, str]]:
    return [
        (str(each["UID"]), each.decoded("DTSTART"), int(str(each["SEQUENCE"])), str(each["STATUS"]))
        for each in Calendar.from_ical(data).walk("VEVENT")
    ]


def test_stretches_that_touch_or_overlap_are_one() -> None:
    hours = [at(f"2026-11-25 {hour:02d}:00") for hour in range(24)]
    assert merged(
        [(hours[9], hours[11]), (hours[11], hours[12]), (hours[8], hours[10]), (hours[14], hours[14])]
    ) == [(hours[8], hours[12])]


def test_nothing_stands_in_it_but_times() -> None:
    text = made([MORNING, NOON]).decode()
    names = {line.partition(":")[0].partition(";")[0] for line in text.splitlines()}
    assert names == {
        "BEGIN", "END", "PRODID", "VERSION", "CALSCALE", "NAME", "X-WR-CALNAME", "REFRESH-INTERVAL", "X-PUBLISHED-TTL",
        "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE", "LAST-MODIFIED", "STATUS", "TRANSP",
        "X-MICROSOFT-CDO-BUSYSTATUS",
    }  # fmt: skip
    assert "ACME" not in text
    assert "LAST-MODIFIED:20261124T150000Z" in text, "only the full hour of the last change is told"


def test_the_same_plan_gives_the_same_bytes_also_over_what_was_written_before() -> None:
    first = made([MORNING, NOON])
    assert made([NOON, MORNING]) == first
    assert made([MORNING, NOON], first) == first
    assert made([MORNING, NOON], first, CHANGED + timedelta(days=1)) == first


def test_every_client_has_names_of_its_own() -> None:
    acme, beta = (events(made([MORNING], code=code))[0][0] for code in ("ACME", "BETA"))
    assert acme != beta


def test_a_moved_stretch_keeps_its_name_and_is_newer() -> None:
    first = made([MORNING])
    later = (MORNING[0] + timedelta(hours=1), MORNING[1])
    (old,), (new,) = events(first), events(made([later], first))
    assert old[0] == new[0]
    assert new[1] == later[0]
    assert new[2] > old[2]


def test_what_is_gone_is_cancelled_once_and_comes_back_newer() -> None:
    first = made([MORNING, NOON])
    gone = made([MORNING], first)
    assert [each[3] for each in events(gone)] == ["CONFIRMED", "CANCELLED"]
    assert made([MORNING], gone) == gone
    back = made([MORNING, NOON], gone)
    assert [each[3] for each in events(back)] == ["CONFIRMED", "CONFIRMED"]
    assert events(back)[1][2] > events(gone)[1][2] > events(first)[1][2]


def test_what_is_over_is_no_longer_told() -> None:
    first = made([MORNING])
    assert busy_calendar("ACME", [], CHANGED, date(2026, 11, 30), UIDS, first)[1] == 0


def test_a_file_that_is_no_calendar_is_no_memory() -> None:
    assert made([MORNING], b"BEGIN:VCALENDAR\r\nrubbish") == made([MORNING])


@given(
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 40)), max_size=12),
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 40)), max_size=12),
)
@settings(max_examples=40, deadline=None)
def test_what_is_written_is_when_one_is_taken(
    first: list[tuple[int, int]], then: list[tuple[int, int]]
) -> None:
    begin = datetime(2026, 11, 23, tzinfo=UTC)

    def stretches(given_: list[tuple[int, int]]) -> list[tuple[datetime, datetime]]:
        return [(begin + timedelta(hours=a), begin + timedelta(hours=a + b)) for a, b in given_]

    data = made(stretches(then), made(stretches(first)))
    told = [
        (each.decoded("DTSTART"), each.decoded("DTEND"))
        for each in Calendar.from_ical(data).walk("VEVENT")
        if str(each["STATUS"]) == "CONFIRMED"
    ]
    assert told == merged(stretches(then))
    uids = [each[0] for each in events(data)]
    assert len(set(uids)) == len(uids)
