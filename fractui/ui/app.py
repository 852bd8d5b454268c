"""The application: themes, keys, the tick, and a clean end; what happens on the screen is the desk's."""

from __future__ import annotations

import asyncio
import gc
import signal
from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import App
from textual.screen import Screen
from textual.theme import BUILTIN_THEMES

from fractui.core.errors import Refused
from fractui.services.preferences import PreferencesFolder
from fractui.services.views.frame import FrameView
from fractui.ui.actions import remapped
from fractui.ui.backstage import Backstage
from fractui.ui.screens.desk import Desk
from fractui.ui.theming import Inks, Palette, read_palettes, to_theme


class Dashboard(App[None]):
    """fractui's full-screen program."""

    TITLE = "fractui"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar = []
    CSS = """
    ToastRack { margin-bottom: 3; }
    Toast { width: 64; max-width: 60%; padding: 0 1; margin-top: 0; }
    """

    def __init__(
        self,
        backstage: Backstage,
        first: Future[tuple[FrameView, object]],
        settings: PreferencesFolder,
        *,
        theme_folders: tuple[Path, ...],
        export_folder: Path,
        clock: Callable[[], datetime],
        colorless: bool = False,
    ) -> None:
        super().__init__(ansi_color=colorless)
        self.animation_level = "none"
        self.backstage = backstage
        self.export_folder = export_folder
        self.clock = clock
        self.colorless = colorless
        self._first = first
        self._settings = settings
        self._theme_folders = theme_folders
        self.preferences = settings.read()
        self.actions, complaints = remapped(self.preferences.keys)
        self._stamps = _stamps(theme_folders)
        self.palettes, broken = read_palettes(theme_folders)
        if not self.palettes:
            raise Refused(f"No theme was found in {theme_folders[0]}: install fractui again.")
        self.complaints = [*self.preferences.complaints, *complaints, *broken]
        for palette in self.palettes.values():
            self.register_theme(to_theme(palette))
        self.palette = self._known(self.preferences.theme)
        self.inks = Inks(self.palette, colorless=colorless)
        self.theme = "ansi-dark" if colorless else self.palette.name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own variables with values for the themes that Textual brings."""
        theme = BUILTIN_THEMES["textual-dark"]
        grey = theme.panel or "#333333"
        return {"dim": "#808080", "rule": grey, "selection": grey}

    def get_default_screen(self) -> Screen[None]:
        """The one screen behind every dialog."""
        return Desk(self.backstage, self._first, self.inks, self.actions, self.clock, id="desk")

    async def on_mount(self) -> None:
        """End cleanly when the terminal goes away, and begin to tick just after the next full second."""
        loop = asyncio.get_running_loop()
        for name in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(name, self.exit)
        for sentence in self.complaints:
            self.notify(sentence, severity="warning", timeout=12, markup=False)
        self.call_after_refresh(self._begin_ticking)

    async def on_event(self, event: events.Event) -> None:
        """Every key is counted before it acts, so that a burst of pasted characters can be told from a person's keys."""
        if isinstance(event, events.Key):
            for desk in self.screen_stack[:1]:
                if isinstance(desk, Desk):
                    desk.key_came(event.time)
        await super().on_event(event)

    def _begin_ticking(self) -> None:
        gc.collect()
        gc.freeze()
        gc.enable()
        self.set_timer(1.05 - self.clock().microsecond / 1e6, self._tick_on)

    def _tick_on(self) -> None:
        self.tick()
        self.set_interval(1, self.tick)

    def tick(self) -> None:
        """Tell the desk what time it is; time is never counted."""
        for desk in self.screen_stack[:1]:
            if isinstance(desk, Desk):
                desk.tick(self.clock())

    # -- themes --------------------------------------------------------------------------------

    def _known(self, name: str) -> Palette:
        return self.palettes.get(name) or next(iter(self.palettes.values()))

    def wear(self, name: str) -> None:
        """Put on a theme without remembering it."""
        palette = self._known(name)
        if palette == self.palette or self.colorless:
            return
        self.palette = palette
        self.inks = Inks(palette)
        self.theme = palette.name
        for screen in self.screen_stack:
            wear = getattr(screen, "wear", None)
            if wear is not None:
                wear(self.inks)

    def choose_theme(self, name: str) -> None:
        """Put on a theme and remember it for the next start."""
        self.wear(name)
        try:
            self._settings.choose_theme(name)
        except OSError as error:
            self.notify(
                f"The theme is on, but could not be remembered: {error.strerror}.",
                severity="warning",
                markup=False,
            )

    def reload_themes(self) -> None:
        """Look at the theme files: a changed one is worn at once, a broken one is named and the last good one stays."""
        stamps = _stamps(self._theme_folders)
        if stamps == self._stamps:
            return
        self._stamps = stamps
        palettes, broken = read_palettes(self._theme_folders)
        for sentence in broken:
            self.notify(sentence, severity="warning", timeout=12, markup=False)
        for name, palette in palettes.items():
            if palette != self.palettes.get(name):
                self.palettes[name] = palette
                self.register_theme(to_theme(palette))
                if name == self.palette.name and not self.colorless:
                    # Textual takes notice of a changed theme only when its name changes.
                    self.theme = "textual-dark"
                    self.wear(name)


def _stamps(folders: tuple[Path, ...]) -> dict[Path, int]:
    found: dict[Path, int] = {}
    for folder in folders:
        for path in folder.glob("*.toml") if folder.is_dir() else ():
            try:
                found[path] = path.stat().st_mtime_ns
            except FileNotFoundError:  # saved by an editor that replaces the file: the next look finds it
                continue
    return found
