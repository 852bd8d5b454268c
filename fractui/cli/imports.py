"""Taking other trackers' time in: one command a program, all alike."""

from __future__ import annotations

from fractui.cli.edge import INTERRUPTED
from fractui.cli.grammar import Command, option, switch, word
from fractui.cli.import_answers import answer
from fractui.cli.reading import day_of
from fractui.cli.shell import Shell
from fractui.cli.waiting import Waiting
from fractui.core.errors import Refused, WrongUsage
from fractui.exchange.rows import AskDayOrder
from fractui.services.importing import Stopped
from fractui.services.views.importing import (
    BOTH,
    ICS,
    ON_OVERLAP,
    REFUSE,
    WHAT,
    Gathered,
    ImportPlan,
    Taken,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable


def _import(format: str) -> Callable[[Shell, Namespace], int]:  # noqa: A002 - the spec's word
    """The command of one program."""

    def run(shell: Shell, given: Namespace) -> int:
        said = _said(given.map or ())
        with Waiting() as waiting:
            try:
                file = _file(shell, given, format, waiting)
                what = getattr(given, "what", None) or BOTH
                plan = shell.services.importing.judge(
                    file, said, given.on_overlap or REFUSE, waiting.tell, waiting.stop, what
                )
                refused = bool(plan.unmapped) and not given.skip_unmapped
                taken = Taken(0, plan)
                if not refused and not given.dry_run:
                    taken = shell.services.importing.take(plan, waiting.tell, waiting.stop)
                    plan = taken.plan
            except Stopped as error:
                waiting.clear()
                shell.warn(f"fractui: {error.sentence}")
                return INTERRUPTED
        answer(shell, given, plan, taken)
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
        if format == ICS:
            since, until = day_of(shell, given.since, "from"), day_of(shell, given.until, "to")
            return shell.services.importing.gather(
                given.file, format, given.zone or "", "", waiting.tell, waiting.stop, since, until
            )
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
CALENDAR_ARGUMENTS = (
    word("file", "the calendar as .ics", "FILE", kind="file"),
    option(
        "--map",
        "whom a domain, category, title or calendar means: a code, a bucket, or - to leave it out; it is remembered",
        "NAME=CODE",
        repeated=True,
    ),
    option(
        "--as",
        "what events become: entries of what is past, blocks of what is to come, or both (the default)",
        choices=WHAT,
        dest="what",
    ),
    option(
        "--zone", "where the clocks hung of times that name no zone (what was said the last time)", "IANA"
    ),
    option("--from", "the first day that is looked at (two years back)", "DATE", dest="since"),
    option("--to", "the last day that is looked at (twelve weeks ahead)", "DATE", dest="until"),
    *(each for each in ARGUMENTS if each.flags[0] in ("--on-overlap", "--skip-unmapped", "--dry-run")),
)
CALENDAR_NOTES = (
    "It is one change, which undo takes back. The same file again adds nothing; an event that was moved since moves its",
    "entry or block, one that was cancelled takes it back, unless you changed that here. Every event is listed with its",
    "verdict: --json.",
)
COMMANDS = {
    f"import {name}": Command(
        _import(name),
        CALENDAR_ARGUMENTS if name == "ics" else ARGUMENTS,
        tuple(f"import {name} {example}" for example in examples),
        notes=CALENDAR_NOTES if name == "ics" else NOTES,
    )
    for name, examples in {
        "ics": (
            "calendar.ics --dry-run",
            "calendar.ics --map acme.com=ACME --map Dentist=-",
            "acme.ics --as blocks --zone Europe/Berlin",
        ),
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
