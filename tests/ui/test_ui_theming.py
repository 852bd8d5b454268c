"""Themes: what ships is readable, and a broken file is one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.color import Color

from fractui.core.client import COLORS
from fractui.core.errors import Refused
from fractui.ui.theming import Depth, Inks, contrast, read_palette, read_palettes

SHIPPED = Path(__file__).resolve().parents[2] / "themes"
NAMES = sorted(path.stem for path in SHIPPED.glob("*.toml"))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("role", ["foreground", "dim", "accent", "late", "soon", "ok"])
def test_text_reads_on_the_background_and_on_the_selection(name: str, role: str) -> None:
    colors = read_palette(SHIPPED / f"{name}.toml").colors
    for ground in ("background", "selection"):
        assert contrast(Color.parse(colors[role]), Color.parse(colors[ground])) >= 4.0


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("color", COLORS)
def test_every_client_colour_reads_in_every_theme(name: str, color: str) -> None:
    palette = read_palette(SHIPPED / f"{name}.toml")
    for ground in ("background", "selection"):
        shown = Inks(palette).client_color(color, palette.colors[ground])
        assert contrast(Color.parse(shown), Color.parse(palette.colors[ground])) >= 4.4


def test_there_is_a_dark_and_a_light_theme() -> None:
    assert {read_palette(SHIPPED / f"{name}.toml").dark for name in NAMES} == {True, False}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("not toml [", "cannot be read"),
        ('background = "#000000"', "foreground"),
        ((SHIPPED / "dusk.toml").read_text().replace("#6cc5c1", "nonsense"), "accent"),
        ((SHIPPED / "dusk.toml").read_text().replace('"#6cc5c1"', '"}{"'), "accent"),
        ((SHIPPED / "dusk.toml").read_text().replace("dark = true", "dark = 3"), "dark"),
    ],
)
def test_a_broken_theme_is_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text)
    with pytest.raises(Refused) as refused:
        read_palette(path)
    assert said in str(refused.value)
    assert "mine.toml" in str(refused.value)


def test_the_good_themes_stay_when_one_is_broken(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("x")
    palettes, broken = read_palettes((SHIPPED, tmp_path))
    assert set(NAMES) <= set(palettes)
    assert len(broken) == 1


def test_without_colour_everything_is_told_by_weight() -> None:
    inks = Inks(read_palette(SHIPPED / "dusk.toml"), Depth.NONE)
    for ink in ("", "bold", "late", "chip:tomato", "fill:tomato", "accent"):
        style = inks.style(ink, selected=True)
        assert style.color is None
        assert style.bgcolor is None
    assert inks.style("", selected=True).reverse
