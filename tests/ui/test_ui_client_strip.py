"""The strip on top: ten clients fit into 80 columns, and the one that is shown stands out."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from fractui.services.views.frame import StripItem
from fractui.ui.actions import PANES
from fractui.ui.lines import Line, width_of
from fractui.ui.widgets.client_strip import strip_line
from tests.ui import sample_views as sample

LOCAL = datetime(2026, 11, 24, 14, 7, tzinfo=sample.BERLIN)
FIVE = sample.a_frame().strip
TEN = sample.a_frame(sample.ten_rows()).strip
LONG = tuple(replace(item, code=f"CLIENT{n}Z"[:8], attention=1) for n, item in enumerate(TEN))


def text(line: Line) -> str:
    """What one reads."""
    return "".join(span.text for span in line)


@pytest.mark.parametrize("width", [60, 80, 100, 120, 160, 200])
@pytest.mark.parametrize("clients", [(), FIVE[:1], FIVE, TEN, LONG])
def test_the_strip_is_as_wide_as_the_screen(clients: tuple[StripItem, ...], width: int) -> None:
    for code in (None, clients[0].code if clients else None):
        assert width_of(strip_line(clients, code, "portfolio", LOCAL, width)) == width


@pytest.mark.parametrize("width", [80, 120, 200])
@pytest.mark.parametrize("clients", [FIVE, TEN, LONG])
def test_every_clients_key_is_there_and_no_code_is_cut(clients: tuple[StripItem, ...], width: int) -> None:
    line = strip_line(clients, "BETA", "board", LOCAL, width)
    items = {span.item for span in line if span.item and span.item.startswith("client:")}
    assert items == {f"client:{client.code}" for client in clients}
    codes = {span.text for span in line if span.item and span.text.isalnum() and len(span.text) > 1}
    assert codes <= {client.code for client in clients} | {"Board", *(name.capitalize() for name in PANES)}


def test_everything_is_there_at_200() -> None:
    shown = text(strip_line(FIVE, None, "portfolio", LOCAL, 200))
    assert "fractui" in shown
    assert "1 ACME" in shown
    assert "Portfolio  Workspace  Board  Time  Calendar" in shown
    assert "Tue 24 Nov 14:07" in shown


def test_panes_are_named_at_120_with_five_clients() -> None:
    assert "Workspace  Board" in text(strip_line(FIVE, None, "time", LOCAL, 120))


def test_at_80_the_clients_win() -> None:
    shown = text(strip_line(TEN, "HIKARI", "workspace", LOCAL, 80))
    assert "8 HIKARI" in shown
    assert "Workspace" in shown
    assert "Board" not in shown
    assert shown.rstrip().endswith("14:07")


def test_at_80_the_running_client_keeps_its_code() -> None:
    shown = text(strip_line(LONG, LONG[9].code, "workspace", LOCAL, 80))
    assert f"2●{LONG[1].code}" in shown
    assert LONG[9].code in shown


def test_running_and_attention_have_marks() -> None:
    shown = text(strip_line(FIVE, None, "portfolio", LOCAL, 120))
    assert "2●BETA!" in shown
    assert "4 DELT " in shown


def test_the_client_that_is_shown_stands_out() -> None:
    line = strip_line(FIVE, "CYAN", "workspace", LOCAL, 120)
    here = [span.text for span in line if "here" in span.ink]
    assert "CYAN" in here
    assert not any("BETA" in text for text in here)
    assert next(span.ink for span in line if span.text == "CYAN").startswith("underline")


def test_the_current_pane_is_in_the_accent() -> None:
    line = strip_line(FIVE, None, "time", LOCAL, 120)
    assert [span.text for span in line if "accent" in span.ink] == ["Time"]


def test_a_client_without_a_key_is_still_there() -> None:
    more = (*TEN, StripItem(None, "KILO", "Kilo", "steelblue", running=False, attention=0))
    assert "KILO" in text(strip_line(more, None, "portfolio", LOCAL, 200))
    assert "+1" in text(strip_line(more, None, "portfolio", LOCAL, 80))


def test_no_clients_yet_is_said() -> None:
    assert "no clients yet" in text(strip_line((), None, "portfolio", LOCAL, 80))


def test_without_a_clock_there_is_no_time() -> None:
    assert ":" not in text(strip_line(FIVE, None, "portfolio", None, 120))
