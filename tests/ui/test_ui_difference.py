"""A document beside its template in the dashboard."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from fractui.core.difference import GONE, NEW, SAME, SKIP, DiffLine
from fractui.core.template import TemplateChange
from fractui.services.views.library import TemplateDiff
from fractui.ui.dialogs.difference import DifferenceLines, DifferenceReader
from fractui.ui.lines import width_of
from fractui.ui.widgets.difference_lines import difference_lines
from fractui.wiring import Services
from tests.ui.desk import opened
from tests.ui.sample_boards import HOSTILE
from tests.ui.watching import all_text

VIEW = TemplateDiff(
    code="ACME",
    id="a" * 32,
    title="Board pack",
    version=1,
    name="2026-11-30_BoardPack_ACME_v1.md",
    template="Board pack",
    slug="board-pack",
    written_from=1,
    against=1,
    newest=2,
    lines=(
        DiffLine(SAME, "## Cash"),
        DiffLine(GONE, "*How many months*"),
        DiffLine(NEW, "  - 14 months, " + "and more " * 30),
        DiffLine(SKIP, "line 40"),
        *(DiffLine(NEW, title) for title in HOSTILE),
    ),
    changes=(TemplateChange(version=2, on=date(2026, 11, 20), note="risks first"),),
    news=(DiffLine(NEW, "## Risks"),),
)


@pytest.mark.parametrize("width", [20, 40, 76, 116])
def test_no_line_is_too_wide_and_signs_stand_beside_the_colours(width: int) -> None:
    lines = difference_lines(VIEW, width)
    assert max(map(width_of, lines)) <= width
    text = all_text(lines)
    assert "- *How many" in text
    assert "+   - 14" in text
    assert "line 40" in text
    assert "+ ## Risks" in text
    assert "\x1b" not in text


def test_what_differs_in_nothing_says_so() -> None:
    text = all_text(difference_lines(replace(VIEW, lines=(), changes=(), news=(), newest=1), 76))
    assert "Nothing differs: it stands as the template wrote it." in text
    assert "since" not in text


def fill(services: Services) -> None:
    services.clients.add("ACME", name="Acme Robotics", zone="Europe/Berlin", function="cfo")
    made = services.delivery.add("ACME", "Monthly report", "MonthlyReport", date(2026, 11, 26))
    services.library.write("ACME", made.id)
    services.delivery.add("ACME", "Memo", "Memo", date(2026, 11, 27))


async def test_a_key_shows_it_and_keys_scroll_it(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", fill=fill) as here:
        report, memo = here.outside().delivery.list("ACME")
        path = Path(here.outside().filing.path(report.id))
        path.write_text(path.read_text("utf-8").replace("\n## ", "\nOwn words.\n## ") + "The end.\n", "utf-8")
        await here.press("b")
        here.desk.stage.pane.select(f"deliverable:ACME:{report.id}")
        await here.press("equals_sign")
        assert isinstance(here.app.screen, DifferenceReader)
        lines = here.app.screen.query_one(DifferenceLines)
        assert "+ Own words." in all_text([*lines.lines])
        await here.press("j", "space")
        assert lines.scroll_offset.y > 1
        await here.press("home")
        assert lines.scroll_offset.y == 0
        await here.press("end", "k")
        assert lines.scroll_offset.y > 1
        await here.press("escape")
        here.desk.stage.pane.select(f"deliverable:ACME:{memo.id}")
        await here.press("equals_sign")
        assert not isinstance(here.app.screen, DifferenceReader)
