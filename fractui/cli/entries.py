"""Entries by hand: add, edit, delete, and the log of what was tracked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from fractui.cli.grammar import Command, option, word
from fractui.cli.phrases import day, entry_line, short
from fractui.cli.reading import (
    CODE_AND_PERIOD,
    category_of,
    code_and_period,
    needed_instant,
    seconds_of_words,
)
from fractui.cli.shell import Shell
from fractui.cli.tables import Table
from fractui.cli.timer import CATEGORIES, CATEGORY, DELIVERABLE, NOTE, WHO
from fractui.core.entry import Entry
from fractui.core.errors import WrongUsage
from fractui.core.wording import category_label, hm
from fractui.services import documents

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from fractui.services.views.log import LogRow, LogView

NONE = "none"
"""The word that takes a category or a deliverable away from an entry."""

ON_OVERLAP = option(
    "--on-overlap",
    "what to do where other time is in the way: refuse (the default), trim the other, keep both",
    choices=("refuse", "trim", "keep"),
    dest="on_overlap",
)


def _add(shell: Shell, given: Namespace) -> None:
    if (given.end is None) == (given.length is None):
        raise WrongUsage("Say either when it ended, like --to 15:30, or how long it was, like --for 1h30.")
    start = needed_instant(shell, given.start, "from")
    if given.end is not None:
        end = needed_instant(shell, given.end, "to")
    else:
        end = start + timedelta(seconds=seconds_of_words(given.length))
    entry = shell.services.entries.add(
        given.who,
        start,
        end,
        note=given.note or "",
        category=category_of(given.category),
        deliverable=given.deliverable,
        on_overlap=given.on_overlap or "refuse",
    )
    _answer(shell, given, "added", entry)


def _edit(shell: Shell, given: Namespace) -> None:
    changes: dict[str, Any] = {}
    if given.who is not None:
        changes["who"] = given.who
    if given.start is not None:
        changes["start"] = needed_instant(shell, given.start, "from")
    if given.end is not None:
        changes["end"] = needed_instant(shell, given.end, "to")
    if given.note is not None:
        changes["note"] = given.note
    if given.category is not None:
        changes["category"] = None if given.category == NONE else category_of(given.category)
    if given.deliverable is not None:
        changes["deliverable"] = None if given.deliverable.lower() == NONE else given.deliverable
    if not changes:
        raise WrongUsage("Say what to change, like --note 'call with Lena'; see `fractui edit --help`.")
    _answer(
        shell,
        given,
        "changed",
        shell.services.entries.edit(given.id, **changes, on_overlap=given.on_overlap or "refuse"),
    )


def _delete(shell: Shell, given: Namespace) -> None:
    _answer(shell, given, "deleted", shell.services.entries.delete(given.id))


def _answer(shell: Shell, given: Namespace, did: str, entry: Entry) -> None:
    if given.json:
        shell.give(documents.entry(entry, shell.now))
    else:
        shell.say(entry_line(shell, did, entry))


def _log(shell: Shell, given: Namespace) -> None:
    code, period = code_and_period(shell, given)
    view = shell.services.entries.log(code, period)
    shell.table(
        given,
        Table(("id", "day", "time", ">length", "whose", "kind", "note", ""), _rows(shell, view)),
        documents.log(view, shell.now),
        "Nothing was tracked then.",
    )
    if not given.json and given.format in (None, "table") and view.rows:
        shell.say(f"\n{hm(view.total_s)} tracked, {hm(view.untracked_s)} untracked within working hours")


def _rows(shell: Shell, view: LogView) -> list[tuple[str, ...]]:
    return [_row(shell, each) for each in view.rows]


def _row(shell: Shell, row: LogRow) -> tuple[str, ...]:
    """One entry or gap; the mark in the last column says what is particular about it."""
    end = "..." if row.end is None else f"{row.end:%H:%M}"
    days = 0 if row.end is None else (row.end.date() - row.start.date()).days
    time = f"{row.start:%H:%M}-{end}{f' +{days}d' if days else ''}"
    head = (day(shell, row.start.date()), time, hm(row.seconds))
    if row.entry is None:
        return ("", *head, "", "", "", "untracked")
    entry = row.entry
    marks = ["runs"] if entry.end is None else []
    marks += ["overlaps"] if row.overlap else []
    kind = category_label(entry.category)
    return (short(entry.id), *head, row.whose, kind, entry.note, " ".join(marks))


COMMANDS = {
    "add": Command(
        _add,
        (
            WHO,
            option("--from", "when it began", "WHEN", required=True, dest="start"),
            option("--to", "when it ended", "WHEN", dest="end"),
            option("--for", "how long it was, instead of --to", "DURATION", dest="length"),
            NOTE,
            CATEGORY,
            DELIVERABLE,
            ON_OVERLAP,
        ),
        (
            "add ACME --from 14:05 --to 15:30 -n 'call with Lena' -c one_on_one",
            "add admin --from 'yesterday 09:00' --for 1h30",
            "add BETA --from 2026-11-22T14:05+01:00 --for 45m --on-overlap trim",
        ),
    ),
    "edit": Command(
        _edit,
        (
            word("id", "which entry", "ID"),
            option("--client", "whose time it is instead", "WHO", dest="who", kind="who"),
            option("--from", "when it began instead", "WHEN", dest="start"),
            option("--to", "when it ended instead", "WHEN", dest="end"),
            NOTE,
            option("-c --category", "the kind of work instead", choices=(*CATEGORIES, NONE)),
            option("--deliverable", "the deliverable that it is for, or none", "ID"),
            ON_OVERLAP,
        ),
        ("edit 3f9a --from 14:00", "edit 3f9a --client BETA -n 'campaign brief'"),
    ),
    "delete": Command(_delete, (word("id", "which entry", "ID"),), ("delete 3f9a",)),
    "log": Command(
        _log, CODE_AND_PERIOD, ("log", "log today", "log ACME this-month --format markdown"), table=True
    ),
}
"""The commands that this module has."""
