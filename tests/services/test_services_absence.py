"""Absence over a real folder: noticed, asked, answered to the second, across restarts and processes (pains 5, 6, 7)."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from fractui.core.absence import Outcome, Why
from fractui.core.entry import Category, Entry, Source
from fractui.core.errors import FieldRefused, Refused, Stale, StorageTrouble
from fractui.core.timeline import length
from fractui.services.absence import Absences
from fractui.services.beginnings import Beginnings
from fractui.services.idleness import Unknown
from fractui.services.planning import Planning
from fractui.services.tuning import Tuning
from fractui.services.views.frame import QuestionView
from fractui.services.watching import Watching
from fractui.store.heartbeat import last
from fractui.store.practice import Practice
from tests.builders import at
from tests.services.desk import Desk

NOON = at("2026-11-24 12:10")


class FakeSeat:
    """A seat that was last used when the test says."""

    name = "fake"

    def __init__(self) -> None:
        self.used: datetime | None = None
        self.asked = 0

    def ask(self, now: datetime) -> None:
        """Counts the questions."""
        self.asked += 1

    def last_input(self, now: datetime) -> datetime | None:
        """What the test says."""
        return self.used


class Dashboard:
    """What the dashboard's tick does to a practice, without a screen."""

    def __init__(self, desk: Desk, practice: Practice | None = None) -> None:
        self.desk = desk
        self.seat = FakeSeat()
        self.watching = Watching(practice or desk.practice, lambda: self.seat)
        self.absences = Absences(practice or desk.practice)

    def live(self, until: str, step_s: int = 20) -> None:
        """Tick with the clock going on to ``until``."""
        end = at(until)
        while self.desk.clock.now < end:
            self.desk.clock.now = min(end, self.desk.clock.now + timedelta(seconds=step_s))
            self.watching.look()

    def wake(self, when: str) -> bool:
        """The clock has gone on without this program; it ticks again."""
        self.desk.go(when)
        return self.watching.look()

    @property
    def question(self) -> QuestionView | None:
        """What is asked."""
        return self.absences.question()

    def asks(self) -> bool:
        """Whether anything is asked."""
        return self.absences.question() is not None

    def span(self) -> tuple[datetime | None, ...]:
        """The absence that is asked about."""
        question = self.question
        assert question is not None
        return question.since, question.until


@pytest.fixture
def board(desk: Desk) -> Dashboard:
    """ACME runs since 09:00, the dashboard has ticked until 12:10."""
    desk.client("ACME")
    desk.client("BETA")
    desk.go("2026-11-24 09:00")
    dashboard = Dashboard(desk)
    dashboard.watching.look()
    desk.timer.start("ACME", note="board deck", category="deep_work")
    desk.go("2026-11-24 12:09")
    dashboard.watching._seen = desk.clock.now
    dashboard.watching._practice.touch_heartbeat()
    dashboard.live("2026-11-24 12:10")
    return dashboard


def running(desk: Desk) -> Entry | None:
    state = desk.timer.status()["running"]
    return None if state is None else desk.entries.show(state["id"])


def spans(desk: Desk) -> list[tuple[str, str, str, str]]:
    """Every entry of the two days: whose, from, to in UTC, how it came to be."""
    from fractui.services.one_line_of_time import entries_between

    return [
        (
            each.who,
            f"{each.start:%d %H:%M:%S}",
            f"{each.end:%d %H:%M:%S}" if each.end else "",
            each.source.value,
        )
        for each in entries_between(desk.practice, at("2026-11-23 00:00"), at("2026-11-27 00:00"))
    ]


# -- noticing --------------------------------------------------------------------------------------


def test_a_process_that_was_stopped_for_nine_hours_asks_and_inflates_nothing_yet(board: Dashboard) -> None:
    assert board.question is None
    assert board.wake("2026-11-24 21:10")
    assert board.span() == (NOON, at("2026-11-24 21:10"))
    now = running(board.desk)
    assert now is not None
    assert now.start == at("2026-11-24 09:00")
    assert not board.watching.look()


def test_a_few_minutes_of_stillness_are_not_worth_a_question(board: Dashboard) -> None:
    board.wake("2026-11-24 12:19")
    assert board.question is None


def test_a_clock_that_jumps_back_asks_nothing(board: Dashboard) -> None:
    board.wake("2026-11-24 06:10")
    board.live("2026-11-24 06:12")
    assert board.question is None
    assert last(board.desk.practice.root) == at("2026-11-24 06:12")


def test_the_night_of_the_clock_change_counts_what_it_lasts(desk: Desk) -> None:
    desk.client("ACME")
    desk.go("2026-10-24 22:00")
    dashboard = Dashboard(desk)
    desk.timer.start("ACME")
    dashboard.watching.look()
    dashboard.live("2026-10-24 22:30", 60)
    dashboard.wake("2026-10-25 02:30")
    outcome = dashboard.absences.drop(go_on=False)
    assert outcome.ended.removed_idle_s == 4 * 3600
    assert length(outcome.ended, desk.clock.now) == 1800


def test_the_question_survives_a_restart(board: Dashboard) -> None:
    board.wake("2026-11-24 13:05")
    fresh = Dashboard(board.desk, board.desk.reopened().practice)
    fresh.watching.look()
    assert fresh.span() == (NOON, at("2026-11-24 13:05"))
    assert fresh.desk.portfolio.frame().question == fresh.question


def test_a_crash_or_reboot_with_the_timer_running_asks_at_the_next_start(board: Dashboard) -> None:
    board.desk.go("2026-11-24 13:05")
    fresh = Dashboard(board.desk, board.desk.reopened().practice)
    fresh.watching.look()
    assert fresh.span() == (NOON, at("2026-11-24 13:05"))


def test_who_leaves_on_purpose_is_not_asked(board: Dashboard) -> None:
    board.watching.leave()
    board.desk.go("2026-11-24 13:05")
    fresh = Dashboard(board.desk)
    fresh.watching.look()
    assert fresh.question is None
    assert board.desk.portfolio.frame().question is None


def test_who_leaves_on_purpose_and_forgets_the_timer_is_asked(board: Dashboard) -> None:
    board.watching.leave()
    board.desk.go("2026-11-25 08:00")
    fresh = Dashboard(board.desk)
    fresh.watching.look()
    question = fresh.question
    assert question is not None
    assert (question.since, question.why, question.runs_s) == (NOON, Why.CLOSED, 23 * 3600)


def test_a_timer_of_the_shell_that_no_dashboard_has_seen_is_only_asked_about_when_long(desk: Desk) -> None:
    desk.client("ACME")
    desk.go("2026-11-24 08:00")
    Dashboard(desk).watching.look()
    desk.go("2026-11-24 09:00")
    desk.timer.start("ACME")
    desk.go("2026-11-24 12:00")
    Dashboard(desk).watching.look()
    assert Absences(desk.practice).question() is None
    desk.go("2026-11-24 17:00")
    question = Absences(desk.practice).question()
    assert question is not None
    assert (question.since, question.runs_s) == (None, 8 * 3600)


def test_one_disk_error_and_the_heartbeat_has_not_moved_on(board: Dashboard) -> None:
    root = Path(board.desk.practice.root)
    (root / "absence.json").mkdir()
    with pytest.raises(StorageTrouble):
        board.wake("2026-11-24 13:05")
    assert last(str(root)) == NOON
    (root / "absence.json").rmdir()
    board.wake("2026-11-24 13:05:01")
    assert board.span() == (NOON, at("2026-11-24 13:05:01"))


# -- the keyboard ----------------------------------------------------------------------------------


def test_a_still_keyboard_asks_and_the_return_ends_the_absence(board: Dashboard) -> None:
    board.seat.used = NOON
    board.live("2026-11-24 12:19:40")
    assert not board.asks()
    board.live("2026-11-24 12:30")
    assert board.span() == (NOON, None)
    board.live("2026-11-24 13:04")
    board.seat.used = at("2026-11-24 13:05:10")
    board.live("2026-11-24 13:06")
    assert board.span() == (NOON, at("2026-11-24 13:05:10"))
    assert board.question is not None
    assert board.question.why is Why.STILL


def test_without_a_source_a_still_keyboard_is_nothing(board: Dashboard) -> None:
    board.live("2026-11-24 15:00", 60)
    assert board.question is None


def test_sleep_within_a_stillness_is_one_absence(board: Dashboard) -> None:
    board.seat.used = NOON
    board.live("2026-11-24 12:40")
    board.seat.used = None
    board.wake("2026-11-24 13:05")
    board.seat.used = at("2026-11-24 13:05:01")
    board.live("2026-11-24 13:06")
    assert board.span() == (NOON, at("2026-11-24 13:05:01"))
    assert board.question is not None
    assert board.question.more == 0


def test_whoever_opens_the_dashboard_is_back(board: Dashboard) -> None:
    board.seat.used = NOON
    board.live("2026-11-24 12:40")
    board.desk.go("2026-11-24 13:05")
    fresh = Dashboard(board.desk)
    fresh.watching.look()
    assert fresh.span() == (NOON, at("2026-11-24 13:05"))


def test_the_source_is_asked_once_a_minute_and_only_while_something_runs(board: Dashboard) -> None:
    before = board.seat.asked
    board.live("2026-11-24 12:20")
    assert board.seat.asked == before + 10
    board.desk.timer.stop()
    board.live("2026-11-24 12:40")
    assert board.seat.asked == before + 10
    assert Watching(board.desk.practice, Unknown).source == ""


# -- what explains itself ----------------------------------------------------------------------------


@pytest.mark.parametrize(("category", "asked"), [("meeting", False), ("travel", False), ("deep_work", True)])
def test_a_kind_that_needs_no_keyboard_is_never_asked_about(
    board: Dashboard, category: str, asked: bool
) -> None:
    board.desk.timer.switch("BETA", category=category)
    board.seat.used = NOON
    board.live("2026-11-24 12:40", 60)
    board.wake("2026-11-24 15:00")
    assert (board.question is not None) is asked


@pytest.mark.parametrize(("category", "asked"), [("leadership_meeting", False), ("deep_work", True)])
def test_a_planned_meeting_suppresses_the_question(board: Dashboard, category: str, asked: bool) -> None:
    planning = Planning(board.desk.practice)
    planning.add_block("BETA", "board", time(13), 90, starts_on=date(2026, 11, 24), category=category)
    board.wake("2026-11-24 13:05")
    assert (board.question is not None) is asked


def test_after_the_meeting_the_stillness_counts(board: Dashboard) -> None:
    planning = Planning(board.desk.practice)
    planning.add_block("BETA", "board", time(13), 60, starts_on=date(2026, 11, 24), category="meeting")
    board.seat.used = NOON
    board.live("2026-11-24 13:09", 60)
    assert board.question is None
    board.live("2026-11-24 13:11", 60)
    assert board.span() == (at("2026-11-24 13:00"), None)


def test_off_is_off(board: Dashboard) -> None:
    Tuning(board.desk.practice).edit(idle_minutes=0, session_hours=0)
    board.wake("2026-11-25 08:00")
    assert board.question is None


# -- answers ---------------------------------------------------------------------------------------


@pytest.fixture
def asked(board: Dashboard) -> Dashboard:
    """Away from 12:10 to 13:05; it is 13:20."""
    board.wake("2026-11-24 13:05")
    board.live("2026-11-24 13:20", 60)
    return board


def test_keep_changes_nothing_and_closes_the_question(asked: Dashboard) -> None:
    before = spans(asked.desk)
    asked.absences.keep()
    assert asked.question is None
    assert spans(asked.desk) == before
    asked.live("2026-11-24 13:40", 60)
    assert asked.question is None
    with pytest.raises(Refused, match="Nothing is asked"):
        asked.absences.keep()


ANSWERS: list[tuple[Callable[[Absences], Outcome], list[tuple[str, str, str, str]]]] = [
    (lambda absences: absences.drop(go_on=False), [("ACME", "24 09:00:00", "24 12:10:00", "timer")]),
    (
        lambda absences: absences.drop(go_on=True),
        [("ACME", "24 09:00:00", "24 12:10:00", "timer"), ("ACME", "24 13:05:00", "", "idle_split")],
    ),
    (
        lambda absences: absences.give("beta", "meeting", "call", go_on=True),
        [
            ("ACME", "24 09:00:00", "24 12:10:00", "timer"),
            ("BETA", "24 12:10:00", "24 13:05:00", "idle_split"),
            ("ACME", "24 13:05:00", "", "idle_split"),
        ],
    ),
    (
        lambda absences: absences.give("personal", go_on=False),
        [
            ("ACME", "24 09:00:00", "24 12:10:00", "timer"),
            ("personal", "24 12:10:00", "24 13:05:00", "idle_split"),
        ],
    ),
]


@pytest.mark.parametrize(("answer", "left"), ANSWERS)
def test_each_answer_makes_exact_entries_and_undo_asks_again(
    asked: Dashboard, answer: Callable[[Absences], Outcome], left: list[tuple[str, str, str, str]]
) -> None:
    before, question = spans(asked.desk), asked.question
    answer(asked.absences)
    assert spans(asked.desk) == left
    assert asked.question is None
    asked.desk.history.undo()
    assert spans(asked.desk) == before
    assert asked.question == question
    asked.desk.history.redo()
    assert spans(asked.desk) == left
    assert asked.question is None


def test_what_goes_on_is_the_same_work(asked: Dashboard) -> None:
    again = asked.absences.drop(go_on=True).again
    assert again is not None
    assert (again.note, again.category, again.source) == ("board deck", Category.DEEP_WORK, Source.IDLE_SPLIT)


def test_of_an_entry_that_is_all_absence_nothing_is_left(board: Dashboard) -> None:
    board.desk.timer.switch("BETA")
    board.wake("2026-11-24 13:05")
    board.absences.drop(go_on=False)
    assert spans(board.desk) == [("ACME", "24 09:00:00", "24 12:10:00", "timer")]
    board.desk.history.undo()
    assert running(board.desk) is not None


def test_two_absences_are_answered_one_after_the_other(asked: Dashboard) -> None:
    asked.wake("2026-11-24 15:00")
    assert asked.question is not None
    assert asked.question.more == 1
    asked.absences.drop(go_on=True)
    assert asked.span() == (at("2026-11-24 13:20"), at("2026-11-24 15:00"))
    asked.absences.give("BETA", go_on=True)
    assert [each[:3] for each in spans(asked.desk)] == [
        ("ACME", "24 09:00:00", "24 12:10:00"),
        ("ACME", "24 13:05:00", "24 13:20:00"),
        ("BETA", "24 13:20:00", "24 15:00:00"),
        ("ACME", "24 15:00:00", ""),
    ]
    assert asked.question is None


@pytest.mark.parametrize("what", ["stop", "switch", "cancel", "edit"])
def test_whatever_ends_the_entry_elsewhere_closes_the_question(asked: Dashboard, what: str) -> None:
    shell = asked.desk.reopened()
    entry = running(shell)
    assert entry is not None
    if what == "edit":
        shell.entries.edit(entry.id, end=at("2026-11-24 12:00"))
    elif what == "switch":
        shell.timer.switch("BETA")
    else:
        getattr(shell.timer, what)()
    asked.desk.practice.catch_up()
    assert asked.question is None
    assert asked.desk.portfolio.frame().question is None


def test_an_edit_of_the_start_beyond_the_absence_closes_it(asked: Dashboard) -> None:
    entry = running(asked.desk)
    assert entry is not None
    asked.desk.entries.edit(entry.id, start=at("2026-11-24 13:05"))
    assert asked.question is None


def test_the_absent_time_is_not_given_over_what_lies_there(asked: Dashboard) -> None:
    asked.desk.entries.add("BETA", at("2026-11-24 12:20"), at("2026-11-24 12:40"), on_overlap="keep")
    with pytest.raises(Refused, match="BETA 13:20-13:40"):
        asked.absences.give("personal", go_on=True)
    assert asked.question is not None


def test_an_answer_to_another_question_is_refused(asked: Dashboard) -> None:
    question = asked.question
    asked.absences.keep()
    asked.wake("2026-11-24 15:00")
    with pytest.raises(Stale):
        asked.absences.drop(go_on=False, asked=question)


def test_a_long_session_is_kept_for_another_eight_hours(desk: Desk) -> None:
    desk.client("ACME")
    desk.go("2026-11-24 09:00")
    dashboard = Dashboard(desk)
    dashboard.watching.look()
    desk.timer.start("ACME")
    dashboard.live("2026-11-24 17:00", 120)
    question = desk.portfolio.frame().question
    assert question is not None
    assert (question.since, question.runs_s) == (None, 8 * 3600)
    with pytest.raises(Refused, match="stop --at"):
        dashboard.absences.drop(go_on=False)
    dashboard.absences.keep()
    assert desk.portfolio.frame().question is None
    dashboard.live("2026-11-25 01:00", 240)
    assert dashboard.question is not None


# -- two processes ---------------------------------------------------------------------------------


def test_two_dashboards_that_wake_together_ask_once(board: Dashboard) -> None:
    other = Dashboard(board.desk, board.desk.reopened().practice)
    other.watching.look()
    board.desk.go("2026-11-24 13:05")
    assert board.watching.look()
    assert other.watching.look()
    assert board.span() == other.span() == (NOON, at("2026-11-24 13:05"))
    assert board.question is not None
    assert board.question.more == 0
    other.absences.keep()
    assert board.watching.look()
    assert board.question is None


def test_one_that_was_stopped_beside_one_that_lives_asks_nothing(board: Dashboard) -> None:
    other = Dashboard(board.desk, board.desk.reopened().practice)
    other.watching.look()
    board.live("2026-11-24 13:05", 60)
    other.watching.look()
    assert other.question is None


def test_a_damaged_file_asks_nothing_and_stops_nobody(asked: Dashboard) -> None:
    path = Path(asked.desk.practice.root) / "absence.json"
    path.write_bytes(b"\0" * 50)
    os.utime(path, (1, 1))
    asked.live("2026-11-24 13:22")
    assert asked.question is None
    assert asked.desk.portfolio.frame().question is None
    asked.wake("2026-11-24 15:00")
    assert asked.span() == (at("2026-11-24 13:22"), at("2026-11-24 15:00"))


def test_what_was_asked_long_ago_is_forgotten(asked: Dashboard) -> None:
    asked.absences.drop(go_on=False)
    path = Path(asked.desk.practice.root) / "absence.json"
    asked.live("2026-11-24 13:22")
    assert path.exists()
    asked.wake("2026-11-25 14:00")
    assert not path.exists()


# -- forgotten starts ------------------------------------------------------------------------------


def moments(desk: Desk) -> list[tuple[str, str]]:
    view = Beginnings(desk.practice).view()
    return [(each.kind, f"{each.at:%H:%M:%S}") for each in view.moments]


def test_since_the_last_stop_leaves_no_gap(desk: Desk) -> None:
    desk.client("ACME")
    desk.time("ACME", "2026-11-24 08:00", "09:40:17")
    desk.go("2026-11-24 10:15")
    assert moments(desk) == [
        ("now", "10:15:00"),
        ("stop", "09:40:17"),
        ("ago", "10:10:00"),
        ("ago", "10:00:00"),
        ("ago", "09:45:00"),
    ]
    entry = desk.timer.start("ACME", at=at("2026-11-24 09:40:17"))
    assert entry.start - at("2026-11-24 09:40:17") == timedelta()


def test_before_the_first_entry_the_working_day_counts(desk: Desk) -> None:
    desk.client("ACME")
    desk.go("2026-11-24 08:20")
    assert moments(desk) == [
        ("now", "08:20:00"),
        ("ago", "08:15:00"),
        ("ago", "08:05:00"),
        ("ago", "07:50:00"),
        ("ago", "07:20:00"),
        ("work", "08:00:00"),
    ]


def test_over_something_that_runs_it_is_a_switch_at_that_time(desk: Desk) -> None:
    desk.client("ACME")
    desk.client("BETA")
    desk.go("2026-11-24 10:00")
    desk.timer.start("BETA")
    desk.go("2026-11-24 10:20")
    view = Beginnings(desk.practice).view()
    assert view.running == "BETA"
    assert moments(desk) == [("now", "10:20:00"), ("ago", "10:15:00"), ("ago", "10:05:00")]


def test_the_hint_is_shown_and_put_off(desk: Desk) -> None:
    desk.client("ACME")
    desk.time("ACME", "2026-11-24 08:00", "09:40")
    desk.go("2026-11-24 09:55")
    assert desk.portfolio.frame().timer.untracked_since == at("2026-11-24 09:40")
    assert Absences(desk.practice).hush() == at("2026-11-24 10:55")
    assert desk.portfolio.frame().timer.untracked_since is None
    desk.go("2026-11-24 10:55")
    assert desk.portfolio.frame().timer.untracked_since == at("2026-11-24 09:40")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"idle_minutes": 241}, "idle_minutes"),
        ({"session_hours": -1}, "session_hours"),
        ({"hint_minutes": 999}, "hint_minutes"),
    ],
)
def test_settings_out_of_reach_are_refused(desk: Desk, changes: Any, field: str) -> None:
    with pytest.raises(FieldRefused) as refusal:
        Tuning(desk.practice).edit(**changes)
    assert refusal.value.field == field


def test_settings_are_kept(desk: Desk) -> None:
    Tuning(desk.practice).edit(idle_minutes=5, no_idle_categories=(Category.TRAVEL,), session_hours=0)
    kept = desk.reopened().practice.settings()
    assert (kept.idle_minutes, kept.session_hours, kept.hint_minutes) == (5, 0, 15)
    assert kept.no_idle_categories == (Category.TRAVEL,)
    Tuning(desk.practice).edit(no_idle_categories=())
    assert desk.reopened().practice.settings().no_idle_categories == ()
