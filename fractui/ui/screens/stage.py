"""The stage: the panes, the views that they show, and the way between them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from textual.worker import Worker

from fractui.core.errors import FractuiError, NotFound
from fractui.core.routine import TITLES, Routine
from fractui.services.views.frame import FrameView
from fractui.ui.actions import PANES, WITHIN, Action, first_keys
from fractui.ui.loading import Shown
from fractui.ui.screens.parting import Parting
from fractui.ui.screens.trail import Place, Trail
from fractui.ui.theming import Inks
from fractui.ui.widgets.lines_view import LinesView
from fractui.ui.widgets.panes import make_pane
from fractui.wiring import Services

if TYPE_CHECKING:
    from fractui.ui.screens.desk import Desk
    from fractui.ui.widgets.calendar_pane import CalendarPane
    from fractui.ui.widgets.time_pane import TimePane

OFFER = 95
"""The worth in the footer of the line for the client just left: before everything else."""

SOON_S = 0.05
"""What was asked for comes first: what may be asked for next is made so much later."""
CALENDAR_STEPS = {"day": (1, -1), "month": (28, -28)}
"""How far the keys of the Calendar go, in days, where it does not show a week."""


def _view_of(services: Services, shown: Shown) -> object:
    """What a pane shows; None where the client that it is about went meanwhile, as a folder does that was renamed."""
    try:
        return shown.job()(services)
    except NotFound:
        if shown.code is None or shown.code in services.practice.codes():
            raise
        return None


class Stage:
    """Shows one pane at a time. Views come from the backstage and are kept until something changes.

    ``shown`` is what the displayed pane is about, ``frame`` what stands around it, ``client`` the code whose workspace was open last.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.shown = Shown("portfolio")
        self.frame: FrameView | None = None
        self.client: str | None = None
        self.trail = Trail()
        self.parting = Parting()
        self.panes: dict[str, LinesView[Any]] = {}
        self._views: dict[Shown, object] = {}

    @property
    def pane(self) -> LinesView[Any]:
        """The pane that is displayed."""
        return self.panes[self.shown.pane]

    @property
    def focus_code(self) -> str | None:
        """The client in focus: the workspace's, else that of the selected item."""
        if self.shown.pane == "workspace":
            return self.shown.code
        code = self._desk.intents.code_of(self.pane.item)
        return code or (self._desk.intents.known(self.shown.code) if self.shown.pane == "report" else None)

    async def mounted(self, name: str) -> LinesView[Any]:
        """The pane of that name, mounted at its first visit."""
        pane = self.panes.get(name)
        if pane is None:
            pane = self.panes[name] = make_pane(name, self._desk.inks)
            pane.keys = first_keys(self._desk.actions)
            pane.now = self._desk.clock()
            pane.display = name == self.shown.pane
            await self._desk.room.mount(pane)
        return pane

    async def begin(self, frame: FrameView, view: object) -> None:
        """Show the first frame and view."""
        self._views[self.shown] = view
        self.parting.seen(None, frame, self._desk.clock())
        self.frame = frame
        await self.open(self.shown, keep=False)

    async def open(self, shown: Shown, *, keep: bool = True) -> None:
        """Show a pane about something; ``keep`` remembers where one came from."""
        pane = await self.mounted(shown.pane)
        view = self._views.get(shown)
        if view is None:
            view = await self._desk.ask(shown.job())
            if view is None:
                return
            self._views[shown] = view
        moved = shown != self.shown
        here = Place(self.pane.item, int(self.pane.scroll_offset.y))
        self.trail.leave(self.shown, here, keep=keep and moved)
        self.shown = shown
        if shown.pane == "workspace":
            self.client = shown.code
            if self.frame is not None:
                self.parting.shown(shown.code, self.frame, self._desk.clock())
        place = self.trail.arrive(shown)
        if moved and place is None and shown.pane == "workspace":
            pane.begin_anew()
        self._display(pane, view, place if moved else None)
        if moved and place is None:
            pane.scroll_to(y=0, animate=False, immediate=True)
        self.show_frame()
        if moved and shown.pane in ("time", "calendar"):
            self.make_ready_soon()

    def _display(self, pane: LinesView[Any], view: object, place: Place | None) -> None:
        for other in self.panes.values():
            other.display = other is pane
        pane.now = self._desk.clock()
        if place is not None:
            pane.item = place.item
        pane.show(view)
        if place is not None:
            pane.scroll_to(y=place.scroll, animate=False, immediate=True, force=True)
        pane.focus(scroll_visible=False)

    def show_frame(self) -> None:
        """Let what stands around the pane speak of what is shown and selected."""
        desk, frame = self._desk, self.frame
        if frame is not None:
            desk.strip.show(frame, self.focus_code, WITHIN.get(self.shown.pane, self.shown.pane))
            desk.banner.show(frame, desk.clock())
            desk.timer_bar.show(frame, self.focus_code)
            self._tell_time_pane(frame)
        desk.key_bar.show(self._works_now())

    def _tell_time_pane(self, frame: FrameView) -> None:
        if "time" in self.panes:
            cast("TimePane", self.panes["time"]).show_running(frame.timer.running)

    def _works_now(self) -> tuple[Action, ...]:
        """The actions with a place in the footer that do something here and now."""
        able = (a for a in self._desk.actions if a.footer and a.keys and a.works_in(self.shown.pane))
        return tuple(self._named(action) for action in able if self._desk.intents.can(action))

    def _named(self, action: Action) -> Action:
        """The action under the words of what it does just now."""
        if action.id == "note.next" and self.offer:
            return replace(action, label=f"leaves a line for {self.offer}", footer=OFFER)
        due = self.frame.routine if self.frame is not None else None
        if action.id == "routine" and due is not None:
            title = TITLES[Routine(due.kind)]
            return replace(action, label=f"goes on with the {title}" if due.begun else title)
        return action

    @property
    def offer(self) -> str | None:
        """The client just left, while the line "next time" is on offer for it."""
        return self.parting.offer(self.frame, self._desk.clock())

    async def refresh(self, *, ready: bool = True) -> None:
        """Throw away what is kept and show the pane and the frame as they are now; ``ready`` makes what may be wanted next as well."""
        self._views.clear()
        shown = self.shown
        both = await self._desk.ask(lambda services: (services.portfolio.frame(), _view_of(services, shown)))
        if both is None:
            return
        before, (self.frame, view) = self.frame, both
        self.parting.seen(before, self.frame, self._desk.clock())
        self._desk.say_damage(self.frame.damage)
        if view is None:
            self._views.pop(shown, None)
            await self.open(Shown("portfolio"), keep=False)
            return
        if shown == self.shown:
            self._views[shown] = view
            self.pane.show(view)
        self.show_frame()
        if ready:
            self.make_ready_soon()

    def make_ready_soon(self) -> Worker[None]:
        """``prepare`` as soon as what was asked for is on the screen, in place of what is being prepared."""

        async def soon() -> None:
            await asyncio.sleep(SOON_S)
            await self.prepare()

        return self._desk.run_worker(soon, group="prepare", exclusive=True)

    async def prepare(self) -> None:
        """Make the views that a key may ask for next, so that the key finds them."""
        if self.frame is None:
            return
        wanted = self._days_near()
        wanted += [self.trail.latest(name) for name in PANES if name != "workspace"]
        wanted += [Shown("workspace", item.code) for item in self.frame.strip]
        await self.make_ready(wanted)

    async def make_ready(self, wanted: Iterable[Shown]) -> None:
        """Make the views that are wanted and not kept yet, so that whoever opens them need not wait."""
        for shown in wanted:
            if shown not in self._views:
                try:
                    view = await self._desk.backstage.run(partial(self._foreseen, shown))
                except FractuiError:  # said when the pane is opened
                    continue
                self._views.setdefault(shown, view)

    def _foreseen(self, shown: Shown, services: Services) -> object:
        """Make a view, and let its pane draw it; in the backstage."""
        view = shown.job()(services)
        pane = self.panes.get(shown.pane)
        if pane is not None:
            pane.foresee(view)
        return view

    def _days_near(self) -> list[Shown]:
        """The days and weeks beside the one that is shown: each is a key away, and a month that was never read takes a while."""
        today = self.frame.timer.day if self.frame is not None else None
        steps = {"time": (-1, 1, -7, 7), "calendar": CALENDAR_STEPS.get(self.shown.zoom, (7, -7))}
        if self.shown.pane not in steps or today is None:
            return []
        days = [(self.shown.day or today) + timedelta(days=days) for days in steps[self.shown.pane]]
        near = [replace(self.shown, day=None if day == today else day) for day in days]
        return near if self.shown.pane == "time" else [*near, *self._zooms_near(today)]

    def _zooms_near(self, today: date) -> list[Shown]:
        """The Calendar a zoom nearer and wider, around what is selected."""
        from fractui.services.views.week import WEEK, ZOOMS

        place = ZOOMS.index(self.shown.zoom or WEEK)
        selected = cast("CalendarPane", self.pane).day or self.shown.day
        day = None if selected == today else selected
        zooms = ZOOMS[max(0, place - 1) : place] + ZOOMS[place + 1 : place + 2]
        return [replace(self.shown, day=day, zoom="" if zoom == WEEK else zoom) for zoom in zooms]

    def wear(self, inks: Inks) -> None:
        """Change the theme of every pane."""
        for pane in self.panes.values():
            pane.wear(inks)
