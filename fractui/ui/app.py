"""The application: themes, keys, the tick, and a clean end; what happens on the screen is the desk's."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, work
from textual.binding import Binding
from textual.filter import LineFilter
from textual.screen import Screen
from textual.theme import BUILTIN_THEMES

from fractui.core.errors import FractuiError, Refused
from fractui.services.preferences import PreferencesFolder
from fractui.services.views.frame import FrameView
from fractui.ui.actions import remapped
from fractui.ui.backstage import Backstage
from fractui.ui.beside import Beside, tmux_passes
from fractui.ui.copying import CopyingApp
from fractui.ui.depth import OWN, Depth, WithoutColor, depth_of
from fractui.ui.opening import OpeningApp
from fractui.ui.screens.burst import Gate
from fractui.ui.screens.desk import Desk
from fractui.ui.screens.tending import CALM_S
from fractui.ui.theming import (
    TERMINAL_THEME,
    Inks,
    Palette,
    read_palettes,
    rounded,
    terminal_theme,
    theme_stamps,
    to_theme,
)
from fractui.ui.tidying import Tidying
from fractui.ui.widgets.absence_banner import question_words
from fractui.ui.widgets.lines_view import LinesView

if TYPE_CHECKING:
    from fractui.services.reminders import Reminder
    from fractui.ui.ending import Ending
    from fractui.ui.terminal import Terminal

MOVING = frozenset(
    key
    for binding in LinesView.BINDINGS
    if isinstance(binding, Binding) and binding.action != "choose"
    for key in binding.key.split(",")
)
"""The keys that move the selection."""


class Dashboard(CopyingApp, OpeningApp):
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
        terminal: Terminal | None = None,
        ending: Ending | None = None,
        calm_s: float = CALM_S,
    ) -> None:
        self.depth = depth_of(os.environ)
        super().__init__(ansi_color=self.depth in OWN)
        self.animation_level = "none"
        self.terminal = terminal
        self._ending = ending
        self._gate = Gate()
        self._keys_seen = 0
        self._tidying = Tidying()
        self.backstage = backstage
        self.export_folder = export_folder
        self.clock = clock
        self._calm_s = calm_s
        self._first = first
        self._settings = settings
        self._theme_folders = theme_folders
        self.preferences = settings.read()
        self.beside = Beside(
            self._write_beside, os.environ, title=self.preferences.title, notify=self.preferences.notify
        )
        self.actions, complaints = remapped(self.preferences.keys)
        self._stamps = theme_stamps(theme_folders)
        self._theme_look: Future[bool] | None = None
        self._minute = -1
        self.palettes, broken = self._read_palettes()
        if not self.palettes:
            raise Refused(f"No theme was found in {theme_folders[0]}: install fractui again.")
        self.complaints = [*self.preferences.complaints, *complaints, *broken]
        for palette in self.palettes.values():
            self.register_theme(to_theme(palette))
        self.palette = self._known(self.preferences.theme)
        self.inks = Inks(self.palette, self.depth)
        self.theme = self._theme_for(self.palette)
        self.open_in_this_theme()
        if terminal is not None:
            from fractui.ui.driver import TerminalDriver

            self.driver_class = TerminalDriver

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own variables with values for the themes that Textual brings."""
        theme = BUILTIN_THEMES["textual-dark"]
        grey = theme.panel or "#333333"
        return {"dim": "#808080", "rule": grey, "selection": grey}

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What is taken out of the lines on their way to the terminal."""
        return (WithoutColor(),) if self.depth is Depth.NONE else super().get_line_filters()

    def get_default_screen(self) -> Screen[None]:
        """The one screen behind every dialog."""
        return Desk(
            self.backstage, self._first, self.inks, self.actions, self.clock, calm_s=self._calm_s, id="desk"
        )

    async def on_mount(self) -> None:
        """Nothing is drawn over the first frame before the first picture is complete; the tick begins just after a full second."""
        self.begin_opening()
        if self._ending is not None:
            self._ending.through(self.leave)
        self.app_resume_signal.subscribe(self, self._go_on)
        for sentence in self.complaints:
            self.notify(sentence, severity="warning", timeout=12, markup=False)
        self.call_after_refresh(self._begin_ticking)

    def picture_is_complete(self) -> None:
        """The first picture may be drawn; said again, it does nothing."""
        super().picture_is_complete()
        self._tidying.begin()

    async def on_event(self, event: events.Event) -> None:
        """Every key is counted before it acts, so that a burst of pasted characters can be told from a person's keys."""
        # A key that nobody took comes by a second time, on its way up.
        if isinstance(event, events.Key) and not event.is_forwarded and self._is_of_a_burst(event):
            return
        await super().on_event(event)

    @property
    def keys_wait(self) -> bool:
        """Whether the terminal has keys that have not come by yet."""
        from fractui.ui.driver import TerminalDriver

        driver = self._driver
        return isinstance(driver, TerminalDriver) and driver.has_keys_beyond(self._keys_seen)

    def _is_of_a_burst(self, event: events.Key) -> bool:
        self._keys_seen += 1
        self._tidying.key()
        for desk in self.screen_stack[:1]:
            if isinstance(desk, Desk):
                fast = desk.key_came(event.time)
                on_desk = self.screen is desk
                return self._gate.holds(event.time, fast=fast, on_desk=on_desk, moves=event.key in MOVING)
        return False

    def _begin_ticking(self) -> None:
        self.set_timer(1.05 - time.time() % 1, self._tick_on)

    def _tick_on(self) -> None:
        self.tick()
        self.set_interval(1, self.tick)

    def _go_on(self, _signal: object) -> None:
        """After a stop the terminal shows somebody else's screen, and the time has gone on."""
        self.refresh(layout=True)
        self.beside.again()
        self.tick()

    def tick(self) -> None:
        """Tell the desk what time it is; time is never counted."""
        now = self.clock()
        self._tidying.tick()
        for desk in self.screen_stack[:1]:
            if isinstance(desk, Desk):
                desk.tick(now)
                self.beside.tick(now, desk.stage.frame)
        if self.beside.speaks and now.minute != self._minute:
            self._minute = now.minute
            self._remind(now)
        if now.second % 2 == 0 and (self._theme_look is None or self._theme_look.done()):
            folders, known = self._theme_folders, self._stamps
            self._theme_look = self.backstage.watch(
                lambda _: theme_stamps(folders) != known, lambda _: self.reload_themes()
            )

    # -- beside the screen ---------------------------------------------------------------------

    def _write_beside(self, text: str) -> None:
        """A sequence for the terminal, in its turn between two frames."""
        if self.terminal is not None and self._driver is not None:
            self._driver.write(text)

    @work
    async def _remind(self, now: datetime) -> None:
        """Say aloud what begins or is due, and what is asked about the running entry."""
        if self.beside.asks_tmux:
            self.beside.passes = await asyncio.to_thread(tmux_passes, os.environ)
        self.beside.remind(self._asked(now))
        try:
            self.beside.remind(await self.backstage.run(lambda services: services.reminders.at(now)))
        except FractuiError:
            # The panes say what is wrong with the data.
            return

    def _asked(self, now: datetime) -> list[Reminder]:
        """The question about an absence or a long session, while it is open."""
        from fractui.services.reminders import Reminder

        frames = [desk.stage.frame for desk in self.screen_stack[:1] if isinstance(desk, Desk)]
        return [
            Reminder(
                f"question {frame.question.entry_id} {frame.question.since}",
                question_words(frame.question, frame.zone, now),
            )
            for frame in frames
            if frame is not None and frame.question is not None
        ]

    # -- themes --------------------------------------------------------------------------------

    def _known(self, name: str) -> Palette:
        return self.palettes.get(name) or next(iter(self.palettes.values()))

    def _read_palettes(self) -> tuple[dict[str, Palette], list[str]]:
        palettes, broken = read_palettes(self._theme_folders)
        if self.depth is Depth.MANY:
            palettes = {name: rounded(palette) for name, palette in palettes.items()}
        return palettes, broken

    def _theme_for(self, palette: Palette) -> str:
        """The name of the framework's theme for the palette; with few colours, or none, it is made of the terminal's own."""
        if self.depth not in OWN:
            return palette.name
        self.register_theme(terminal_theme(palette, self.depth))
        return TERMINAL_THEME

    def wear(self, name: str) -> None:
        """Put on a theme without remembering it."""
        palette = self._known(name)
        if palette == self.palette:
            return
        self.palette = palette
        self.inks = Inks(palette, self.depth)
        self.theme = self._theme_for(palette)
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
        stamps = theme_stamps(self._theme_folders)
        if stamps == self._stamps:
            return
        self._stamps = stamps
        palettes, broken = self._read_palettes()
        for sentence in broken:
            self.notify(sentence, severity="warning", timeout=12, markup=False)
        for name, palette in palettes.items():
            if palette != self.palettes.get(name):
                self.palettes[name] = palette
                self.register_theme(to_theme(palette))
                if name == self.palette.name:
                    # Textual takes notice of a changed theme only when its name changes.
                    self.theme = "textual-dark"
                    self.wear(name)
