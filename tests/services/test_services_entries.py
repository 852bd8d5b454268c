from __future__ import annotations

from datetime import date

import pytest

from fractui.core.entry import Bucket, Category, Source
from fractui.core.errors import FieldRefused, NotFound, Refused, Stale
from fractui.core.period import Period, one_day
from tests.builders import at
from tests.services.desk import Desk

DAY = date(2026, 11, 24)


def test_added_time_is_the_clients_in_the_users_zone(desk: Desk) -> None:
    desk.client("ACME", zone="Asia/Tokyo")
    entry = desk.time("acme", "2026-11-24 08:00", "09:30", note="[red]x[/]", category=Category.MEETING)
    assert (entry.client, entry.zone, entry.source, entry.note) == (
        "ACME",
        "Europe/Berlin",
        Source.MANUAL,
        "[red]x[/]",
    )
    assert desk.practice.portal("ACME").entry(entry.id) == entry


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-11-24 09:00", "2026-11-24 08:00"),
        ("2026-11-24 14:00", "2026-11-24 14:08"),
        ("2024-11-24 09:00", "2026-11-24 09:00"),
    ],
    ids=["ends before it starts", "ends in the future", "longer than a year"],
)
def test_times_that_cannot_be_are_refused(desk: Desk, start: str, end: str) -> None:
    desk.client("ACME")
    with pytest.raises(FieldRefused):
        desk.entries.add("ACME", at(start), at(end))
    assert desk.entries.log(None, Period()).rows == ()


def test_touching_is_not_sharing(desk: Desk) -> None:
    desk.client("ACME")
    desk.client("BETA")
    desk.time("ACME", "2026-11-24 08:00", "09:00")
    desk.time("BETA", "2026-11-24 09:00", "10:00")
    assert len(desk.entries.log(None, one_day(DAY)).rows) >= 2


def test_an_overlap_over_clients_is_refused_and_names_the_entry(desk: Desk) -> None:
    desk.client("ACME")
    desk.client("BETA")
    first = desk.time("ACME", "2026-11-24 08:00", "09:00")
    with pytest.raises(Refused) as refused:
        desk.time("BETA", "2026-11-24 08:30", "09:30")
    assert f"ACME 09:00-10:00 ({first.id[:8]})" in refused.value.sentence
    assert "trim" in refused.value.sentence


def test_an_overlap_with_own_time_and_with_a_closed_clients_counts_too(desk: Desk) -> None:
    desk.client("ACME")
    desk.time("bd", "2026-11-24 08:00", "09:00")
    desk.time("ACME", "2026-11-24 09:00", "10:00")
    desk.clients.close("ACME")
    with pytest.raises(Refused, match="bd"):
        desk.time("admin", "2026-11-24 08:30", "08:40")
    with pytest.raises(Refused, match="ACME"):
        desk.time("admin", "2026-11-24 09:30", "09:40")


def test_an_overlap_with_the_running_entry_is_refused_and_it_is_not_trimmed(desk: Desk) -> None:
    desk.client("ACME")
    desk.timer.start("ACME", at=at("2026-11-24 13:30"))
    with pytest.raises(Refused, match="ACME 14:30-now"):
        desk.time("bd", "2026-11-24 13:40", "13:50")
    with pytest.raises(Refused, match="stop it first"):
        desk.time("bd", "2026-11-24 13:40", "13:50", on_overlap="trim")


def test_trim_shortens_the_others_so_that_the_new_one_fits(desk: Desk) -> None:
    desk.client("ACME")
    desk.client("BETA")
    before = desk.time("ACME", "2026-11-24 08:00", "09:00")
    after = desk.time("BETA", "2026-11-24 09:00", "10:00")
    new = desk.time("bd", "2026-11-24 08:45", "09:20", on_overlap="trim")
    assert desk.entries.show(before.id).end == new.start
    assert desk.entries.show(after.id).start == new.end
    desk.history.undo()
    assert desk.entries.show(before.id).end == at("2026-11-24 09:00")
    assert desk.entries.show(after.id).start == at("2026-11-24 09:00")


def test_trim_never_makes_an_entry_vanish_or_fall_apart(desk: Desk) -> None:
    desk.client("ACME")
    desk.time("ACME", "2026-11-24 08:00", "09:00")
    with pytest.raises(Refused, match="Nothing would be left"):
        desk.time("bd", "2026-11-24 07:00", "10:00", on_overlap="trim")
    with pytest.raises(Refused, match="fall into two"):
        desk.time("bd", "2026-11-24 08:20", "08:40", on_overlap="trim")
    assert desk.entries.log(None, one_day(DAY)).total_s == 3600


def test_keep_marks_the_new_one(desk: Desk) -> None:
    desk.client("ACME")
    first = desk.time("ACME", "2026-11-24 08:00", "09:00")
    second = desk.time("bd", "2026-11-24 08:30", "09:30", on_overlap="keep")
    assert second.overlap_ok
    assert not desk.time("bd", "2026-11-24 10:00", "10:30", on_overlap="keep").overlap_ok
    marked = {row.id for row in desk.entries.day().rows if row.overlap}
    assert marked == {first.id, second.id}


def test_an_unknown_way_with_overlaps_is_refused(desk: Desk) -> None:
    with pytest.raises(FieldRefused, match="trim-earlier, trim-later, split or keep"):
        desk.time("bd", "2026-11-24 08:30", "09:30", on_overlap="merge")


def test_edit_changes_what_is_said_and_nothing_else(desk: Desk) -> None:
    desk.client("ACME")
    owed = desk.delivery.add("ACME", "Board pack", "BoardPack", DAY)
    old = desk.time(
        "ACME", "2026-11-24 08:00", "09:00", note="a", category="meeting", deliverable=owed.id[:6]
    )
    new = desk.entries.edit(old.id[:10], note="b")
    assert (new.note, new.category, new.deliverable, new.start, new.rev) == (
        "b",
        old.category,
        owed.id,
        old.start,
        2,
    )
    assert desk.entries.edit(old.id, category=None, deliverable=None).deliverable is None


def test_edit_against_an_old_revision_is_refused(desk: Desk) -> None:
    old = desk.time("bd", "2026-11-24 08:00", "09:00")
    desk.entries.edit(old.id, note="b")
    with pytest.raises(Stale, match="look again"):
        desk.entries.edit(old.id, rev=old.rev, note="c")


def test_edit_to_another_client_moves_the_entry_in_one_change(desk: Desk) -> None:
    desk.client("ACME")
    desk.client("BETA")
    old = desk.time("ACME", "2026-11-24 08:00", "09:00", note="a")
    new = desk.entries.edit(old.id, who="beta")
    assert (new.client, new.note, new.rev) == ("BETA", "a", 1)
    assert new.id != old.id
    assert [each.id for each in desk.practice.portal("BETA").latest(9)] == [new.id]
    assert desk.practice.portal("ACME").latest(9) == ()
    assert desk.practice.portal("ACME").tombstones(type(old), at("2026-11-24 00:00"))[0].id == old.id
    desk.history.undo()
    assert [each.id for each in desk.practice.portal("ACME").latest(9)] == [old.id]
    assert desk.practice.portal("BETA").latest(9) == ()


def test_a_moved_entry_lets_go_of_the_other_clients_deliverable(desk: Desk) -> None:
    desk.client("ACME")
    owed = desk.delivery.add("ACME", "Board pack", "BoardPack", DAY)
    old = desk.time("ACME", "2026-11-24 08:00", "09:00", deliverable=owed.id)
    new = desk.entries.edit(old.id, who="learning")
    assert (new.bucket, new.client, new.deliverable) == (Bucket.LEARNING, None, None)


def test_edit_may_not_make_an_overlap_but_leaves_one_that_is_there(desk: Desk) -> None:
    desk.client("ACME")
    desk.time("ACME", "2026-11-24 08:00", "09:00")
    kept = desk.time("bd", "2026-11-24 08:30", "09:30", on_overlap="keep")
    assert desk.entries.edit(kept.id, note="still both").overlap_ok
    with pytest.raises(Refused, match="ACME"):
        desk.entries.edit(kept.id, end=at("2026-11-24 09:10"))
    assert not desk.entries.edit(kept.id, start=at("2026-11-24 09:00")).overlap_ok


def test_edit_of_the_running_entry_and_stopping_it_so(desk: Desk) -> None:
    desk.client("ACME")
    running = desk.timer.start("ACME")
    desk.clock.forward(minutes=30)
    assert desk.entries.edit(running.id, start=at("2026-11-24 13:50"), end=None).end is None
    assert desk.entries.edit(running.id, end=at("2026-11-24 14:20")).end == at("2026-11-24 14:20")
    assert desk.timer.status()["running"] is None


def test_the_running_entry_moves_to_another_client_and_runs_on(desk: Desk) -> None:
    desk.client("ACME")
    running = desk.timer.start("bd")
    moved = desk.entries.edit(running.id, who="ACME")
    assert desk.practice.portal("ACME").running() == moved
    assert desk.practice.own.running() is None


def test_what_has_ended_does_not_run_again(desk: Desk) -> None:
    old = desk.time("bd", "2026-11-24 08:00", "09:00")
    with pytest.raises(FieldRefused, match="cannot run again"):
        desk.entries.edit(old.id, end=None)


def test_an_entry_moves_to_another_month(desk: Desk) -> None:
    desk.client("ACME")
    old = desk.time("ACME", "2026-11-24 08:00", "09:00")
    new = desk.entries.edit(old.id, start=at("2026-10-05 08:00"), end=at("2026-10-05 09:00"))
    assert new.id == old.id
    assert desk.practice.portal("ACME").day_totals(date(2026, 10, 1), date(2026, 11, 30)) == {
        date(2026, 10, 5): {"": 3600}
    }


def test_delete_takes_away_and_undo_brings_back(desk: Desk) -> None:
    old = desk.time("bd", "2026-11-24 08:00", "09:00")
    desk.entries.delete(old.id)
    assert desk.entries.day().tracked_s == 0
    desk.history.undo()
    assert desk.entries.day().tracked_s == 3600


def test_the_running_entry_is_not_deleted_but_cancelled(desk: Desk) -> None:
    running = desk.timer.start("bd")
    with pytest.raises(Refused, match="fractui cancel"):
        desk.entries.delete(running.id)


def test_an_id_that_fits_nothing_or_several_is_refused(desk: Desk) -> None:
    desk.time("bd", "2026-11-24 08:00", "09:00")
    desk.time("bd", "2026-11-24 09:00", "10:00")
    with pytest.raises(NotFound, match="2 entries begin with 0000"):
        desk.entries.show("0000")
    with pytest.raises(NotFound, match="fractui log"):
        desk.entries.show("ffff")
    with pytest.raises(NotFound):
        desk.entries.show("")
    with pytest.raises(NotFound):
        desk.entries.show("f" * 32)


def test_an_old_entry_is_found_by_its_whole_id(desk: Desk) -> None:
    old = desk.time("bd", "2026-01-05 08:00", "09:00")
    assert desk.entries.show(old.id) == old


# -- day --------------------------------------------------------------------------------------


def test_a_day_has_gaps_in_working_hours_up_to_now(desk: Desk) -> None:
    desk.client("ACME")
    desk.time("ACME", "2026-11-24 07:00", "09:40")
    desk.time("bd", "2026-11-24 10:10", "11:00")
    view = desk.entries.day()
    assert [(row.code, f"{row.start:%H:%M}", f"{row.end:%H:%M}") for row in view.rows if row.end] == [
        ("ACME", "08:00", "10:40"),
        ("", "10:40", "11:10"),
        ("bd", "11:10", "12:00"),
        ("", "12:00", "15:07"),
    ]
    assert view.untracked_s == 30 * 60 + 187 * 60
    assert view.tracked_s == 160 * 60 + 50 * 60
    assert view.switches == 1


def test_a_day_off_and_a_day_to_come_have_no_gaps(desk: Desk) -> None:
    assert desk.entries.day(date(2026, 11, 22)).rows == ()
    assert desk.entries.day(date(2026, 11, 25)).untracked_s == 0


def test_the_running_entry_fills_the_gap_and_counts_no_seconds(desk: Desk) -> None:
    desk.timer.start("bd", at=at("2026-11-24 08:00"))
    view = desk.entries.day()
    assert [(row.code, row.end, row.seconds) for row in view.rows] == [("bd", None, 0)]
    assert (view.tracked_s, view.untracked_s) == (0, 0)


def test_an_entry_over_midnight_is_on_both_days_with_its_own_times(desk: Desk) -> None:
    desk.time("bd", "2026-11-23 22:00", "2026-11-24 01:00")
    for day, seconds in ((date(2026, 11, 23), 3600), (DAY, 7200)):
        row = next(row for row in desk.entries.day(day).rows if not row.gap)
        assert (f"{row.start:%d %H:%M}", row.seconds) == ("23 23:00", seconds)
    assert desk.entries.day().week_totals[:2] == (3600, 7200)


def test_a_night_of_a_clock_change_has_its_25_hours(desk: Desk) -> None:
    desk.time("bd", "2026-10-24 22:00", "2026-10-25 23:00")
    view = desk.entries.day(date(2026, 10, 25))
    assert view.tracked_s == 25 * 3600
    assert (view.day_end.timestamp() - view.day_start.timestamp()) == 25 * 3600


def test_the_week_is_clients_by_key_then_buckets(desk: Desk) -> None:
    desk.client("ZULU", key=1)
    desk.client("ACME", key=2)
    desk.time("ACME", "2026-11-23 08:00", "09:00")
    desk.time("ZULU", "2026-11-24 08:00", "09:30")
    desk.time("bd", "2026-11-24 10:00", "10:30")
    view = desk.entries.day()
    assert [(row.code, row.days[:2], row.total_s) for row in view.week] == [
        ("ZULU", (0, 5400), 5400),
        ("ACME", (3600, 0), 3600),
        ("bd", (0, 1800), 1800),
    ]
    assert view.week_totals == (3600, 7200, 0, 0, 0, 0, 0)
    assert view.week_monday == date(2026, 11, 23)


def test_a_closed_clients_time_stays_in_its_day(desk: Desk) -> None:
    desk.client("ACME")
    desk.time("ACME", "2026-11-24 08:00", "09:00")
    desk.clients.close("ACME")
    view = desk.entries.day()
    assert view.rows[0].name == "Acme"
    assert view.week[0].code == "ACME"


def test_an_empty_practice_has_a_day_of_one_gap(desk: Desk) -> None:
    view = desk.entries.day()
    assert [row.gap for row in view.rows] == [True]
    assert view.week == ()


# -- log --------------------------------------------------------------------------------------


def test_a_log_marks_gaps_and_overlaps_and_clips_its_sums(desk: Desk) -> None:
    desk.client("ACME")
    desk.time("ACME", "2026-11-22 22:00", "2026-11-23 09:00")
    desk.time("bd", "2026-11-23 08:30", "17:00", on_overlap="keep")
    view = desk.entries.log(None, Period(date(2026, 11, 23), date(2026, 11, 25)))
    assert [(row.whose, row.seconds, row.overlap) for row in view.rows] == [
        ("ACME", 10 * 3600, True),
        ("bd", 8 * 3600 + 1800, True),
        ("", 6 * 3600 + 7 * 60, False),
    ]
    assert view.total_s == 18 * 3600 + 1800
    assert view.untracked_s == 6 * 3600 + 7 * 60


def test_the_log_of_one_client_has_no_gaps_but_knows_of_overlaps(desk: Desk) -> None:
    desk.client("ACME")
    desk.time("ACME", "2026-11-24 08:00", "09:00")
    desk.time("bd", "2026-11-24 08:30", "10:00", on_overlap="keep")
    view = desk.entries.log("acme", Period())
    assert [(row.whose, row.overlap) for row in view.rows] == [("ACME", True)]
    assert [row.whose for row in desk.entries.log("BD", Period()).rows] == ["bd"]


def test_the_log_counts_the_running_entry_up_to_now(desk: Desk) -> None:
    desk.timer.start("bd", at=at("2026-11-24 13:07"))
    assert desk.entries.log(None, one_day(DAY)).total_s == 3600


def test_gaps_begin_with_the_first_entry_and_a_log_of_nothing_is_empty(desk: Desk) -> None:
    assert desk.entries.log(None, Period()).rows == ()
    desk.time("bd", "2026-11-24 08:00", "14:00")
    assert [row.whose for row in desk.entries.log(None, Period(date(2026, 1, 1), None)).rows] == ["bd", ""]


def test_the_log_of_nobody_is_refused(desk: Desk) -> None:
    desk.client("ACME")
    with pytest.raises(NotFound, match="did you mean ACME"):
        desk.entries.log("ACMA", Period())
