"""Where clock, ids, folders, store and services come together; it holds no state of its own.

Importing it costs next to nothing: each service is imported when it is first asked for, because a command
needs only one of them.
"""

# pathlib alone takes as long to import as the interpreter takes to start.
# ruff: noqa: PTH100, PTH111, PTH112, PTH114, PTH117, PTH118, PTH120, PTH123

from __future__ import annotations

import os
import sys
from functools import cached_property

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from fractui.services.absence import Absences
    from fractui.services.access import Access
    from fractui.services.beginnings import Beginnings
    from fractui.services.care import Care
    from fractui.services.checklists import Checklists
    from fractui.services.clients import Clients
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
    from fractui.services.publishing import Publishing
    from fractui.services.quick_lines import QuickLines
    from fractui.services.receipts import Receipts
    from fractui.services.recurrence import Recurrence
    from fractui.services.reminders import Reminders
    from fractui.services.reporting import Reporting
    from fractui.services.reports import Reports
    from fractui.services.time_off import TimeOff
    from fractui.services.timer import Timer
    from fractui.services.tuning import Tuning
    from fractui.services.vdir import Vdirs
    from fractui.services.watching import Watching
    from fractui.services.weeks import Weeks
    from fractui.services.workspace import Workspaces
    from fractui.store.doctor import Finding
    from fractui.store.practice import Practice


def now() -> datetime:
    """The system's clock: this instant in UTC, to the second."""
    from datetime import UTC, datetime

    return datetime.now(UTC).replace(microsecond=0)


def new_id() -> str:
    """A new document's id: a random UUID as 32 hex digits."""
    from uuid import uuid4

    return uuid4().hex


def named_zone() -> str:
    """The time zone's name as this computer has it, unchecked; empty where it does not say.

    ``TZ`` counts first, then what ``/etc/localtime`` links to, then ``/etc/timezone``.
    """
    named = os.environ.get("TZ", "").removeprefix(":")
    if not named and os.path.islink("/etc/localtime"):
        named = os.path.realpath("/etc/localtime").partition("zoneinfo/")[2]
    if not named:
        try:
            with open("/etc/timezone", encoding="ascii", errors="replace") as file:
                named = file.read(100).strip()
        except OSError:
            return ""
    return named


def system_zone() -> str:
    """The IANA name of the system's time zone, UTC where it has none."""
    from fractui.core.errors import FieldRefused
    from fractui.core.zones import check_zone

    named = named_zone()
    if not named:
        # Windows and the odder Unixes: the library knows where they keep it, and is loaded only there.
        from pendulum.tz import get_local_timezone

        named = get_local_timezone().name
    try:
        return check_zone(named)
    except FieldRefused:
        return "UTC"


def keep_private() -> None:
    """Make whatever this process creates readable for its user only."""
    os.umask(0o077)


class Folders:
    """Where fractui keeps what belongs to a user, by the platform's customs and the environment's words.

    ``data`` holds the practice (``--data``, else ``FRACTUI_DATA``), ``settings`` keys and themes
    (``FRACTUI_CONFIG``), ``logs`` what went wrong. Nothing is created by asking. On Linux the XDG variables
    count when they are absolute, as their specification wants.
    """

    def __init__(self, data: str | None = None, environ: Mapping[str, str] | None = None) -> None:
        self._environ = os.environ if environ is None else environ
        self._data = data

    @property
    def data(self) -> str:
        """The practice's folder, absolute."""
        named = self._data or self._environ.get("FRACTUI_DATA")
        return _absolute(named) if named else self._own("XDG_DATA_HOME", ".local/share", "data")

    @property
    def settings(self) -> str:
        """The folder of the user's keys and own themes."""
        named = self._environ.get("FRACTUI_CONFIG")
        return _absolute(named) if named else self._own("XDG_CONFIG_HOME", ".config", "settings")

    @property
    def logs(self) -> str:
        """The folder for reports of what went wrong."""
        return self._own("XDG_STATE_HOME", ".local/state", "logs")

    @property
    def exports(self) -> str:
        """The folder into which the dashboard exports, beside the data that it is made from."""
        return f"{self.data}{os.sep}exports"

    @property
    def own_themes(self) -> str:
        """The folder of the user's own palettes."""
        return f"{self.settings}{os.sep}themes"

    @property
    def shipped_themes(self) -> str:
        """The folder of the palettes that come with fractui: in the package, or beside it in a checkout."""
        package = os.path.dirname(os.path.abspath(__file__))
        inside = os.path.join(package, "themes")
        return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(package), "themes")

    def _own(self, variable: str, customary: str, purpose: str) -> str:
        """The platform's place for one purpose: XDG's, else a folder within one folder for fractui."""
        home = os.path.expanduser("~")
        if sys.platform == "win32":
            local = self._environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")
            return os.path.join(local, "fractui", purpose)
        if sys.platform == "darwin":
            return os.path.join(home, "Library", "Application Support", "fractui", purpose)
        named = self._environ.get(variable, "")
        root = named if os.path.isabs(named) else os.path.join(self._environ.get("HOME") or home, customary)
        return os.path.join(root, "fractui")


def _absolute(path: str) -> str:
    """The path as the user may type it, ``~`` included, made absolute."""
    return os.path.abspath(os.path.expanduser(path))


MADE_OF = {
    "timer": ("timer", "Timer"),
    "entries": ("entries", "Entries"),
    "quick_lines": ("quick_lines", "QuickLines"),
    "clients": ("clients", "Clients"),
    "engaging": ("engaging", "Engaging"),
    "handover": ("handover", "Handover"),
    "portfolio": ("portfolio", "Portfolio"),
    "workspaces": ("workspace", "Workspaces"),
    "delivery": ("delivery", "Delivery"),
    "receipts": ("receipts", "Receipts"),
    "responses": ("engagement", "Responses"),
    "recurrence": ("recurrence", "Recurrence"),
    "decisions": ("decisions", "Decisions"),
    "access": ("access", "Access"),
    "checklists": ("checklists", "Checklists"),
    "library": ("library", "Library"),
    "time_off": ("time_off", "TimeOff"),
    "planning": ("planning", "Planning"),
    "load": ("load", "Load"),
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
        portfolio: Portfolio
        workspaces: Workspaces
        delivery: Delivery
        receipts: Receipts
        responses: Responses
        recurrence: Recurrence
        decisions: Decisions
        access: Access
        checklists: Checklists
        library: Library
        time_off: TimeOff
        planning: Planning
        load: Load
        laying: Laying
        plans: Plans
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
        from fractui.store.doctor import doctor

        return doctor(self.data)

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
        """A service of ``MADE_OF``, made now and kept."""
        made_of = MADE_OF.get(name)
        if made_of is None:
            raise AttributeError(f"there is no service {name}")
        from importlib import import_module

        made: object = getattr(import_module(f"fractui.services.{made_of[0]}"), made_of[1])(self.practice)
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
    def weeks(self) -> Weeks:
        """The Calendar's days by hours."""
        from fractui.services.weeks import Weeks

        return Weeks(self.practice, self.planning, self.load)

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
