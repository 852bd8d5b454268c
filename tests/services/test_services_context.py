"""Coming back to a client: what has changed since, and how often one goes to and fro."""

from __future__ import annotations

from datetime import date

import pytest

from fractui.core.errors import FieldRefused
from fractui.core.switching import Runs
from fractui.services.context import told
from tests.builders import at
from tests.services.desk import Desk

HOUR = 3600


def acme(desk: Desk) -> None:
    """ACME, added in March, with an hour on Friday that ended at 16:40 in Berlin."""
    now = desk.clock.now
    desk.go("2026-03-02 08:00")
    desk.client("ACME")
    desk.client("BETA")
    desk.go("2026-11-20 15:40")
    desk.time("ACME", "2026-11-20 14:40", "15:40")
    desk.clock.now = now


def changes(desk: Desk, code: str = "ACME") -> list[str]:
    return [row.text for row in desk.workspaces.view(code).changes]


def test_a_line_left_three_days_ago_is_there_with_when(desk: Desk) -> None:
    acme(desk)
    desk.go("2026-11-20 15:40")
    desk.clients.leave_note("ACME", "slide 7")
    desk.go("2026-11-24 08:00")
    view = desk.workspaces.view("ACME")
    assert (view.left_note, view.left_at) == ("slide 7", at("2026-11-20 15:40"))


def test_changes_since_are_told_in_words_also_those_of_other_processes(desk: Desk) -> None:
    acme(desk)
    made = desk.delivery.add("ACME", "Board pack", "BoardPack", date(2026, 11, 30))
    desk.clock.forward(hours=1)
    other = desk.reopened()
    other.delivery.move(made.id, "in_review")
    other.clients.add_promise("ACME", "pricing memo")
    desk.practice.catch_up()
    view = desk.workspaces.view("ACME")
    assert view.changes_since is not None
    assert f"{view.changes_since:%a %H:%M}" == "Fri 16:40"
    assert [row.text for row in view.changes] == [
        "promised pricing memo",
        "moved Board pack to in review",
        "added Board pack",
    ]
    assert f"{view.changes[0].at:%H:%M}" == "16:07"


def test_tracking_time_and_leaving_a_line_are_no_changes(desk: Desk) -> None:
    acme(desk)
    desk.timer.start("ACME")
    desk.clients.leave_note("ACME", "slide 7")
    desk.clock.forward(minutes=20)
    assert changes(desk) == []
    desk.timer.switch("BETA", next_note="slide 8")
    assert changes(desk) == []
    assert desk.clients.show("ACME").client.next_note == "slide 8"


def test_what_was_done_before_one_left_is_known(desk: Desk) -> None:
    acme(desk)
    desk.clients.add_promise("ACME", "memo")
    desk.clock.forward(hours=1)
    desk.time("ACME", "2026-11-24 14:30", "15:00")
    assert changes(desk) == []


def test_what_was_taken_back_is_no_change_until_it_is_done_again(desk: Desk) -> None:
    acme(desk)
    desk.clients.edit("ACME", name="Acme 2")
    desk.history.undo()
    assert changes(desk) == []
    desk.history.redo()
    assert changes(desk) == ["changed the client or its terms"]
    desk.history.undo()
    assert changes(desk) == []


def test_nobody_has_changes_before_the_first_time_nor_while_being_set_up(desk: Desk) -> None:
    desk.client("NEWC")
    desk.clients.add_promise("NEWC", "memo")
    assert desk.workspaces.view("NEWC").changes_since is None
    desk.time("NEWC", "2026-11-24 13:00", "13:10")
    desk.clock.forward(minutes=9)
    desk.clients.add_promise("NEWC", "more")
    assert changes(desk, "NEWC") == []
    desk.clock.forward(minutes=9)
    desk.clients.add_promise("NEWC", "late")
    assert changes(desk, "NEWC") == ["promised late"]


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("move Board pack to in review", "moved Board pack to in review"),
        ("edit ACME", "changed the client or its terms"),
        ("promise ACME: memo", "promised memo"),
        ("keep a promise to ACME", "kept a promise"),
        ("add Lena to ACME", "added Lena"),
        ("plan focus block for ACME", "planned focus block"),
        ("spoke to Lena", "spoke to Lena"),
        ("restore", "restored"),
    ],
)
def test_a_label_is_told_as_done(label: str, words: str) -> None:
    assert told(label, "ACME") == words


def test_a_b_a_b_today_is_three_switches_with_the_clients_runs(desk: Desk) -> None:
    acme(desk)
    desk.time("ACME", "2026-11-24 08:00", "09:00")
    desk.time("BETA", "2026-11-24 09:00", "09:12")
    desk.time("ACME", "2026-11-24 09:12", "10:00")
    desk.time("BETA", "2026-11-24 10:00", "12:00")
    runs = desk.workspaces.view("BETA").runs
    assert (runs.switches_today, runs.switches_week) == (3, 3)
    assert runs.today == Runs(2, 12 * 60, 66 * 60)
    desk.timer.start("bd")
    desk.clock.forward(minutes=5)
    assert desk.workspaces.view("BETA").runs.switches_today == 4
    day = desk.entries.day(None)
    assert (day.runs.count, day.runs.shortest_s) == (5, 300)


def test_a_line_is_left_only_where_a_client_is_left(desk: Desk) -> None:
    acme(desk)
    with pytest.raises(FieldRefused, match="Nothing runs"):
        desk.timer.switch("ACME", next_note="x")
    desk.timer.start("bd")
    desk.clock.forward(minutes=5)
    with pytest.raises(FieldRefused, match="bd is no client"):
        desk.timer.switch("ACME", next_note="x")
