from __future__ import annotations

from datetime import timedelta

import pytest

from fractui.core.entry import Bucket, Category, Source
from fractui.core.errors import FieldRefused, NotFound, Refused
from tests.builders import at
from tests.services.desk import Desk


def test_start_runs_from_now_in_the_users_zone(desk: Desk) -> None:
    desk.client("ACME", zone="America/New_York")
    entry = desk.timer.start("acme", note="cash bridge", category="deep work")
    assert (entry.client, entry.start, entry.end) == ("ACME", desk.clock.now, None)
    assert (entry.zone, entry.category, entry.source) == ("Europe/Berlin", Category.DEEP_WORK, Source.TIMER)
    assert desk.practice.undo_label() == "start ACME"


def test_start_takes_a_bucket_in_any_case(desk: Desk) -> None:
    entry = desk.timer.start("BD")
    assert (entry.client, entry.bucket) == (None, Bucket.BD)
    assert desk.practice.own.running() == entry


def test_start_while_another_runs_is_refused_and_says_how_to_go_over(desk: Desk) -> None:
    desk.client("ACME")
    desk.client("BETA")
    desk.timer.start("ACME")
    with pytest.raises(Refused, match="fractui switch BETA"):
        desk.timer.start("BETA")
    with pytest.raises(Refused, match="ACME runs already, since 15:07"):
        desk.timer.start("ACME")
    assert desk.practice.portal("BETA").running() is None


def test_an_unknown_name_is_refused_with_the_near_ones(desk: Desk) -> None:
    desk.client("ACME")
    with pytest.raises(NotFound, match="did you mean ACME"):
        desk.timer.start("ACNE")
    with pytest.raises(NotFound, match="did you mean learning"):
        desk.timer.start("lerning")


def test_an_unknown_name_in_an_empty_practice_says_how_to_begin(desk: Desk) -> None:
    with pytest.raises(NotFound, match="client add"):
        desk.timer.start("ZZZZ")


@pytest.mark.parametrize(
    "odd",
    ["", "../x", "[red]x[/]", "\x1b]52;c;x\x07", "x" * 1_000_000],
    ids=["empty", "path", "markup", "escape", "huge"],
)
def test_odd_names_are_refused_in_a_short_sentence(desk: Desk, odd: str) -> None:
    with pytest.raises(NotFound) as refused:
        desk.timer.start(odd)
    assert "\x1b" not in refused.value.sentence
    assert len(refused.value.sentence) < 200


def test_a_closed_client_is_refused(desk: Desk) -> None:
    desk.client("ACME")
    desk.clients.close("ACME")
    with pytest.raises(Refused, match="client reopen ACME"):
        desk.timer.start("ACME")


def test_start_in_the_past_may_touch_but_not_share_time(desk: Desk) -> None:
    desk.client("ACME")
    desk.client("BETA")
    desk.time("BETA", "2026-11-24 13:00", "13:30")
    with pytest.raises(FieldRefused, match="BETA 14:00-14:30"):
        desk.timer.start("ACME", at=at("2026-11-24 13:20"))
    assert desk.timer.start("ACME", at=at("2026-11-24 13:30")).start == at("2026-11-24 13:30")


def test_a_clock_set_back_does_not_forbid_to_start(desk: Desk) -> None:
    desk.time("bd", "2026-11-24 13:00", "14:00")
    desk.go("2026-11-24 13:30")
    assert desk.timer.start("admin").start == at("2026-11-24 13:30")
    assert [row.overlap for row in desk.entries.day().rows if not row.gap] == [False, False]
    desk.go("2026-11-24 13:31")
    assert [row.overlap for row in desk.entries.day().rows if not row.gap] == [True, True]


def test_start_in_the_future_is_refused(desk: Desk) -> None:
    desk.client("ACME")
    with pytest.raises(FieldRefused, match="still to come"):
        desk.timer.start("ACME", at=desk.clock.now + timedelta(minutes=1))


def test_stop_closes_now_and_leaves_a_line(desk: Desk) -> None:
    desk.client("ACME")
    desk.timer.start("ACME")
    desk.clock.forward(minutes=84)
    entry = desk.timer.stop(next_note="finish slide 7")
    assert entry.end == desk.clock.now
    client = desk.practice.portal("ACME").client()
    assert (client.next_note, client.next_note_at) == ("finish slide 7", desk.clock.now)
    desk.history.undo()
    assert desk.practice.portal("ACME").running() is not None
    assert desk.practice.portal("ACME").client().next_note == ""


def test_stop_at_an_earlier_moment(desk: Desk) -> None:
    desk.client("ACME")
    desk.timer.start("ACME")
    desk.clock.forward(hours=9)
    assert desk.timer.stop(at=at("2026-11-24 16:00")).end == at("2026-11-24 16:00")


def test_stop_before_the_start_or_ahead_is_refused(desk: Desk) -> None:
    desk.client("ACME")
    desk.timer.start("ACME")
    with pytest.raises(Refused):
        desk.timer.stop(at=at("2026-11-24 14:00"))
    with pytest.raises(Refused):
        desk.timer.stop(at=at("2026-11-24 15:00"))


def test_a_clock_set_back_keeps_the_start_and_can_be_answered(desk: Desk) -> None:
    desk.client("ACME")
    desk.timer.start("ACME")
    desk.clock.forward(hours=-6)
    with pytest.raises(Refused, match="set back"):
        desk.timer.stop()
    assert desk.timer.status()["elapsed_s"] == 0
    assert desk.timer.stop(at=at("2026-11-24 14:30")).end == at("2026-11-24 14:30")


def test_a_line_that_is_too_long_or_two_stops_nothing(desk: Desk) -> None:
    desk.client("ACME")
    desk.timer.start("ACME")
    for odd in ("x" * 501, "a\nb"):
        with pytest.raises(FieldRefused):
            desk.timer.stop(next_note=odd)
    assert desk.timer.status()["running"] is not None
    desk.timer.stop(next_note="")
    assert desk.practice.portal("ACME").client().next_note_at is None


def test_a_line_cannot_be_left_with_a_bucket(desk: Desk) -> None:
    desk.timer.start("bd")
    with pytest.raises(FieldRefused, match="bd is no client"):
        desk.timer.stop(next_note="call Jonas")
    assert desk.practice.own.running() is not None


def test_stop_and_cancel_with_nothing_running_are_refused_and_make_nothing(desk: Desk) -> None:
    with pytest.raises(Refused, match="No timer"):
        desk.timer.stop()
    with pytest.raises(Refused, match="No timer"):
        desk.timer.cancel()


def test_stop_at_the_second_of_the_start_keeps_an_entry_of_no_time(desk: Desk) -> None:
    desk.client("ACME")
    desk.timer.start("ACME")
    entry = desk.timer.stop()
    assert entry.end == entry.start


def test_switch_closes_and_opens_at_the_same_second_as_one_change(desk: Desk) -> None:
    desk.client("ACME")
    desk.client("BETA")
    first = desk.timer.start("ACME")
    desk.clock.forward(minutes=20)
    second = desk.timer.switch("BETA", note="call with Lena")
    closed = desk.practice.portal("ACME").entry(first.id)
    assert closed.end == second.start == desk.clock.now
    assert desk.practice.portal("ACME").running() is None
    assert desk.history.undo() == "switch to BETA"
    assert desk.practice.portal("ACME").running() is not None
    assert desk.practice.portal("BETA").running() is None


def test_switch_in_the_past_moves_the_seam(desk: Desk) -> None:
    desk.client("ACME")
    first = desk.timer.start("ACME")
    desk.clock.forward(minutes=60)
    second = desk.timer.switch("admin", at=at("2026-11-24 14:30"))
    assert second.start == desk.practice.portal("ACME").entry(first.id).end == at("2026-11-24 14:30")


def test_switch_to_before_the_running_one_began_is_refused(desk: Desk) -> None:
    desk.client("ACME")
    desk.timer.start("ACME")
    desk.clock.forward(minutes=60)
    with pytest.raises(Refused):
        desk.timer.switch("bd", at=at("2026-11-24 13:00"))


def test_switch_to_what_runs_is_refused_and_from_nothing_is_a_start(desk: Desk) -> None:
    desk.client("ACME")
    assert desk.timer.switch("ACME").end is None
    with pytest.raises(Refused, match="runs already"):
        desk.timer.switch("acme")


def test_cancel_throws_away_and_undo_brings_back(desk: Desk) -> None:
    desk.client("ACME")
    desk.timer.start("ACME")
    desk.timer.cancel()
    assert desk.timer.status()["running"] is None
    desk.history.undo()
    assert desk.timer.status()["running"]["client"] == "ACME"


def test_a_deliverable_is_found_by_the_beginning_of_its_id(desk: Desk) -> None:
    desk.client("ACME")
    owed = desk.delivery.add("ACME", "Board pack", "BoardPack", desk.today)
    with pytest.raises(NotFound):
        desk.timer.start("ACME", deliverable="ffff")
    assert desk.timer.start("ACME", deliverable=owed.id[:8]).deliverable == owed.id


def test_own_time_has_no_deliverable(desk: Desk) -> None:
    with pytest.raises(FieldRefused, match="own time"):
        desk.timer.start("bd", deliverable="ffff")


def test_a_note_of_two_lines_is_refused(desk: Desk) -> None:
    with pytest.raises(FieldRefused):
        desk.timer.start("bd", note="a\nb")


def test_status_counts_today_and_the_week_with_the_running_part(desk: Desk) -> None:
    desk.client("ACME")
    desk.time("ACME", "2026-11-23 09:00", "10:00")
    desk.time("bd", "2026-11-24 08:00", "08:30")
    desk.timer.start("ACME")
    desk.clock.forward(minutes=10)
    status = desk.timer.status()
    assert (status["elapsed_s"], status["today_s"], status["week_s"]) == (600, 2400, 6000)
    assert status["running"]["end"] is None
    assert status["running"]["duration_s"] == 600


def test_status_over_midnight_counts_only_todays_part(desk: Desk) -> None:
    desk.client("ACME")
    desk.go("2026-11-24 22:30")
    desk.timer.start("ACME")
    desk.go("2026-11-24 23:30")
    status = desk.timer.status()
    assert (status["elapsed_s"], status["today_s"]) == (3600, 1800)


def test_status_of_an_empty_practice(desk: Desk) -> None:
    assert desk.timer.status() == {"running": None, "elapsed_s": 0, "today_s": 0, "week_s": 0}
