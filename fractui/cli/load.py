"""The coming weeks: planned against agreed, tracked, and what a week has (rows 000-31, 002-30)."""

from __future__ import annotations

from fractui.cli.grammar import Command, option
from fractui.cli.phrases import day
from fractui.cli.shell import Shell
from fractui.cli.tables import Table
from fractui.core.errors import FieldRefused
from fractui.core.load import hours_word, told, week_word
from fractui.core.wording import hm
from fractui.services import documents
from fractui.services.load import MOST_WEEKS, WEEKS
from fractui.services.views.load import LoadView

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from typing import Any

MARKS = {3: "!!", 2: "!", 1: "-"}
"""How bad something is, before its sentence."""


def _load(shell: Shell, given: Namespace) -> None:
    view = shell.services.load.view(None, _weeks(given.weeks))
    titles = [week_word(week.monday, view.today) for week in view.weeks]
    table = Table(("client", *(f">{title}" for title in titles), ">tracked", ">agreed"), _rows(view))
    shell.table(given, table, _json(view), "Nothing is planned and nothing is agreed.")
    if given.json or given.format not in (None, "table"):
        return
    found = [f"{MARKS[each.severity]} {each.text}" for each in told(view.strains)]
    found += [
        f"! {day(shell, each.day)}: {each.code or 'own'} {each.title} falls into {each.leave}; move, cover or drop it"
        for each in view.fallen
    ]
    for line in ["", *found] if found else ():
        shell.say(line)


def _weeks(text: str | None) -> int:
    """How many weeks are asked for.

    Raises:
        FieldRefused: no whole number of weeks, or too many.
    """
    if text is None:
        return WEEKS
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= MOST_WEEKS):
        raise FieldRefused("weeks", f"Write how many weeks, 1 to {MOST_WEEKS}.")
    return int(text)


def _rows(view: LoadView) -> list[tuple[str, ...]]:
    """A row a client, then all of it, then what the weeks have; tracked is this week's."""
    rows = [
        (
            row.code or "own",
            *(hm(seconds) if seconds else "" for seconds in row.planned),
            hm(row.tracked[0]) if row.tracked[0] else "",
            hm(row.committed_s) if row.committed_s else "",
        )
        for row in view.rows
    ]
    if not rows:
        return []
    tracked, agreed = (sum(row.tracked[0] for row in view.rows), sum(row.committed_s for row in view.rows))
    rows.append(("all", *(hm(week.total_s) for week in view.weeks), hm(tracked), hm(agreed)))
    return [*rows, ("of", *(hours_word(week.capacity_s) for week in view.weeks), "", "")]


def _json(view: LoadView) -> dict[str, Any]:
    """The load as a program reads it."""
    return {
        "weeks": [
            {
                "week_start": documents.day(week.monday),
                "planned_s": week.total_s,
                "capacity_s": week.capacity_s,
                "work_days": week.days,
                "clients": [
                    {
                        "client": row.code or None,
                        "planned_s": row.planned[place],
                        "tracked_s": row.tracked[place],
                        "committed_s": row.committed_s,
                        "ceiling_s": row.ceiling_s,
                    }
                    for row in view.rows
                ],
            }
            for place, week in enumerate(view.weeks)
        ],
        "findings": [
            {
                "kind": each.kind.value,
                "severity": each.severity,
                "client": each.code or None,
                "date": documents.day(each.day),
                "text": each.text,
            }
            for each in view.strains
        ],
        "time_off": [
            {
                "kind": each.kind,
                "client": each.code or None,
                "title": each.title,
                "date": documents.day(each.day),
                "leave": each.leave,
                "cover": each.cover,
            }
            for each in view.fallen
        ],
    }


COMMANDS = {
    "load": Command(
        _load,
        (option("--weeks", f"how many weeks, this one included; {WEEKS} without it", "N"),),
        ("load", "load --weeks 8 --json"),
        table=True,
        notes=("`agreed` is a week's share of the month's commitment; `tracked` is this week's.",),
    ),
}
"""The commands that this module has."""
