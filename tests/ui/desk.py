"""The dashboard over a real practice in a temporary folder, for tests."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from stat import S_IMODE
from tempfile import TemporaryDirectory
from typing import Any

from textual.app import App
from textual.pilot import Pilot

from fractui.services.preferences import PreferencesFolder
from fractui.ui.app import Dashboard
from fractui.ui.backstage import Backstage
from fractui.ui.loading import first_views
from fractui.ui.screens.desk import Desk
from fractui.wiring import Services
from tests.fakes import FixedClock, Ids

THEMES = Path(__file__).resolve().parents[2] / "themes"


async def work_is_done(app: App[Any]) -> None:
    """Wait until no worker is under way, or one of them has asked something in a dialog."""
    while len(app.screen_stack) == 1 and any(not worker.is_finished for worker in app.workers):
        await asyncio.sleep(0.004)


class Still(Dashboard):
    """A dashboard whose seconds the test counts: it calls ``tick``."""

    def _begin_ticking(self) -> None:
        pass


class Opened:
    """A dashboard that is open: its app, its desk, and the services that look at the same folder from outside."""

    def __init__(self, app: Dashboard, pilot: Pilot[None], folder: Path, clock: FixedClock) -> None:
        self.app = app
        self.pilot = pilot
        self.folder = folder
        self.clock = clock

    @property
    def desk(self) -> Desk:
        """The one screen."""
        desk = self.app.screen_stack[0]
        assert isinstance(desk, Desk)
        return desk

    async def press(self, *keys: str) -> None:
        """Press keys as a person does, and wait until what they asked for is on the screen."""
        for place, key in enumerate(keys):
            await self.pilot.press(key)
            following = keys[place + 1 : place + 2]
            # What is typed into a field is looked at when the last letter is in.
            if len(self.app.screen_stack) == 1 or len(key) > 1 or not following or len(following[0]) > 1:
                await self.settle()

    async def settle(self) -> None:
        """Wait until nothing is under way."""
        for _ in range(3):
            await self.app.backstage.run(lambda services: None)
            await work_is_done(self.app)
            await self.pilot.pause()

    def outside(self) -> Services:
        """The same folder as another process sees it."""
        return Services(str(self.folder), self.clock, Ids())

    def text(self) -> str:
        """All that the displayed pane has drawn, as text."""
        return "\n".join("".join(span.text for span in line) for line in self.desk.stage.pane.lines)


def make_app(folder: Path, clock: FixedClock, *, theme: str = "dusk", calm_s: float = 0) -> Dashboard:
    """The dashboard over ``folder``, with settings and exports beside it; what follows its first picture follows after ``calm_s``."""
    settings = folder.parent / f"{folder.name}-settings"
    settings.mkdir(exist_ok=True)
    (settings / "config.toml").write_text(f'theme = "{theme}"\n')
    backstage = Backstage(Services(str(folder), clock, Ids()))
    return Still(
        backstage,
        backstage.begin(first_views),
        PreferencesFolder(settings),
        theme_folders=(THEMES, settings / "themes"),
        export_folder=folder.parent / f"{folder.name}-exports",
        clock=clock,
        calm_s=calm_s,
    )


def filled(folder: Path, clock: FixedClock, fill: Callable[[Services], object]) -> None:
    """Put into the folder what ``fill`` puts there: many tests begin with the same, so it is done once and copied from then on."""
    if getattr(fill, "__closure__", None):  # it knows something of the test's own, such as its clock
        made_now(folder, clock, fill)
        return
    folder.mkdir(mode=0o700)
    made, clock.now = made_once(fill, clock.now)
    for name, info, content in made:
        path = folder / name
        if content is None:
            path.mkdir()
        else:
            path.write_bytes(content)
            os.utime(path, ns=(info.st_atime_ns, info.st_mtime_ns))
        path.chmod(S_IMODE(info.st_mode))


def made_now(folder: Path, clock: FixedClock, fill: Callable[[Services], object]) -> None:
    """Let ``fill`` fill the folder."""
    services = Services(str(folder), clock, Ids())
    fill(services)
    services.close()


Made = tuple[str, os.stat_result, bytes | None]
"""A file of a data folder, or, without bytes, one of its folders."""


@cache
def made_once(fill: Callable[[Services], object], now: datetime) -> tuple[tuple[Made, ...], datetime]:
    """What ``fill`` makes at that instant, and how late it is then."""
    clock = FixedClock(now)
    with TemporaryDirectory() as root:
        folder = Path(root) / "data"
        made_now(folder, clock, fill)
        made = (
            (str(path.relative_to(folder)), path.stat(), path.read_bytes() if path.is_file() else None)
            for path in sorted(folder.rglob("*"))
        )
        return tuple(made), clock.now


@asynccontextmanager
async def opened(
    folder: Path,
    clock: FixedClock | None = None,
    *,
    size: tuple[int, int] = (120, 40),
    fill: Callable[[Services], object] | None = None,
) -> AsyncIterator[Opened]:
    """Open the dashboard, after ``fill`` has put something into the folder."""
    clock = clock or FixedClock()
    if fill is not None:
        filled(folder, clock, fill)
    app = make_app(folder, clock)
    async with app.run_test(size=size, notifications=True) as pilot:
        here = Opened(app, pilot, folder, clock)
        await here.settle()
        yield here
    app.backstage.close()
