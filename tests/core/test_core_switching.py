"""Runs and switches on one person's line of time."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from fractui.core.entry import Bucket, Entry
from fractui.core.switching import Runs, figures, runs, switch_count
from fractui.core.timeline import switches
from tests.builders import an_entry, at

DAY = at("2026-11-24 00:00"), at("2026-11-25 00:00")
NOW = at("2026-11-24 18:00")


def entry(who: str, start: str, end: str | None, number: int = 0) -> Entry:
    return an_entry(
        f"2026-11-24 {start}", f"2026-11-24 {end}" if end else None, client=who, id=f"{number:032x}"
    )


def test_a_b_a_b_is_three_switches_with_its_shortest_run() -> None:
    found = runs(
        [
            entry("ACME", "08:00", "09:00"),
            entry("BETA", "09:00", "09:12"),
            entry("ACME", "09:12", "10:00"),
            entry("BETA", "10:00", "12:00"),
        ],
        *DAY,
        NOW,
    )
    assert switch_count(found) == 3
    assert figures(found, "BETA") == Runs(2, 12 * 60, 66 * 60)
    assert figures(found).shortest_s == 12 * 60
    assert figures(found, "CYAN") == Runs()


def test_a_pause_does_not_end_a_run_and_what_runs_counts_up_to_now() -> None:
    found = runs(
        [
            entry("ACME", "16:00", None, 3),
            entry("ACME", "08:00", "09:00"),
            entry("ACME", "13:00", "13:30", 2),
        ],
        *DAY,
        NOW,
    )
    assert [(each.who, each.seconds) for each in found] == [("ACME", 3600 + 1800 + 7200)]
    assert switch_count(found) == switch_count(()) == 0


def test_only_what_lies_in_the_day_and_says_when_it_was_counts() -> None:
    found = runs(
        [
            an_entry("2026-11-23 22:00", "2026-11-24 01:00"),
            an_entry("2026-11-24 02:00", "2026-11-24 04:00", client=None, bucket=Bucket.BD, timed=False),
            an_entry("2026-11-24 03:00", "2026-11-24 03:00", client="BETA"),
            an_entry("2026-11-25 03:00", "2026-11-25 04:00", client="BETA"),
        ],
        *DAY,
        NOW,
    )
    assert [(each.who, each.seconds) for each in found] == [("ACME", 3600)]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from("ABC"), max_size=12))
def test_runs_are_one_more_than_switches_and_hold_all_the_time(whose: list[str]) -> None:
    entries = [
        entry(
            f"{who}A",
            f"{8 + n // 2:02d}:{n % 2 * 30:02d}",
            f"{8 + (n + 1) // 2:02d}:{(n + 1) % 2 * 30:02d}",
            n,
        )
        for n, who in enumerate(whose)
    ]
    found = runs(entries, *DAY, NOW)
    assert switch_count(found) == switches(entries) == max(0, len(found) - 1)
    assert sum(each.seconds for each in found) == len(whose) * 1800
