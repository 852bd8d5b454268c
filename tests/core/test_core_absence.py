"""Absence: when it is asked about, and what each answer makes of the time, to the second (pains 5, 6, 7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given as over
from hypothesis import settings as modest
from hypothesis import strategies as st

from fractui.core import absence as rules
from fractui.core.absence import Absence, Given, Record, Why
from fractui.core.entry import Bucket, Category, Entry, Source
from fractui.core.errors import Refused
from fractui.core.settings import Settings
from fractui.core.timeline import Span, length
from tests.builders import an_entry, at

SETTINGS = Settings(zone="Europe/Berlin")
NOON = at("2026-11-24 12:10")
BACK = at("2026-11-24 13:05")


def running(start: str = "2026-11-24 09:00", **changes: Any) -> Entry:
    return an_entry(start, None, updated_at=at(start), created_at=at(start), rev=1, **changes)


def times(entry: Entry | None) -> tuple[str, datetime, datetime | None] | None:
    return None if entry is None else (entry.who, entry.start, entry.end)


# -- whether there is one --------------------------------------------------------------------------


def test_nine_hours_without_a_sign_are_an_absence() -> None:
    now = NOON + timedelta(hours=9)
    assert rules.absent(running(), NOON, now, SETTINGS) == Span(NOON, now)


@pytest.mark.parametrize(("seconds", "asked"), [(599, False), (600, True)])
def test_ten_minutes_by_default(seconds: int, asked: bool) -> None:
    found = rules.absent(running(), NOON, NOON + timedelta(seconds=seconds), SETTINGS)
    assert (found is not None) is asked


def test_zero_minutes_turn_it_off() -> None:
    off = replace(SETTINGS, idle_minutes=0)
    assert rules.absent(running(), NOON, NOON + timedelta(days=2), off) is None


def test_a_clock_set_back_is_no_absence() -> None:
    assert rules.absent(running(), NOON, NOON - timedelta(hours=6), SETTINGS) is None


@pytest.mark.parametrize("category", SETTINGS.no_idle_categories)
def test_a_meeting_is_not_idleness(category: Category) -> None:
    assert rules.absent(running(category=category), NOON, BACK, SETTINGS) is None


def test_the_users_own_list_of_such_kinds_counts() -> None:
    mine = replace(SETTINGS, no_idle_categories=(Category.DEEP_WORK,))
    assert rules.absent(running(category=Category.DEEP_WORK), NOON, BACK, mine) is None
    assert rules.absent(running(category=Category.MEETING), NOON, BACK, mine) is not None


@pytest.mark.parametrize(
    ("start", "end", "left"),
    [
        ("12:00", "13:10", None),
        ("12:00", "13:00", None),
        ("12:15", "13:05", None),
        ("12:00", "12:30", ("12:30", "13:05")),
        ("12:50", "14:00", ("12:10", "12:50")),
        ("12:30", "12:40", ("12:10", "13:05")),
        ("10:00", "12:10", ("12:10", "13:05")),
        ("13:05", "14:00", ("12:10", "13:05")),
    ],
)
def test_a_planned_meeting_explains_what_lies_in_it(
    start: str, end: str, left: tuple[str, str] | None
) -> None:
    meeting = Span(at(f"2026-11-24 {start}"), at(f"2026-11-24 {end}"))
    found = rules.absent(running(), NOON, BACK, SETTINGS, [meeting])
    wanted = left and Span(at(f"2026-11-24 {left[0]}"), at(f"2026-11-24 {left[1]}"))
    assert found == wanted


def test_one_meeting_after_the_other() -> None:
    meetings = [Span(NOON, NOON + timedelta(minutes=30)), Span(NOON + timedelta(minutes=35), BACK)]
    assert rules.absent(running(), NOON, BACK, SETTINGS, meetings) is None


def test_the_night_of_a_clock_change_has_the_hours_it_has() -> None:
    last = datetime(2026, 10, 24, 23, 30, tzinfo=UTC)  # 01:30 in Berlin, before the clock is set back
    now = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)  # 02:30 for the second time
    span = rules.absent(running("2026-10-24 20:00"), last, now, SETTINGS)
    assert span is not None
    assert span.seconds == 2 * 3600


# -- signs of life ---------------------------------------------------------------------------------


def test_the_last_beat_is_the_last_sign() -> None:
    assert rules.last_sign(running(), NOON) == NOON


def test_without_a_witness_nobody_can_tell() -> None:
    assert rules.last_sign(running(), None) is None
    assert rules.last_sign(running(), at("2026-11-24 08:50")) is None


def test_whoever_started_or_edited_it_was_there() -> None:
    begun = at("2026-11-24 09:00")
    assert rules.last_sign(running(), begun - timedelta(seconds=40)) == begun
    late = replace(running(), updated_at=NOON + timedelta(seconds=20))
    assert rules.last_sign(late, NOON) == late.updated_at


def test_eight_hours_are_a_long_session() -> None:
    entry = running()
    eight = entry.start + timedelta(hours=8)
    assert not rules.is_long(entry, None, eight - timedelta(seconds=1), SETTINGS)
    assert rules.is_long(entry, None, eight, SETTINGS)
    answered = Record(entry.id, kept=eight)
    assert not rules.is_long(entry, answered, eight + timedelta(hours=7), SETTINGS)
    assert rules.is_long(entry, answered, eight + timedelta(hours=8), SETTINGS)
    assert not rules.is_long(entry, None, eight, replace(SETTINGS, session_hours=0))


# -- the record ------------------------------------------------------------------------------------


def test_what_is_noticed_twice_is_noted_once() -> None:
    record = rules.noted(Record("e"), Absence(NOON, BACK), BACK, SETTINGS)
    again = rules.noted(record, Absence(NOON + timedelta(seconds=3), BACK), BACK, SETTINGS)
    assert again == record


def test_two_absences_wait_for_two_answers() -> None:
    later = Absence(BACK + timedelta(hours=2), BACK + timedelta(hours=4))
    record = rules.noted(Record("e"), Absence(NOON, BACK), BACK, SETTINGS)
    record = rules.noted(record, later, BACK + timedelta(hours=4), SETTINGS)
    assert record.absences == (Absence(NOON, BACK), later)
    assert rules.kept(record, BACK + timedelta(hours=5)) == Record("e", (later,), BACK)


def test_what_was_kept_is_not_noted_again() -> None:
    record = rules.kept(Record("e", (Absence(NOON, BACK),)), BACK)
    assert record == Record("e", (), BACK)
    assert rules.noted(record, Absence(NOON, BACK + timedelta(seconds=5)), BACK, SETTINGS) == record


def test_an_absence_that_lasts_ends_with_the_return() -> None:
    record = rules.noted(Record("e"), Absence(NOON, None, Why.STILL), BACK, SETTINGS)
    assert rules.noted(record, Absence(NOON + timedelta(minutes=30), BACK), BACK, SETTINGS) == record
    assert rules.returned(record, BACK).absences == (Absence(NOON, BACK, Why.STILL),)
    assert rules.returned(rules.returned(record, BACK), BACK + timedelta(hours=1)).absences[0].until == BACK


def test_an_edit_of_the_start_makes_the_question_moot_or_smaller() -> None:
    record = Record("e" * 32, (Absence(NOON, BACK),))
    assert rules.unanswered(record, running("2026-11-24 13:05")) == ()
    assert rules.unanswered(record, running("2026-11-24 12:40"))[0].since == at("2026-11-24 12:40")
    assert rules.unanswered(record, running(id="f" * 32)) == ()


# -- answers ---------------------------------------------------------------------------------------

AWAY = Span(NOON, BACK)


def test_drop_and_stop() -> None:
    outcome = rules.dropped(running(), AWAY, None)
    assert times(outcome.ended) == ("ACME", at("2026-11-24 09:00"), NOON)
    assert outcome.ended.removed_idle_s == 3300
    assert (outcome.given, outcome.again) == (None, None)


def test_drop_and_go_on() -> None:
    entry = running(note="board deck", category=Category.DEEP_WORK, deliverable="d" * 32, tags=("q4",))
    outcome = rules.dropped(entry, AWAY, "2" * 32)
    assert times(outcome.ended) == ("ACME", entry.start, NOON)
    assert outcome.again == replace(
        entry,
        id="2" * 32,
        rev=0,
        created_at=None,
        updated_at=None,
        start=BACK,
        source=Source.IDLE_SPLIT,
    )


@pytest.mark.parametrize("goes_on", [True, False])
def test_give_elsewhere(goes_on: bool) -> None:
    to = Given("BETA", category=Category.MEETING, note="call", zone="Asia/Kathmandu")
    outcome = rules.given(running(), AWAY, to, "3" * 32, "2" * 32 if goes_on else None)
    assert times(outcome.ended) == ("ACME", at("2026-11-24 09:00"), NOON)
    assert outcome.ended.removed_idle_s == 0
    assert times(outcome.given) == ("BETA", NOON, BACK)
    assert outcome.given is not None
    assert (outcome.given.source, outcome.given.zone) == (Source.IDLE_SPLIT, "Asia/Kathmandu")
    assert times(outcome.again) == (("ACME", BACK, None) if goes_on else None)


def test_give_to_the_same_client_as_another_kind() -> None:
    entry = running(category=Category.DEEP_WORK)
    given = rules.given(entry, AWAY, Given("ACME", category=Category.MEETING), "3" * 32, None).given
    assert given is not None
    assert given.category is Category.MEETING
    with pytest.raises(Refused, match="already"):
        rules.given(entry, AWAY, Given("ACME", category=Category.DEEP_WORK), "3" * 32, None)


@modest(max_examples=60, deadline=None)
@over(st.integers(0, 40000), st.integers(0, 40000), st.integers(0, 40000), st.booleans(), st.booleans())
def test_no_second_is_lost_or_doubled(before: int, away: int, after: int, goes_on: bool, give: bool) -> None:
    entry = running()
    since = entry.start + timedelta(seconds=before)
    span = Span(since, since + timedelta(seconds=away))
    now = span.end + timedelta(seconds=after)
    again = "2" * 32 if goes_on else None
    if give:
        outcome = rules.given(entry, span, Given(bucket=Bucket.PERSONAL), "3" * 32, again)
    else:
        outcome = rules.dropped(entry, span, again)
    kept = sum(length(each, now) for each in (outcome.ended, outcome.given, outcome.again) if each)
    assert kept == before + (away if give else 0) + (after if goes_on else 0)
    assert outcome.ended.removed_idle_s == (0 if give else away)


# -- the hint --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("idle", "now", "since"),
    [
        ("2026-11-24 09:40", "2026-11-24 09:55", "2026-11-24 09:40"),
        ("2026-11-24 09:40", "2026-11-24 09:54", None),
        ("2026-11-23 16:00", "2026-11-24 08:20", "2026-11-24 08:00"),
        ("2026-11-23 16:00", "2026-11-24 07:59", None),
        ("2026-11-23 16:00", "2026-11-24 17:00", None),
        ("2026-11-20 16:00", "2026-11-22 12:00", None),
        (None, "2026-11-24 12:00", None),
    ],
)
def test_working_hours_without_a_timer(idle: str | None, now: str, since: str | None) -> None:
    found = rules.untracked_since((idle and at(idle)) or None, at(now), SETTINGS)
    assert found == (at(since) if since else None)


def test_the_hint_can_be_turned_off() -> None:
    off = replace(SETTINGS, hint_minutes=0)
    assert rules.untracked_since(at("2026-11-24 09:00"), at("2026-11-24 12:00"), off) is None
