"""Starting, stopping and switching as functions of now, also when the clock is wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fractui.core.entry import (
    Bucket,
    Category,
    bucket_named,
    category_named,
    check_entry,
    overlapping,
)
from fractui.core.errors import FieldRefused, Refused
from fractui.core.timer import cancel, start, stop
from tests.builders import an_entry, at

NOW = at("2026-11-24 13:07")
RUNNING = an_entry("2026-11-24 12:00", None, note="Board pack")
NEW = "f" * 32


def test_starting_begins_now_to_the_second() -> None:
    closed, new = start(
        None, NOW.replace(microsecond=9), NEW, client="BETA", zone="Europe/Berlin", note=" call "
    )
    assert closed is None
    assert (new.id, new.start, new.end, new.client, new.note) == (NEW, NOW, None, "BETA", "call")


def test_switching_closes_and_begins_at_the_same_second() -> None:
    closed, new = start(RUNNING, NOW, NEW, bucket=Bucket.BD, at=at("2026-11-24 13:00"))
    assert closed is not None
    assert closed.end == new.start == at("2026-11-24 13:00")
    assert closed.id == RUNNING.id
    assert new.bucket is Bucket.BD


def test_what_runs_already_is_not_started_again() -> None:
    with pytest.raises(Refused, match=r"ACME runs already, since 13:00 \(Board pack\)"):
        start(RUNNING, NOW, NEW, client="ACME")


def test_nothing_starts_in_the_future_or_before_what_runs() -> None:
    with pytest.raises(FieldRefused, match="still to come"):
        start(None, NOW, NEW, client="BETA", at=NOW + timedelta(minutes=1))
    with pytest.raises(FieldRefused, match="ACME began at 13:00 and cannot end at 12:59"):
        start(RUNNING, NOW, NEW, client="BETA", zone="Europe/Berlin", at=at("2026-11-24 11:59"))


def test_an_entry_belongs_to_exactly_one() -> None:
    with pytest.raises(FieldRefused, match="belongs to one"):
        start(None, NOW, NEW)
    with pytest.raises(FieldRefused, match="belongs to one"):
        start(None, NOW, NEW, client="ACME", bucket=Bucket.BD)


def test_stopping_ends_now_or_earlier() -> None:
    assert stop(RUNNING, None, NOW).end == NOW
    assert stop(RUNNING, RUNNING.start, NOW).end == RUNNING.start


def test_stopping_before_the_start_names_both_times() -> None:
    with pytest.raises(FieldRefused, match="began at 13:00 and cannot end at 12:30") as refused:
        stop(RUNNING, at("2026-11-24 11:30"), NOW)
    assert refused.value.field == "at"


def test_stopping_in_the_future_is_refused() -> None:
    with pytest.raises(FieldRefused, match="14:08 is still to come, it is 14:07"):
        stop(RUNNING, NOW + timedelta(minutes=1), NOW)


def test_nothing_to_stop_or_cancel() -> None:
    with pytest.raises(Refused, match="No timer"):
        stop(None, None, NOW)
    with pytest.raises(Refused, match="No timer"):
        cancel(None)
    assert cancel(RUNNING) is RUNNING


def test_a_clock_set_back_is_named_and_an_end_is_asked_for() -> None:
    back = NOW - timedelta(hours=6)
    with pytest.raises(Refused, match="clock was set back") as refused:
        stop(RUNNING, None, back)
    sentence = str(refused.value)
    assert "08:07" in sentence
    assert "13:00" in sentence
    assert '--at "2026-11-24 14:00"' in sentence
    assert stop(RUNNING, at("2026-11-24 13:00"), back).end == at("2026-11-24 13:00")


def test_a_clock_set_back_by_days_is_named_with_its_date() -> None:
    with pytest.raises(
        Refused, match="The clock says 2026-11-20 14:07, but ACME has run since 2026-11-24 13:00"
    ):
        stop(RUNNING, None, NOW - timedelta(days=4))


def test_a_clock_that_is_corrected_by_a_second_asks_nothing() -> None:
    assert stop(RUNNING, None, RUNNING.start - timedelta(seconds=1)).end == RUNNING.start
    closed, new = start(RUNNING, RUNNING.start - timedelta(seconds=1), NEW, client="BETA")
    assert closed is not None
    assert closed.end == new.start == RUNNING.start


def test_a_timer_that_ran_for_over_a_year_asks_for_its_end() -> None:
    with pytest.raises(FieldRefused, match="over a year"):
        stop(RUNNING, None, NOW + timedelta(days=400))


@given(st.integers(-(10**7), 10**8), st.one_of(st.none(), st.integers(-(10**7), 10**8)))
def test_stopping_never_makes_negative_or_endless_time(now_s: int, at_s: int | None) -> None:
    now = RUNNING.start + timedelta(seconds=now_s)
    end = None if at_s is None else RUNNING.start + timedelta(seconds=at_s)
    try:
        closed = stop(RUNNING, end, now)
    except Refused:
        return
    assert closed.end is not None
    assert timedelta() <= closed.end - closed.start <= timedelta(days=366)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"start": at("2026-11-24 13:08")}, "start"),
        ({"end": at("2026-11-24 07:59")}, "end"),
        ({"end": at("2026-11-24 13:08")}, "end"),
        ({"start": at("2025-11-01 00:00")}, "end"),
        ({"note": "x" * 1001}, "note"),
        ({"note": "a\nb"}, "note"),
        ({"tags": ("",)}, "tag"),
        ({"zone": "Nowhere"}, "zone"),
        ({"client": None}, "client"),
    ],
)
def test_an_entry_that_cannot_be_kept_names_the_field(changes: dict[str, object], field: str) -> None:
    with pytest.raises(FieldRefused) as refused:
        check_entry(replace(an_entry(), **changes), NOW)  # type: ignore[arg-type]
    assert refused.value.field == field


def test_an_edit_does_not_judge_times_that_it_leaves_alone() -> None:
    ahead = an_entry("2026-11-24 15:00", "2026-11-24 16:00")
    assert check_entry(replace(ahead, note="call"), NOW, was=ahead).note == "call"
    with pytest.raises(FieldRefused, match="still to come"):
        check_entry(replace(ahead, end=at("2026-11-24 17:00")), NOW, was=ahead)


def test_a_time_before_midnight_said_after_it_offers_yesterday() -> None:
    with pytest.raises(
        FieldRefused,
        match=r"23:50 is still to come, it is 00:10; write an earlier time, or yesterday 23:50\.",
    ):
        start(
            None, at("2026-11-23 23:10"), NEW, client="BETA", zone="Europe/Berlin", at=at("2026-11-24 22:50")
        )


def test_a_running_entry_begins_within_the_last_year() -> None:
    with pytest.raises(FieldRefused, match="more than a year ago"):
        start(None, NOW, NEW, client="BETA", at=NOW - timedelta(days=367))


def test_times_are_kept_in_utc_to_the_second() -> None:
    entry = an_entry()
    odd = replace(entry, start=entry.start.astimezone().replace(microsecond=5))
    kept = check_entry(odd, NOW)
    assert kept.start == entry.start
    assert kept.start.tzinfo is entry.start.tzinfo


def test_overlapping_finds_shared_time_and_not_touching() -> None:
    entry = an_entry("2026-11-24 08:00", "2026-11-24 09:30")
    before = an_entry("2026-11-24 07:00", "2026-11-24 08:00", id="1")
    inside = an_entry("2026-11-24 08:30", "2026-11-24 08:40", id="2")
    runs = an_entry("2026-11-24 09:00", None, id="3")
    dead = replace(inside, id="4", deleted_at=NOW)
    assert overlapping(entry, [runs, dead, inside, before, entry]) == (inside, runs)


def test_words_name_buckets_and_categories() -> None:
    assert bucket_named(" BD ") is Bucket.BD
    assert bucket_named("ACME") is None
    assert category_named("deep work") is Category.DEEP_WORK
    assert category_named("Deep-Work") is Category.DEEP_WORK
    assert category_named("trav") is Category.TRAVEL
    with pytest.raises(FieldRefused, match="deep_work"):
        category_named("sleep")
