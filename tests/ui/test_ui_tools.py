"""A client's tools and the days of its agreement in the dashboard (rows 000-05, 000-37)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.widgets import Static

from fractui.core.access import Grant
from fractui.core.errors import FieldRefused
from fractui.core.jotting import Kind, jotted
from fractui.services import opener
from fractui.services.views.workspace import AccessRow
from fractui.ui.dialogs.client_forms import client_fields, client_values
from fractui.ui.dialogs.form import Field, Form
from fractui.ui.dialogs.jotting import begun, jotting_values
from fractui.ui.dialogs.record_forms import access_fields, access_values
from fractui.ui.dialogs.setting import Setting
from fractui.ui.lines import width_of
from fractui.ui.widgets.agenda_lines import agenda_lines, item_of
from fractui.ui.widgets.workspace_lines import workspace_lines
from fractui.wiring import Services
from tests.builders import an_agreement
from tests.fakes import FixedClock
from tests.ui import sample_views as sample
from tests.ui.desk import Opened, opened
from tests.ui.sample_boards import agenda, due
from tests.ui.watching import KEYS, text_of

TODAY = date(2026, 11, 24)
SETTING = Setting(FixedClock()(), "Europe/Berlin", TODAY, ("ACME",))
URL = "https://go.xero.com/app"


def drawn(width: int, **changes: object) -> str:
    view = sample.a_workspace(**changes)
    lines = workspace_lines(view, width, sample.NOW, KEYS)
    assert max(map(width_of, lines)) <= width
    return "\n".join(text_of(line).rstrip() for line in lines)


# -- tools ---------------------------------------------------------------------------------------


def an_access(system: str, host: str) -> AccessRow:
    return AccessRow("1" * 32, system, True, "read", "me", None, None, "active", host)


@pytest.mark.parametrize("width", [56, 76, 116, 196])
@pytest.mark.parametrize(
    "host", ["", "go.xero.com", "a-very-long-name-of-a-host-of-nobody.example", "会計会計会計会計.example"]
)
def test_the_host_stands_beside_the_system_where_it_has_room(width: int, host: str) -> None:
    shown = drawn(width, access=(an_access("Xero", host), an_access("Data room", "")))
    assert "Xero" in shown
    assert "Data room" in shown
    assert (host[:6] in shown) is True


def test_a_name_goes_before_a_host() -> None:
    shown = drawn(56, access=(an_access("Northlight's shared drive of papers", "drive.google.com"),))
    assert "Northlight's shared " in shown
    assert "drive.google" not in shown


def filled(services: Services) -> None:
    services.clients.add("ACME", name="Acme", hours=20, zone="Europe/Berlin")
    services.access.add("ACME", system="Xero", url=URL)
    services.access.add("ACME", system="Zoom")


def select(here: Opened, system: str) -> None:
    found = next(row for row in here.outside().workspaces.view("ACME").access if row.system == system)
    here.desk.stage.pane.select(f"access:ACME:{found.id}")


async def test_o_opens_the_tool_and_big_y_copies_its_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    links: list[str] = []
    monkeypatch.setattr(opener, "open_with_system", links.append)
    async with opened(tmp_path / "data", fill=filled) as here:
        await here.press("1")
        select(here, "Xero")
        await here.press("o", "Y")
        assert links == [URL]
        assert here.app.clipboard == URL
        select(here, "Zoom")
        await here.press("o")
        assert any("has no address yet" in toast.message for toast in here.app._notifications)
        await here.press("e")
        assert isinstance(here.app.screen, Form)
        await here.press("escape")
        assert links == [URL]


def test_a_line_may_have_the_address_too() -> None:
    said = jotted(Kind.ACCESS, f"Xero {URL} write", TODAY)
    assert jotting_values(said) == {"system": "Xero", "scope": "write", "url": URL}
    assert {field.name: field.value for field in begun(access_fields(SETTING, None), said)}["url"] == URL


def named(fields: tuple[Field, ...]) -> dict[str, Field]:
    return {field.name: field for field in fields}


def test_the_form_of_an_access_has_its_address_and_whose_login_it_is() -> None:
    old = Grant(id="1", system="Xero", url=URL, owner="Lena", notes="two orgs")
    fields = named(access_fields(SETTING, old))
    said = access_values(SETTING, {name: field.value for name, field in fields.items()})
    assert (said["url"], said["owner"], said["notes"]) == (URL, "Lena", "two orgs")
    check = fields["url"].check
    assert check is not None
    assert check(URL) == "go.xero.com"
    with pytest.raises(FieldRefused):
        check("https://me:pw@go.xero.com")


# -- notice --------------------------------------------------------------------------------------


def test_the_workspace_tells_both_days_and_both_lists() -> None:
    terms = sample.a_workspace().agreement
    assert terms is not None
    near = replace(
        terms,
        renews_on=TODAY + timedelta(60),
        notice_days=30,
        notice_by=TODAY + timedelta(30),
        out_of_scope=("payroll", "tax"),
    )
    shown = drawn(160, agreement=near)
    assert "renews 23 Jan 2027, notice by 24 Dec" in shown
    assert "Notice        until 24 Dec, in 30 days" in shown
    assert "Renews        23 Jan 2027, in 60 days" in shown
    assert "Out of scope  payroll" in shown
    past = replace(near, notice_by=TODAY - timedelta(1))
    assert "was possible until 23 Nov" in drawn(76, agreement=past)
    assert "notice by" not in drawn(160, agreement=past)
    unknown = replace(near, renews_on=None, notice_by=None)
    assert "30 days before the end" in drawn(76, agreement=unknown)


@pytest.mark.parametrize(("text", "days"), [("", None), (" 30 ", 30), ("60 days", 60), ("0", 0)])
def test_the_form_of_a_client_has_notice_and_what_is_no_part(text: str, days: int | None) -> None:
    fields = named(client_fields(SETTING, None, an_agreement(out_of_scope=("tax",), notice_days=90)))
    assert fields["notice_days"].value == "90"
    values = {name: field.value for name, field in fields.items()} | {"notice_days": text, "name": "Acme"}
    said = client_values(SETTING, values)
    assert (said["notice_days"], said["out_of_scope"]) == (days, ("tax",))


@pytest.mark.parametrize("text", ["731", "-1", "2.5", "long"])
def test_what_is_no_notice_is_refused(text: str) -> None:
    check = named(client_fields(SETTING, None, None))["notice_days"].check
    assert check is not None
    assert check("1") == "1 day before it renews"
    with pytest.raises(FieldRefused) as refused:
        check(text)
    assert refused.value.field == "notice_days"


def test_the_calendar_has_the_days_of_the_agreement_among_what_is_due() -> None:
    items = [
        replace(
            due(1, "ACME", "Board pack", 0),
            kind="renews",
            title="renewal of the agreement",
            status="",
            days=6,
        ),
        replace(due(2, "ACME", "x", 0), kind="notice", title="notice, the last day", status="", days=-2),
    ]
    assert [item_of(item) for item in items] == ["agreement:ACME:renews", "agreement:ACME:notice"]
    lines = agenda_lines(agenda(tuple(items), 1), 76, KEYS)
    shown = "\n".join(text_of(line) for line in lines)
    assert "● renews" in shown
    assert "● notice" in shown
    assert "late" not in shown
    inks = {span.text: span.ink for line in lines for span in line if span.text.startswith("●")}
    assert inks == {"● renews": "soon", "● notice": "dim"}


async def test_enter_on_a_day_of_the_agreement_opens_the_terms_of_that_client(tmp_path: Path) -> None:
    def fill(services: Services) -> None:
        services.clients.add("ACME", name="Acme", zone="Europe/Berlin")
        services.clients.add("BETA", name="Beta", zone="Europe/Berlin", renews_on=TODAY, notice_days=30)

    async with opened(tmp_path / "data", fill=fill) as here:
        await here.press("c")
        here.desk.stage.pane.select("agreement:BETA:renews")
        await here.press("enter")
        form = here.app.screen
        assert isinstance(form, Form)
        assert "BETA" in str(form.query_one("#title", Static).render())
        await here.press("escape")
