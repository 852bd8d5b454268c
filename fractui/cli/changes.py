"""Undo, redo and what was done."""

from __future__ import annotations

from fractui.cli.grammar import Command, option
from fractui.cli.phrases import moment
from fractui.cli.shell import Shell
from fractui.cli.tables import Table
from fractui.core.errors import WrongUsage
from fractui.services import documents

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace


def _undo(shell: Shell, given: Namespace) -> None:
    _answer(shell, given, "undone", shell.services.history.undo())


def _redo(shell: Shell, given: Namespace) -> None:
    _answer(shell, given, "redone", shell.services.history.redo())


def _answer(shell: Shell, given: Namespace, did: str, label: str) -> None:
    if given.json:
        shell.give({did: label})
    else:
        shell.say(f"{did}: {label}")


def _history(shell: Shell, given: Namespace) -> None:
    limit = 50 if given.limit is None else given.limit
    if limit < 1:
        raise WrongUsage("Write how many changes to list, 1 or more, like --limit 20.")
    rows = shell.services.history.rows(limit)
    shell.table(
        given,
        Table(
            ("when", "what", "clients", "state"),
            [
                (
                    moment(shell, row.at),
                    row.label,
                    " ".join(code or "own" for code in row.codes),
                    "undone" if row.undone else "",
                )
                for row in rows
            ],
        ),
        {
            "changes": [
                {
                    "at": documents.instant(row.at),
                    "label": row.label,
                    "undone": row.undone,
                    "clients": [code for code in row.codes if code],
                }
                for row in rows
            ]
        },
        "Nothing has been changed yet.",
    )


COMMANDS = {
    "undo": Command(_undo),
    "redo": Command(_redo),
    "history": Command(
        _history,
        (option("--limit", "how many at most (50)", "N", number=True),),
        ("history --limit 10",),
        table=True,
    ),
}
"""The commands that this module has."""
