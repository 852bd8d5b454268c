"""Taking other trackers' time in: one command a program, all alike."""

from __future__ import annotations

from typing import Any

from fractui.cli.edge import INTERRUPTED
from fractui.cli.grammar import Command, option, switch, word
from fractui.cli.shell import Shell
from fractui.cli.tables import Table
from fractui.cli.waiting import Waiting
from fractui.core.entry import bucket_named
from fractui.core.errors import Refused, WrongUsage
from fractui.core.wording import hm
from fractui.exchange.rows import AskDayOrder
from fractui.services import documents
from fractui.services.importing import Stopped
from fractui.services.views.importing import (
    ON_OVERLAP,
    REFUSE,
    Gathered,
    ImportPlan,
    Judged,
    NameRow,
    Verdict,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

SHOWN = 10
"""How many rejected rows, and names, a person sees."""


def _import(format: str) -> Callable[[Shell, Namespace], int]:  # noqa: A002 - the spec's word
    """The command of one program."""

    def run(shell: Shell, given: Namespace) -> int:
        said = _said(given.map or ())
        with Waiting() as waiting:
            try:
                file = _file(shell, given, format, waiting)
                plan = shell.services.importing.judge(
                    file, said, given.on_overlap or REFUSE, waiting.tell, waiting.stop
                )
                refused = bool(plan.unmapped) and not given.skip_unmapped
                taken = 0
                if not refused and not given.dry_run:
                    done = shell.services.importing.take(plan, waiting.tell, waiting.stop)
                    plan, taken = done.plan, done.entries
            except Stopped as error:
                waiting.clear()
                shell.warn(f"fractui: {error.sentence}")
                return INTERRUPTED
        _answer(shell, given, plan, taken)
        if refused:
            raise Refused(_unmapped(plan))
        return 0

    return run


def _file(shell: Shell, given: Namespace, format: str, waiting: Waiting) -> Gathered:  # noqa: A002
    """The file, read whole.

    Raises:
        Refused: it cannot be read, or its dates can in two ways.
    """
    try:
        return shell.services.importing.gather(
            given.file, format, given.zone or "", given.dates or "", waiting.tell, waiting.stop
        )
    except AskDayOrder as error:
        raise Refused(
            f"“{error.example}” can be read in two ways; say which number is the day: --dates dmy or --dates mdy."
        ) from error


def _said(words: list[str] | tuple[str, ...]) -> dict[str, str]:
    """What ``--map`` says of names.

    Raises:
        WrongUsage: it is not NAME=CODE.
    """
    found = {}
    for each in words:
        name, equals, who = each.rpartition("=")
        if not equals:
            raise WrongUsage(f"--map wants NAME=CODE, like --map 'Acme Inc=ACME'; “{each[:40]}” has no =.")
        found[name] = who
    return found


def _unmapped(plan: ImportPlan) -> str:
    count = len(plan.unmapped)
    who = "1 name means" if count == 1 else f"{count:,} names mean"
    return (
        f"{who} nobody yet, so nothing was taken in; add --map for "
        f"{'it' if count == 1 else 'each'}, or --skip-unmapped to leave those rows out."
    )


# -- for programs ------------------------------------------------------------------------------------


def _answer(shell: Shell, given: Namespace, plan: ImportPlan, taken: int) -> None:
    if given.json:
        shell.give(_json(plan, taken, dry_run=given.dry_run))
    else:
        _say(shell, plan, taken, dry_run=given.dry_run)


def _json(plan: ImportPlan, taken: int, *, dry_run: bool) -> dict[str, Any]:
    counts = plan.counts()
    return {
        "format": plan.file.format,
        "file": plan.file.source,
        "zone": plan.file.zone,
        "new": counts[Verdict.NEW],
        "duplicate": counts[Verdict.DUPLICATE],
        "overlap": counts[Verdict.OVERLAP],
        "rejected": sum(1 for _ in plan.rejected()),
        "taken": taken,
        "dry_run": bool(dry_run),
        "names": [_name(each) for each in plan.names],
        "rows": [_row(each) for each in plan.rows],
    }


def _name(row: NameRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "rows": row.rows,
        "duration_s": row.seconds,
        "who": row.who or None,
        "near": list(row.near),
        "left_out": row.left_out,
    }


def _row(one: Judged) -> dict[str, Any]:
    return {
        "number": one.row.number,
        "verdict": one.verdict.value,
        "detail": one.detail,
        "name": one.name,
        "client": None if bucket_named(one.who) else one.who or None,
        "bucket": one.who if bucket_named(one.who) else None,
        "start": documents.instant(one.row.start),
        "end": documents.instant(one.row.end),
        "day": documents.day(one.row.day),
        "duration_s": one.length_s,
        "note": one.row.note,
        "entries": len(one.pieces),
    }


# -- for people --------------------------------------------------------------------------------------


def _say(shell: Shell, plan: ImportPlan, taken: int, *, dry_run: bool) -> None:
    from fractui.exchange.opening import TITLES

    file = plan.file
    span = f", {file.first} to {file.last}" if file.first else ""
    shell.say(f"{TITLES[file.format]}, {_rows(len(file.rows))}{span}, clocks of {file.zone}\n")
    print(Table(("verdict", ">rows", ">hours"), _counts(plan)).render("table"))
    _say_rejected(shell, plan)
    _say_names(shell, plan)
    if plan.on_overlap == REFUSE and plan.counts()[Verdict.OVERLAP]:
        shell.say(
            "\nRows that share time are left out; --on-overlap trim takes what is free of them, keep marks them."
        )
    if dry_run:
        shell.say(f"\nwould take in {_entries(plan.taking)}; nothing was changed")
    elif taken:
        shell.say(f"\ntook in {_entries(taken)}; fractui undo takes them back")
    elif not plan.unmapped:
        shell.say("\nnothing to take in")


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count:,} entries"


def _counts(plan: ImportPlan) -> list[tuple[str, str, str]]:
    seconds: dict[Verdict, int] = {}
    for one in plan.rows:
        seconds[one.verdict] = seconds.get(one.verdict, 0) + one.length_s
    counts = plan.counts()
    return [(each.value, f"{counts[each]:,}", hm(seconds[each])) for each in Verdict if counts[each]]


def _say_rejected(shell: Shell, plan: ImportPlan) -> None:
    """The first rows that cannot be taken, each with its reason; unmapped ones are told by their names."""
    rows = [each for each in plan.rejected() if each.verdict is not Verdict.UNMAPPED]
    if not rows:
        return
    shown = [(f"{each.row.number:,}", each.verdict.value, each.detail[:60]) for each in rows[:SHOWN]]
    print(f"\n{Table(('>row', 'verdict', 'why'), shown).render('table')}")
    if len(rows) > SHOWN:
        shell.say(f"and {len(rows) - SHOWN:,} more; --json lists every row")


def _say_names(shell: Shell, plan: ImportPlan) -> None:
    """The words to add for each name that means nobody yet."""
    from shlex import quote

    if not plan.unmapped:
        return
    shell.say(
        "\nSay whom these names mean: a client's code, one of your own buckets, or - to leave their rows out."
    )
    for each in plan.unmapped[:SHOWN]:
        looks = f", looks like {' or '.join(each.near)}" if each.near else ""
        looks = looks if each.name else ", which name nobody"
        words = quote(f"{each.name}={each.near[0] if each.near else 'CODE'}")
        shell.say(f"  --map {words}   {_rows(each.rows)}, {hm(each.seconds)}{looks}")
    if len(plan.unmapped) > SHOWN:
        shell.say(f"  and {len(plan.unmapped) - SHOWN:,} more")


ARGUMENTS = (
    word("file", "the file that the program wrote", "FILE", kind="file"),
    option(
        "--map",
        "whom a name of the file means: a code, a bucket, or - to leave its rows out; it is remembered",
        "NAME=CODE",
        repeated=True,
    ),
    option("--zone", "where the clocks of its times hung (what was said the last time, else yours)", "IANA"),
    option(
        "--dates",
        "which number of 03/04/2026 is the day, where the file leaves it open",
        choices=("dmy", "mdy"),
    ),
    option(
        "--on-overlap",
        "of a row that shares time: refuse leaves it out, trim takes what is free of it, keep takes it marked",
        choices=ON_OVERLAP,
    ),
    switch("--skip-unmapped", "leave the rows out whose names mean nobody"),
    switch("--dry-run", "only say what would become of every row"),
)
NOTES = (
    "It is one change, which undo takes back. The same file again adds nothing, a longer one only what is new,",
    "whatever was edited here meanwhile.",
)
COMMANDS = {
    f"import {name}": Command(
        _import(name),
        ARGUMENTS,
        tuple(f"import {name} {example}" for example in examples),
        notes=NOTES,
    )
    for name, examples in {
        "toggl": ("report.csv --dry-run", "report.csv --map 'Acme Inc=ACME' --map 'Sales=bd'"),
        "harvest": ("harvest_time_report.csv --map 'Acme Inc=ACME'",),
        "clockify": ("Clockify_Time_Report.csv --dates dmy --zone America/New_York",),
        "timewarrior": ("export.json", "~/.timewarrior/data/2026-11.data"),
        "watson": ("~/.config/watson/frames --on-overlap trim",),
        "csv": ("acme.csv --dry-run --json",),
        "bartib": ("activities.bartib",),
    }.items()
}
"""The commands that this module has."""
