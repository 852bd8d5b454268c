"""Leave and holidays: add, list, delete; what falls into them is said, so that nothing of it is lost."""

from __future__ import annotations

from fractui.cli.grammar import Command, option, switch, word
from fractui.cli.phrases import day, short
from fractui.cli.reading import day_of, needed_day
from fractui.cli.shell import Shell
from fractui.cli.tables import Table
from fractui.core.leave import Leave
from fractui.core.wording import short_date
from fractui.services import record_documents

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from fractui.services.time_off import Affected

MOST = 12
"""So many lines of what falls into a time off are said; the rest is counted."""


def _add(shell: Shell, given: Namespace) -> None:
    made = shell.services.time_off.add(
        needed_day(shell, given.first, "first"),
        day_of(shell, given.last, "last"),
        name=given.name or "",
        cover=given.cover or "",
    )
    if given.json:
        shell.give(
            {**record_documents.leave(made.leave), "owed": len(made.owed), "blocks": len(made.planned)}
        )
        return
    shell.say(f"added {_line(shell, made.leave)}")
    for line in _falls_in(shell, made):
        shell.say(line)


def _line(shell: Shell, leave: Leave) -> str:
    days = day(shell, leave.first)
    if leave.last != leave.first:
        days += f" to {day(shell, leave.last)}"
    name = f" {leave.name}" if leave.name else ""
    cover = f", covered by {leave.cover}" if leave.cover else ""
    return f"{short(leave.id)}  {days}{name}{cover}"


def _falls_in(shell: Shell, made: Affected) -> list[str]:
    """A line for each thing that is due or planned on those days."""
    lines = [f"due then: {each.client} {each.title}, {day(shell, each.due)}" for each in made.owed]
    lines += [
        f"planned then: {each.block.client or 'own'} {each.block.title}, {short_date(each.on, shell.today)}"
        for each in made.planned
    ]
    if len(lines) > MOST:
        lines[MOST:] = [f"and {len(lines) - MOST} more"]
    ways = ["`fractui deliverable edit ID --due` gives it another day"] if made.owed else []
    ways += ["`fractui block move` and `fractui block skip` are for single instances"] if made.planned else []
    if ways:
        lines.append(f"Have it covered, or move it: {'; '.join(ways)}.")
    return lines


def _list(shell: Shell, given: Namespace) -> None:
    found = shell.services.time_off.list(None if given.all else shell.today)
    shell.table(
        given,
        Table(
            ("id", "from", "to", "days", "name", "covered by"),
            [
                (
                    short(each.id),
                    day(shell, each.first),
                    day(shell, each.last),
                    str((each.last - each.first).days + 1),
                    each.name,
                    each.cover,
                )
                for each in found
            ],
        ),
        {"leaves": [record_documents.leave(each) for each in found]},
        "No days off to come; take some with: fractui leave add 2026-12-24 --to 2027-01-03",
    )


def _delete(shell: Shell, given: Namespace) -> None:
    gone = shell.services.time_off.delete(given.id)
    if given.json:
        shell.give(record_documents.leave(gone))
    else:
        shell.say(f"deleted {_line(shell, gone)}")


COMMANDS = {
    "leave add": Command(
        _add,
        (
            word("first", "the first day off", "DATE"),
            option("--to", "the last day off; without it only one day", "DATE", dest="last"),
            option("--name", "what it is called, like Christmas", "NAME"),
            option("--cover", "who is there meanwhile", "WHOM"),
        ),
        ("leave add 2026-12-24 --to 2027-01-03 --name Christmas", "leave add 2027-05-01 --name 'Labour Day'"),
    ),
    "leave list": Command(_list, (switch("--all", "also what is over"),), ("leave list",), table=True),
    "leave delete": Command(_delete, (word("id", "which time off", "ID"),), ("leave delete 3f9a",)),
}
"""The commands that this module has."""
