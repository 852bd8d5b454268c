"""The demo as it is told: true to the rules, nothing in the future, every pace of a month to be seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from itertools import pairwise
from random import Random
from typing import TypeVar
from zoneinfo import ZoneInfo

import pytest

from fractui.core.agreement import Agreement, agreement_on, check_agreement
from fractui.core.block import Block, check_block, conflicts, occurrences
from fractui.core.client import Promise, Stakeholder, check_client, check_promise, check_stakeholder
from fractui.core.cycle import committed_s, expected_s, pace
from fractui.core.deliverable import Deliverable, Status, check_deliverable, debt, overdue
from fractui.core.document import Document
from fractui.core.entry import Bucket, Category, Entry, check_entry
from fractui.core.period import month_of
from fractui.core.text import safe
from fractui.services.demo import founding
from fractui.services.demo.builder import Told, tell
from fractui.services.demo.content import STORIES
from fractui.services.demo.content.own import OWN
from fractui.services.demo.days import Day, Planned
from fractui.services.demo.needs import Need
from fractui.services.demo.telling import Telling
from fractui.services.demo.telling import month_of as first_of_month
from fractui.services.demo.voices import Voices
from tests.builders import at

D = TypeVar("D", bound=Document)
HOME = "America/New_York"
TUESDAY = at("2026-11-24 19:07")
MOMENTS = [
    TUESDAY,
    at("2026-11-22 17:30"),
    at("2026-03-08 07:10"),
    at("2027-01-01 05:00"),
    at("2028-02-29 13:31"),
    at("2026-08-12 03:59"),
]


class Steady(Random):
    """Dice that always show the same."""

    def choice(self, seq: Sequence[int]) -> int:  # type: ignore[override]
        """The 0, which all of the demo's choices of minutes have."""
        return next(each for each in seq if each == 0)

    def random(self) -> float:
        """The middle."""
        return 0.5


@cache
def told(
    now: datetime = TUESDAY, *, clients: int = 5, months: int = 4, seed: int = 7, zone: str = HOME
) -> Told:
    """A telling without a store."""
    home = ZoneInfo(zone)
    first = first_of_month(now.astimezone(home).date(), -months)
    return tell(Telling(seed, now, home, first), STORIES[:clients])


def entries_of(story: Told) -> list[Entry]:
    """All entries, by start, the running one last."""
    found = [each for part in story.documents.values() for each in part if isinstance(each, Entry)]
    return [*sorted(found, key=lambda entry: entry.start), story.running]


def of_kind(story: Told, kind: type[D]) -> list[D]:
    """All documents of one kind."""
    return [each for part in story.documents.values() for each in part if isinstance(each, kind)]


def test_another_seed_makes_another_practice() -> None:
    assert entries_of(told(seed=7)) != entries_of(told(seed=8))


@pytest.mark.parametrize("now", MOMENTS)
@pytest.mark.parametrize("zone", [HOME, "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe"])
def test_no_entry_overlaps_another_or_lies_in_the_future(now: datetime, zone: str) -> None:
    entries = entries_of(told(now, clients=10, zone=zone))
    for one, following in pairwise(entries):
        assert one.end is not None
        assert one.start < one.end <= following.start
    assert entries[-1].end is None
    assert entries[-1].start <= now
    assert len({entry.id for entry in entries}) == len(entries)


@pytest.mark.parametrize("now", MOMENTS)
def test_every_document_is_one_that_the_rules_take(now: datetime) -> None:
    story = told(now, clients=10)
    for client in story.clients.values():
        assert check_client(client) == client
    for entry in entries_of(story):
        assert check_entry(entry, now) == entry
    for owed in of_kind(story, Deliverable):
        assert check_deliverable(owed) == owed
        assert all(receipt.delivered_at <= now for receipt in owed.receipts)
    for block in of_kind(story, Block):
        assert check_block(block) == block
    for person in of_kind(story, Stakeholder):
        assert check_stakeholder(person) == person
    for promise in of_kind(story, Promise):
        assert check_promise(promise) == promise


@pytest.mark.parametrize("clients", [1, 5, 10])
def test_administration_is_near_its_target(clients: int) -> None:
    entries = entries_of(told(clients=clients))
    since = TUESDAY - timedelta(weeks=4)
    admin = [each for each in entries if each.bucket is Bucket.ADMIN and each.start >= since]
    week = sum((each.end - each.start for each in admin if each.end), timedelta()) / 4
    assert timedelta(minutes=22) < week < timedelta(minutes=45)
    assert any(each.note == "Friday review" for each in admin)


def test_a_day_of_more_meetings_than_were_wanted_is_told() -> None:
    needs = [Need("ACME", 5, 5, TUESDAY.date()), Need("bd", 40, 40, TUESDAY.date())]
    planned = [Planned(600, 640, "bd", Category.MEETING, "call")]
    voices = Voices((), OWN, (), 1.0)
    day = Day(TUESDAY.date(), 540, 1080, needs, 1.0, 9.0, 20.0, False, voices, Steady())
    assert [(each.start, each.end, each.who) for each in day.fill(planned)] == [(600, 640, "bd")]


def test_texts_need_no_mending_to_be_shown() -> None:
    for story in STORIES:
        for text in (story.name, story.left_off, story.owned_problem, *(p.title for p in story.papers)):
            assert safe(text) == text


def test_every_agreement_is_one_that_the_rules_take() -> None:
    telling = Telling(7, TUESDAY, ZoneInfo(HOME), first_of_month(TUESDAY.date(), -60))
    for versions in (founding.agreements(story, telling) for story in STORIES):
        assert [check_agreement(each) for each in versions] == list(versions)
        fees = [each.fee.minor for each in versions if each.fee]
        assert fees == sorted(fees)


def agreements(story: Told) -> dict[str, list[Agreement]]:
    """The versions of each client's agreement, oldest first."""
    return {
        code: sorted(
            (each for each in story.documents[code] if isinstance(each, Agreement)),
            key=lambda each: each.effective_from,
        )
        for code in story.clients
    }


def test_the_first_three_clients_are_the_sample_portfolio() -> None:
    in_force = [
        agreement_on(versions, date(2026, 11, 24)) for versions in agreements(told(clients=3)).values()
    ]
    fees = [each.fee for each in in_force if each and each.fee]
    assert [(fee.minor, fee.currency) for fee in fees] == [
        (1_200_000, "USD"),
        (1_500_000, "USD"),
        (1_000_000, "USD"),
    ]
    assert [each.capacity_pct for each in in_force if each] == [Decimal(25), Decimal(30), Decimal(20)]


def test_the_default_adds_two_smaller_clients_abroad() -> None:
    story = told()
    small = [agreements(story)[code][-1] for code in ("DELT", "ECHO")]
    assert {each.fee.currency for each in small if each.fee} == {"EUR", "GBP"}
    assert {story.clients[code].zone for code in ("DELT", "ECHO")} == {"Europe/Berlin", "Europe/London"}
    assert sum(each.capacity_pct for each in small) == 10


@pytest.mark.parametrize("day", [10, 17, 20, 24, 27])
def test_the_month_shows_every_pace(day: int) -> None:
    now = TUESDAY.replace(day=day)
    story, month = told(now), month_of(now.date())
    used: Counter[str] = Counter()
    for entry in entries_of(story)[:-1]:
        if entry.client and entry.end and entry.start.astimezone(ZoneInfo(HOME)).date() in month:
            used[entry.client] += int((entry.end - entry.start).total_seconds())
    found = {}
    for code, versions in agreements(story).items():
        since = story.clients[code].since
        committed = committed_s(versions, month, since)
        expected = expected_s(committed, month, now.date(), (0, 1, 2, 3, 4), since)
        found[code] = pace(used[code], committed, expected).word
    late = day >= 17
    assert found == {
        "ACME": "on pace",
        "BETA": "over" if late else "ahead",
        "CYAN": "behind",
        "DELT": "ahead",
        "ECHO": "on pace",
    }


def test_the_timer_runs_since_1_24_in_working_hours_and_a_little_while_else() -> None:
    assert TUESDAY - told().running.start == timedelta(hours=1, minutes=24, seconds=7)
    sunday = at("2026-11-22 17:30")
    assert timedelta(0) < sunday - told(sunday).running.start < timedelta(minutes=30)
    after_midnight = at("2026-11-24 05:03")
    assert after_midnight - told(after_midnight).running.start == timedelta(minutes=3)


def test_something_is_late_something_waits_and_something_was_delivered() -> None:
    owed = of_kind(told(), Deliverable)
    assert sum(overdue(each, TUESDAY.date()) for each in owed) == 1
    assert 1 <= sum(debt(each, TUESDAY) is not None for each in owed) <= 2
    recent = [
        each for each in owed if each.receipts and TUESDAY - each.receipts[-1].delivered_at < timedelta(14)
    ]
    assert len(recent) >= 4
    assert {each.status for each in owed} == set(Status)


def test_work_is_linked_to_what_it_was_for() -> None:
    story = told()
    owed = {each.id: each.client for each in of_kind(story, Deliverable)}
    linked = [entry for entry in entries_of(story) if entry.deliverable]
    assert len(linked) > 20
    assert all(owed[entry.deliverable or ""] == entry.client for entry in linked)


def test_blocks_are_planned_ahead_with_a_skipped_a_moved_and_no_double_booked_week() -> None:
    blocks = of_kind(told(), Block)
    deviations = [each for block in blocks for each in block.deviations]
    assert any(each.moved_to is None for each in deviations)
    assert any(each.moved_to for each in deviations)
    this_week = [
        each for block in blocks for each in occurrences(block, date(2026, 11, 23), date(2026, 11, 27))
    ]
    assert len(this_week) > 15
    assert not conflicts(this_week)


def test_the_large_one_is_about_forty_thousand_entries_in_ten_years() -> None:
    recent = len(entries_of(told(clients=10, months=3)))
    assert 900 <= recent <= 1600


def test_where_each_client_was_left_is_told_with_the_last_entry() -> None:
    story = told()
    for code, client in story.clients.items():
        ends = [entry.end for entry in entries_of(story) if entry.client == code and entry.end]
        assert client.next_note
        assert client.next_note_at == max(ends)
