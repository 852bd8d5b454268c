"""What matters most with a client, in its order."""

from __future__ import annotations

from typing import Any

from fractui.cli.grammar import Command, option, switch, word
from fractui.cli.phrases import day, short
from fractui.cli.shell import Shell
from fractui.cli.tables import Table
from fractui.core.errors import FieldRefused
from fractui.core.priority import DOWN, UP
from fractui.core.wording import day_word
from fractui.services import record_documents

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from fractui.core.priority import Priority
    from fractui.services.priorities import Ranking

CODE = word("code", "the client", kind="client")
ID = word("id", "which one: its place in the list, or its id", "ID")
PLACES = {"up": UP, "down": DOWN}
"""The words for one place nearer to the first, and one further from it."""


def known(ranking: Ranking, text: str) -> str:
    """The id that a word names: that of the priority in a place, or the word itself."""
    if text.isascii() and text.isdigit() and 1 <= int(text) <= len(ranking.open):
        return ranking.open[int(text) - 1].id
    return text


def _chosen(shell: Shell, given: Namespace) -> str:
    return known(shell.services.priorities.list(given.code), given.id)


def _answer(shell: Shell, given: Namespace, did: str, made: Priority, *, warns: bool = False) -> None:
    """Say what was done; a list that has grown too long gets a word beside the answer, and is taken all the same."""
    if given.json:
        shell.give(record_documents.priority(made))
    else:
        shell.say(f"{did} {short(made.id)}  {made.text}")
    warning = shell.services.priorities.list(given.code).warning if warns else ""
    if warning:
        shell.warn(f"fractui: {given.code.upper()}'s priorities: {warning}.")


def _add(shell: Shell, given: Namespace) -> None:
    made = shell.services.priorities.add(given.code, given.text, given.deliverable, given.at)
    _answer(shell, given, "added", made, warns=True)


def _list(shell: Shell, given: Namespace) -> None:
    found = shell.services.priorities.list(given.code)
    rows = [(str(place), *_row(shell, each)) for place, each in enumerate(found.open, 1)]
    done = found.done if given.all else ()
    rows += [("", *_row(shell, each)) for each in done]
    shell.table(
        given,
        Table(("place", "id", "what matters", "since", "state"), rows),
        {
            "client": found.code,
            "priorities": [
                {**record_documents.priority(each), "place": place}
                for place, each in enumerate(found.open, 1)
            ]
            + [{**record_documents.priority(each), "place": None} for each in done],
            "limit": found.cap,
            "too_many": bool(found.warning),
        },
        f"Nothing is ranked; begin with: fractui priority add {found.code} 'what matters most'",
    )
    if found.warning:
        shell.warn(f"fractui: {found.code}'s priorities: {found.warning}.")


def _row(shell: Shell, each: Priority) -> tuple[str, str, str, str]:
    state = f"done {day_word(each.done_on, shell.today)}" if each.done_on else ""
    return short(each.id), each.text, day(shell, each.since), state


def _move(shell: Shell, given: Namespace) -> None:
    service, chosen = shell.services.priorities, _chosen(shell, given)
    to = given.to.casefold()
    if to in PLACES:
        moved = service.shift(given.code, chosen, PLACES[to])
    elif to.isascii() and to.isdigit() and 1 <= int(to) <= 10_000:
        moved = service.move(given.code, chosen, int(to))
    else:
        raise FieldRefused("to", "Write up, down, or a place from 1 on.")
    _answer(shell, given, "moved", moved)


def _done(shell: Shell, given: Namespace) -> None:
    made = shell.services.priorities.done(given.code, _chosen(shell, given), done=not given.undone)
    _answer(shell, given, "not done" if given.undone else "done", made)


def _edit(shell: Shell, given: Namespace) -> None:
    words: dict[str, Any] = {}
    if given.text is not None:
        words["text"] = given.text
    if given.deliverable is not None:
        words["deliverable"] = given.deliverable if given.deliverable != "none" else None
    _answer(
        shell,
        given,
        "changed",
        shell.services.priorities.edit(given.code, _chosen(shell, given), **words),
    )


def _delete(shell: Shell, given: Namespace) -> None:
    _answer(shell, given, "deleted", shell.services.priorities.delete(given.code, _chosen(shell, given)))


COMMANDS = {
    "priority add": Command(
        _add,
        (
            CODE,
            word("text", "what matters"),
            option("--deliverable", "what is owed and it is about", "ID"),
            option("--at", "its place, 1 for the first; the last without it", "N", number=True),
        ),
        ("priority add ACME 'close the month in five days'", "priority add ACME 'the bank' --at 1"),
        notes=("Called just like something that is owed it is about that.",),
    ),
    "priority list": Command(
        _list, (CODE, switch("--all", "those that are done too")), ("priority list ACME",), table=True
    ),
    "priority move": Command(
        _move,
        (CODE, ID, word("to", "up, down, or the place that it gets", "PLACE")),
        ("priority move ACME 3 up", "priority move ACME 3f9a 1"),
    ),
    "priority done": Command(
        _done, (CODE, ID, switch("--undone", "take the tick back")), ("priority done ACME 1",)
    ),
    "priority edit": Command(
        _edit,
        (
            CODE,
            ID,
            option("--text", "what matters", "TEXT"),
            option("--deliverable", "what is owed and it is about; none for nothing", "ID"),
        ),
        ("priority edit ACME 1 --text 'close the month in four days'",),
    ),
    "priority delete": Command(_delete, (CODE, ID), ("priority delete ACME 2",)),
}
"""The commands that this module has."""
