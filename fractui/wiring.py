"""Where clock, ids, folders, store and services come together; it holds no state of its own.

Importing it costs next to nothing: each service is imported when it is first asked for, because a command
needs only one of them.
"""

# pathlib alone takes as long to import as the interpreter takes to start.

from __future__ import annotations

import os
from functools import cached_property

from fractui.folders import system_zone

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from fractui.services.absence import Absences
    from fractui.services.access import Access
    from fractui.services.ahead import Ahead
    from fractui.services.beginnings import Beginnings
    from fractui.services.care import Care
    from fractui.services.checklists import Checklists
    from fractui.services.clients import Clients
    from fractui.services.day_plan import DayPlan
    from fractui.services.decisions import Decisions
    from fractui.services.delivery import Delivery
    from fractui.services.engagement import Responses
    from fractui.services.engaging import Engaging
    from fractui.services.entries import Entries
    from fractui.services.exporting import Exporting
    from fractui.services.filing import Filing
    from fractui.services.finding import Finder
    from fractui.services.handover import Handover
    from fractui.services.history import History
    from fractui.services.idleness import Idleness
    from fractui.services.importing import Importing
    from fractui.services.laying import Laying
    from fractui.services.library import Library
    from fractui.services.load import Load
    from fractui.services.own_time import OwnTime
    from fractui.services.placing import Placing
    from fractui.services.planning import Planning
    from fractui.services.plans import Plans
    from fractui.services.portfolio import Portfolio
    from fractui.services.priorities import Priorities
    from fractui.services.publishing import Publishing
    from fractui.services.quick_lines import QuickLines
    from fractui.services.receipts import Receipts
    from fractui.services.recurrence import Recurrence
    from fractui.services.reminders import Reminders
    from fractui.services.reporting import Reporting
    from fractui.services.reports import Reports
    from fractui.services.routines import Routines
    from fractui.services.time_off import TimeOff
    from fractui.services.timer import Timer
    from fractui.services.tuning import Tuning
    from fractui.services.vdir import Vdirs
    from fractui.services.watching import Watching
    from fractui.services.weeks import Weeks
    from fractui.services.workspace import Workspaces
    from fractui.store.finding import Finding
    from fractui.store.practice import Practice


def now() -> datetime:
    """The system's clock: this instant in UTC, to the second."""
    from datetime import UTC, datetime

    return datetime.now(UTC).replace(microsecond=0)


def new_id() -> str:
    """A new document's id: a random UUID as 32 hex digits."""
    from uuid import uuid4

    return uuid4().hex


MADE_OF = {
    "timer": ("timer", "Timer"),
    "entries": ("entries", "Entries"),
    "quick_lines": ("quick_lines", "QuickLines"),
    "clients": ("clients", "Clients"),
    "engaging": ("engaging", "Engaging"),
    "handover": ("handover", "Handover"),
    "workspaces": ("workspace", "Workspaces"),
    "delivery": ("delivery", "Delivery"),
    "receipts": ("receipts", "Receipts"),
    "responses": ("engagement", "Responses"),
    "recurrence": ("recurrence", "Recurrence"),
    "decisions": ("decisions", "Decisions"),
    "priorities": ("priorities", "Priorities"),
    "day_plan": ("day_plan", "DayPlan"),
    "access": ("access", "Access"),
    "checklists": ("checklists", "Checklists"),
    "library": ("library", "Library"),
    "time_off": ("time_off", "TimeOff"),
    "laying": ("laying", "Laying"),
    "plans": ("plans", "Plans"),
    "own_time": ("own_time", "OwnTime"),
    "exporting": ("exporting", "Exporting"),
    "importing": ("importing", "Importing"),
    "reminders": ("reminders", "Reminders"),
    "history": ("history", "History"),
    "finder": ("finding", "Finder"),
    "tuning": ("tuning", "Tuning"),
    "care": ("care", "Care"),
    "absences": ("absence", "Absences"),
    "beginnings": ("beginnings", "Beginnings"),
}
"""The services that need nothing but the open practice: the module under ``fractui.services`` and the class of each."""

LOOKING_AHEAD = {
    "portfolio": ("portfolio", "Portfolio"),
    "planning": ("planning", "Planning"),
    "load": ("load", "Load"),
}
"""Those that also need what is planned, which is reckoned once for all of them."""


class Services:
    """The services over one data folder, each made when it is first asked for and then kept.

    ``clock``, ``ids`` and ``home_zone`` are given by tests; the system's are used otherwise.
    """

    if TYPE_CHECKING:
        timer: Timer
        entries: Entries
        quick_lines: QuickLines
        clients: Clients
        engaging: Engaging
        handover: Handover
        workspaces: Workspaces
        delivery: Delivery
        receipts: Receipts
        responses: Responses
        recurrence: Recurrence
        decisions: Decisions
        priorities: Priorities
        day_plan: DayPlan
        access: Access
        checklists: Checklists
        library: Library
        time_off: TimeOff
        laying: Laying
        plans: Plans
        portfolio: Portfolio
        planning: Planning
        load: Load
        own_time: OwnTime
        exporting: Exporting
        importing: Importing
        reminders: Reminders
        history: History
        finder: Finder
        tuning: Tuning
        care: Care
        absences: Absences
        beginnings: Beginnings

    def __init__(
        self,
        data: str,
        clock: Callable[[], datetime] = now,
        ids: Callable[[], str] = new_id,
        home_zone: Callable[[], str] = system_zone,
    ) -> None:
        self.home_zone = home_zone
        self.data = data
        self.clock = clock
        self.ids = ids

    @cached_property
    def practice(self) -> Practice:
        """The open data folder; opening recovers what a crash left half done."""
        from fractui.store.practice import Practice

        return Practice.open(self.data, self.clock, self.ids, home_zone=self.home_zone)

    def examine(self) -> tuple[Finding, ...]:
        """What is wrong with the data folder's files; it is not opened for that, and nothing is changed.

        Raises:
            StorageTrouble: the folder cannot be listed.
        """
        from fractui.exchange.document_text import text_of
        from fractui.store.doctor import doctor

        return doctor(self.data, read_text=text_of)

    def repair(self) -> tuple[str, ...]:
        """Put right what ``examine`` finds and can be helped; a sentence for each thing done, or not.

        Raises:
            StorageTrouble: the disk refused; what was put right so far stays so.
        """
        from fractui.store.repair import repair

        return repair(self.data, self.clock())

    def beside(self) -> Services:
        """The same data folder, to be opened once more as another program would: for long work in a thread of its own."""
        return Services(self.data, self.clock, self.ids, self.home_zone)

    @property
    def is_open(self) -> bool:
        """Whether the data folder was opened."""
        return "practice" in self.__dict__

    def close(self) -> None:
        """Close the data folder if it was opened."""
        if self.is_open:
            self.practice.close()

    def __getattr__(self, name: str) -> object:
        """A service of ``MADE_OF`` or ``LOOKING_AHEAD``, made now and kept."""
        made_of = MADE_OF.get(name) or LOOKING_AHEAD.get(name)
        if made_of is None:
            raise AttributeError(f"there is no service {name}")
        from importlib import import_module

        needed = (self.practice, self._ahead) if name in LOOKING_AHEAD else (self.practice,)
        made: object = getattr(import_module(f"fractui.services.{made_of[0]}"), made_of[1])(*needed)
        setattr(self, name, made)
        return made

    @cached_property
    def reports(self) -> Reports:
        """Sums of time; reads the folder by itself, without opening the practice."""
        from fractui.services.reports import Reports

        return Reports(self.data, self.clock, lambda: self.practice)

    @cached_property
    def reporting(self) -> Reporting:
        """Reports as the dashboard shows them."""
        from fractui.services.reporting import Reporting

        return Reporting(self.practice, self.reports)

    @cached_property
    def filing(self) -> Filing:
        """The clients' documents."""
        from fractui.exchange.document_text import text_of
        from fractui.services.filing import Filing

        return Filing(self.practice, text_of)

    @cached_property
    def _ahead(self) -> Ahead:
        """What is planned, reckoned once for all that show it."""
        from fractui.services.ahead import Ahead

        return Ahead(self.practice)

    @cached_property
    def weeks(self) -> Weeks:
        """The Calendar's days by hours."""
        from fractui.services.weeks import Weeks

        return Weeks(self.practice, self.planning, self.load)

    @cached_property
    def routines(self) -> Routines:
        """The guided reviews."""
        from fractui.services.routines import Routines

        return Routines(self.practice, self.portfolio, self.load)

    @cached_property
    def placing(self) -> Placing:
        """Blocks moved, stretched, copied and started."""
        from fractui.services.placing import Placing

        return Placing(self.practice, self.planning, self.timer)

    @cached_property
    def vdirs(self) -> Vdirs:
        """Calendars as folders, a file an event."""
        from fractui.services.vdir import Vdirs

        return Vdirs(self.practice, self.exporting)

    @cached_property
    def publishing(self) -> Publishing:
        """Calendars on a server."""
        from fractui.services.publishing import Publishing

        return Publishing(self.practice, self.exporting)

    @cached_property
    def watching(self) -> Watching:
        """Noticing that nobody is there while the timer runs."""
        from fractui.services.watching import Watching

        return Watching(self.practice, self._idleness)

    def _idleness(self) -> Idleness:
        """What can tell on this computer when the keyboard was last used; beside a clock that was given, nothing."""
        from fractui.services.idleness import Unknown, own_terminal
        from fractui.services.seat import find_idleness

        if self.clock is not now:
            return Unknown()
        from shutil import which

        return find_idleness(os.environ, which, terminal=own_terminal())
