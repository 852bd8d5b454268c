"""The workspace's lines: one client and nothing of another, lined up, with a word where there is nothing yet."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from fractui.core.engagement import ReadRate
from fractui.services.views.workspace import (
    AccessRow,
    AwayLines,
    ChecklistLines,
    DecisionRow,
    PersonRow,
    PromiseRow,
    TodoRow,
    WorkspaceView,
)
from fractui.ui.lines import Line, width_of
from fractui.ui.widgets.plan_lines import Running, plan_now
from fractui.ui.widgets.workspace_lines import city, head_lines, workspace_lines
from fractui.ui.widgets.workspace_terms import running_in_week
from tests.ui import sample_views as sample

KEYS = {"new": "n", "note.next": "i", "client.edit": "E", "timer.toggle": "space"}
WIDTHS = (76, 116, 196)


def text(line: Line) -> str:
    """What one reads."""
    return "".join(span.text for span in line)


def drawn(view: WorkspaceView, width: int = 116, now: datetime | None = sample.NOW) -> str:
    """The whole pane as text."""
    return "\n".join(text(line) for line in workspace_lines(view, width, now, KEYS))


def hostile(name: str) -> WorkspaceView:
    """A workspace in which everything is called ``name``."""
    view = sample.a_workspace()
    return replace(
        view,
        name=name,
        owned_problem=name,
        left_note=name,
        notes=name,
        promises=tuple(replace(row, text=name, owner=name) for row in view.promises),
        people=tuple(replace(row, name=name, role=name) for row in view.people),
        due=tuple(replace(row, title=name) for row in view.due),
        delivered=tuple(replace(row, title=name, delivered_to=name) for row in view.delivered),
        next_blocks=tuple(replace(row, title=name) for row in view.next_blocks),
        recent=tuple(replace(row, note=name) for row in view.recent),
        agreement=replace(view.agreement, reports_to=name, scope=(name, name), exit_terms=name)
        if view.agreement
        else None,
    )


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", sample.HOSTILE)
def test_no_name_breaks_the_columns(name: str, width: int) -> None:
    lines = workspace_lines(hostile(name), width, sample.NOW, KEYS)
    assert max(width_of(line) for line in lines) <= width
    shown = "\n".join(text(line) for line in lines)
    assert all(char.isprintable() or char in "\n\u200d\ufe0f" for char in shown)


@pytest.mark.parametrize("width", range(24, 220, 7))
def test_no_width_breaks_it(width: int) -> None:
    for view in (sample.a_workspace(), sample.an_empty_workspace(), hostile("N" * 200)):
        assert max(width_of(line) for line in workspace_lines(view, width, sample.NOW, KEYS)) <= max(
            width, 76
        )


@pytest.mark.parametrize("width", WIDTHS)
def test_everything_is_there_at_every_width(width: int) -> None:
    shown = drawn(sample.a_workspace(), width)
    for part in ("Beta Foods", "fractional CMO since Mar 2025", "33:10 / 32:00", "over 1:10", "Lena sends the Q4 numbers",
                 "pricing memo to Jonas", "Campaign brief", "Quarterly review", "focus block", "Jonas Berg", "deep  ",
                 "Commitment", "32 h a month", "Agency contract", "22:07 in Tokyo"):  # fmt: skip
        assert part in shown


def test_an_empty_workspace_says_which_keys_begin() -> None:
    shown = drawn(sample.an_empty_workspace())
    for part in ("i leaves one line", "n adds a deliverable", "n adds a promise", "n adds a person", "n plans a block",
                 "space starts the timer", "E enters commitment", "N writes some"):  # fmt: skip
        assert part in shown
    assert not any(
        span.item for line in workspace_lines(sample.an_empty_workspace(), 116, None, KEYS) for span in line
    )


def test_the_hints_name_the_keys_that_the_user_has() -> None:
    keys = {**KEYS, "new": "f4"}
    lines = workspace_lines(sample.an_empty_workspace(), 116, None, keys)
    assert "f4 adds a promise" in "\n".join(text(line) for line in lines)


def test_the_clients_colour_runs_down_the_head() -> None:
    lines = head_lines(sample.a_workspace(), 116, sample.NOW)
    assert all(any(span == ("▌", "chip:darkorange", None) for span in line) for line in lines)


def test_no_clock_where_it_is_the_same_time() -> None:
    assert "in Tokyo" not in drawn(sample.a_workspace(local_time_differs=False))


def test_the_head_keeps_the_hours_when_there_is_no_room_for_terms() -> None:
    shown = text(head_lines(sample.a_workspace(), 76, sample.NOW)[-1])
    assert "33:10 / 32:00" in shown
    assert "15,000 $ a month" in shown
    assert "full time" not in shown


def test_without_commitment_the_head_shows_hours_alone() -> None:
    shown = text(head_lines(sample.an_empty_workspace(), 116, sample.NOW)[-1])
    assert "0:00 this month" in shown
    assert "━" not in shown


def test_where_one_left_off_is_dated_in_the_users_zone() -> None:
    assert "Where you left off, Fri 16:40" in drawn(sample.a_workspace())


def test_promises_say_whose_and_when() -> None:
    shown = drawn(sample.a_workspace(), 76)
    assert "4 d late" in shown
    assert "Lena: access to the warehouse system" in shown
    assert "me:" not in shown
    assert "✓ intro to the agency" in shown
    assert "kept Wed" in shown


def test_a_promise_without_a_day_has_no_word() -> None:
    view = sample.a_workspace(promises=(PromiseRow("a", "think", "", None, None, None),))
    assert "○ think" in drawn(view)


def test_deliverables_show_status_by_mark_and_word() -> None:
    shown = drawn(sample.a_workspace(), 76)
    assert "● Campaign brief" in shown
    assert "in review" in shown
    assert "Monthly report ⟳" in shown
    assert "to CEO, board" in shown


def test_a_moved_block_says_so_and_a_day_is_named_once() -> None:
    shown = drawn(sample.a_workspace())
    assert "moved" in shown
    assert shown.count("Thu 26 Nov") == 1


def test_a_block_of_another_zone_names_it() -> None:
    assert "Berlin time" in drawn(sample.a_workspace(home_zone="Europe/London"))
    assert "Berlin time" not in drawn(sample.a_workspace())


def test_people_out_of_touch_are_marked() -> None:
    lines = workspace_lines(sample.a_workspace(), 76, sample.NOW, KEYS)
    jonas = next(line for line in lines if "Jonas Berg" in text(line))
    assert jonas[0].text.startswith("!")
    assert "24 d ago" in text(jonas)


def test_a_person_without_a_role_has_the_group() -> None:
    view = sample.a_workspace(people=(PersonRow("p", "Mia", "", "team", "", None, None, overdue=False),))
    assert "team" in drawn(view)


def test_the_running_entry_counts_in_its_kind() -> None:
    running = running_in_week(sample.a_workspace(), sample.NOW)
    rows = {row.kind: row.actual_s for row in plan_now(sample.a_plan(), running).rows}
    assert rows["deep"] == sample.hours("3:10") + 5064
    assert rows["meeting"] == sample.hours("1:00")


def test_a_category_in_no_plan_that_only_runs_now_gets_a_row() -> None:
    plan = plan_now(sample.a_plan(tracked={}), Running("BETA", "execution", 600))
    assert [(row.kind, row.actual_s) for row in plan.besides] == [("execution", 600)]
    assert plan_now(plan, Running("BETA", "execution", 60)).besides[0].actual_s == 660


def test_what_runs_for_somebody_else_counts_in_no_kind_here() -> None:
    assert plan_now(sample.a_plan(), Running("ACME", "deep_work", 600)) == sample.a_plan()


def test_a_timer_that_has_just_begun_makes_no_row_yet() -> None:
    nothing = sample.a_plan(minutes={}, tracked={})
    shown = drawn(sample.a_workspace(plan=nothing), now=sample.STARTED + timedelta(seconds=20))
    assert "Nothing is tracked this week" in shown


def test_running_since_last_week_counts_from_monday() -> None:
    view = sample.a_workspace()
    start = sample.WEEK_START - timedelta(hours=4)
    running = replace(view.recent[0], start=start.astimezone(sample.BERLIN))
    found = running_in_week(replace(view, recent=(running,)), sample.WEEK_START + timedelta(hours=1))
    assert found is not None
    assert found.seconds == 3600


def test_latest_time_shows_what_runs() -> None:
    shown = drawn(sample.a_workspace(), 76)
    assert "12:43-now" in shown
    assert "1:24" in shown
    assert shown.count("yesterday") == 1


def test_how_much_is_read_and_when_the_first_was_sent() -> None:
    view = sample.a_workspace(read=ReadRate(5, 8), first_delivery=23)
    shown = drawn(view, 160)
    assert "5 of 8 read" in shown
    assert "First sent    after 23 days" in shown
    plainly = drawn(sample.a_workspace(), 160)
    assert " read\n" not in plainly
    assert "First sent" not in plainly


def test_a_renewal_that_is_near_is_coloured() -> None:
    terms = sample.a_workspace().agreement
    assert terms is not None
    near = replace(terms, renews_on=sample.TODAY + timedelta(days=30))
    lines = workspace_lines(sample.a_workspace(agreement=near), 76, sample.NOW, KEYS)
    assert any(span.ink == "soon" and span.text.startswith("24 Dec") for line in lines for span in line)


def test_long_notes_are_cut() -> None:
    lines = workspace_lines(sample.a_workspace(notes="line of notes\n" * 400), 76, sample.NOW, KEYS)
    shown = [text(line) for line in lines if "line of notes" in text(line)]
    assert len(shown) <= 12
    assert shown[-1].rstrip().endswith("…")


def test_every_item_is_of_this_client() -> None:
    items = {
        span.item
        for line in workspace_lines(sample.a_workspace(), 116, sample.NOW, KEYS)
        for span in line
        if span.item
    }
    assert all(item.startswith("entry:") or ":BETA" in item for item in items)
    assert {
        "leftoff:BETA",
        "promise:BETA:a1",
        "person:BETA:p1",
        "deliverable:BETA:d2",
        "block:BETA:b1:2026-12-01",
    } <= items


def test_without_a_clock_nothing_is_added() -> None:
    assert "31:46 / 32:00" in drawn(sample.a_workspace(), now=None)


def test_a_clock_set_back_takes_nothing_away() -> None:
    assert "31:46 / 32:00" in drawn(sample.a_workspace(), now=datetime(2026, 11, 24, 3, tzinfo=UTC))


def test_a_zone_is_called_by_its_city() -> None:
    assert city("America/Argentina/Buenos_Aires") == "Buenos Aires"
    assert city("UTC") == "UTC"


def with_records(**changes: object) -> WorkspaceView:
    """BETA in its onboarding, with accesses and decisions."""
    day = sample.TODAY
    todo = tuple(
        TodoRow(f"t{n}", f"thing {n}", "people", "me", day + timedelta(n - 2), n - 2) for n in range(9)
    )
    view = sample.a_workspace(
        words=(
            ("access to Xero ended 12 days ago, not revoked", True),
            ("access to Jira ends tomorrow", False),
        ),
        access=(
            AccessRow("g1", "Xero", True, "write", "", day - timedelta(12), -12, "expired"),
            AccessRow("g2", "Data room", False, "read", "Lena Hoff", day + timedelta(200), 200, "active"),
            AccessRow("g3", "Asana", True, "admin", "me", None, None, "active"),
        ),
        checklist=ChecklistLines("Onboarding", (("company", 4, 4), ("people", 1, 10)), todo, 5, 14),
        decisions=(
            DecisionRow("x1", "hire a controller", day, "me", ""),
            DecisionRow("x2", "one brand", day - timedelta(20), "board", "sold in May"),
        ),
        away=AwayLines(date(2026, 12, 7), date(2026, 12, 9), "ski", "Ines", 1, 2),
    )
    return replace(view, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("width", WIDTHS)
def test_what_is_written_down_is_there_at_every_width(width: int) -> None:
    shown = drawn(with_records(), width)
    for part in ("! Access to Xero ended 12 days ago", "Off 7 Dec to 9 Dec (ski): 1 due and 2 blocks", "5 of 14",
                 "company ✓", "people 1/10", "○ thing 0", "2 d late", "over 12 d ago", "no end", "○ hire a controller",
                 "board: one brand", "sold in May"):  # fmt: skip
        assert part in shown
    assert "thing 8" in shown or "4 more" in shown


def test_the_rest_of_a_checklist_is_shown_when_asked() -> None:
    view = with_records()
    lines = workspace_lines(view, 116, sample.NOW, KEYS, whole=True)
    shown = "\n".join(text(line) for line in lines)
    assert "thing 8" in shown
    assert any(span.item == "checklist:BETA" and span.text == "fewer" for line in lines for span in line)


def test_a_finished_onboarding_is_one_line_and_none_is_no_line() -> None:
    done = ChecklistLines("Onboarding", (("company", 4, 4),), (), 4, 4, date(2026, 11, 12), 23)
    shown = drawn(with_records(checklist=done))
    assert "✓ Onboarding done, 12 Nov; first delivery after 23 days" in shown
    assert "── Onboarding" not in shown
    assert "Onboarding" not in drawn(with_records(checklist=None))


def test_nothing_written_down_says_which_key_begins() -> None:
    assert drawn(sample.an_empty_workspace()).count("None is written down; n adds one") == 2


@pytest.mark.parametrize("width", [24, 76, 116, 196])
@pytest.mark.parametrize("name", sample.HOSTILE)
def test_no_record_breaks_the_columns(name: str, width: int) -> None:
    view = with_records(words=((name, True),), away=AwayLines(sample.TODAY, sample.TODAY, name, name, 1, 0))
    checklist = view.checklist
    assert checklist is not None
    view = replace(
        view,
        access=tuple(replace(row, system=name, who=name) for row in view.access),
        checklist=replace(
            checklist, todo=tuple(replace(row, text=name, owner=name) for row in checklist.todo)
        ),
        decisions=tuple(replace(row, text=name, owner=name, outcome=name) for row in view.decisions),
    )
    lines = workspace_lines(view, width, sample.NOW, KEYS)
    assert max(width_of(line) for line in lines) <= max(width, 76)
    shown = "\n".join(text(line) for line in lines)
    assert all(char.isprintable() or char in "\n\u200d\ufe0f" for char in shown)
