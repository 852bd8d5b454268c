"""Documents and templates from the dashboard: written, opened, attached, guarded, named."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Input, Static

from fractui.core.client import Function
from fractui.services import opener
from fractui.ui.app import Dashboard
from fractui.ui.dialogs.attach_file import AttachFile
from fractui.ui.dialogs.form import Form
from fractui.ui.dialogs.library import LibraryBrowser, TemplateList
from fractui.ui.dialogs.picker import Picker
from fractui.ui.dialogs.receipt import ReceiptForm
from fractui.ui.widgets.paper_lines import PaperLines
from fractui.wiring import Services
from tests.ui.desk import Opened, opened
from tests.ui.test_ui_importing import until

NAME = "2026-11-10_MonthlyReport_ACME_v1"


def owing(services: Services) -> None:
    services.clients.add("ACME", name="Acme Robotics", hours=24, function=Function.CFO)
    services.clients.add("BETA", name="Beta Foods", hours=24)
    services.delivery.add("ACME", "Monthly report", "MonthlyReport", date(2026, 11, 10), every="month")


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Sets ``$EDITOR`` to a program of one line; gives the file in which it notes what it was opened on."""

    @contextmanager
    def aside(_: Dashboard) -> Iterator[None]:
        yield

    monkeypatch.setattr(Dashboard, "suspend", aside)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.delenv("VISUAL", raising=False)

    def set_editor(script: str) -> Path:
        program, noted = tmp_path / "editor", tmp_path / "opened"
        program.write_text(f'#!/bin/sh\necho "$1" >> {noted}\n{script}\n')
        program.chmod(0o700)
        monkeypatch.setenv("EDITOR", str(program))
        return noted

    return set_editor


async def on_the_card(here: Opened) -> None:
    """Go to the board, where the one card is selected."""
    await here.press("b")
    assert (here.desk.stage.pane.item or "").startswith("deliverable:ACME:")


async def dialog(here: Opened, kind: type) -> None:
    await until(here, lambda: isinstance(here.app.screen, kind))


async def closed(here: Opened) -> None:
    await until(here, lambda: len(here.app.screen_stack) == 1)
    await here.settle()


def browsing(here: Opened) -> bool:
    return isinstance(here.app.screen, LibraryBrowser)


def foot(here: Opened) -> str:
    return str(here.app.screen.query_one("#foot", Static).content)


def said_last(here: Opened) -> str:
    return [each.message for each in here.app._notifications][-1]


def files(here: Opened) -> tuple[str, ...]:
    return here.outside().delivery.list("ACME")[0].files


async def test_d_writes_the_document_and_opens_it_the_second_time_at_once(
    tmp_path: Path, editor: Callable[[str], Path]
) -> None:
    noted = editor('echo "and mine" >> "$1"')
    async with opened(tmp_path / "data", fill=owing) as here:
        await on_the_card(here)
        await here.pilot.press("d")
        await dialog(here, Picker)
        await here.pilot.press("enter")
        await closed(here)
        assert files(here) == (f"{NAME}.md",)
        path = tmp_path / "data" / "clients" / "ACME" / "files" / f"{NAME}.md"
        assert path.read_text().endswith("and mine\n")
        await here.press("d")
        assert noted.read_text() == f"{path}\n{path}\n"
        await here.press("u")
        assert files(here) == ()
        # The document stays where it is, and is what is offered first.
        await here.pilot.press("d")
        await dialog(here, Picker)
        await here.pilot.press("enter")
        await closed(here)
        assert files(here) == (f"{NAME}.md",)
        assert path.read_text().count("and mine") == 3


async def test_an_editor_that_fails_leaves_the_document_and_says_so(
    tmp_path: Path, editor: Callable[[str], Path]
) -> None:
    editor("kill -9 $$")
    async with opened(tmp_path / "data", fill=owing) as here:
        await on_the_card(here)
        await here.pilot.press("d")
        await dialog(here, Picker)
        await here.pilot.press("enter")
        await closed(here)
        assert [each.message for each in here.app._notifications] == ["editor was ended by SIGKILL."]
        assert files(here) == (f"{NAME}.md",)


async def test_a_file_of_another_client_asks_for_its_code_and_a_second_one_for_a_version(
    tmp_path: Path,
) -> None:
    document = tmp_path / "pack.txt"
    document.write_text("the numbers of Beta Foods")
    async with opened(tmp_path / "data", fill=owing) as here:
        await on_the_card(here)
        here.desk.action_do("document.attach")
        await dialog(here, AttachFile)
        here.app.screen.query_one("#path", Input).value = str(document)
        await here.pilot.press("enter")
        await until(here, lambda: "names “Beta Foods”, a name of BETA, and this is ACME" in foot(here))
        assert files(here) == ()
        names = here.app.screen.query_one("#names", Input)
        names.value = "acme"
        await here.pilot.press("enter")
        await until(here, lambda: "Type BETA, or esc" in foot(here))
        assert names.has_focus
        names.value = "beta"
        await here.pilot.press("enter")
        await closed(here)
        assert files(here) == (f"{NAME}.txt",)
        document.write_text("ours")
        here.desk.action_do("document.attach")
        await dialog(here, AttachFile)
        here.app.screen.query_one("#path", Input).value = str(document)
        await here.pilot.press("enter")
        await until(here, lambda: "enter attaches this one as v2" in foot(here))
        await here.pilot.press("enter")
        await closed(here)
        assert files(here)[-1] == f"{NAME.replace('v1', 'v2')}.txt"
        assert here.outside().delivery.list("ACME")[0].version == 2


async def test_what_could_not_be_looked_through_is_said(tmp_path: Path) -> None:
    document = tmp_path / "scan.png"
    document.write_bytes(b"\x89PNG\0")
    async with opened(tmp_path / "data", fill=owing) as here:
        await on_the_card(here)
        here.desk.action_do("document.attach")
        await dialog(here, AttachFile)
        here.app.screen.query_one("#path", Input).value = str(document)
        await here.pilot.press("enter")
        await closed(here)
        await until(here, lambda: bool(here.app._notifications))
        assert said_last(here) == "The words of scan.png cannot be read: see for yourself that it is ACME's."
        assert files(here) == (f"{NAME}.png",)


async def test_blanks_are_said_when_a_document_is_called_finished_and_when_it_goes_out(
    tmp_path: Path, editor: Callable[[str], Path]
) -> None:
    editor('printf "%s\\n" "To {{audience}}" "*Say why.*" > "$1"')
    async with opened(tmp_path / "data", fill=owing) as here:
        await on_the_card(here)
        await here.pilot.press("d")
        await dialog(here, Picker)
        await here.pilot.press("enter")
        await closed(here)
        await here.press("x")
        assert "2 blanks are left in its document." in here.desk.key_bar._said
        await here.press("L")
        assert isinstance(here.app.screen, ReceiptForm)
        facts = here.app.screen.query_one("#facts", PaperLines)
        assert "! 2 blanks are left" in "".join(span.text for line in facts.lines for span in line)


async def test_a_document_that_comes_to_name_another_client_is_warned_of_and_asks_when_delivered(
    tmp_path: Path, editor: Callable[[str], Path]
) -> None:
    editor('echo "as for Beta Foods" >> "$1"')
    async with opened(tmp_path / "data", fill=owing) as here:
        await on_the_card(here)
        await here.pilot.press("d")
        await dialog(here, Picker)
        await here.pilot.press("enter")
        await closed(here)
        assert "names another client now (BETA, “Beta Foods”)" in said_last(here)
        here.desk.action_do("board.right")
        await here.settle()
        here.desk.action_do("board.right")
        await dialog(here, ReceiptForm)
        for name, text in (("to", "the board"), ("via", "email")):
            here.app.screen.query_one(f"#field-{name}", Input).value = text
        await here.pilot.press("enter")
        await until(here, lambda: type(here.app.screen) is Form)
        await here.pilot.press("escape")
        await until(here, lambda: "Nothing was delivered" in foot(here))
        assert here.outside().delivery.list("ACME")[0].receipts == ()
        await here.pilot.press("enter")
        await until(here, lambda: type(here.app.screen) is Form)
        here.app.screen.query_one(Input).value = "beta"
        await here.pilot.press("enter")
        await closed(here)
        sent = here.outside().delivery.list("ACME")[0]
        assert (len(sent.receipts), sent.may_name) == (1, ("BETA",))
        # What was sent is only looked at: what the editor writes goes with its copy.
        before = (tmp_path / "data" / "clients" / "ACME" / "files" / f"{NAME}.md").read_text()
        await here.press("d")
        assert (tmp_path / "data" / "clients" / "ACME" / "files" / f"{NAME}.md").read_text() == before


async def test_notes_that_come_to_name_another_client_ask_for_its_code(
    tmp_path: Path, editor: Callable[[str], Path]
) -> None:
    editor('echo "as for Beta Foods" >> "$1"')
    async with opened(tmp_path / "data", fill=owing) as here:
        await here.press("1")
        here.desk.action_do("client.notes")
        await dialog(here, Form)
        await here.pilot.press("escape")
        await closed(here)
        assert "names another client. What you wrote is in" in said_last(here)
        assert here.outside().clients.show("ACME").client.notes == ""
        here.desk.action_do("client.notes")
        await dialog(here, Form)
        here.app.screen.query_one(Input).value = "beta"
        await here.pilot.press("enter")
        await closed(here)
        assert here.outside().clients.show("ACME").client.notes == "as for Beta Foods"


async def test_notes_that_are_kept_beside_another_clients_timer_say_so(
    tmp_path: Path, editor: Callable[[str], Path]
) -> None:
    editor('echo "calm" >> "$1"')

    def running(services: Services) -> None:
        owing(services)
        services.timer.start("BETA")

    async with opened(tmp_path / "data", fill=running) as here:
        await here.press("1")
        here.desk.action_do("client.notes")
        await here.settle()
        assert here.outside().clients.show("ACME").client.notes == "calm"
        assert "ACME's notes are kept; the timer runs for BETA." in here.desk.key_bar._said


async def test_a_template_that_names_another_client_asks_for_its_code(
    tmp_path: Path, editor: Callable[[str], Path]
) -> None:
    editor(":")

    def fill(services: Services) -> None:
        owing(services)
        services.library.edit("cfo-monthly-report", body="# As for BETA")

    async with opened(tmp_path / "data", fill=fill) as here:
        await on_the_card(here)
        await here.pilot.press("d")
        await dialog(here, Picker)
        await here.pilot.press("enter")
        await dialog(here, Form)
        await here.pilot.press("a", "enter")
        assert isinstance(here.app.screen, Form)
        here.app.screen.query_one(Input).value = "BETA"
        await here.pilot.press("enter")
        await closed(here)
        assert files(here) == (f"{NAME}.md",)


async def test_the_name_is_copied(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=owing) as here:
        await on_the_card(here)
        await here.press("Y")
        assert here.app.clipboard == NAME
        owed = here.outside().delivery.list("ACME")[0]
        await here.app.backstage.run(lambda services: services.library.write("ACME", owed.id))
        await here.press("1")
        here.desk.stage.pane.select(f"deliverable:ACME:{owed.id}")
        await here.press("Y")
        assert here.app.clipboard == f"{NAME}.md"


async def test_what_was_copied_for_one_client_is_not_pasted_for_another(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=owing) as here:
        owed = here.outside().delivery.list("ACME")[0]
        await here.press("1")
        here.desk.stage.pane.select(f"deliverable:ACME:{owed.id}")
        await here.press("Y", "2", "n", "d", "ctrl+v")
        assert here.app.screen.query_one(Input).value == ""
        await here.press("escape", "1", "n", "d", "ctrl+v")
        assert here.app.screen.query_one(Input).value == NAME


async def test_the_library_is_edited_reset_and_added_to(
    tmp_path: Path, editor: Callable[[str], Path]
) -> None:
    editor('echo "## More" >> "$1"')
    async with opened(tmp_path / "data", fill=owing) as here:

        def version() -> int:
            """That of the board pack as the browser shows it, 0 while it is not there."""
            view = here.app.screen.query(TemplateList).first().view if browsing(here) else None
            rows = {row.template.slug: row.template for row in view or ()}
            return rows["board-pack"].version * (-1 if rows["board-pack"].archived else 1) if rows else 0

        here.desk.action_do("library")
        await dialog(here, LibraryBrowser)
        assert here.app.screen.query_one(TemplateList).item == "board-pack"
        await here.pilot.press("enter")
        await until(here, lambda: version() == 2)
        assert here.outside().library.show("board-pack").template.body.endswith("## More")
        await here.pilot.press("r")
        await until(here, lambda: version() == 1)
        await here.pilot.press("x")
        await until(here, lambda: version() == -1)
        await here.pilot.press("n")
        await dialog(here, Form)
        here.app.screen.query(Input).first().value = "Covenant memo"
        await here.pilot.press("enter")
        await dialog(here, LibraryBrowser)
        made = here.outside().library.show("covenant-memo").template
        assert (made.type, made.body.endswith("## More")) == ("CovenantMemo", True)
        assert here.app.screen.query_one(TemplateList).item == "covenant-memo"
        await here.pilot.press("escape")
        await closed(here)


@pytest.mark.parametrize("key", ["ctrl+y", "ctrl+o"])
async def test_the_message_is_handed_out_only_when_it_names_nobody_else_or_that_is_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    links: list[str] = []
    monkeypatch.setattr(opener, "open_with_system", links.append)
    async with opened(tmp_path / "data", fill=owing) as here:
        await on_the_card(here)
        await here.press("L", "L")
        form = here.app.screen
        assert isinstance(form, ReceiptForm)
        for name, text in (("to", "the board"), ("via", "email"), ("note", "as for Beta Foods")):
            form.query_one(f"#field-{name}", Input).value = text
        await here.pilot.press(key)
        await until(here, lambda: type(here.app.screen) is Form)
        await here.pilot.press("escape")
        await until(here, lambda: "Nothing went out." in foot(here))
        assert (here.app.clipboard, links) == ("", [])
        await here.pilot.press(key)
        await until(here, lambda: type(here.app.screen) is Form)
        await here.pilot.press(*"beta", "enter")
        await until(here, lambda: bool(here.app.clipboard or links))
        # What is meant once is not asked again, unless it is somebody else.
        await until(here, lambda: isinstance(here.app.screen, ReceiptForm))
        await here.press("enter")
        await closed(here)
        assert here.outside().delivery.list("ACME")[0].receipts[-1].note == "as for Beta Foods"


async def test_a_path_in_the_home_of_nobody_is_refused_in_a_sentence(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=owing) as here:
        await on_the_card(here)
        here.desk.action_do("document.attach")
        await dialog(here, AttachFile)
        here.app.screen.query_one("#path", Input).value = "~nobody-at-all/x.md"
        await here.pilot.press("enter")
        await until(here, lambda: "There is no file ~nobody-at-all/x.md" in foot(here))
        assert files(here) == ()
