"""The registry of actions: ids, keys, words. Bindings, footer, help, palette, ``fractui keys`` and the README come from it.

Importable without Textual. Keys are written as Textual names them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from fractui.core.value import value

PANES = ("portfolio", "workspace", "board", "time", "calendar")
"""The panes in the order in which the frame names them."""

WITHIN = {"report": "time"}
"""Panes that are looked at from another one, which the frame names for them."""

PANE_HELP = {
    "portfolio": "Where every client stands this month, what needs a decision, and the practice as a whole. Enter on a line goes there.",
    "workspace": "One client and nothing of another: what is due, promised, to be set up; people, decisions, accesses. n and a letter add.",
    "board": "What is owed, from draft over review to delivered, which keeps a receipt: to whom, how, which version, on time or not.",
    "time": "The running timer, the day as a strip, its entries, the week. Enter edits an entry in its row, n adds one in a line.",
    "calendar": "What is planned, beside what was tracked; due dates on top. Space starts a block, export writes files for calendars.",
    "report": "What was tracked over any stretch of time, summed as you like. Enter on a row shows what it is made of; nothing is changed.",
}
"""What ``?`` says about each pane."""


@value
class Action:
    """Something that a person can do.

    ``id`` is what settings remap; ``keys`` work when no input has the focus; ``panes`` limits it (empty: everywhere);
    ``footer`` is its worth there, 0 for never; ``group`` sorts the help.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    group: str
    panes: tuple[str, ...] = ()
    footer: int = 0

    @property
    def is_client(self) -> bool:
        """Whether this is one of the ten digits that open a client."""
        return self.id.startswith("client.") and self.id[-1].isdigit()

    def works_in(self, pane: str) -> bool:
        """Whether the action belongs to the pane."""
        return not self.panes or pane in self.panes


def _client(digit: int) -> Action:
    return Action(
        f"client.{digit}",
        (str(digit),),
        f"Client {digit}",
        f"Open the workspace of the client with the key {digit}",
        "Go",
    )


OWN_TIME = ("bd", "admin", "learning", "relationship", "personal")
"""The buckets of time that is nobody's client's (row 001-02)."""


def _own_time(bucket: str) -> Action:
    words = "business development" if bucket == "bd" else bucket
    return Action(f"own.{bucket}", (), f"Start {words}", f"Own time: the timer moves to {bucket}", "Time")


ADDITIONS = ("deliverable", "priority", "promise", "decision", "todo", "access", "person")
"""What can be written down about a client in one line; in its workspace ``new`` and a letter do the same."""


ROUTINES = {
    "monday": "20 minutes: what is due this week, what was not opened yet, accesses that end",
    "friday": "10 minutes: what was due and is not delivered, whether everything stands where it says",
    "week": "The next four weeks against what they hold, what is owed, clients and the practice",
}
"""The guided reviews, and what each goes through."""


def _routine(kind: str) -> Action:
    word = "Weekly" if kind == "week" else kind.capitalize()
    return Action(f"routine.{kind}", (), f"{word} review", ROUTINES[kind], "Go")


def _addition(kind: str) -> Action:
    words = "checklist item" if kind == "todo" else kind
    return Action(f"add.{kind}", (), f"Add {words}", "In one line, for the client in focus", "Change")


# fmt: off
ACTIONS: tuple[Action, ...] = (
    Action("help", ("question_mark",), "Help", "What this pane is for and its keys; Enter on a line runs it", "Help", footer=90),
    Action("palette", ("ctrl+p",), "Palette", "Every action by name", "Help"),
    *(_client(digit) for digit in (1, 2, 3, 4, 5, 6, 7, 8, 9, 0)),
    Action("go.portfolio", ("p",), "Portfolio", "Every client at a glance", "Go"),
    Action("go.workspace", ("w",), "Workspace", "The client that was open last", "Go"),
    Action("go.board", ("b",), "Board", "Deliverables from draft to delivered", "Go"),
    Action("go.time", ("t",), "Time", "The timer, the day and the week", "Go"),
    Action("go.calendar", ("c",), "Calendar", "Blocks and due dates, export", "Go"),
    Action("find", ("slash",), "Find", "Find anything by a few letters: a client, what is owed, a person, what is written down", "Go", footer=70),
    Action("routine", ("M",), "Review", "Monday's, Friday's or the week's review, step by step; its time is administration", "Go", footer=93),
    *(_routine(kind) for kind in ROUTINES),
    Action("back", ("escape", "backspace"), "Back", "Back to the pane before", "Go"),
    Action("timer.toggle", ("space",), "Start/stop", "Start or stop the timer for the client in focus", "Time", footer=85),
    Action("timer.switch", ("s",), "Switch to this client", "Stop and start at the same second", "Time", footer=80),
    Action("timer.since", ("S",), "Start since", "Start since the last stop, some minutes ago, or a time that you type", "Time"),
    Action("absence.answer", ("A",), "Answer", "Say what becomes of the time that ran while you were away", "Time"),
    Action("timer.cancel", (), "Throw the running entry away", "Undo brings it back", "Time"),
    Action("own", ("O",), "Own time", "Own time, never a client's: new business, admin, learning, relationships…", "Time", footer=38),
    *(_own_time(bucket) for bucket in OWN_TIME),
    Action("new", ("n",), "New", "New client, deliverable, entry or block: what the pane holds", "Change", footer=60),
    Action("edit", ("e",), "Edit", "Edit what is selected", "Change", footer=55),
    Action("done", ("x",), "Done", "Finished, kept, ticked off, spoken to today; an access taken back, what came of a decision", "Change",
           ("workspace", "board"), footer=58),
    Action("priority.up", ("K", "shift+up"), "Matters more", "Rank the selected priority one place higher", "Change", ("workspace",), footer=56),
    Action("priority.down", ("J", "shift+down"), "Matters less", "Rank the selected priority one place lower", "Change", ("workspace",), footer=54),
    Action("plan.day", ("P",), "Plan of the day", "Up to three things for today over all clients: choose, tick off, put off, drop", "Change"),
    Action("delete", ("D",), "Delete", "Delete the selected; undo brings it back", "Change", ("board", "time", "calendar", "workspace")),
    Action("undo", ("u",), "Undo", "Take the last change back, also after a restart", "Change", footer=50),
    Action("redo", ("ctrl+r",), "Redo", "Do what was taken back again", "Change"),
    Action("note.next", ("i",), "Next time", "The one line “where I left off”, for the client just left or this one", "Change", footer=65),
    Action("plan.edit", (), "Weekly plan", "What a week with this client is planned as, by kind of work", "Change"),
    Action("hours.copy", ("y",), "Copy hours", "Copy this client's hours, used and left, in one line", "Go", ("workspace",), footer=39),
    Action("client.edit", ("E",), "Edit client", "Name, terms, colour and key of this client", "Change",
           ("workspace", "portfolio", "report")),
    Action("client.notes", ("N",), "Notes", "This client's notes in your $EDITOR", "Change", ("workspace",), footer=40),
    Action("client.close", (), "Close the engagement", "What is owed, accesses back, a handover pack; its folder moves to closed",
           "Change", ("workspace", "portfolio")),
    Action("client.reopen", (), "Open a closed engagement", "It is active again, with all that it had", "Change"),
    *(_addition(kind) for kind in ADDITIONS),
    Action("leave", (), "Days off", "Leave and holidays: take days, see what falls into them, who covers", "Change"),
    Action("document", ("d",), "Document", "Open the document in its program or your $EDITOR; without one, write it from its template", "Change",
           ("board", "workspace"), footer=57),
    Action("document.name", ("Y",), "Copy name", "Copy the document's file name, like 2026-11-30_BoardPack_ACME_v1; an access's address",
           "Change", ("board", "workspace"), footer=33),
    Action("address", ("o",), "Open tool", "Open the tool of the selected access in the browser; Y copies its address", "Change",
           ("workspace",), footer=59),
    Action("document.attach", (), "Attach a file", "Copy a file into the client's folder under its right name", "Change", ("board", "workspace")),
    Action("document.diff", ("equals_sign",), "Beside template", "How the document differs from the template that it was written from", "Change",
           ("board", "workspace")),
    Action("library", (), "Library of templates", "What documents are made from, by seat, and how often each was used", "Change"),
    Action("board.right", ("L", "shift+right"), "Move on", "Move the card to the next column", "Board", ("board",), footer=75),
    Action("board.left", ("H", "shift+left"), "Move back", "Move the card to the column before", "Board", ("board",), footer=74),
    Action("board.mode", ("v",), "Agenda/columns", "Show the board by date or by column", "Board", ("board",), footer=45),
    Action("board.filter", ("f",), "Filter", "Due this week, overdue, mine, waiting, finished and not delivered", "Board",
           ("board",), footer=57),
    Action("board.filter-before", ("F",), "Filter before", "The same, the other way round", "Board", ("board",)),
    Action("board.waits", ("W",), "Waits for", "Whom it waits for; an empty line is that it is on you", "Board",
           ("board", "workspace"), footer=35),
    Action("board.after", ("B",), "Comes after", "Which others of its client are to be delivered before it", "Board", ("board", "workspace")),
    Action("sent", ("T",), "Last sent", "What the client in focus was sent last, which version, to whom", "Board",
           ("portfolio", "workspace", "board"), footer=37),
    Action("response", ("R",), "Read?", "What the client did with a delivery: opened, shared, answered, nothing", "Board",
           ("board", "workspace"), footer=34),
    Action("engagement", (), "Who reads what", "How much each client reads of what it is sent, and how long its first delivery took", "Board"),
    Action("scope", ("a",), "All/one client", "Show all clients or only the one in focus", "Board",
           ("board", "calendar", "report"), footer=44),
    Action("day.before", ("comma",), "Earlier", "The day or week before", "Time", ("time", "calendar", "report"), footer=43),
    Action("day.after", ("full_stop",), "Later", "The day or week after", "Time", ("time", "calendar", "report"), footer=42),
    Action("day.today", ("g",), "Today", "Back to today", "Time", ("time", "calendar", "report"), footer=41),
    Action("day.go", ("Y",), "Go to day", "Any day: fri, -3, 20 nov, 2026-10-01", "Time", ("time", "calendar"), footer=36),
    Action("week.before", ("less_than_sign",), "Week before", "The same weekday a week earlier", "Time", ("time",)),
    Action("week.after", ("greater_than_sign",), "Week after", "The same weekday a week later", "Time", ("time",)),
    Action("entry.add", (), "Add time", "Write time down in one line: acme 9:30-11 board deck deep", "Time"),
    Action("report", ("r",), "Report", "What was tracked in any stretch of time, summed as you like", "Time", ("time",), footer=46),
    Action("report.by", ("v",), "Sum by", "Sum by client, kind of work, day, week, month or deliverable", "Time", ("report",), footer=66),
    Action("report.by-before", ("V",), "Sum by the one before", "The same, the other way round", "Time", ("report",)),
    Action("report.longer", ("z",), "Longer", "Day, week, month, quarter, year, all time", "Time", ("report",), footer=64),
    Action("report.shorter", ("Z",), "Shorter", "A shorter stretch of time", "Time", ("report",), footer=63),
    Action("report.round", ("R",), "Round", "Round by each client's rule, beside what was tracked", "Time", ("report",), footer=62),
    Action("gap.fill", ("f",), "Fill gap", "Make an entry of the selected untracked time", "Time", ("time",), footer=54),
    Action("entry.split", ("d",), "Split", "Cut the entry in two at a time", "Time", ("time",), footer=53),
    Action("entry.join", ("J",), "Join", "Make one entry of this and the next of the same client", "Time", ("time",), footer=52),
    Action("entry.give", ("m",), "Move", "Move the entry to another client, or to own time", "Time", ("time",), footer=51),
    Action("block.skip", ("o",), "Skip", "Leave out this one instance; undo takes it in again", "Calendar", ("calendar",), footer=53),
    Action("block.move", ("m",), "Move", "Move this one instance of the block", "Calendar", ("calendar",), footer=52),
    Action("block.later", ("J", "shift+down"), "Later", "Move this one instance half an hour later", "Calendar",
           ("calendar",), footer=48),
    Action("block.earlier", ("K", "shift+up"), "Earlier", "Move this one instance half an hour earlier", "Calendar",
           ("calendar",), footer=33),
    Action("block.day-after", ("L", "shift+right"), "Day on", "Move this one instance to the next day", "Calendar", ("calendar",), footer=47),
    Action("block.day-before", ("H", "shift+left"), "Day back", "Move this one instance to the day before", "Calendar", ("calendar",),
           footer=32),
    Action("block.longer", ("plus", "equals_sign"), "Longer", "Make this one instance a quarter of an hour longer", "Calendar",
           ("calendar",), footer=46),
    Action("block.shorter", ("minus",), "Shorter", "Make this one instance a quarter of an hour shorter", "Calendar",
           ("calendar",), footer=31),
    Action("block.copy", ("y",), "Copy", "Plan the same once more on another day", "Calendar", ("calendar",), footer=37),
    Action("block.line", ("N",), "In a line", "Plan a block in one line: acme tue 9-12 deep work", "Calendar", ("calendar",), footer=36),
    Action("block.templates", ("T",), "Templates", "Lay blocks out where you are free: meetings, rota, preparation, a whole week", "Calendar",
           ("calendar",), footer=49),
    Action("calendar.zoom-out", ("z",), "Wider", "A day, a week, four weeks with their load", "Calendar", ("calendar",), footer=59),
    Action("calendar.zoom-in", ("Z",), "Nearer", "Four weeks, a week, the day that is selected", "Calendar", ("calendar",), footer=40),
    Action("calendar.days", ("v",), "5/7 days", "All seven days of a week, or those that are worked", "Calendar", ("calendar",), footer=30),
    Action("leave.decide", (), "Decide what falls into time off", "Move, cover or drop each block and due date on your days off", "Calendar"),
    Action("export", ("x",), "Export", "Write the calendar files; their paths are shown", "Calendar", ("calendar",), footer=72),
    Action("publish", (), "Publish", "Send calendars to a CalDAV server; set one up, choose where both sides changed", "Calendar"),
    Action("report.export", ("x",), "Write to a file", "Write the report as CSV, Markdown or JSON; its path is shown", "Time",
           ("report",), footer=68),
    Action("import", (), "Import time", "From Toggl, Harvest, Clockify, Timewarrior, Watson or CSV; undo takes it back", "Change"),
    Action("settings", (), "Settings", "Your zone, hours, bands and what currencies are worth", "Looks"),
    Action("theme", (), "Choose a theme", "Themes with a preview while you move", "Looks"),
    Action("quit", ("q",), "Quit", "Leave; a running timer goes on, it is only a start time", "Help"),
)
# fmt: on
"""Every action of the dashboard."""

LIST_KEYS = (
    ("j k h l, arrows", "move"),
    ("enter", "open what is selected"),
    ("page up, page down", "move by a page"),
    ("home, end", "first and last"),
)
"""The keys inside every pane, for help and README."""

SYMBOLS = {
    "question_mark": "?",
    "slash": "/",
    "comma": ",",
    "full_stop": ".",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "escape": "esc",
    "shift+left": "shift+←",
    "shift+right": "shift+→",
    "shift+up": "shift+↑",
    "shift+down": "shift+↓",
    "plus": "+",
    "minus": "-",
    "equals_sign": "=",
}


def key_label(key: str) -> str:
    """The key as a person reads it."""
    return SYMBOLS.get(key, key)


def keys_label(action: Action) -> str:
    """All keys of the action as a person reads them."""
    return " ".join(key_label(key) for key in action.keys)


def first_keys(actions: Iterable[Action]) -> dict[str, str]:
    """Each action's first key by its id, as a person reads it."""
    return {action.id: key_label(action.keys[0]) for action in actions if action.keys}


def remapped(keys: Mapping[str, str]) -> tuple[tuple[Action, ...], list[str]]:
    """The registry with the user's keys, and a sentence for each entry that cannot be taken.

    ``keys`` maps an action's id to a comma-separated list of keys. An unknown id, or a key that another action of the same pane has, is
    left as it was.
    """
    by_id = {action.id: action for action in ACTIONS}
    complaints: list[str] = []
    for name, text in keys.items():
        if name not in by_id:
            complaints.append(f"The settings give keys to “{name}”, which is no action: see `fractui keys`.")
            continue
        wanted = tuple(part.strip() for part in text.split(",") if part.strip())
        clash = _clash(by_id[name], wanted, by_id.values())
        if clash:
            complaints.append(f"The settings give “{name}” a key that “{clash}” has; it keeps its own.")
        else:
            by_id[name] = replace(by_id[name], keys=wanted)
    return tuple(by_id.values()), complaints


def _clash(action: Action, wanted: tuple[str, ...], others: Iterable[Action]) -> str:
    for other in others:
        together = not action.panes or not other.panes or set(action.panes) & set(other.panes)
        if other.id != action.id and together and set(wanted) & set(other.keys):
            return other.id
    return ""
