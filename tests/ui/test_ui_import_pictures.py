"""What the steps of taking foreign time in look like, by themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

from fractui.exchange.rows import TimeRow
from fractui.services.views.frame import StripItem
from fractui.services.views.importing import Gathered, ImportPlan, Judged, NameRow, Taken, Verdict
from fractui.ui.dialogs.import_file import Asked, ImportFile
from fractui.ui.dialogs.import_names import ImportNames
from fractui.ui.dialogs.import_preview import ImportPreview
from fractui.ui.errand import Errand
from fractui.ui.theming import Inks, read_palette, to_theme
from tests.builders import at
from tests.ui.desk import THEMES

Compare = Callable[..., bool]
SIZES = {"80x24": (80, 24), "120x40": (120, 40)}
COLORS = {"ACME": "steelblue", "BETA": "darkorange"}
VERDICTS = (
    Verdict.NEW,
    Verdict.NEW,
    Verdict.DUPLICATE,
    Verdict.OVERLAP,
    Verdict.UNMAPPED,
    Verdict.ZERO_LENGTH,
)


def judged(number: int) -> Judged:
    begin = at("2026-10-01 07:00") + timedelta(hours=5 * number)
    end = begin + timedelta(minutes=30 + 15 * (number % 5))
    verdict = VERDICTS[number % len(VERDICTS)]
    who = ("ACME", "BETA")[number % 2] if verdict is not Verdict.UNMAPPED else ""
    row = TimeRow(number + 2, start=begin, end=end, note=("Board deck", "[red]x[/] 日本 notes")[number % 2])
    pieces = ((begin, end),) if verdict is Verdict.NEW else ()
    detail = "shares time with row 3" if verdict is Verdict.OVERLAP else ""
    return Judged(row, f"{number:016x}", verdict, detail, who, who or "日本電気株式会社", begin, end, pieces)


def plan(count: int = 60) -> ImportPlan:
    rows = tuple(judged(number) for number in range(count))
    file = Gathered(
        "toggl", "toggl.csv", "Europe/Berlin", rows, first=date(2026, 10, 1), last=date(2026, 10, 13)
    )
    names = (
        NameRow("日本電気株式会社 東京本社 経営企画部", 812, 3600 * 1204),
        NameRow("Acme Robotic", 40, 3600 * 61, near=("ACME",)),
        NameRow("Acme Robotics", 31, 3600 * 40, who="ACME"),
        NameRow("beta inc.", 12, 3600 * 20, who="BETA", said=True),
        NameRow("Internal", 9, 3600 * 10, who="admin"),
        NameRow("Old [b]Co[/b]", 5, 3600 * 5, left_out=True, said=True),
        NameRow("", 2, 1800),
    )
    return ImportPlan(file, "refuse", rows, names)


async def rejudge(said: Mapping[str, str], how: str, what: str, errand: Errand) -> ImportPlan:
    return plan()


async def take(chosen: ImportPlan, errand: Errand) -> Taken:
    return Taken(chosen.taking, chosen)


async def read(asked: Asked, errand: Errand) -> ImportPlan:
    return plan()


async def add(name: str) -> str | None:
    return None


class Bare(App[None]):
    """One step over nothing."""

    def __init__(self, step: Callable[[Inks], Screen[Any]], theme: str) -> None:
        super().__init__()
        self.animation_level = "none"
        palette = read_palette(THEMES / f"{theme}.toml")
        self.register_theme(to_theme(palette))
        self.theme = palette.name
        self._step = step(Inks(palette))

    def on_mount(self) -> None:
        """Show the step."""
        self.push_screen(self._step)


def names(inks: Inks) -> Screen[Any]:
    clients = tuple(
        StripItem(code=code, name=code.title(), key=n, color=color, running=False, attention=0)
        for n, (code, color) in enumerate(COLORS.items(), 1)
    )
    return ImportNames(inks, plan(), lambda: clients, add, rejudge)


def preview(inks: Inks) -> Screen[Any]:
    return ImportPreview(inks, plan(), COLORS, rejudge, take)


def file(inks: Inks) -> Screen[Any]:
    return ImportFile("/nowhere/at/all/", "Europe/Berlin", read)


async def quiet(pilot: Pilot[None]) -> None:
    for _ in range(4):
        await pilot.pause()


@pytest.mark.parametrize(
    ("step", "size", "theme"),
    [
        (file, "80x24", "dusk"),
        (names, "80x24", "dusk"),
        (names, "120x40", "paper"),
        (preview, "80x24", "paper"),
        (preview, "120x40", "dusk"),
    ],
)
def test_a_step(snap_compare: Compare, step: Callable[[Inks], Screen[Any]], size: str, theme: str) -> None:
    assert snap_compare(Bare(step, theme), terminal_size=SIZES[size], run_before=quiet)
