"""The desk: the one screen. It shows panes, asks the backstage for their views, and turns keys into intents.

ClientStrip     who there is, which pane, what time
rule
panes           PortfolioPane · WorkspacePane · BoardPane · TimePane · CalendarPane, one of them displayed
rule
AbsenceBanner   what is asked about an absence, when something is
TimerBar        what runs
KeyBar          what the keys do here
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from fractui.core.errors import Damaged, FractuiError, StorageTrouble
from fractui.core.text import safe
from fractui.services.views.frame import FrameView
from fractui.ui.actions import ACTIONS, Action, first_keys
from fractui.ui.backstage import Backstage
from fractui.ui.damage import DamageNotices
from fractui.ui.loading import Shown
from fractui.ui.opening import OpeningScreen
from fractui.ui.screens.burst import Burst
from fractui.ui.screens.intents import Intents
from fractui.ui.screens.stage import Stage
from fractui.ui.screens.tending import CALM_S, Tending
from fractui.ui.theming import Inks
from fractui.ui.widgets.absence_banner import AbsenceBanner
from fractui.ui.widgets.client_strip import ClientStrip
from fractui.ui.widgets.key_bar import KeyBar
from fractui.ui.widgets.lines_view import LinesView
from fractui.ui.widgets.panes import PaneRoom
from fractui.ui.widgets.timer_bar import TimerBar
from fractui.wiring import Services

if TYPE_CHECKING:
    from fractui.services.views.board import Card
    from fractui.ui.app import Dashboard
    from fractui.ui.widgets.board_pane import BoardPane

T = TypeVar("T")
SLOW_S = 0.4
"""After so long without an answer it is said that a change is still under way, as taking back a large import is."""
SMALLEST = (60, 16)


def _bindings() -> list[BindingType]:
    return [
        Binding(",".join(a.keys), f"do('{a.id}')", a.label, show=False, id=a.id) for a in ACTIONS if a.keys
    ]


class Desk(OpeningScreen):
    """Shows one pane at a time and keeps what each was about. Views come from the backstage and are kept until something changes."""

    BINDINGS: ClassVar[list[BindingType]] = _bindings()
    DEFAULT_CSS = """
    Desk { background: $background; color: $foreground; layout: vertical; }
    Desk .rule { height: 1; color: $rule; border-top: solid $rule; }
    Desk #panes { height: 1fr; width: 1fr; }
    Desk #small { display: none; width: 1fr; height: 1fr; content-align: center middle; text-align: center; }
    Desk.-small > *, Desk.-small > AbsenceBanner.-asked { display: none; }
    Desk.-small > #small { display: block; }
    """

    def __init__(
        self,
        backstage: Backstage,
        first: Future[tuple[FrameView, object]],
        inks: Inks,
        actions: tuple[Action, ...],
        clock: Callable[[], datetime],
        *,
        calm_s: float = CALM_S,
        id: str,  # noqa: A002 - Textual's own word
    ) -> None:
        super().__init__(id=id)
        self.backstage = backstage
        self.inks = inks
        self.actions = actions
        self.clock = clock
        self.room = PaneRoom(id="panes")
        self.stage = Stage(self)
        self.intents = Intents(self)
        self.tending = Tending(self, calm_s)
        self._first = first
        self._burst = Burst(lambda: self.dashboard.keys_wait)
        self._damage = DamageNotices()

    # -- what is on it -------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """The frame around the Portfolio; the other panes come when the first picture is out."""
        yield ClientStrip(self.inks, id="strip")
        yield Static(classes="rule")
        yield self.room
        yield Static(classes="rule")
        keys = first_keys(self.actions)
        yield AbsenceBanner(self.inks, key=keys.get("absence.answer", "A"), id="banner")
        yield TimerBar(
            self.inks, key=keys.get("timer.toggle", ""), since_key=keys.get("timer.since", "S"), id="timer"
        )
        yield KeyBar(self.inks, id="keys")
        yield Static("fractui needs 60 columns and 16 lines", id="small")

    async def on_mount(self) -> None:
        """Show the Portfolio as soon as it is there."""
        self.strip = self.query_one(ClientStrip)
        self.banner = self.query_one(AbsenceBanner)
        self.timer_bar = self.query_one(TimerBar)
        self.key_bar = self.query_one(KeyBar)
        moved = {action.id: ",".join(action.keys) for action in self.actions if action not in ACTIONS}
        if moved:
            self.app.set_keymap(moved)
        now = self.clock()
        for widget in (self.strip, self.timer_bar):
            widget.tick(now)
        await self.stage.mounted("portfolio")
        self._show_first()

    @work
    async def _show_first(self) -> None:
        try:
            frame, view = await asyncio.wrap_future(self._first)
        except FractuiError as error:
            self.dashboard.picture_is_complete()
            self.say(error)
            return
        await self.stage.begin(frame, view)
        self.dashboard.picture_is_complete()
        self.say_damage(frame.damage)
        self.tending.begin()

    @property
    def dashboard(self) -> Dashboard:
        """The application, by its own type."""
        return cast("Dashboard", self.app)

    # -- asking and changing -------------------------------------------------------------------

    async def ask(self, job: Callable[[Services], T]) -> T | None:
        """What the job returns; None after a refusal, which was shown."""
        try:
            return await self.backstage.run(job)
        except FractuiError as error:
            self.say(error)
            return None

    async def change(self, job: Callable[[Services], T], said: Callable[[T], None] | None = None) -> T:
        """Run a job that changes data, then show what is true. Raises what it raises, after showing what is true.

        ``said`` is told at once that it was done, and what it says is on the screen before what is true is read again.
        """
        slow = asyncio.get_running_loop().call_later(SLOW_S, self.tell, "This takes a moment…")
        try:
            done = await self.backstage.run(job)
            if said is not None:
                said(done)
                await self.key_bar.wait_for_refresh()
            return done
        finally:
            slow.cancel()
            await self.stage.refresh()

    def say(self, error: FractuiError) -> None:
        """Show a refusal; trouble with the disk stays until it is read."""
        lasting = isinstance(error, (StorageTrouble, Damaged))
        self.notify(
            safe(error.sentence),
            severity="error" if lasting else "warning",
            timeout=3600 if lasting else 6,
            markup=False,
        )

    def say_damage(self, damage: tuple[str, ...]) -> None:
        """Say what is damaged or was not backed up, each sentence once, until it is mended."""
        self._damage.show(self.app, damage)

    def tell(self, text: str) -> None:
        """Say quietly what happened, in the footer."""
        self.key_bar.say(text)

    # -- time ----------------------------------------------------------------------------------

    def tick(self, now: datetime) -> None:
        """A second has passed: only what shows seconds moves."""
        self.strip.tick(now)
        self.timer_bar.tick(now)
        self.stage.pane.tick(now)
        self.tending.tick(now)

    # -- keys ----------------------------------------------------------------------------------

    def key_came(self, time: float) -> bool:
        """A key came at ``time``: counted, so that a burst of pasted characters is known for what it is; whether it is in one."""
        self._burst.key(time)
        self.tending.key_came()
        return self._burst.fast

    async def settled(self) -> bool:
        """Whether the key that asks for a change was pressed by a person: not one of a burst that came from somewhere else."""
        if await self._burst.settled():
            return True
        self.notify("Those keys came too fast for a person, so nothing was changed.", timeout=4, markup=False)
        return False

    async def still(self, seconds: float) -> bool:
        """Whether no key comes for so many seconds."""
        return await self._burst.still(seconds)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key of another pane does nothing here."""
        if action != "do":
            return True
        return any(
            known.id == parameters[0] and known.works_in(self.stage.shown.pane) for known in self.actions
        )

    @work
    async def action_do(self, action_id: str) -> None:
        """Do what the registry calls by this id; its key, a click in the footer, the palette and the help all end here."""
        try:
            await self.intents.do(action_id)
        except FractuiError as error:
            self.say(error)

    @on(KeyBar.Pressed)
    def do_pressed(self, event: KeyBar.Pressed) -> None:
        """A key in the footer was clicked."""
        self.action_do(event.action.id)

    @on(LinesView.Chosen)
    async def open_chosen(self, event: LinesView.Chosen) -> None:
        """Enter on an item opens it."""
        event.stop()
        self._run_open(event.item)

    @work
    async def _run_open(self, item: str) -> None:
        try:
            await self.intents.open_row(item)
        except FractuiError as error:
            self.say(error)

    def on_board_pane_dropped(self, event: BoardPane.Dropped) -> None:
        """A card was dragged to another column; named so that the board's module is not needed to start."""
        event.stop()
        self._run_drop(event.card, event.status)

    @work
    async def _run_drop(self, card: Card, status: str) -> None:
        try:
            await self.intents.boarding.drop(card, status)
        except FractuiError as error:
            self.say(error)

    @on(LinesView.Moved)
    def show_focus(self, event: LinesView.Moved) -> None:
        """Another item is selected: the strip and the footer speak of its client."""
        event.stop()
        self.stage.show_frame()

    @on(ClientStrip.ClientWanted)
    async def go_to_client(self, event: ClientStrip.ClientWanted) -> None:
        """A client in the strip was clicked."""
        await self.stage.open(Shown("workspace", event.code))

    @on(ClientStrip.OwnWanted)
    def go_to_own_time(self) -> None:
        """Own time in the strip was clicked."""
        self.action_do("own")

    @on(ClientStrip.PaneWanted)
    def go_to_pane(self, event: ClientStrip.PaneWanted) -> None:
        """A pane's name was clicked."""
        self.action_do(f"go.{event.name}")

    def on_resize(self, event: events.Resize) -> None:
        """Below the smallest size one line says so."""
        self.set_class(event.size.width < SMALLEST[0] or event.size.height < SMALLEST[1], "-small")

    def wear(self, inks: Inks) -> None:
        """Change the theme."""
        self.inks = inks
        for widget in (self.strip, self.banner, self.timer_bar, self.key_bar):
            widget.wear(inks)
        self.stage.wear(inks)
