"""Who is asked for a line "next time", and that nobody is asked for merely looking."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from fractui.services.views.frame import FrameView, RunningView
from fractui.ui.screens.parting import OFFERED, Parting
from tests.ui import sample_views as sample

NOW = sample.NOW


def frame(
    runs: str | None = None, *, since: datetime = sample.STARTED, lines: dict[str, datetime] | None = None
) -> FrameView:
    """The sample practice with ``runs``'s timer, and lines left at the given instants."""
    view = sample.a_frame(running=runs is not None)
    running: RunningView | None = view.timer.running
    if runs is not None and running is not None:
        running = replace(running, code=runs, is_bucket=runs.islower(), start=since)
    strip = tuple(replace(item, left_at=(lines or {}).get(item.code)) for item in view.strip)
    return replace(view, strip=strip, timer=replace(view.timer, running=running))


def left(before: FrameView, after: FrameView, now: datetime = NOW) -> Parting:
    parting = Parting()
    parting.seen(None, before, now)
    parting.seen(before, after, now)
    return parting


def test_the_client_that_the_timer_moves_off_is_offered_a_line_for_a_while() -> None:
    for after in (frame("ACME"), frame(None), frame("bd")):
        parting = left(frame("BETA"), after)
        assert parting.offer(after, NOW) == "BETA"
        assert parting.offer(after, NOW + OFFERED) == "BETA"
        assert parting.offer(after, NOW + OFFERED + timedelta(seconds=1)) is None


def test_own_time_and_a_slip_of_the_finger_leave_nobody() -> None:
    assert left(frame("bd"), frame("ACME")).offer(frame("ACME"), NOW) is None
    short = frame("BETA", since=NOW - timedelta(seconds=59))
    assert left(short, frame("ACME")).offer(frame("ACME"), NOW) is None
    assert left(frame("BETA"), frame("BETA")).offer(frame("BETA"), NOW) is None


def test_a_line_left_during_the_run_is_enough() -> None:
    after = frame(None, lines={"BETA": sample.STARTED + timedelta(minutes=5)})
    assert left(frame("BETA"), after).offer(after, NOW) is None
    old = frame(None, lines={"BETA": sample.STARTED - timedelta(days=3)})
    assert left(frame("BETA"), old).offer(old, NOW) == "BETA"


def test_a_skipped_line_and_a_timer_that_runs_again_are_not_asked_about() -> None:
    parting = left(frame("BETA"), frame(None))
    assert parting.offer(frame("BETA"), NOW) is None
    parting.settled("BETA")
    assert parting.offer(frame(None), NOW) is None


def test_it_is_asked_once_and_offered_on() -> None:
    parting = left(frame("BETA"), frame(None))
    assert parting.ask_once(frame(None), NOW) == "BETA"
    assert parting.ask_once(frame(None), NOW) is None
    assert parting.offer(frame(None), NOW) == "BETA"
    parting.seen(frame("ACME"), frame(None), NOW)
    assert parting.ask_once(frame(None), NOW) == "ACME"


def test_leaving_the_workspace_offers_again_where_its_timer_ran_meanwhile() -> None:
    parting = Parting()
    parting.seen(None, frame("BETA"), NOW)
    parting.shown("BETA", frame("BETA"), NOW)
    parting.seen(frame("BETA"), frame(None), NOW)
    later = NOW + timedelta(minutes=30)
    assert parting.offer(frame(None), later) is None
    parting.shown(None, frame(None), later)
    assert parting.offer(frame(None), later) is None
    parting.shown("ACME", frame(None), later)
    assert parting.offer(frame(None), later) == "BETA"


def test_looking_is_not_working() -> None:
    parting = Parting()
    running = frame("BETA")
    for code in ("ACME", "BETA", "CYAN", None, "ACME"):
        parting.shown(code, running, NOW)
        assert parting.offer(running, NOW) is None


def test_leaving_a_workspace_whose_timer_goes_on_leaves_nobody() -> None:
    parting = Parting()
    parting.shown("BETA", frame("BETA"), NOW)
    parting.shown("ACME", frame("BETA"), NOW)
    assert parting.offer(frame("BETA"), NOW) is None


def test_nothing_is_offered_for_a_client_that_is_gone() -> None:
    parting = left(frame("BETA"), frame(None))
    assert parting.offer(replace(frame(None), strip=()), NOW) is None
    assert parting.offer(None, NOW) is None
