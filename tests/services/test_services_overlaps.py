"""Overlaps shown before they happen, splitting and joining, time without clock times, and what is locked."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from fractui.core.entry import Bucket, Entry
from fractui.core.errors import FieldRefused, Refused, Stale
from fractui.core.period import Period, one_day
from fractui.services.views.overlap import Fate, OverlapChoice, OverlapRow, Overlaps
from tests.builders import at
from tests.services.desk import Desk

DAY = date(2026, 11, 24)
HOUR = 3600


@pytest.fixture
def busy(desk: Desk) -> Desk:
    """ACME from 9 to 12 in Berlin, BETA from 13 to 14."""
    desk.client("ACME", color="turquoise")
    desk.client("BETA")
    desk.time("ACME", "2026-11-24 08:00", "11:00", note="deck")
    desk.time("BETA", "2026-11-24 12:00", "13:00")
    return desk


def drawn(rows: tuple[OverlapRow, ...]) -> list[str]:
    """The rows as a person would draw them."""
    return [
        f"{row.who} {row.start:%H:%M}-{f'{row.end:%H:%M}' if row.end else 'now'}"
        f"{'' if row.fate is Fate.SAME else f' {row.fate}'}{'*' if row.wanted else ''}"
        for row in rows
    ]


def told(choices: tuple[OverlapChoice, ...]) -> dict[str, Any]:
    """What each choice comes to, or why it is not possible."""
    return {each.how: re.sub(r" \(\w{8}\)", "", each.why_not) or drawn(each.rows) for each in choices}


def test_a_refused_overlap_carries_before_and_after(busy: Desk) -> None:
    with pytest.raises(Overlaps) as refused:
        busy.time("bd", "2026-11-24 09:00", "10:00", note="coffee")
    view = refused.value.view
    assert (refused.value.field, view.zone) == ("on_overlap", "Europe/Berlin")
    assert drawn(view.before) == ["ACME 09:00-12:00"]
    assert drawn((view.wanted,)) == ["bd 10:00-11:00 new*"]
    assert (view.before[0].color, view.before[0].note, view.before[0].seconds) == (
        "turquoise",
        "deck",
        3 * HOUR,
    )
    assert told(view.choices) == {
        "trim-earlier": ["ACME 09:00-10:00 changed", "bd 10:00-11:00 new*"],
        "trim-later": "bd 10:00-11:00 lies within ACME 09:00-12:00: nothing would be left of it; "
        "choose split.",
        "split": ["ACME 09:00-10:00 split", "bd 10:00-11:00 new*", "ACME 11:00-12:00 split"],
        "keep": ["ACME 09:00-12:00", "bd 10:00-11:00 new*"],
        "trim": "ACME 09:00-12:00 goes on after it and would fall into two; choose split for that, "
        "or shorten it first.",
    }


def test_what_comes_to_the_same_says_so(busy: Desk) -> None:
    view = busy.entries.preview(who="bd", start=at("2026-11-24 10:30"), end=at("2026-11-24 11:30"))
    assert view is not None
    assert view.choice("split").like == view.choice("trim").like == "trim-earlier"
    assert view.choice("keep").like == view.choice("trim-later").like == ""
    assert busy.entries.preview(who="bd", start=at("2026-11-24 11:00"), end=at("2026-11-24 12:00")) is None


@pytest.mark.parametrize("how", ["trim-earlier", "split", "keep"])
def test_what_was_shown_is_what_comes(busy: Desk, how: str) -> None:
    said = {"who": "bd", "start": at("2026-11-24 10:00"), "end": at("2026-11-24 12:30")}
    view = busy.entries.preview(**said)  # type: ignore[arg-type]
    assert view is not None
    if view.choice(how).why_not:
        with pytest.raises(Refused, match=view.choice(how).why_not.split("(")[0]):
            busy.entries.add(**said, on_overlap=how)  # type: ignore[arg-type]
        return
    busy.entries.add(**said, on_overlap=how)  # type: ignore[arg-type]
    rows = [row for row in busy.entries.log(None, one_day(DAY)).rows if row.entry is not None]
    assert [(row.whose, row.start, row.end) for row in rows] == [
        (row.who, row.start, row.end) for row in view.choice(how).rows
    ]
    busy.history.undo()
    assert busy.entries.log(None, one_day(DAY)).total_s == 4 * HOUR


def test_an_edit_is_previewed_with_what_it_was(busy: Desk) -> None:
    entry = busy.time("bd", "2026-11-24 13:00", "14:00")
    view = busy.entries.preview(entry.id, start=at("2026-11-24 12:30"))
    assert view is not None
    assert drawn(view.before) == ["BETA 13:00-14:00", "bd 14:00-15:00*"]
    assert drawn(view.choice("trim-earlier").rows) == ["BETA 13:00-13:30 changed", "bd 13:30-15:00 changed*"]
    assert busy.entries.preview(entry.id, note="x") is None
    edited = busy.entries.edit(entry.id, start=at("2026-11-24 12:30"), on_overlap="trim-later")
    assert edited.start == at("2026-11-24 13:00")


def test_a_moved_entry_may_fall_into_pieces_at_the_other_client(busy: Desk) -> None:
    entry = busy.time("bd", "2026-11-24 13:00", "14:00")
    busy.entries.edit(entry.id, who="ACME", start=at("2026-11-24 11:00"), on_overlap="split")
    spans = [(row.whose, f"{row.start:%H:%M}") for row in busy.entries.log("ACME", one_day(DAY)).rows]
    assert spans == [("ACME", "09:00"), ("ACME", "12:00"), ("ACME", "14:00")]
    assert busy.practice.own.entries(at("2026-11-24 00:00"), at("2026-11-25 00:00")) == ()


def test_a_start_in_the_past_offers_the_same(busy: Desk) -> None:
    with pytest.raises(Overlaps, match="BETA 13:00-14:00") as refused:
        busy.timer.start("bd", at=at("2026-11-24 12:30"))
    assert refused.value.field == "at"
    assert busy.timer.preview("bd", at("2026-11-24 13:30")) is None
    view = busy.timer.preview("bd", at("2026-11-24 11:30"))
    assert view is not None
    assert told(view.choices)["split"] == [
        "bd 12:30-13:00 split*",
        "BETA 13:00-14:00",
        "bd 14:00-now split*",
    ]
    running = busy.timer.start("bd", at=at("2026-11-24 11:30"), on_overlap="split")
    assert (running.start, running.end) == (at("2026-11-24 13:00"), None)
    assert busy.entries.log("bd", one_day(DAY)).total_s == 1800 + 67 * 60


def test_a_switch_in_the_past_shows_the_timer_that_it_stops(busy: Desk) -> None:
    busy.timer.start("ACME", at=at("2026-11-24 13:00"))
    busy.time("admin", "2026-11-24 13:20", "13:40", on_overlap="keep")
    view = busy.timer.preview("bd", at("2026-11-24 13:30"))
    assert view is not None
    assert drawn(view.before) == ["ACME 14:00-now", "admin 14:20-14:40"]
    assert drawn(view.choice("trim-later").rows) == [
        "ACME 14:00-14:30 changed",
        "admin 14:20-14:40",
        "bd 14:40-now new*",
    ]
    new = busy.timer.switch("bd", at=at("2026-11-24 13:30"), on_overlap="trim-later")
    assert new.start == at("2026-11-24 13:40")


def test_time_within_the_running_timer_splits_it_and_it_runs_on(busy: Desk) -> None:
    running = busy.timer.start("ACME", at=at("2026-11-24 13:00"))
    busy.time("bd", "2026-11-24 13:20", "13:40", on_overlap="split")
    assert busy.entries.show(running.id).end == at("2026-11-24 13:20")
    now_running = busy.practice.portal("ACME").running()
    assert now_running is not None
    assert now_running.start == at("2026-11-24 13:40")
    busy.history.undo()
    again = busy.practice.portal("ACME").running()
    assert again is not None
    assert replace(again, rev=running.rev, updated_at=running.updated_at) == running


def test_what_was_kept_is_told_from_what_was_not(busy: Desk) -> None:
    kept = busy.time("bd", "2026-11-24 08:30", "09:00", on_overlap="keep")
    rows = {row.id: row for row in busy.entries.day(DAY).rows if row.id}
    assert rows[kept.id].overlap
    assert all(row.kept for row in rows.values() if row.overlap)
    # What an older program, a restored backup or a crash left behind is nobody's choice.
    with busy.practice.transaction("leave it") as tx:
        tx.put(replace(busy.entries.show(kept.id), overlap_ok=False))
    assert [row.kept for row in busy.entries.log(None, one_day(DAY)).rows if row.overlap] == [False, False]


def test_split_and_join_are_one_change_each(busy: Desk) -> None:
    whole = busy.entries.log("ACME", Period()).rows[0].entry
    assert whole is not None
    first, second = busy.entries.split(whole.id[:9], at("2026-11-24 09:00"), rev=whole.rev)
    assert (first.id, first.end, second.start, second.end) == (
        whole.id,
        second.start,
        first.end,
        at("2026-11-24 11:00"),
    )
    busy.entries.edit(second.id, note="call")
    joined = busy.entries.join(first.id)
    assert (joined.id, joined.note, joined.start, joined.end) == (
        whole.id,
        "deck; call",
        whole.start,
        whole.end,
    )
    for label in ("join time of ACME", "edit time of ACME", "split time of ACME"):
        assert busy.history.undo() == label
    again = busy.entries.show(whole.id)
    assert replace(again, rev=whole.rev, updated_at=whole.updated_at) == whole
    with pytest.raises(Stale):
        busy.entries.split(whole.id, at("2026-11-24 09:00"), rev=whole.rev + 7)


def test_joining_covers_a_gap_but_nothing_that_lies_in_it(busy: Desk) -> None:
    first = busy.entries.log("ACME", Period()).rows[0].entry
    assert first is not None
    with pytest.raises(Refused, match="No other entry of ACME follows on that day"):
        busy.entries.join(first.id)
    later = busy.time("ACME", "2026-11-24 13:30", "14:00")
    with pytest.raises(Refused, match=r"BETA 13:00-14:00 \(\w{8}\) lies between them"):
        busy.entries.join(later.id, first.id)
    beta = busy.entries.log("BETA", Period()).rows[0].entry
    assert beta is not None
    with pytest.raises(Refused, match="move one of them first"):
        busy.entries.join(first.id, beta.id)
    busy.entries.delete(beta.id)
    joined = busy.entries.join(first.id)
    assert (joined.end, busy.entries.log(None, one_day(DAY)).total_s) == (at("2026-11-24 14:00"), 6 * HOUR)


def test_give_moves_to_another_client_and_own_time(busy: Desk) -> None:
    entry = busy.entries.log("ACME", Period()).rows[0].entry
    assert entry is not None
    given = busy.entries.give(entry.id, "learning", rev=entry.rev)
    assert (given.bucket, given.client, given.note) == (Bucket.LEARNING, None, "deck")


def test_time_without_clock_times_counts_and_is_in_nobodys_way(busy: Desk) -> None:
    entry = busy.entries.add("ACME", day=DAY, length=2 * HOUR, note="from the timesheet")
    assert (entry.timed, entry.start, entry.end) == (
        False,
        at("2026-11-23 23:00"),
        at("2026-11-24 01:00"),
    )
    day = busy.entries.day(DAY)
    assert day.tracked_s == 6 * HOUR
    assert [row.timed for row in day.rows if row.id] == [True, True, False]
    assert day.week_totals[1] == 6 * HOUR
    log = busy.entries.log(None, one_day(DAY))
    assert (log.total_s, log.untracked_s) == (6 * HOUR, day.untracked_s)
    assert busy.timer.status()["today_s"] == 6 * HOUR
    assert busy.time("bd", "2026-11-23 23:30", "2026-11-24 00:30").overlap_ok is False


def test_time_without_clock_times_is_edited_within_its_day_or_gets_them(busy: Desk) -> None:
    entry = busy.entries.add("ACME", day=DAY, length=2 * HOUR)
    entry = busy.entries.edit(entry.id, length=3 * HOUR)
    assert (entry.timed, entry.end) == (False, at("2026-11-24 02:00"))
    entry = busy.entries.edit(entry.id, day=date(2026, 11, 23))
    assert (entry.start, entry.end) == (at("2026-11-22 23:00"), at("2026-11-23 02:00"))
    with pytest.raises(FieldRefused, match="24:00 hours in Europe/Berlin"):
        busy.entries.edit(entry.id, length=25 * HOUR)
    with pytest.raises(FieldRefused, match="say when it began, too"):
        busy.entries.edit(entry.id, end=at("2026-11-23 12:00"))
    entry = busy.entries.edit(entry.id, start=at("2026-11-23 12:00"))
    assert (entry.timed, entry.end) == (True, at("2026-11-23 15:00"))
    with pytest.raises(FieldRefused, match="say how long it was on that day"):
        busy.entries.edit(entry.id, day=DAY)
    assert busy.entries.edit(entry.id, length=60).end == at("2026-11-23 12:01")
    assert not busy.entries.edit(entry.id, day=DAY, length=60).timed


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({}, "Say when it began"),
        ({"day": DAY}, "Say how long it was on 2026-11-24"),
        ({"day": DAY, "length": 60, "start": at("2026-11-24 09:00")}, "not both"),
        ({"start": at("2026-11-24 13:10")}, "either when it ended or how long"),
        ({"day": date(2026, 11, 25), "length": 60}, "still to come"),
    ],
)
def test_times_that_say_too_little_or_too_much(busy: Desk, said: dict[str, Any], why: str) -> None:
    with pytest.raises(FieldRefused, match=why):
        busy.entries.add("ACME", **said)


def test_a_start_and_a_length_are_an_end(busy: Desk) -> None:
    assert busy.entries.add("bd", at("2026-11-24 13:00"), length=600).end == at("2026-11-24 13:10")


def _locked(desk: Desk) -> Entry:
    with desk.practice.transaction("import") as tx:
        entry = desk.entries.log("ACME", Period()).rows[0].entry
        assert entry is not None
        return tx.put(replace(entry, locked=True))


def test_what_was_invoiced_is_unlocked_before_it_changes(busy: Desk) -> None:
    entry = _locked(busy)
    for refused in (
        lambda: busy.entries.edit(entry.id, note="x"),
        lambda: busy.entries.delete(entry.id),
        lambda: busy.entries.split(entry.id, entry.start + timedelta(hours=1)),
        lambda: busy.entries.give(entry.id, "BETA"),
    ):
        with pytest.raises(Refused, match=f"fractui edit {entry.id[:8]} --unlock"):
            refused()
    assert next(row.locked for row in busy.entries.day(DAY).rows if row.id == entry.id)
    changed = busy.entries.edit(entry.id, locked=False, note="x")
    assert (changed.locked, changed.note) == (False, "x")
    assert busy.entries.delete(entry.id).deleted_at is not None


def test_a_calendar_has_no_time_without_clock_times_and_a_sheet_no_hours_for_it(busy: Desk) -> None:
    from fractui.services.exporting import Exporting

    entry = busy.entries.add("ACME", day=DAY, length=2 * HOUR, note="from the timesheet")
    files = Exporting(busy.practice)
    assert b"timesheet" not in files.ics_file("ACME", ("time",))[0]
    line = next(line for line in files.csv_file("ACME")[0].decode().splitlines() if "timesheet" in line)
    assert line.split(",")[:7] == [entry.id, "ACME", "2026-11-24", "", "", "7200", "2.00"]
    busy.entries.delete(entry.id)
    assert b"timesheet" not in files.ics_file("ACME", ("time",))[0]


def test_the_workspace_knows_what_has_no_clock_times(busy: Desk) -> None:
    entry = busy.entries.add("ACME", day=DAY, length=2 * HOUR)
    recent = {row.id: row.timed for row in busy.workspaces.view("ACME").recent}
    assert recent.pop(entry.id) is False
    assert set(recent.values()) == {True}
