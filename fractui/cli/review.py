"""The guided reviews from the shell: the same steps with the same lines as in the dashboard (rows 003-19 to 003-21, 000-31)."""

from __future__ import annotations

from fractui.cli.grammar import Command, word
from fractui.cli.phrases import moment
from fractui.cli.shell import Shell
from fractui.cli.tables import Table
from fractui.core.routine import Routine, routine_named
from fractui.services.routine_documents import review
from fractui.services.views.routine import RoutineLine, RoutineView, admin_word, minutes_word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

MARKS = {3: "!!", 2: "!", 1: ""}
"""How bad something is, before whose it is."""


def _review(shell: Shell, given: Namespace) -> None:
    view = shell.services.routines.view(routine_named(given.kind))
    if given.json or given.format not in (None, "table"):
        whole = [(step.title, *row) for step in view.steps for row in map(_row, step.lines)]
        table = Table(("step", "", "client", "what", "when", "about"), whole)
        shell.table(given, table, review(view, shell.now), "")
        return
    shell.say(_head(shell, view))
    for number, step in enumerate(view.steps, 1):
        shell.say(f"\n{number}  {step.title}")
        if step.lines:
            rows = [_row(each) for each in step.lines]
            shell.table(given, Table(("", "client", "what", "when", "about"), rows), None, "")
        else:
            shell.say(step.nothing)


def _row(each: RoutineLine) -> tuple[str, str, str, str, str]:
    return MARKS[each.severity], each.code or "-", each.title, each.when, each.detail


def _head(shell: Shell, view: RoutineView) -> str:
    """What it is, how long it has taken, and a week's administration."""
    words = [view.title, f"{view.minutes} min" if view.minutes else ""]
    if view.finished_at is not None and not view.seconds(shell.now):
        words.append(f"finished {moment(shell, view.finished_at)}")
    elif view.seconds(shell.now):
        words.append(f"{minutes_word(view.seconds(shell.now))} so far")
    admin = f"administration {admin_word(view.admin_s, view.admin_target_s)} a week over four weeks"
    return " · ".join([*(each for each in words if each), admin])


COMMANDS = {
    "review": Command(
        _review,
        (
            word(
                "kind",
                "monday (due, unread, accesses), friday (not delivered, statuses), week (the portfolio)",
                choices=tuple(each.value for each in Routine),
            ),
        ),
        ("review monday", "review week --json"),
        table=True,
        notes=("M in the dashboard goes through it step by step and tracks the time as administration.",),
    ),
}
"""The commands that this module has."""
