"""Today: what is on, what comes next, what is wanted, and the plan of up to three things."""

from __future__ import annotations

from fractui.cli.grammar import Command, option, switch, word
from fractui.cli.phrases import short
from fractui.cli.priorities import known
from fractui.cli.shell import Shell
from fractui.cli.tables import Table
from fractui.core.day_plan import KINDS
from fractui.core.errors import NotFound
from fractui.core.wording import clock, day_word, moment_word
from fractui.services import today_documents

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from fractui.services.views.day_plan import DayPlanView, PickRow
    from fractui.services.views.today import TodayView

ID = word("id", "which one: its number in the list, or its id", "ID")


def _today(shell: Shell, given: Namespace) -> None:
    now, plan = shell.services.portfolio.overview().now_and_next, shell.services.day_plan.view()
    rows = [*_plan_rows(plan), *_clock_rows(shell, now)]
    shell.table(
        given,
        Table(("", "client", "what", "when", "id"), rows),
        today_documents.today(now, plan),
        "Nothing is planned or due today; begin with: fractui today add 'what is to be done'",
    )


def _plan_rows(plan: DayPlanView) -> list[tuple[str, str, str, str, str]]:
    numbered = enumerate((*plan.rows, *plan.later), 1)
    later = {row.id for row in plan.later}
    return [
        (str(number), row.code or "own", row.text, _state(row, plan, later=row.id in later), short(row.id))
        for number, row in numbered
    ]


def _state(row: PickRow, plan: DayPlanView, *, later: bool) -> str:
    since = f"since {day_word(row.since, plan.today)}" if row.days else ""
    words = ("done" if row.done else "put off to tomorrow" if later else "", since, row.note)
    return ", ".join(each for each in words if each)


def _clock_rows(shell: Shell, now: TodayView) -> list[tuple[str, str, str, str, str]]:
    rows = [("now", each.code or "own", each.title, f"until {clock(each.end)}", "") for each in now.now]
    if now.following is not None:
        follows = now.following
        when = moment_word(follows.start, shell.today)
        rows.append(("next", follows.code or "own", follows.title, when, ""))
    for each in now.wanted:
        when = "today" if each.days == 0 else f"{-each.days} d late"
        rows.append(("due" if each.kind == "due" else "promised", each.code, each.title, when, ""))
    return rows


def _rows(shell: Shell) -> tuple[PickRow, ...]:
    plan = shell.services.day_plan.view()
    return (*plan.rows, *plan.later)


def _answer(shell: Shell, given: Namespace, did: str, known: str, rows: tuple[PickRow, ...]) -> None:
    """Say what was done to the thing with this id, in the words that it has where it lies."""
    row = next(each for each in rows if each.id == known)
    if given.json:
        shell.give(today_documents.pick(row))
    else:
        shell.say(f"{did} {' '.join(part for part in (short(row.id), row.code, row.text) if part)}")


def _chosen(shell: Shell, text: str) -> str:
    """The id that a word names: that of the thing with this number, or the word itself."""
    rows = _rows(shell)
    if text.isascii() and text.isdigit() and 1 <= int(text) <= len(rows):
        return rows[int(text) - 1].id
    return text


def _add(shell: Shell, given: Namespace) -> None:
    made = shell.services.day_plan.add(given.text)
    _answer(shell, given, "today:", made.id, _rows(shell))


def _choose(shell: Shell, given: Namespace) -> None:
    ranking = shell.services.priorities.list(given.code)
    wanted = known(ranking, given.id)
    for kind in KINDS if given.kind is None else (given.kind,):
        try:
            pick = shell.services.day_plan.choose(given.code, kind, wanted)
        except NotFound:
            continue
        _answer(shell, given, "today:", pick.id, _rows(shell))
        return
    what = given.kind or "priority, deliverable or promise"
    raise NotFound(f"{ranking.code} has no {what} {given.id[:32]}; see fractui priority list {ranking.code}")


def _done(shell: Shell, given: Namespace) -> None:
    pick = shell.services.day_plan.tick(_chosen(shell, given.id), done=not given.undone)
    _answer(shell, given, "not done" if given.undone else "done", pick.id, _rows(shell))


def _carry(shell: Shell, given: Namespace) -> None:
    pick = shell.services.day_plan.carry(_chosen(shell, given.id))
    _answer(shell, given, "tomorrow:", pick.id, _rows(shell))


def _drop(shell: Shell, given: Namespace) -> None:
    before = _rows(shell)
    pick = shell.services.day_plan.drop(_chosen(shell, given.id))
    _answer(shell, given, "dropped", pick.id, before)


COMMANDS = {
    "today": Command(_today, (), ("today", "today --json"), table=True),
    "today add": Command(_add, (word("text", "what is to be done"),), ("today add 'clear the inbox'",)),
    "today choose": Command(
        _choose,
        (
            word("code", "the client", kind="client"),
            word("id", "what: a priority's place, or the id of a priority, a deliverable or a promise", "ID"),
            option("--kind", "what the id is one of, where it fits several", choices=KINDS),
        ),
        ("today choose ACME 1", "today choose BETA 3f9a --kind deliverable"),
    ),
    "today done": Command(
        _done, (ID, switch("--undone", "take the tick back")), ("today done 1", "today done 2 --undone")
    ),
    "today carry": Command(_carry, (ID,), ("today carry 2",)),
    "today drop": Command(_drop, (ID,), ("today drop 3",)),
}
"""The commands that this module has."""
