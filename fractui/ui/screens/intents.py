"""Which intent each action of the registry is, and what a selected item is about."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from fractui.core.errors import Refused
from fractui.services.views.frame import StripItem
from fractui.ui.actions import ACTIONS, Action
from fractui.ui.screens.able import able
from fractui.ui.screens.doers import Doers
from fractui.ui.screens.going import Going
from fractui.ui.screens.timing import Timing

if TYPE_CHECKING:
    from fractui.ui.screens.desk import Desk

Intent = Callable[[], Awaitable[None]]

CHANGING = frozenset(
    {
        "timer.toggle",
        "timer.switch",
        "timer.cancel",
        "delete",
        "done",
        "undo",
        "redo",
        "client.close",
        "priority.up",
        "priority.down",
        "block.skip",
        "block.longer",
        "block.shorter",
        "block.day-after",
        "block.day-before",
        "block.later",
        "block.earlier",
        "entry.join",
        "document",
        "quit",
    }
)
"""The actions that change data without asking first, or leave: only a person's single key may run them."""

OF_CLIENT = frozenset(
    {
        "client",
        "deliverable",
        "priority",
        "promise",
        "person",
        "block",
        "plan",
        "todo",
        "access",
        "decision",
        "checklist",
        "agreement",
    }
)
"""The kinds of items that name their client."""

LEAVING = ("timer.", "own")
"""What the actions begin with after which a client may have been left."""


class Intents(Doers):
    """The table from action ids to what they do.

    ``Going`` moves about, ``Timing`` keeps time, ``Turning`` leaves clients and comes to them, ``Adding``, ``Editing`` and ``Changing``
    do what their names say.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.going = Going(desk)
        self.timing = Timing(desk)
        going, timing = self.going, self.timing
        self._table: dict[str, Intent] = {
            "help": going.help,
            "palette": going.palette,
            "find": lambda: self.finding.find(),
            "back": going.back,
            "theme": going.theme,
            "board.mode": lambda: self.boarding.mode(),
            "board.filter": lambda: self.boarding.filter(1),
            "board.filter-before": lambda: self.boarding.filter(-1),
            "board.waits": lambda: self.boarding.wait_for(),
            "board.after": lambda: self.boarding.come_after(),
            "sent": lambda: self.boarding.last_sent(),
            "response": lambda: self.boarding.respond(),
            "engagement": lambda: self.boarding.compare(),
            "address": lambda: self.recording.open_address(),
            "document": lambda: self.documents.open(),
            "document.name": lambda: self.documents.copy_name(),
            "document.attach": lambda: self.documents.attach(),
            "document.diff": lambda: self.documents.compare(),
            "library": lambda: self.templating.browse(),
            "scope": going.scope,
            "day.before": lambda: going.shift(-1),
            "day.after": lambda: going.shift(1),
            "day.today": lambda: going.shift(0),
            "quit": going.quit,
            "timer.toggle": timing.toggle,
            "timer.switch": timing.switch,
            "timer.since": timing.since,
            "absence.answer": lambda: self.answering.answer(),
            "timer.cancel": timing.cancel,
            "new": lambda: self.adding.new(),
            "edit": lambda: self.editing.edit(),
            "done": lambda: self.changing.done(),
            "delete": lambda: self.changing.delete(),
            "undo": lambda: self.changing.undo(),
            "redo": lambda: self.changing.redo(),
            "note.next": lambda: self.turning.leave_line(),
            "plan.edit": lambda: self.turning.edit_plan(),
            "plan.day": lambda: self.day_planning.open(),
            "routine": lambda: self.routines.open(),
            "priority.up": lambda: self.recording.rank(-1),
            "priority.down": lambda: self.recording.rank(1),
            "hours.copy": lambda: self.turning.copy_hours(),
            "client.edit": lambda: self.editing.edit_client(),
            "client.notes": lambda: self.editing.edit_notes(),
            "settings": lambda: self.editing.edit_settings(),
            "import": lambda: self.changing.import_time(),
            "client.close": lambda: self.engaging.close_client(),
            "client.reopen": lambda: self.engaging.reopen_client(),
            "leave": lambda: self.engaging.days_off(),
            "board.right": lambda: self.boarding.move_card(1),
            "board.left": lambda: self.boarding.move_card(-1),
            "gap.fill": lambda: self.tracking.fill_gap(),
            "entry.add": lambda: self.tracking.add(),
            "entry.split": lambda: self.tracking.split(),
            "entry.join": lambda: self.tracking.join(),
            "entry.give": lambda: self.tracking.give(),
            "day.go": lambda: self.tracking.go_to_day(),
            "week.before": lambda: self.tracking.week(-1),
            "week.after": lambda: self.tracking.week(1),
            "block.skip": lambda: self.changing.skip_block(),
            "block.move": lambda: self.changing.move_block(),
            "calendar.zoom-out": lambda: self.spanning.zoom(1),
            "calendar.zoom-in": lambda: self.spanning.zoom(-1),
            "calendar.days": lambda: self.spanning.days(),
            "block.line": lambda: self.laying.add_line(),
            "block.templates": lambda: self.laying.templates(),
            "leave.decide": lambda: self.deciding.decide(),
            "block.longer": lambda: self.scheduling.stretch(15),
            "block.shorter": lambda: self.scheduling.stretch(-15),
            "block.day-after": lambda: self.scheduling.shift(days=1),
            "block.day-before": lambda: self.scheduling.shift(days=-1),
            "block.later": lambda: self.scheduling.shift(minutes=30),
            "block.earlier": lambda: self.scheduling.shift(minutes=-30),
            "block.copy": lambda: self.scheduling.copy(),
            "export": lambda: self.exporting.export(),
            "publish": lambda: self.publishing.run(),
            "report": lambda: self.reporting.report(),
            "report.by": lambda: self.reporting.group(1),
            "report.by-before": lambda: self.reporting.group(-1),
            "report.longer": lambda: self.reporting.stretch(1),
            "report.shorter": lambda: self.reporting.stretch(-1),
            "report.round": lambda: self.reporting.round(),
            "report.export": lambda: self.reporting.export(),
        }
        for action in ACTIONS:
            area, _, name = action.id.partition(".")
            if action.id == "own":
                self._table[action.id] = lambda: self.turning.own()
            elif area == "own":
                self._table[action.id] = lambda name=name: timing.own(name)  # type: ignore[misc]
            elif area == "routine" and name:
                self._table[action.id] = lambda name=name: self.routines.open(name)  # type: ignore[misc]
            elif area == "add":
                self._table[action.id] = lambda name=name: self.recording.jot(name)  # type: ignore[misc]
            elif area == "go":
                self._table[action.id] = lambda name=name: going.pane(name)  # type: ignore[misc]
            elif area == "client" and name.isdigit():
                self._table[action.id] = lambda name=name: going.client(int(name))  # type: ignore[misc]

    async def do(self, action_id: str) -> None:
        """Do what the action says. A change that nothing asks about first is made only for a key that stands alone."""
        if "reporting" in self.__dict__ and self.reporting.stop() and action_id == "back":
            return
        if action_id in CHANGING and not await self._desk.settled():
            return
        await self._table[action_id]()
        if action_id.startswith(LEAVING):
            await self.turning.ask_line()

    async def open_row(self, item: str) -> None:
        """Enter on what a pane shows: what a report's row is made of, anywhere else the item."""
        if self._desk.stage.shown.pane == "report":
            await self.reporting.drill(item)
        else:
            await self.open_item(item)

    async def open_item(self, item: str) -> None:
        """A client's workspace, else the item's dialog."""
        kind, _, rest = item.partition(":")
        if kind == "block" and self._desk.stage.shown.pane == "portfolio":
            await self.spanning.show_block(item)
        elif kind == "planned":
            await self.spanning.show_week(rest)
        elif kind == "client":
            await self.going.workspace(rest)
        elif kind == "command":
            await self.do(rest)
        elif kind == "day":
            await self.spanning.show_day(rest)
        elif kind in ("free", "new"):
            await self.laying.add(rest)
        elif kind == "prepare":
            await self.laying.prepare(rest)
        elif kind == "placed":
            await self.scheduling.place(rest)
        else:
            await self.editing.edit_item(item)

    def can(self, action: Action) -> bool:
        """Whether the action has something to act on, for the footer."""
        stage, frame = self._desk.stage, self._desk.stage.frame
        if frame is None:
            return action.id in ("help", "quit")
        return able(
            action.id,
            stage.pane.item or "",
            stage.focus_code,
            frame,
            stage.shown,
            offered=stage.offer is not None,
        )

    def known(self, code: str | None) -> str | None:
        """The code if it is that of one of the clients of the frame."""
        return code if any(each.code == code for each in self.strip) else None

    def code_of(self, item: str | None) -> str | None:
        """The client that a selected item belongs to."""
        if item is None:
            return None
        kind, _, rest = item.partition(":")
        if kind in OF_CLIENT:
            return self.known(rest.partition(":")[0])
        if kind == "entry":
            return self.changing.entry_code(rest)
        return None

    @property
    def strip(self) -> tuple[StripItem, ...]:
        """The clients of the frame."""
        return self._desk.stage.frame.strip if self._desk.stage.frame is not None else ()

    def client_in_focus(self) -> str:
        """The code of the client in focus.

        Raises:
            Refused: none is; the sentence says how to get one.
        """
        code = self._desk.stage.focus_code
        if code is None:
            if not self.strip:
                raise Refused("There is no client yet: p opens the Portfolio, where n adds one.")
            raise Refused("No client is in focus: select one, or open one with its digit.")
        return code
