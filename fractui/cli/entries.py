"""Entries by hand: add, edit, delete, and the log of what was tracked."""

from __future__ import annotations

from typing import Any

from fractui.cli.grammar import Command, option, switch, word
from fractui.cli.made import Told, answer, tell_timer
from fractui.cli.phrases import day, entry_line, short
from fractui.cli.reading import (
    CODE_AND_PERIOD,
    category_of,
    code_and_period,
    needed_day,
    needed_instant,
    seconds_of_words,
)
from fractui.cli.shell import Shell
from fractui.cli.tables import Table
from fractui.cli.timer import CATEGORIES, CATEGORY, DELIVERABLE, NOTE, ON_OVERLAP, WHO
from fractui.core.errors import WrongUsage
from fractui.core.wording import category_label, hm
from fractui.services import documents

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from fractui.services.views.log import LogRow, LogView

NONE = "none"
"""The word that takes a category or a deliverable away from an entry."""


def _add(shell: Shell, given: Namespace) -> None:
    if given.day is not None and (given.start, given.end) != (None, None):
        raise WrongUsage("Say either clock times or, with --on and --for, a day and how long it was.")
    if given.day is None and given.start is None:
        raise WrongUsage(
            "Say when it began, like --from 14:05, or on which day, like --on yesterday --for 2h."
        )
    if (given.end is None) == (given.length is None):
        raise WrongUsage("Say either when it ended, like --to 15:30, or how long it was, like --for 1h30.")
    told = Told()
    entry = shell.services.entries.add(
        given.who,
        **_times(shell, given),
        note=given.note or "",
        category=category_of(given.category),
        deliverable=given.deliverable,
        on_overlap=given.on_overlap or "refuse",
        tell=told.tell,
    )
    answer(shell, given, "added", entry, told)
    tell_timer(shell, given, entry.client)


def _times(shell: Shell, given: Namespace) -> dict[str, Any]:
    """The times, the day and the length that were given."""
    found: dict[str, Any] = {}
    if given.start is not None:
        found["start"] = needed_instant(shell, given.start, "from")
    if given.end is not None:
        found["end"] = needed_instant(shell, given.end, "to")
    if given.day is not None:
        found["day"] = needed_day(shell, given.day, "on")
    if given.length is not None:
        found["length"] = seconds_of_words(given.length)
    return found


def _edit(shell: Shell, given: Namespace) -> None:
    changes = _times(shell, given)
    if given.who is not None:
        changes["who"] = given.who
    if given.unlock:
        changes["locked"] = False
    if given.note is not None:
        changes["note"] = given.note
    if given.category is not None:
        changes["category"] = None if given.category == NONE else category_of(given.category)
    if given.deliverable is not None:
        changes["deliverable"] = None if given.deliverable.lower() == NONE else given.deliverable
    if not changes:
        raise WrongUsage("Say what to change, like --note 'call with Lena'; see `fractui edit --help`.")
    told = Told()
    entry = shell.services.entries.edit(
        given.id, **changes, on_overlap=given.on_overlap or "refuse", tell=told.tell
    )
    answer(shell, given, "changed", entry, told)


def _delete(shell: Shell, given: Namespace) -> None:
    answer(shell, given, "deleted", shell.services.entries.delete(given.id))


def _split(shell: Shell, given: Namespace) -> None:
    both = shell.services.entries.split(given.id, needed_instant(shell, given.at, "at"))
    if given.json:
        shell.give({"entries": [documents.entry(each, shell.now) for each in both]})
    else:
        for did, entry in zip(("split, first", "split, second"), both, strict=True):
            shell.say(entry_line(shell, did, entry))


def _join(shell: Shell, given: Namespace) -> None:
    answer(shell, given, "joined", shell.services.entries.join(given.id, given.other))


def _log(shell: Shell, given: Namespace) -> None:
    code, period = code_and_period(shell, given)
    view = shell.services.entries.log(code, period)
    shell.table(
        given,
        Table(("id", "day", "time", ">length", "whose", "kind", "note", "mark"), _rows(shell, view)),
        documents.log(view, shell.now),
        "Nothing was tracked then.",
    )
    if not given.json and given.format in (None, "table") and view.rows:
        shell.say(f"\n{hm(view.total_s)} tracked, {hm(view.untracked_s)} untracked within working hours")


def _rows(shell: Shell, view: LogView) -> list[tuple[str, ...]]:
    return [_row(shell, each) for each in view.rows]


def _row(shell: Shell, row: LogRow) -> tuple[str, ...]:
    """One entry or gap; the mark in the last column says what is particular about it."""
    head = (day(shell, row.start.date()), _time(row), hm(row.seconds))
    if row.entry is None:
        return ("", *head, "", "", "", "untracked")
    entry = row.entry
    marks = ["runs"] if entry.end is None else []
    marks += ["overlaps, kept" if row.kept else "overlaps"] if row.overlap else []
    marks += ["locked"] if entry.locked else []
    kind = category_label(entry.category)
    return (short(entry.id), *head, row.whose, kind, entry.note, " ".join(marks))


def _time(row: LogRow) -> str:
    """From when to when; nothing for what only has a length."""
    if row.entry is not None and not row.entry.timed:
        return ""
    end = "..." if row.end is None else f"{row.end:%H:%M}"
    days = 0 if row.end is None else (row.end.date() - row.start.date()).days
    return f"{row.start:%H:%M}-{end}{f' +{days}d' if days else ''}"


COMMANDS = {
    "add": Command(
        _add,
        (
            WHO,
            option("--from", "when it began", "WHEN", dest="start"),
            option("--to", "when it ended", "WHEN", dest="end"),
            option("--for", "how long it was, instead of --to", "DURATION", dest="length"),
            option("--on", "the day alone, with --for and without --from", "DATE", dest="day"),
            NOTE,
            CATEGORY,
            DELIVERABLE,
            ON_OVERLAP,
        ),
        (
            "add ACME --from 14:05 --to 15:30 -n 'call with Lena' -c one_on_one",
            "add admin --from 'yesterday 09:00' --for 1h30",
            "add BETA --from 2026-11-22T14:05+01:00 --for 45m --on-overlap trim",
            "add ACME --on yesterday --for 2h",
        ),
    ),
    "edit": Command(
        _edit,
        (
            word("id", "which entry", "ID"),
            option("--client", "whose time it is instead", "WHO", dest="who", kind="who"),
            option("--from", "when it began instead", "WHEN", dest="start"),
            option("--to", "when it ended instead", "WHEN", dest="end"),
            option("--for", "how long it was instead", "DURATION", dest="length"),
            option("--on", "on which day it was instead, for time without clock times", "DATE", dest="day"),
            NOTE,
            option("-c --category", "the kind of work instead", choices=(*CATEGORIES, NONE)),
            option("--deliverable", "the deliverable that it is for, or none", "ID"),
            ON_OVERLAP,
            switch("--unlock", "change it although it was invoiced where it came from"),
        ),
        ("edit 3f9a --from 14:00", "edit 3f9a --client BETA -n 'campaign brief'"),
    ),
    "split": Command(
        _split,
        (
            word("id", "which entry", "ID"),
            option("--at", "where the second part begins", "WHEN", required=True),
        ),
        ("split 3f9a --at 10:30", "split 3f9a --at 'yesterday 10:30'"),
    ),
    "join": Command(
        _join,
        (
            word("id", "which entry", "ID"),
            word(
                "other",
                "which to join it with; the next of the same client that day if left out",
                "ID",
                nargs="?",
            ),
        ),
        ("join 3f9a", "join 3f9a 77c0"),
    ),
    "delete": Command(_delete, (word("id", "which entry", "ID"),), ("delete 3f9a",)),
    "log": Command(
        _log, CODE_AND_PERIOD, ("log", "log today", "log ACME this-month --format markdown"), table=True
    ),
}
"""The commands that this module has."""
