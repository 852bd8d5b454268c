"""Properties of single events: text, stamps, names; and that the same documents always give the same bytes."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar.parser import Contentline

from fractui.calendars.export import SIZE_LIMIT
from fractui.calendars.lines import folded
from fractui.calendars.text import categories, lines, one_line
from fractui.calendars.tracked import TrackedTime
from fractui.calendars.uids import KINDS, Uids
from fractui.core.deliverable import Status
from fractui.core.entry import Category, Entry
from fractui.core.wording import category_label
from tests.calendars.calendar_samples import (
    DELETED,
    SECRET,
    block,
    cases,
    entry,
    events,
    moved,
    owed,
    planned,
    writer,
)


def test_a_name_is_opaque_and_fits_every_reader() -> None:
    uids = Uids(SECRET)
    names = {uids.uid(kind, owner, "1" * 32) for kind in KINDS for owner in ("ACME", "BETA")}
    assert len(names) == len(KINDS) * 2
    assert all(re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}@fractui", name) for name in names)
    assert Uids("another").uid("block", "ACME", "1") != uids.uid("block", "ACME", "1")


def test_there_are_no_names_without_a_secret() -> None:
    with pytest.raises(ValueError, match="secret"):
        Uids("")


def test_the_first_revision_is_number_0_and_stamps_are_the_records_own() -> None:
    (event,) = events(planned(block(days=(), rev=1)).data)
    assert event["SEQUENCE"] == 0
    assert (
        event["DTSTAMP"].dt
        == event["LAST-MODIFIED"].dt
        == event["CREATED"].dt
        == datetime(2026, 1, 2, 8, tzinfo=UTC)
    )


def test_a_change_keeps_the_name_and_counts_up() -> None:
    old = block()
    new = replace(old, rev=2, title="Deep work", updated_at=datetime(2026, 1, 3, tzinfo=UTC))
    before, after = events(planned(old).data)[0], events(planned(new).data)[0]
    assert after["UID"] == before["UID"]
    assert after["CREATED"].dt == before["CREATED"].dt
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1
    assert after["LAST-MODIFIED"].dt > before["LAST-MODIFIED"].dt


def test_tracked_time_is_in_utc_and_free() -> None:
    data = (
        writer(entries=[entry(category=Category.DEEP_WORK, note="Forecast", tags=("q2", "q2"))])
        .worked()[0]
        .data
    )
    (event,) = events(data)
    assert event["DTSTART"].to_ical() == b"20260303T080700Z"
    assert (event["SUMMARY"], event["TRANSP"], event["STATUS"]) == (
        "ACME: Forecast",
        "TRANSPARENT",
        "CONFIRMED",
    )
    assert event["CATEGORIES"].cats == ["ACME", "fractui", "deep work", "q2"]
    assert b"VTIMEZONE" not in data


def test_an_entry_without_a_note_is_named_by_its_category() -> None:
    with_category, plain = (
        entry(1, category=Category.ONE_ON_ONE),
        entry(2, "2026-03-04 08:00", "2026-03-04 09:00"),
    )
    found = events(writer(entries=[with_category, plain]).worked()[0].data)
    assert [event["SUMMARY"] for event in found] == ["ACME: one-to-one", "ACME: worked"]


def test_a_running_entry_has_no_event() -> None:
    with pytest.raises(ValueError, match="running"):
        TrackedTime("ACME", Uids(SECRET)).event(entry(end=None))


def test_what_runs_or_has_no_length_is_left_out() -> None:
    running, nothing = entry(1, end=None), entry(2, "2026-03-04 08:00", "2026-03-04 08:00")
    assert writer(entries=[running, nothing]).worked() == ()


def test_a_due_date_is_a_free_day_of_its_own() -> None:
    first, second = events(writer(deliverables=[owed(), owed(2, status=Status.DELIVERED)]).due().data)
    assert (first["DTSTART"].dt, first["DTEND"].dt) == (date(2026, 4, 30), date(2026, 5, 1))
    assert (first["SUMMARY"], second["SUMMARY"]) == ("ACME: Board pack due", "ACME: Board pack delivered")
    assert first["DESCRIPTION"] == "BoardPack, version 1, draft"
    assert first["X-MICROSOFT-CDO-BUSYSTATUS"] == "FREE"


def test_what_was_deleted_is_told_once_more() -> None:
    data = (
        writer([block(**DELETED)], [entry(**DELETED)], [owed(**DELETED)])
        .together(("blocks", "time", "due"))
        .data
    )
    assert [(event["STATUS"], event["SEQUENCE"]) for event in events(data)] == [("CANCELLED", 2)] * 3


def test_tracked_time_is_divided_by_local_years() -> None:
    eve = entry(1, "2025-12-31 23:30", "2026-01-01 00:30")  # in Berlin it is the new year already
    old = entry(2, "2025-12-31 10:00", "2025-12-31 11:00")
    files = writer(entries=[eve, old]).worked()
    assert [(file.name, file.events) for file in files] == [
        ("ACME-worked-2025.ics", 1),
        ("ACME-worked-2026.ics", 1),
    ]


def test_a_year_too_large_for_readers_is_divided_by_months() -> None:
    start, hour = datetime(2026, 1, 1, tzinfo=UTC), timedelta(hours=1)
    many = [
        replace(entry(n, note="x" * 200), start=start + n * hour, end=start + (n + 1) * hour)
        for n in range(2000)
    ]
    files = writer(entries=many).worked()
    assert [file.name for file in files] == [
        "ACME-worked-2026-01.ics",
        "ACME-worked-2026-02.ics",
        "ACME-worked-2026-03.ics",
    ]
    assert sum(file.events for file in files) == 2000
    assert all(len(file.data) < SIZE_LIMIT for file in files)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("plain", "plain"),
        ("a\x00b\x07c\x7f\x9f", "abc"),
        ("half \ud83d of a pair", "half  of a pair"),
        ("one\r\ntwo\rthree\u2028four\x85five", "one\ntwo\nthree\nfour\nfive"),
        ("\ufeffmark \ufffe \ufdd0", "mark  "),
        ("🎉 عربي e\u0301", "🎉 عربي e\u0301"),
    ],
)
def test_text_loses_only_what_breaks_readers(text: str, kept: str) -> None:
    assert lines(text) == kept
    assert "\n" not in one_line(text)


@settings(max_examples=100, deadline=None)
@given(title=st.text(st.characters(), max_size=300), notes=st.text(st.characters(), max_size=600))
def test_any_text_comes_back_as_it_went(title: str, notes: str) -> None:
    data = planned(block(days=(), title=title, notes=notes, location=title)).data
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    (event,) = events(data)
    assert event["SUMMARY"] == f"ACME: {one_line(title)}"
    assert event.get("DESCRIPTION", "") == lines(notes).strip()
    assert event.get("LOCATION", "") == one_line(title)


def by_icalendar(value: Entry) -> bytes:
    """The event of an entry as icalendar builds and writes it."""
    event = icalendar.Event()
    event.add("uid", Uids(SECRET).uid("entry", "ACME", value.id))
    event.add("dtstamp", value.updated_at)
    event.add("dtstart", value.start)
    event.add("dtend", value.end)
    event.add("summary", f"ACME: {one_line(value.note) or category_label(value.category) or 'worked'}")
    event.add("sequence", value.rev - 1)
    event.add("created", value.created_at)
    event.add("last-modified", value.updated_at)
    event.add("status", "CANCELLED" if value.deleted_at else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("x-microsoft-cdo-busystatus", "FREE")
    event.add("categories", categories("ACME", category_label(value.category), *value.tags))
    return bytes(event.to_ical(sorted=False))


def without_its_slip(text: str) -> str:
    """A text without what icalendar gets wrong: an N behind a backslash."""
    return text.replace("\\N", "\\n")


@given(st.text(alphabet=st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), max_size=300))
@example("x" * 73 + "\\n")
@example("x" * 73 + "\\\\" * 3 + "^n" * 80)
@settings(max_examples=60, deadline=None)
def test_a_line_is_folded_where_icalendar_folds_it(line: str) -> None:
    assert folded(line) == Contentline(line).to_ical() + b"\r\n"  # type: ignore[no-untyped-call]


def test_a_folder_of_windows_keeps_its_name() -> None:
    where = "C:\\New\\notes, N"
    data = planned(block(title=where, notes=f"{where}\nand \\N", location=where)).data
    worked = writer([], [entry(note=where, tags=(where,))], []).together(("time",)).data
    texts = [unfolded(data, name) for name in ("SUMMARY", "LOCATION", "DESCRIPTION")]
    texts += [unfolded(worked, "SUMMARY"), unfolded(worked, "CATEGORIES")]
    written = "C:\\\\New\\\\notes\\, N"
    assert texts == [
        f"ACME: {written}",
        written,
        f"{written}\\nand \\\\N",
        f"ACME: {written}",
        f"ACME,fractui,{written}",
    ]
    assert str(events(data)[0]["SUMMARY"]) == f"ACME: {where}"


def unfolded(data: bytes, name: str) -> str:
    """The value of the first property of that name, as it is written."""
    found = re.search(rf"^{name}:(.*)$", data.decode().replace("\r\n ", ""), re.MULTILINE)
    assert found is not None
    return found[1].rstrip("\r")


@settings(max_examples=60, deadline=None)
@given(
    note=st.text(max_size=120).map(without_its_slip),
    tags=st.lists(st.text(max_size=20).map(without_its_slip), max_size=4).map(tuple),
    category=st.none() | st.sampled_from(Category),
    rev=st.integers(1, 10**6),
    deleted_at=st.none() | st.datetimes(timezones=st.just(UTC)),
)
def test_tracked_time_is_written_as_icalendar_writes_it(
    note: str, tags: tuple[str, ...], category: Category | None, rev: int, deleted_at: datetime | None
) -> None:
    value = entry(note=note, tags=tags, category=category, rev=rev, deleted_at=deleted_at)
    assert TrackedTime("ACME", Uids(SECRET)).event(value) == by_icalendar(value)


def test_the_order_of_documents_does_not_matter() -> None:
    many = [block(n, starts_on=date(2026, 3, 1 + n % 3)) for n in range(1, 6)]
    worked = [entry(n) for n in range(1, 6)]
    due = [owed(n) for n in range(1, 6)]
    one = writer(many, worked, due).together(("blocks", "time", "due"))
    other = writer(many[::-1], worked[::-1], due[::-1]).together(("blocks", "time", "due"))
    assert one == other


def test_nothing_around_changes_a_byte() -> None:
    code = (
        "import hashlib, zoneinfo; zoneinfo.reset_tzpath(to=());"
        "from tests.calendars.calendar_samples import cases;"
        "print(hashlib.sha256(b''.join(cases().values())).hexdigest())"
    )
    digests = {hashlib.sha256(b"".join(cases().values())).hexdigest()}
    surroundings = ({"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "1"}, {"LC_ALL": "C", "PYTHONHASHSEED": "2"})
    root = Path(__file__).parents[2]
    for around in surroundings:
        env: dict[str, Any] = {**os.environ, **around}
        run = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env, cwd=root
        )
        digests.add(run.stdout.strip())
    assert len(digests) == 1


def test_a_moved_instance_apart_keeps_its_own_name() -> None:
    series = block(deviations=(moved(date(2026, 3, 31), "2026-05-06 14:00"),))
    first = events(planned(series).data)
    again = events(
        planned(replace(series, rev=2, deviations=(moved(date(2026, 3, 31), "2026-05-07 14:00"),))).data
    )
    assert [event["UID"] for event in again] == [event["UID"] for event in first]
    assert first[0]["UID"] != first[1]["UID"]
