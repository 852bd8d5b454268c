"""What is written down about a client, by the keys that a person presses."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Input

from fractui.core.access import Grant
from fractui.core.checklist import ChecklistItem
from fractui.core.decision import Decision
from fractui.core.jotting import Kind, jotted
from fractui.core.when import parse_date
from fractui.ui.dialogs.form import Form
from fractui.ui.dialogs.jotting import begun, jotting_prompt, jotting_values, missing
from fractui.ui.dialogs.letters import LetterPicker
from fractui.ui.dialogs.line_prompt import LinePrompt
from fractui.ui.dialogs.people_forms import person_fields
from fractui.ui.dialogs.record_forms import access_fields, access_values, todo_fields, todo_values
from fractui.ui.dialogs.setting import Setting
from fractui.ui.dialogs.work_forms import deliverable_fields
from fractui.wiring import Services
from tests.fakes import FixedClock
from tests.ui.desk import Opened, opened

TODAY = date(2026, 11, 24)
SETTING = Setting(FixedClock()(), "Europe/Berlin", TODAY, ("ACME", "BETA"))


def two_clients(services: Services) -> None:
    for code, name in (("ACME", "Acme Robotics"), ("BETA", "Beta Foods")):
        services.clients.add(code, name=name, hours=20, zone="Europe/Berlin")


def recorded(services: Services) -> None:
    two_clients(services)
    services.checklists.add("ACME", text="meet the agency")
    services.access.add(
        "ACME", system="Xero", scope="write", expires_on=date(2026, 11, 12), granted_on=date(2026, 1, 1)
    )
    services.decisions.add("ACME", "hire a controller")


async def nothing(_: object) -> None:
    """Saves nothing."""


@pytest.mark.parametrize("kind", list(Kind))
def test_a_line_says_how_it_is_understood_and_what_is_missing(kind: Kind) -> None:
    prompt = jotting_prompt(kind, "ACME", TODAY, nothing)

    def read(text: str) -> str:
        return "\n".join("".join(span.text for span in line) for line in prompt.read(text, 100))

    assert prompt.hint in read("")
    assert "can be saved" in read(prompt.hint)
    assert "can be saved" not in read('""')


def test_a_deliverable_needs_its_day() -> None:
    assert "by when" in missing(jotted(Kind.DELIVERABLE, "Board pack", TODAY))
    said = jotted(Kind.DELIVERABLE, "Board pack! by fri every month", TODAY)
    assert jotting_values(said) == {
        "title": "Board pack!",
        "type": "Board pack",
        "due": date(2026, 11, 27),
        "every": "month",
    }


def test_the_long_form_goes_on_with_what_was_typed() -> None:
    said = jotted(Kind.ACCESS, "Xero write until 31 mar", TODAY)
    values = {field.name: field.value for field in begun(access_fields(SETTING, None), said)}
    assert (values["system"], values["scope"], values["expires_on"]) == ("Xero", "write", "2027-03-31")
    assert access_values(SETTING, values)["granted_on"] == TODAY
    todo = begun(todo_fields(SETTING, None), jotted(Kind.TODO, "people: meet Jonas", TODAY))
    assert todo_values(SETTING, {field.name: field.value for field in todo})["section"] == "people"
    person = begun(person_fields(SETTING, None), jotted(Kind.PERSON, "Lena, CEO every 7 days", TODAY))
    assert {field.name: field.value for field in person}["contact_every_days"] == "7"
    owed = begun(deliverable_fields(SETTING, "ACME", None), jotted(Kind.DELIVERABLE, "Memo tomorrow", TODAY))
    assert parse_date({field.name: field.value for field in owed}["due"], TODAY) == date(2026, 11, 25)


async def test_two_keys_and_the_text_write_each_kind_down(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=two_clients) as here:
        await here.press("1")
        for letter, text in (
            ("d", "Board pack by 30 nov"),
            ("p", "pricing memo to Jonas by thu"),
            ("e", "hire a controller"),
            ("a", "Xero write until 31 mar"),
            ("c", "people: meet Jonas by fri"),
            ("n", "Lena Hoff, CEO"),
        ):
            await here.press("n")
            assert isinstance(here.app.screen, LetterPicker)
            await here.press(letter)
            here.app.screen.query_one(Input).value = text
            await here.press("enter")
            assert here.desk.stage.pane.item is not None
        view = here.outside().workspaces.view("ACME")
        assert [row.title for row in view.due] == ["Board pack"]
        assert [(row.text, row.due) for row in view.promises] == [
            ("pricing memo to Jonas", date(2026, 11, 26))
        ]
        assert [row.text for row in view.decisions] == ["hire a controller"]
        assert [(row.system, row.scope, row.until) for row in view.access] == [
            ("Xero", "write", date(2027, 3, 31))
        ]
        assert view.checklist is not None
        assert [(row.text, row.section) for row in view.checklist.todo] == [("meet Jonas", "people")]
        assert [(row.name, row.role) for row in view.people] == [("Lena Hoff", "CEO")]
        assert here.desk.stage.pane.item == f"person:ACME:{view.people[0].id}"
        await here.press("u")
        assert here.outside().workspaces.view("ACME").people == ()
        assert here.outside().practice.portal("BETA").promises() == ()


async def test_what_cannot_be_kept_stays_in_the_line_and_goes_on_in_the_form(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=two_clients) as here:
        await here.press("1", "n", "d", *"Memo", "enter")
        line = here.app.screen
        assert isinstance(line, LinePrompt)
        assert line.text == "Memo"
        await here.press("ctrl+o")
        form = here.app.screen
        assert isinstance(form, Form)
        assert form.query_one("#field-title", Input).value == "Memo"
        form.query_one("#field-due", Input).value = "tomorrow"
        await here.press("enter")
        assert [each.title for each in here.outside().practice.portal("ACME").owed()] == ["Memo"]


def item_of(here: Opened, kind: str) -> str:
    portal = here.outside().practice.portal("ACME")
    found = {"todo": ChecklistItem, "access": Grant, "decision": Decision}[kind]
    return f"{kind}:ACME:{portal.documents(found)[0].id}"


async def test_x_ticks_off_revokes_after_a_line_and_says_what_came_of_it(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=recorded) as here:
        await here.press("1")
        here.desk.stage.pane.select(item_of(here, "todo"))
        await here.press("x")
        portal = here.outside().practice.portal("ACME")
        assert portal.documents(ChecklistItem)[0].done_on == TODAY
        here.desk.stage.pane.select(item_of(here, "access"))
        await here.press("x")
        assert isinstance(here.app.screen, LinePrompt)
        await here.press("escape")
        assert here.outside().practice.portal("ACME").documents(Grant)[0].revoked_on is None
        await here.press("x", "enter")
        gone = here.outside().practice.portal("ACME").documents(Grant)[0]
        assert (gone.revoked_on, gone.revoked_by) == (TODAY, "me")
        here.desk.stage.pane.select(item_of(here, "decision"))
        await here.press("x", *"hired", "enter")
        assert here.outside().practice.portal("ACME").documents(Decision)[0].outcome == "hired"


async def test_enter_opens_the_form_and_a_deletion_is_undone(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=recorded) as here:
        await here.press("1")
        for kind in ("todo", "access", "decision"):
            item = item_of(here, kind)
            here.desk.stage.pane.select(item)
            await here.press("enter")
            form = here.app.screen
            assert isinstance(form, Form)
            form.query(Input).first().value = f"zebra {kind}"
            await here.press("enter")
            await here.settle()
            assert f"zebra {kind}" in here.text()
            await here.press("D")
            assert f"zebra {kind}" not in here.text()
            await here.press("u")
            assert item_of(here, kind) == item


async def test_a_form_that_changes_nothing_makes_no_change_and_a_burst_writes_nothing_down(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path / "data", fill=recorded) as here:
        await here.press("1")
        here.desk.stage.pane.select(item_of(here, "access"))
        await here.press("enter", "enter")
        assert here.outside().practice.portal("ACME").documents(Grant)[0].rev == 1
        before = here.outside().history.rows(3)
        for key in ["n", "p", *"memo", "enter"] * 3:
            here.app.simulate_key(key)
        await here.pilot.pause(0.1)
        assert here.outside().history.rows(3) == before
