"""What the library and its lines look like."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from fractui.core.template import Template
from fractui.services.library.shipped import shipped
from fractui.services.views.library import LibraryRow, Origin
from fractui.ui.lines import width_of
from fractui.ui.screens.desk import Desk
from fractui.ui.widgets.library_lines import library_lines, preview_lines
from fractui.wiring import Services
from tests.ui.test_ui_snapshots import fill_demo, the_app

Compare = Callable[..., bool]
ODD = (
    LibraryRow(
        Template(
            id="a" * 32, name="日本語の月次報告書" * 6, type="Report", body="# \u202e{{x}}\n" + "長" * 300
        ),
        Origin.OWN,
        documents=1234,
        clients=10,
    ),
    LibraryRow(
        Template(
            id="b" * 32, name="👩‍👩‍👧‍👦 [red]x[/]", type="R", body="<!-- a\nb -->\n| [/] |", archived=True
        ),
        Origin.CHANGED,
    ),
)


@pytest.mark.parametrize("width", [30, 44, 60, 120])
def test_lines_fit_whatever_the_templates_are_called(width: int) -> None:
    rows = (*(LibraryRow(each, Origin.SHIPPED) for each in shipped()), *ODD)
    lines = library_lines(rows, width)
    assert max(map(width_of, lines)) <= width
    assert {span.item for line in lines for span in line if span.item} == {row.template.slug for row in rows}
    for row in rows:
        assert max(map(width_of, preview_lines(row, width))) <= width
    assert "\u202e" not in "".join(span.text for line in preview_lines(ODD[0], width) for span in line)


def with_documents(services: Services) -> None:
    fill_demo(services)
    services.library.edit("board-pack", body="# Board pack: {{period}}\n\nOurs.", note="shorter")


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
def test_picture(snap_compare: Compare, tmp_path: Path, size: tuple[int, int]) -> None:
    async def run(pilot: Pilot[None]) -> None:
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        desk = pilot.app.screen_stack[0]
        assert isinstance(desk, Desk)
        desk.action_do("library")
        for _ in range(60):
            await pilot.pause(0.02)
            if len(pilot.app.screen_stack) > 1:
                break
        await pilot.pause()
        await pilot.pause()

    assert snap_compare(the_app(tmp_path, with_documents), terminal_size=size, run_before=run)
