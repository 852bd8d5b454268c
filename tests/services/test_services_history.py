from __future__ import annotations

import pytest

from fractui.core.errors import Refused
from tests.services.desk import Desk


def test_rows_say_what_was_done_newest_first_and_what_is_taken_back(desk: Desk) -> None:
    desk.client("ACME")
    desk.clients.leave_note("ACME", "slide 7")
    desk.history.undo()
    rows = desk.history.rows()
    assert [(row.label, row.undone) for row in rows] == [
        ("leave a note for ACME", True),
        ("add client ACME", False),
        ("set up", False),
    ]
    assert rows[0].codes == ("ACME",)
    assert len(desk.history.rows(1)) == 1


def test_undo_and_redo_go_back_and_forth_over_restarts(desk: Desk) -> None:
    desk.client("ACME")
    desk.time("ACME", "2026-11-24 08:00", "09:00")
    desk.practice.close()
    other = desk.reopened()
    assert other.history.undo() == "add time for ACME"
    assert other.entries.day().tracked_s == 0
    assert other.portfolio.frame().redo_label == "add time for ACME"
    assert other.history.redo() == "add time for ACME"
    assert other.entries.day().tracked_s == 3600


def test_nothing_to_redo_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="nothing to redo"):
        desk.history.redo()


def test_what_another_window_did_is_seen_after_catching_up(desk: Desk) -> None:
    other = desk.reopened()
    other.client("ACME")
    other.timer.start("ACME")
    desk.practice.catch_up()
    frame = desk.portfolio.frame()
    assert [item.code for item in frame.strip] == ["ACME"]
    assert frame.timer.running is not None
    assert desk.timer.stop().client == "ACME"
