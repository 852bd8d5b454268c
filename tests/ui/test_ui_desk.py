"""The dashboard as a person uses it: keys, what they change, and what is on the disk afterwards."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from pathlib import Path
from threading import Event

import pytest
from textual.widgets import Input
from textual.widgets._toast import Toast

from fractui.core.deliverable import Status
from fractui.core.errors import StorageTrouble
from fractui.services.demo import build
from fractui.ui.actions import ACTIONS, PANES
from fractui.ui.dialogs.form import Form
from fractui.ui.dialogs.picker import ChoiceList, Picker
from fractui.ui.lines import Line
from fractui.ui.loading import Shown
from fractui.wiring import Services
from tests.fakes import FixedClock
from tests.ui.desk import Opened, opened


def demo(services: Services) -> None:
    build(services.practice, months=2)


def two_clients(services: Services) -> None:
    for code, name in (("ACME", "Acme Robotics"), ("BETA", "Beta Foods")):
        services.clients.add(code, name=name, hours=20)


def running(here: Opened) -> str | None:
    entry = here.outside().timer.status()["running"]
    return entry["client"] if entry else None


async def test_three_s_is_the_whole_ritual(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=demo) as here:
        assert running(here) == "BETA"
        await here.press("3", "s")
        assert here.desk.stage.shown.code == "CYAN"
        assert running(here) == "CYAN"
        log = here.outside().practice.portal("BETA").latest(1)[0]
        assert log.end == here.clock.now


async def test_undo_takes_the_switch_back_as_one(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=demo) as here:
        await here.press("3", "s", "u")
        assert running(here) == "BETA"
        await here.press("ctrl+r")
        assert running(here) == "CYAN"


async def test_space_starts_and_stops(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=two_clients) as here:
        await here.press("1", "space")
        assert running(here) == "ACME"
        here.clock.forward(minutes=10)
        await here.press("space")
        assert running(here) is None


@pytest.mark.parametrize(("key", "pane"), list(zip("pwbtc", PANES, strict=True)))
async def test_each_pane_has_its_key(tmp_path: Path, key: str, pane: str) -> None:
    async with opened(tmp_path / "data", fill=demo) as here:
        await here.press(key)
        assert here.desk.stage.shown.pane == pane
        assert here.text().strip()


async def test_back_goes_where_one_came_from(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=demo) as here:
        await here.press("2", "b", "backspace")
        assert (here.desk.stage.shown.pane, here.desk.stage.shown.code) == ("workspace", "BETA")
        await here.press("backspace")
        assert here.desk.stage.shown.pane == "portfolio"


async def test_a_card_moves_with_one_key_and_asks_for_its_receipt(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=demo) as here:
        await here.press("b")
        item = here.desk.stage.pane.item
        assert item is not None
        code, known = item.split(":")[1:]
        await here.press("L")
        assert here.outside().delivery.show(code, known).status is Status.IN_REVIEW
        await here.press("L")
        assert isinstance(here.app.screen, Form)
        await here.press(*"board", "enter")
        done = here.outside().delivery.show(code, known)
        assert done.status is Status.DELIVERED
        assert (done.receipts[-1].to, done.receipts[-1].via) == ("board", "Asana")  # as the last time


async def test_a_new_client_is_asked_for_and_opened(tmp_path: Path) -> None:
    async with opened(tmp_path / "data") as here:
        assert "n" in here.text()
        await here.press("n", *"gale", "tab", *"Gale Ltd", "enter")
        assert here.desk.stage.shown.code == "GALE"
        assert here.outside().practice.portal("GALE").client().name == "Gale Ltd"


async def test_a_refused_code_says_why_and_keeps_what_was_typed(tmp_path: Path) -> None:
    async with opened(tmp_path / "data") as here:
        await here.press("n", *"../x", "enter")
        form = here.app.screen
        assert isinstance(form, Form)
        assert form.query_one("#field-code", Input).value == "../x"
        assert here.outside().practice.codes() == ()


async def test_an_entry_is_added_in_the_time_pane(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=two_clients) as here:
        await here.press("t", "n", "ctrl+o", *"beta", "tab", *"9:00", "tab", *"1h30", "enter")
        entries = here.outside().practice.portal("BETA").latest(5)
        assert [(e.end - e.start).total_seconds() for e in entries if e.end] == [5400]


async def test_export_says_where_the_files_are(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=demo) as here:
        await here.press("c", "x")
        written = sorted(path.name for path in (tmp_path / "data-exports").iterdir())
        assert "ACME.ics" in written
        assert "ACME-due.ics" in written
        assert "data-exports" in here.text()


async def test_a_change_from_outside_is_seen(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=two_clients) as here:
        here.outside().timer.start("BETA")
        here.app.tick()
        await here.settle()
        frame = here.desk.stage.frame
        assert frame is not None
        assert frame.timer.running is not None
        assert frame.timer.running.code == "BETA"


async def test_a_burst_of_characters_outside_an_input_changes_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=demo) as here:
        before = here.outside().history.rows(5)
        for key in "s 3LsDHLu2s DLLuus" * 5:
            here.app.simulate_key("space" if key == " " else key)
        await here.pilot.pause()
        for _ in range(6):
            if len(here.app.screen_stack) > 1:
                here.app.pop_screen()
            await here.pilot.pause()
        assert here.outside().history.rows(5) == before


async def test_no_key_acts_while_a_field_has_the_focus(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=two_clients) as here:
        await here.press("b", "n", "enter", *"spuwb12")
        form = here.app.screen
        assert isinstance(form, Form)
        assert form.query_one("#field-title", Input).value == "spuwb12"
        assert running(here) is None


async def test_every_action_of_the_palette_answers(tmp_path: Path) -> None:
    """Each either does something or says a sentence; none raises."""
    async with opened(tmp_path / "data", fill=demo, size=(80, 24)) as here:
        for action in ACTIONS:
            if action.id == "quit":
                continue
            for pane in action.panes or PANES[:1]:
                if here.desk.stage.shown.pane != pane:
                    await here.desk.stage.open(Shown(pane, "BETA" if pane == "workspace" else None))
                here.desk.action_do(action.id)
                await here.pilot.pause()
                while len(here.app.screen_stack) > 1:
                    # A dialog that is taken away before it is whole looks for what it has not.
                    await here.pilot.pause(0.02)
                    here.app.pop_screen()
                    await here.pilot.pause()


async def test_find_opens_what_was_found(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=demo) as here:
        await here.press("slash")
        assert isinstance(here.app.screen, Picker)
        await here.press(*"delta studio", "enter")
        assert here.desk.stage.shown.code == "DELT"


async def test_the_workspace_of_another_client_begins_at_its_first_line(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=demo) as here:
        await here.press("2")
        first = here.desk.stage.pane.item
        await here.press("1", "j", "j", "j")
        far = here.desk.stage.pane.item
        await here.press("2")
        assert here.desk.stage.pane.item == first
        await here.press("1")
        assert here.desk.stage.pane.item == far


async def test_the_palette_of_a_workspace_names_no_other_client(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=demo) as here:
        await here.press("1", "ctrl+p", *"beta")
        picker = here.app.screen
        assert isinstance(picker, Picker)
        assert not [line for line in picker.query_one(ChoiceList).lines if "BETA" in plain_of(line)]
        await here.press("escape", "p", "ctrl+p", *"beta")
        assert isinstance(here.app.screen, Picker)
        assert [line for line in here.app.screen.query_one(ChoiceList).lines if "BETA" in plain_of(line)]


def plain_of(line: Line) -> str:
    return "".join(span.text for span in line)


async def test_find_in_a_workspace_offers_nothing_of_others(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=demo) as here:
        items = here.outside().finder.items("ACME")
        assert {item.code for item in items} == {"ACME"}


async def test_find_goes_to_where_it_is_written_down(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=demo) as here:
        await here.press("slash", *"covenant test", "enter")
        assert here.desk.stage.shown == Shown("workspace", "ACME")
        decision = here.desk.stage.pane.item
        assert decision is not None
        assert decision.startswith("decision:ACME:")
        await here.press("b", "slash", *"day 52", "enter")
        assert here.desk.stage.pane.item == "notes:ACME"
        await here.press("b", "slash", *"last board pack", "enter")  # done: only its dialog shows it
        assert isinstance(here.app.screen, Form)


async def test_find_in_a_workspace_names_no_other_client(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=demo) as here:
        await here.press("1", "slash", *"beta")
        picker = here.app.screen
        assert isinstance(picker, Picker)
        assert not [
            line for line in picker.query_one(ChoiceList).lines if "BETA" in "".join(s.text for s in line)
        ]


async def test_the_theme_is_worn_while_looking_and_kept_with_enter(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=two_clients) as here:
        here.desk.action_do("theme")
        await here.pilot.pause()
        await here.press(*"paper")
        assert here.app.palette.name == "paper"
        await here.press("escape")
        assert here.app.palette.name == "dusk"
        here.desk.action_do("theme")
        await here.pilot.pause()
        await here.press(*"paper", "enter")
        assert here.app.palette.name == "paper"
        assert (tmp_path / "data-settings" / "chosen.json").read_text() == '{"theme": "paper"}'


async def test_a_damaged_portal_is_said_and_the_others_work(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    async with opened(folder, fill=two_clients):
        pass
    (folder / "clients" / "ACME" / "portal.json").write_text("")
    async with opened(folder, FixedClock()) as here:
        assert here.desk.stage.frame is not None
        assert any("ACME" in sentence for sentence in here.desk.stage.frame.damage)
        await here.press("2", "space")
        assert running(here) == "BETA"


async def test_too_small_a_terminal_says_so(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=two_clients, size=(50, 12)) as here:
        assert here.desk.has_class("-small")


async def test_done_keeps_a_promise_and_finishes_a_deliverable(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=demo) as here:
        await here.press("3")
        promise = next(p for p in here.outside().practice.portal("CYAN").promises() if p.done_on is None)
        here.desk.stage.pane.select(f"promise:CYAN:{promise.id}")
        await here.press("x")
        assert here.outside().clients.promise("CYAN", promise.id).done_on is not None
        await here.press("b")
        item = here.desk.stage.pane.item
        assert item is not None
        code, known = item.split(":")[1:]
        await here.press("x")
        assert here.outside().delivery.show(code, known).completed_at is not None


async def test_a_deliverable_is_finished_in_its_form(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=two_clients) as here:
        await here.press("1", "n", "d", *"Memo tomorrow", "enter")
        known = here.outside().practice.portal("ACME").deliverables()[0]
        here.desk.stage.pane.select(f"deliverable:ACME:{known.id}")
        await here.press("e", "tab", "tab", "tab", "tab", *"yes", "enter")
        assert here.outside().delivery.show("ACME", known.id).completed_at is not None


async def test_the_same_trouble_of_each_second_is_said_once(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=two_clients) as here:
        trouble: Future[bool] = Future()
        trouble.set_exception(StorageTrouble("The disk is gone: plug it in."))
        for _ in range(3):
            here.desk.tending.seen(trouble)
            await here.settle()
        assert len(here.app._notifications) == 1


async def test_what_is_damaged_is_said_once(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=two_clients) as here:
        for _ in range(2):
            here.desk.say_damage(("ACME was not backed up: [/] no room.",))
            await here.settle()
        assert len(here.app._notifications) == 1


async def test_what_is_mended_is_withdrawn_and_all_else_stays(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=two_clients) as here:
        here.desk.say(StorageTrouble("The disk is full."))
        here.desk.say_damage(("clients/ACME is gone.", "BETA was not backed up."))
        await here.settle()
        assert len(here.app.screen.query(Toast)) == 3
        here.desk.say_damage(("BETA was not backed up.",))
        await here.settle()
        await here.settle()
        told = [each.message for each in here.app._notifications]
        assert sorted(told) == ["BETA was not backed up.", "The disk is full."]
        assert len(here.app.screen.query(Toast)) == 2
        here.desk.say_damage(("BETA was not backed up.", "clients/ACME is gone."))
        await here.settle()
        assert len(here.app._notifications) == 3, "what goes again is said again"


async def test_a_folder_that_is_back_is_not_said_to_be_gone(tmp_path: Path) -> None:
    home = tmp_path / "data" / "clients" / "ACME"
    async with opened(tmp_path / "data", fill=two_clients) as here:
        home.rename(tmp_path / "away")
        await here.desk.change(lambda services: services.practice.catch_up())
        await here.settle()
        assert any("is gone" in each.message for each in here.app._notifications)
        (tmp_path / "away").rename(home)
        await here.desk.change(lambda services: services.practice.catch_up())
        await here.settle()
        assert not [each for each in here.app._notifications if "is gone" in each.message]


async def test_a_change_that_lasts_is_said_to_be_under_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fractui.ui.screens.desk.SLOW_S", 0)
    async with opened(tmp_path / "data") as here:
        go_on = Event()
        changing = asyncio.ensure_future(here.desk.change(lambda services: go_on.wait(5)))
        while "moment" not in here.desk.key_bar._said:
            await asyncio.sleep(0)
        go_on.set()
        assert await changing
