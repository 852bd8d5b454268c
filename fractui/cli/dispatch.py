"""From the user's words to one command: which one is meant, what it is called, and where it lives.

Only the module of the command that is run gets imported, and argparse only where reading the words takes it.
"""

from __future__ import annotations

from fractui import __version__
from fractui.cli.words import is_period, read
from fractui.core.errors import WrongUsage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping, Sequence

    from fractui.cli.grammar import Command
    from fractui.cli.shell import Shell

INDEX: dict[str, tuple[str, str]] = {
    "demo": ("practice", "Open a made-up practice in a folder of its own"),
    "start": ("timer", "Start the timer for a client or one of your own buckets"),
    "stop": ("timer", "Stop the timer"),
    "switch": ("timer", "Stop what runs and start another at the same second"),
    "cancel": ("timer", "Throw the running entry away; undo brings it back"),
    "status": ("timer", "Say what runs; exit code 0 when something runs, 1 when not"),
    "away": ("away", "Say what becomes of the time that ran while you were away"),
    "add": ("entries", "Add time that was not tracked"),
    "edit": ("entries", "Change an entry"),
    "split": ("entries", "Cut an entry in two"),
    "join": ("entries", "Make one entry of two of the same client"),
    "delete": ("entries", "Delete an entry; undo brings it back"),
    "log": ("entries", "List entries, with gaps and overlaps marked"),
    "report": ("reports", "Sum time by client, category, day, week, month or deliverable"),
    "plan": ("plan", "Show clients' weeks by kind of work beside their plans, or set a plan"),
    "load": ("load", "Show what the coming weeks hold: planned, agreed, tracked, and what needs a thought"),
    "review": ("review", "Show what Monday's, Friday's or the week's review goes through"),
    "undo": ("changes", "Take the last change back"),
    "redo": ("changes", "Do again what was taken back"),
    "history": ("changes", "List the latest changes"),
    "client add": ("clients", "Add a client and what was agreed"),
    "client list": ("clients", "List the clients"),
    "client show": ("clients", "Show one client"),
    "client edit": ("clients", "Change a client or what was agreed"),
    "client close": ("endings", "End an engagement; its folder moves to closed"),
    "client handover": ("endings", "Write all that a client should keep into a folder"),
    "client reopen": ("endings", "Take a closed engagement up again"),
    "deliverable add": ("deliverables", "Add a document that is owed"),
    "deliverable list": ("deliverables", "List what is owed and what was delivered"),
    "deliverable edit": ("deliverables", "Change a deliverable: words, day, rhythm, lead, whom it waits for"),
    "deliverable move": ("deliverables", "Move a deliverable to another column of the board"),
    "deliverable engagement": (
        "deliveries",
        "Note what a client did with a delivery, or show who reads what",
    ),
    "deliverable attach": ("filing", "Copy a document into the client's folder under its right name"),
    "deliverable lint": ("filing", "List documents whose names are not by the convention"),
    "deliverable path": ("filing", "Say where a deliverable's document lies"),
    "deliverable open": ("filing", "Open a deliverable's document with the system's program"),
    "deliverable write": ("writing", "Write a deliverable's document from its template"),
    "deliverable prepare": (
        "preparing",
        "Plan a deliverable's preparation, or list what is near without any",
    ),
    "template list": ("templates", "List the library of templates, and what was made from each"),
    "template show": ("templates", "Show a template"),
    "template edit": (
        "templates",
        "Change a template in your $EDITOR; documents made before stay as they are",
    ),
    "template reset": ("templates", "Go back to a template as it came with fractui"),
    "template archive": ("templates", "Put a template away, or take it out again"),
    "template diff": ("comparing", "Show how a document differs from the template that it was written from"),
    "template add": ("templates", "Add a template of your own"),
    "block add": ("blocks", "Plan time: a weekly series or a single block"),
    "block list": ("blocks", "List planned time"),
    "block edit": ("blocks", "Change a block: the whole series, or this and later instances"),
    "block skip": ("blocks", "Leave one instance of a block out"),
    "block move": ("blocks", "Move one instance of a block"),
    "block delete": ("blocks", "Delete a block, whole or from a day on; undo brings it back"),
    "today": ("today", "Show today: the plan of up to three things, what is on, next and wanted"),
    "today add": ("today", "Put a line of your own into today's plan"),
    "today choose": ("today", "Put something of a client's into today's plan"),
    "today done": ("today", "Tick something off today's plan"),
    "today carry": ("today", "Put something off to tomorrow; its age goes on"),
    "today drop": ("today", "Take something out of the plan; it stays where it lies"),
    "priority add": ("priorities", "Rank something among what matters most with a client"),
    "priority list": ("priorities", "List what matters most with a client, the first first"),
    "priority move": ("priorities", "Give a priority another place"),
    "priority done": ("priorities", "Tick a priority off"),
    "priority edit": ("priorities", "Say a priority in other words, or what it is about"),
    "priority delete": ("priorities", "Take a priority away; undo brings it back"),
    "decision add": ("records", "Write down what was decided at a client"),
    "decision list": ("records", "List a client's decisions"),
    "decision outcome": ("records", "Say what came of a decision"),
    "access add": ("accesses", "Write down who may enter which system, and until when"),
    "access list": ("accesses", "List accesses, those that are over first"),
    "access edit": ("accesses", "Change an access: its tool's address, whose login it is, until when"),
    "access open": ("accesses", "Open the tool of an access in the browser"),
    "access revoke": ("accesses", "Note that an access was taken back"),
    "checklist list": ("records", "List what is to be done once for a client"),
    "checklist add": ("records", "Put something on a client's checklist"),
    "checklist done": ("records", "Tick something off"),
    "checklist skip": ("records", "Leave something out, for a reason"),
    "leave add": ("leave", "Take days off; says what falls into them"),
    "leave list": ("leave", "List leave and holidays to come"),
    "leave delete": ("leave", "Work on those days after all"),
    "export ics": ("exports", "Write a calendar file for a client"),
    "export csv": ("exports", "Write a client's entries for a spreadsheet"),
    "export json": ("exports", "Write a client's entries and deliverables as JSON"),
    "publish": ("publishing", "Send what has changed to the calendar server"),
    "publish setup": ("publishing", "Say where a client's calendar is published, and test the connection"),
    "publish list": ("publishing", "List what is published where, and what waits"),
    "publish forget": ("publishing", "Publish a calendar no longer"),
    "import toggl": ("imports", "Take time in from Toggl's detailed CSV"),
    "import harvest": ("imports", "Take time in from Harvest's detailed CSV"),
    "import clockify": ("imports", "Take time in from Clockify's detailed CSV"),
    "import timewarrior": ("imports", "Take time in from `timew export`, or a file of its data folder"),
    "import watson": ("imports", "Take time in from Watson's frames, or `watson log --json`"),
    "import csv": ("imports", "Take time in from our own CSV, or a table like it"),
    "import bartib": ("imports", "Take time in from Bartib or tock"),
    "import ics": ("imports", "Take a calendar in: past events as entries, coming ones as planned blocks"),
    "doctor": ("practice", "Check every file; say what is wrong and what would be lost"),
    "backup": ("practice", "Write the practice, or one client, into a zip file"),
    "restore": ("practice", "Bring back what a backup holds; undo takes it back"),
    "path": ("practice", "Say where data, settings, themes and logs are"),
    "keys": ("practice", "List the dashboard's actions with their ids and keys"),
    "completion": ("completion", "Print a script that completes commands in your shell"),
}
"""Every command: the module in this package that has it, and what it does in a line."""

GROUPS = {
    "client": "clients and what was agreed with them",
    "deliverable": "documents owed to clients",
    "template": "what documents are made from",
    "block": "planned time",
    "priority": "what matters most with a client",
    "decision": "what was decided at a client",
    "access": "who may enter which system",
    "checklist": "what is to be done once for a client",
    "leave": "leave and holidays",
    "export": "files for calendars, spreadsheets and programs",
    "import": "time from other trackers",
}
"""The first words of commands of two words."""

WITHOUT_STORE = ("practice", "completion")
"""The modules whose commands may not read the practice at all, or open the dashboard on it."""

QUIET = ("--codes", "--ids")
"""The words by which completion scripts ask; ``fractui.cli.candidates`` answers."""


def dispatch(words: Sequence[str], shell: Shell) -> int:
    """Run the command that the words name and return its exit code.

    Raises:
        FractuiError: what the user reads instead of the command's answer.
        SystemExit: help was asked for and has been printed.
    """
    rest = _global_options(list(words), shell)
    if rest is None:
        return 0
    if not rest:
        return shell.open_dashboard(shell.services, shell.folders)
    if rest[0] in QUIET:
        from fractui.cli.candidates import print_candidates

        if print_candidates(rest, shell):
            return 0
    name, rest = _command_name(rest)
    if not rest and name in GROUPS:
        raise WrongUsage(f"Say what to do: {', '.join(f'fractui {each}' for each in _members(name))}.")
    if name in GROUPS:
        print(_group_help(name))
        return 0
    return _run(name, rest, shell)


def command_named(name: str) -> Command:
    """The command of that name, its module imported."""
    from importlib import import_module

    module = import_module(f"fractui.cli.{INDEX[name][0]}")
    commands: Mapping[str, Command] = module.COMMANDS
    return commands[name]


def _run(name: str, words: Sequence[str], shell: Shell) -> int:
    if INDEX[name][0] not in WITHOUT_STORE:
        from fractui.store.light import load_store

        load_store()
    command = command_named(name)
    given = read(command, words)
    if given is None:
        from fractui.cli.parser import parse

        given = parse(name, INDEX[name][1], command, words)
    if given.data is not None:
        shell.data = _folder(given.data)
    try:
        code = command.run(shell, given) or 0
        damage = shell.damage()
        for sentence in damage:
            shell.warn(f"fractui: {sentence}")
        return 3 if damage and command.table and code == 0 and not _is_of_one(given) else code
    finally:
        shell.close()


def _is_of_one(given: Namespace) -> bool:
    """Whether a command asked for one client only, so that another's damage takes nothing from its answer."""
    return getattr(given, "code", None) is not None or any(
        not is_period(each) for each in getattr(given, "words", ())
    )


def _global_options(words: list[str], shell: Shell) -> list[str] | None:
    """Take what stands before the command; None when the answer was printed."""
    while words and words[0].startswith("-") and words[0] not in QUIET:
        first = words.pop(0)
        if first in ("-h", "--help"):
            print(_help())
            return None
        if first in ("-V", "--version"):
            print(f"fractui {__version__}")
            return None
        if first.startswith("--data="):
            shell.data = first.removeprefix("--data=")
        elif first == "--data" and words:
            shell.data = words.pop(0)
        else:
            raise WrongUsage(f"{first} does not stand here or wants a value; see `fractui --help`.")
        shell.data = _folder(shell.data or "")
    return words


def _folder(named: str) -> str:
    if not named:
        raise WrongUsage("--data wants a folder, like fractui --data ~/practice.")
    return named


def _command_name(words: list[str]) -> tuple[str, list[str]]:
    """The command's name and the words after it, or a group's name and ``--help`` or nothing.

    Raises:
        WrongUsage: there is no such command; the sentence names what is near.
    """
    first, rest = words[0], words[1:]
    if rest and f"{first} {rest[0]}" in INDEX:
        return f"{first} {rest[0]}", rest[1:]
    if first in INDEX:
        return first, rest
    if first in GROUPS and (not rest or rest[0] in ("-h", "--help")):
        return first, rest
    name = f"{first} {rest[0]}" if first in GROUPS else first
    if name in INDEX:
        return name, rest[1:]
    from difflib import get_close_matches

    near = get_close_matches(name, [*INDEX, *GROUPS], n=2, cutoff=0.5)
    hint = (
        f"did you mean {' or '.join(f'`fractui {each}`' for each in near)}?"
        if near
        else "see `fractui --help`."
    )
    raise WrongUsage(f"There is no command `fractui {name[:60]}`; {hint}")


def _members(group: str) -> list[str]:
    return [name for name in INDEX if name.startswith(f"{group} ")]


def _help() -> str:
    """What ``fractui --help`` prints."""
    lines = [
        "usage: fractui [--data DIR] [COMMAND ...]",
        "",
        "The operating system of a fractional executive. Without a command the dashboard opens.",
        "",
        "commands:",
        *(f"  {name:<17} {summary}" for name, (_, summary) in INDEX.items()),
        "",
        "options:",
        "  --data DIR        the practice's folder instead of the usual one (or FRACTUI_DATA)",
        "  --version         print the version",
        "  --help            this, or after a command what it takes, with examples",
        "",
        "Exit codes: 0 done, 1 refused, 2 wrong usage, 3 damaged data or an unreadable file.",
    ]
    return "\n".join(lines)


def _group_help(group: str) -> str:
    """What ``fractui GROUP --help`` prints."""
    lines = [f"usage: fractui {group} COMMAND ...", "", f"{GROUPS[group].capitalize()}.", "", "commands:"]
    lines += [f"  {name.removeprefix(group + ' '):<10} {INDEX[name][1]}" for name in _members(group)]
    return "\n".join([*lines, "", f"See `fractui {group} COMMAND --help`."])
