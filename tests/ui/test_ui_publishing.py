"""Publishing from the dashboard, to a real server."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from textual.widgets import Input, Static

from fractui.core.errors import FieldRefused
from fractui.services.views.agenda import ExportedFile
from fractui.services.views.publishing import Conflict, Published, Tally, TargetRow
from fractui.ui.dialogs.publish_choose import PublishChoose
from fractui.ui.dialogs.publish_lines import Outcome, conflict_lines, key_of, target_lines
from fractui.ui.dialogs.publish_list import PublishList
from fractui.ui.dialogs.publish_setup import PasswordPrompt, PublishSetup, setup_fields, wanted
from fractui.ui.lines import width_of
from fractui.ui.widgets.agenda_lines import exported_lines
from fractui.wiring import Services
from tests.calendar_servers import PASSWORD, Radicale
from tests.ui.desk import Opened, opened


def plan(services: Services) -> None:
    services.clients.add("ACME", name="Acme", zone="Europe/Berlin")
    services.planning.add_block("ACME", "focus", time(9), 120, [1], date(2026, 11, 24), zone="Europe/Berlin")


async def until(here: Opened, what: type[object]) -> None:
    """Wait until a dialog of this kind is on top and its work is done."""
    for _ in range(400):
        await here.pilot.pause()
        top = here.app.screen
        if isinstance(top, what) and not getattr(top, "busy", False):
            await here.pilot.pause()
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"{here.app.screen} came instead")


def foot(here: Opened) -> str:
    return str(here.app.screen.query_one("#foot", Static).content)


def drawn(here: Opened) -> str:
    view = here.app.screen.query_one("#targets, #conflicts")
    return "\n".join("".join(span.text for span in line) for line in view.lines)  # type: ignore[attr-defined]


def type_in(here: Opened, **values: str) -> None:
    for name, text in values.items():
        here.app.screen.query_one(f"#field-{name}", Input).value = text


async def test_set_up_publish_and_choose(tmp_path: Path, radicale: Radicale) -> None:
    user = radicale.user()
    url = f"{radicale.url}{user}/fractui-acme/"
    async with opened(tmp_path / "data", fill=plan) as here:
        here.desk.action_do("publish")
        await until(here, PublishSetup)
        type_in(here, url=radicale.url, user=user, secret="wrong")
        await here.pilot.press("enter")
        for _ in range(200):
            await here.pilot.pause(0.01)
            if "does not know" in foot(here):
                break
        assert "does not know this user with this password" in foot(here)
        assert here.app.screen.query_one("#field-secret", Input).password
        type_in(here, secret=PASSWORD)
        await here.pilot.press("enter")
        await until(here, PublishList)
        assert f"ACME at {radicale.url[7:-1]}" in drawn(here)
        assert foot(here).startswith("enter publishes ACME")

        await here.pilot.press("enter")
        await until(here, PublishList)
        assert "✓ 1 new" in drawn(here)
        (uid,) = radicale.events(user, url)
        data = radicale.ask(user, "GET", f"{url}{uid}.ics").content
        radicale.ask(user, "PUT", f"{url}{uid}.ics", data.replace(b"focus", b"gym"))

        await here.pilot.press("enter")
        await until(here, PublishChoose)
        assert "ACME: gym" in drawn(here)
        await here.pilot.press("o", "enter")
        await until(here, PublishList)
        assert "✓ 1 changed" in drawn(here)
        assert radicale.events(user, url) == {uid: "ACME: focus"}

        await here.pilot.press("escape")
        await here.settle()
        here.desk.action_do("publish")
        await until(here, PublishList)
        await here.pilot.press("enter")
        await until(here, PasswordPrompt)
        await here.pilot.press("escape")
        await until(here, PublishList)
        assert "no password was given" in drawn(here)
        await here.pilot.press("D")
        await here.pilot.pause()
        await here.pilot.pause()
        await here.pilot.press("down", "enter")
        await until(here, PublishList)
        assert "n sets one up" in foot(here)


def test_the_lines_of_every_state_fit_and_are_safe() -> None:
    moment = datetime(2026, 11, 24, 14, 7, tzinfo=UTC)
    plain = TargetRow(
        "ACME", "tomato", False, "https://x/", "m", "株式会社🚀\x1b[31m" * 9, "cal.example.com", "blocks, due",
        "ask", 132, 3, 0, moment, "",
    )  # fmt: skip
    rows = (
        plain,
        replace(plain, code="BETA", busy=True, published_at=None, conflicts=2),
        replace(plain, code="GAMMA", trouble="cal.example.com cannot be reached\n; later."),
        replace(plain, code="OLD", color="", closed=True),
        replace(plain, code="NEW"),
    )
    conflicts = (
        Conflict("1", "changed on the server", "ACME: focus\x07", "予算会議" * 30),
        Conflict("2", "gone", "", "x"),
    )
    outcomes: dict[str, Outcome] = {
        key_of(rows[0]): Published(
            "ACME", False, "A", "h", Tally(3, 1, 2, 9), conflicts, (("e", "too large"),) * 2, 4
        ),
        key_of(rows[4]): "Nothing was sent.",
    }
    for width in (40, 76, 112, 196):
        lines = target_lines(rows, outcomes, width, lambda at: f"{at:%H:%M}")
        lines += conflict_lines(conflicts, {"1": "theirs"}, width)
        assert max(map(width_of, lines)) <= width
        text = "\n".join(span.text for line in lines for span in line)
        assert "\x1b" not in text
        assert "\x07" not in text
    said = "\n".join("".join(span.text for span in line) for line in target_lines(rows, outcomes, 160, str))
    assert (
        "3 new, 1 changed, 2 removed; 2 changed on the server: enter chooses; e: too large, and 1 more; 4"
        in said
    )
    for words in ("2 to choose", "cannot be reached", "engagement is over", "Nothing was sent."):
        assert words in said


def test_what_waits_stands_under_the_exported_files() -> None:
    file = ExportedFile("/x/ACME.ics", "ACME", "blocks", 3, True)
    last = exported_lines((replace(file, unsent="3 to send to cal.example.com"),), 40)[-1]
    assert "".join(span.text for span in last).rstrip() == "Publish  3 to send to cal.example.com"
    assert {span.item for span in last} == {"command:publish"}
    assert all(span.item is None for line in exported_lines((file,), 40) for span in line)


def test_a_filled_form_means_what_it_says() -> None:
    values = {
        "code": " acme ",
        "what": "Due, blocks",
        "url": "u",
        "user": " m ",
        "name": "",
        "source": "",
        "secret": "s",
    }
    said = wanted(values)
    assert (said.code, said.busy, said.what, said.source, said.user) == (
        "ACME",
        False,
        ("due", "blocks"),
        "ask",
        "m",
    )
    said = wanted(values | {"what": "busy", "source": "pass show x", "secret": ""})
    assert (said.busy, said.what, said.source, said.command) == (True, (), "command", "pass show x")
    assert wanted(values | {"source": "Keyring", "secret": ""}).source == "keyring"
    with pytest.raises(FieldRefused, match="Write the password"):
        wanted(values | {"secret": ""})
    for field in setup_fields(("ACME",), "ACME", None, None):
        if field.name == "what" and field.check:
            assert "thousands" in field.check("blocks, time")
            assert "nothing else" in field.check("busy")
            for odd in ("", "dreams", "busy, due"):
                with pytest.raises(FieldRefused):
                    field.check(odd)
