"""The running timer: start, stop, switch, cancel, status."""

from __future__ import annotations

from fractui.cli.grammar import Argument, Command, option, word
from fractui.cli.made import Told, answer
from fractui.cli.quick import READERS, show
from fractui.cli.reading import category_of, instant_of
from fractui.cli.shell import Shell
from fractui.core.entry import Category

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

CATEGORIES = tuple(each.value for each in Category)

WHO = word("who", "whose time it is", "WHO", kind="who")
NOTE = option("-n --note", "what it is about", "NOTE")
CATEGORY = option("-c --category", "the kind of work", choices=CATEGORIES)
DELIVERABLE = option("--deliverable", "the deliverable that it is for", "ID")
AT = option("--at", "when, if not now", "WHEN")

ON_OVERLAP = option(
    "--on-overlap",
    "what to do where other time is in the way: refuse (the default), trim the others, trim whichever began"
    " earlier or later, split the longer around the shorter, keep both",
    choices=("refuse", "trim", "trim-earlier", "trim-later", "split", "keep"),
    dest="on_overlap",
)

NEXT = option("--next", "where you left off with the client that is left, for the next time", "TEXT")

STARTING: tuple[Argument, ...] = (WHO, NOTE, CATEGORY, AT, DELIVERABLE, ON_OVERLAP)


def _start(shell: Shell, given: Namespace) -> None:
    told = Told()
    entry = shell.services.timer.start(
        given.who,
        note=given.note or "",
        category=category_of(given.category),
        at=instant_of(shell, given.at),
        deliverable=given.deliverable,
        on_overlap=given.on_overlap or "refuse",
        tell=told.tell,
    )
    answer(shell, given, "started", entry, told)


def _switch(shell: Shell, given: Namespace) -> None:
    told = Told()
    entry = shell.services.timer.switch(
        given.who,
        note=given.note or "",
        category=category_of(given.category),
        at=instant_of(shell, given.at),
        deliverable=given.deliverable,
        on_overlap=given.on_overlap or "refuse",
        next_note=given.next,
        tell=told.tell,
    )
    answer(shell, given, "switched to", entry, told)


def _stop(shell: Shell, given: Namespace) -> None:
    told = Told()
    entry = shell.services.timer.stop(
        at=instant_of(shell, given.at),
        next_note=given.next,
        on_overlap=given.on_overlap or "refuse",
        tell=told.tell,
    )
    answer(shell, given, "stopped", entry, told)


def _cancel(shell: Shell, given: Namespace) -> None:
    answer(shell, given, "threw away", shell.services.timer.cancel())


def _status(shell: Shell, given: Namespace) -> int:
    """The whole road to what ``fractui.cli.quick`` answers when nothing is unusual."""
    state = shell.services.timer.status()
    running = state["running"]
    if running and running["client"]:
        client = shell.services.practice.portal(running["client"]).client()
        state |= {"name": client.name, "color": client.color}
    show(state, given.format, idle=given.idle, reader=given.reader, as_json=given.json)
    return 0 if running else 1


COMMANDS = {
    "start": Command(
        _start,
        STARTING,
        (
            "start ACME -n 'Board pack: cash bridge' -c deep_work",
            "start beta --at -20m",
            "start admin --at 09:00 --on-overlap split",
        ),
    ),
    "stop": Command(
        _stop,
        (AT, NEXT, ON_OVERLAP),
        ("stop", "stop --at 17:30", "stop --next 'Lena sends the numbers; then finish slide 7'"),
    ),
    "switch": Command(
        _switch,
        (*STARTING, NEXT),
        (
            "switch BETA",
            "switch BETA -n 'call with Lena' --at '5 min ago'",
            "switch BETA --next 'slide 7 waits for the Q4 numbers'",
        ),
    ),
    "cancel": Command(_cancel),
    "status": Command(
        _status,
        (
            option("--format", "how to print what runs; nothing is printed when nothing runs", "TEMPLATE"),
            option("--idle", "what to print with --format when nothing runs", "TEMPLATE"),
            option(
                "--for",
                "who reads it again, so that a note's marks stay text",
                choices=READERS,
                dest="reader",
            ),
        ),
        (
            "status",
            "status --format '{code} {elapsed}'",
            "status --for tmux --format '{code} {elapsed} ({today})' --idle 'idle {today}'",
        ),
        notes=(
            "A template may name {code} {name} {client} {bucket} {note} {category} {color} {since}, and {elapsed}",
            "{today} {week} as h:mm, or as seconds with _s; --idle knows {today} and {week}. {{ and }} are braces.",
        ),
    ),
}
"""The commands that this module has."""
