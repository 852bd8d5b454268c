"""While nobody types and nothing runs, nothing is written but what a minute changes."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from fractui.wiring import Services
from tests.ui.desk import Opened, opened
from tests.ui.pictures import Pictures


def with_a_block_ahead(services: Services) -> None:
    """Two clients; one of them has something planned at half past two, or 23 minutes from now."""
    for code in ("ACME", "BETA"):
        services.clients.add(code, name=code.title(), hours=20)
    services.planning.add_block("ACME", "Board call", time(14, 30), 60, (), date(2026, 11, 24), zone="UTC")


async def pass_seconds(here: Opened, seconds: int) -> None:
    """So many ticks of a second."""
    for _ in range(seconds):
        here.clock.forward(seconds=1)
        here.app.tick()
        await here.app.backstage.run(lambda _: None)
    await here.settle()


async def test_between_minutes_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pictures = Pictures(monkeypatch)
    async with opened(tmp_path / "data", fill=with_a_block_ahead) as here:
        here.app.tick()
        await here.settle()
        pictures.forget()
        await pass_seconds(here, 59)
        assert (pictures.whole, pictures.cells) == (0, [])


@pytest.mark.parametrize("key", ["p", "1", "b", "t", "c"])
async def test_a_minute_writes_the_clock_and_what_it_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    pictures = Pictures(monkeypatch)
    async with opened(tmp_path / "data", fill=with_a_block_ahead) as here:
        await here.press(key)
        here.app.tick()
        await here.settle()
        for _ in range(2):
            pictures.forget()
            await pass_seconds(here, 60)
            strip = here.desk.strip.size.width
            clock = (0, strip - 7, strip - 2)
            assert clock in pictures.cells
            assert pictures.whole == 0
            assert pictures.count < 150, (
                pictures.cells
            )  # where a gap grows, the line that is selected is another


@pytest.mark.parametrize("key", ["p", "1"])
async def test_how_long_it_is_to_the_next_block_is_true_after_it(tmp_path: Path, key: str) -> None:
    async with opened(tmp_path / "data", fill=with_a_block_ahead) as here:
        await here.press(key)
        before = here.text()
        assert "in 0:23" in before
        await pass_seconds(here, 60)
        assert here.text().splitlines()[0] == before.splitlines()[0].replace("in 0:23", "in 0:22")
