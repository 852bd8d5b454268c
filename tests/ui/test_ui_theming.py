"""Themes: what ships is readable, and a broken file is one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.color import Color as RichColor
from textual.color import Color

from fractui.core.client import COLORS
from fractui.core.errors import Refused
from fractui.ui.depth import Depth, depth_of
from fractui.ui.theming import (
    FEW_DARK,
    FEW_LIGHT,
    Inks,
    contrast,
    read_palette,
    read_palettes,
    rounded,
)

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


@pytest.mark.parametrize(
    ("environ", "depth"),
    [
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, Depth.FULL),
        ({"TERM": "xterm-256color"}, Depth.MANY),
        ({"TERM": "xterm-kitty"}, Depth.MANY),
        ({"TERM": "xterm"}, Depth.FEW),
        ({"TERM": "linux"}, Depth.FEW),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"}, Depth.NONE),
        ({"TERM": "xterm-256color", "COLORTERM": "24bit", "NO_COLOR": ""}, Depth.FULL),
    ],
)
def test_a_terminal_says_how_many_colours_it_has(environ: dict[str, str], depth: Depth) -> None:
    assert depth_of(environ) is depth


@pytest.mark.parametrize("name", NAMES)
def test_with_256_colours_greys_are_grey_and_text_still_reads(name: str) -> None:
    colors = rounded(read_palette(SHIPPED / f"{name}.toml")).colors
    for role in ("foreground", "dim", "accent", "late", "soon", "ok"):
        for ground in ("background", "selection"):
            assert contrast(Color.parse(colors[role]), Color.parse(colors[ground])) >= 4.0


def test_with_few_colours_every_client_has_one_of_the_terminals_own() -> None:
    assert set(FEW_DARK) == set(FEW_LIGHT) == set(COLORS)
    assert len(set(FEW_DARK.values())) == len(COLORS)
    inks = Inks(read_palette(SHIPPED / "dusk.toml"), Depth.FEW)
    assert inks.style("chip:tomato").color == RichColor.parse("red")
    assert inks.style("chip:tomato", selected=True).color is None
    assert inks.style("chip:tomato", selected=True).reverse
    assert inks.style("fill:tomato").reverse
    assert inks.style("dim").dim
    assert inks.style("soon").bgcolor is None
