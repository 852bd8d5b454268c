"""Planned time: add, list, skip, move and delete blocks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from fractui.cli.grammar import Command, option, word
from fractui.cli.phrases import block_line, day, short
from fractui.cli.reading import (
    CODE_AND_PERIOD,
    category_of,
    code_and_period,
    day_of,
    needed_day,
    needed_instant,
    seconds_of_words,
)
from fractui.cli.shell import Shell
from fractui.cli.tables import Table
from fractui.cli.timer import CATEGORY
from fractui.core.block import Block, Occurrence
from fractui.core.errors import FieldRefused, WrongUsage
from fractui.core.period import Period
from fractui.core.rhythm import Rhythm, parse_rhythm
from fractui.core.when import parse_days, parse_time
from fractui.core.wording import WEEKDAYS, hm, short_block
from fractui.services import record_documents

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

OWN = "own"
"""The word for time that is nobody's client's, in place of a code."""


AHEAD = timedelta(weeks=8)
"""How far `block list` looks when no period is given."""


def _add(shell: Shell, given: Namespace) -> None:
    made = shell.services.planning.add_block(
        None if given.code == OWN else given.code,
        given.title,
        parse_time(given.at),
        _minutes(given.length),
        **_rhythm(given),
        starts_on=day_of(shell, given.since, "from"),
        until=day_of(shell, given.until, "until"),
        zone=given.zone,
        category=category_of(given.category),
    )
    _answer(shell, given, "planned", made)


def _rhythm(given: Namespace) -> dict[str, Any]:
    """When it takes place again, as far as the words say."""
    if given.days and given.repeat:
        raise WrongUsage("Say --days or --repeat, not both.")
    if not given.days and not given.repeat:
        return {}
    rhythm = parse_rhythm(given.repeat, "repeat") if given.repeat else Rhythm(parse_days(given.days))
    return {"days": rhythm.days, "step": rhythm.step, "month_day": rhythm.month_day, "nth": rhythm.nth}


def _edit(shell: Shell, given: Namespace) -> None:
    changes: dict[str, Any] = _rhythm(given)
    if given.title is not None:
        changes["title"] = given.title
    if given.at is not None:
        changes["at"] = parse_time(given.at)
    if given.length is not None:
        changes["minutes"] = _minutes(given.length)
    if given.zone is not None:
        changes["zone"] = given.zone
    if given.category is not None:
        changes["category"] = category_of(given.category)
    if given.until is not None:
        changes["until"] = needed_day(shell, given.until, "until")
    if not changes:
        raise WrongUsage("Say what to change, like --at 10:00; see `fractui block edit --help`.")
    planning = shell.services.planning
    if given.since is None:
        _answer(shell, given, "changed", planning.edit_block(given.id, **changes))
    else:
        on = needed_day(shell, given.since, "from")
        _answer(
            shell, given, f"changed from {day(shell, on)} on", planning.edit_from(given.id, on, **changes)
        )


def _minutes(text: str) -> int:
    length = seconds_of_words(text)
    if length % 60:
        raise FieldRefused("for", "A block's length is in whole minutes, like 3h or 45m.")
    return length // 60


def _answer(shell: Shell, given: Namespace, did: str, block: Block) -> None:
    if given.json:
        shell.give(record_documents.block(block))
    else:
        shell.say(block_line(shell, did, block))
        warning = short_block(block.minutes, block.category) if block.client else ""
        if warning:
            shell.say(f"{warning}.")


def _list(shell: Shell, given: Namespace) -> None:
    code, period = code_and_period(shell, given)
    if not (given.since or given.until or period.start or period.end or "all" in given.words):
        period = Period(shell.today, shell.today + AHEAD)
    found = shell.services.planning.occurrences("" if code == OWN else code, period)
    shell.table(
        given,
        Table(
            ("block", "client", "title", "day", "time", ">length", "on", "mark"),
            [_row(shell, each) for each in found],
        ),
        record_documents.occurrences(found),
        "Nothing is planned then.",
    )


def _row(shell: Shell, each: Occurrence) -> tuple[str, ...]:
    """One instance: its time on the user's clock, and the original date by which it is skipped or moved."""
    start, end = shell.local(each.start), shell.local(each.end)
    return (
        short(each.block.id),
        each.block.client or OWN,
        each.block.title,
        f"{WEEKDAYS[start.weekday()]} {day(shell, start.date())}",
        f"{start:%H:%M}-{end:%H:%M}",
        hm(int((each.end - each.start).total_seconds())),
        each.on.isoformat(),
        "moved" if each.moved else "",
    )


def _skip(shell: Shell, given: Namespace) -> None:
    on = needed_day(shell, given.date, "date")
    _answer(shell, given, f"left out {day(shell, on)} of", shell.services.planning.skip(given.id, on))


def _move(shell: Shell, given: Namespace) -> None:
    on = needed_day(shell, given.date, "date")
    to = needed_instant(shell, given.to, "to")
    _answer(shell, given, f"moved {day(shell, on)} of", shell.services.planning.move(given.id, on, to))


def _delete(shell: Shell, given: Namespace) -> None:
    if given.since is None:
        _answer(shell, given, "deleted", shell.services.planning.delete_block(given.id))
    else:
        on = needed_day(shell, given.since, "from")
        _answer(
            shell, given, f"ended before {day(shell, on)}", shell.services.planning.end_before(given.id, on)
        )


ID = word("id", "which block", "ID")
ON = word("date", "which instance: the day on which the series has it", "DATE")

RHYTHM = (
    option("--days", "its weekdays; without them it takes place once", "DAYS"),
    option(
        "--repeat",
        "any other rhythm: 'every 2 weeks tue', '15th', 'last fri', 'every 3 months last day'",
        "RHYTHM",
    ),
)

COMMANDS = {
    "block add": Command(
        _add,
        (
            word("code", f"whose time it is; {OWN} for your own", kind="client"),
            option("--title", "what it is for", "TITLE", required=True),
            *RHYTHM,
            option("--at", "when it begins, on the clock of its zone", "09:00", required=True),
            option("--for", "how long it is", "DURATION", required=True, dest="length"),
            option("--from", "the first day that may hold it (today)", "DATE", dest="since"),
            option("--until", "the last day that may hold it", "DATE"),
            option("--zone", "the zone of its clock, like Europe/Berlin (the client's)", "IANA"),
            CATEGORY,
        ),
        (
            "block add ACME --title 'focus block' --days tue,thu --at 09:00 --for 3h",
            "block add BETA --title 'off-site' --at 10:00 --for 6h --from 2026-12-03",
            "block add CYAN --title 'leadership meeting' --repeat 'every 2 weeks tue' --at 14:00 --for 1h",
        ),
    ),
    "block list": Command(
        _list,
        CODE_AND_PERIOD,
        ("block list this-week", "block list ACME next-month"),
        table=True,
        notes=("Without a period: eight weeks from today. `on` is what skip and move want.",),
    ),
    "block skip": Command(_skip, (ID, ON), ("block skip 3f9a 2026-12-24",)),
    "block move": Command(
        _move,
        (ID, ON, option("--to", "when it begins instead, on your clock", "WHEN", required=True)),
        ("block move 3f9a 2026-12-24 --to '2026-12-23 09:00'",),
    ),
    "block edit": Command(
        _edit,
        (
            ID,
            option(
                "--from", "only this and later instances; without it the whole series", "DATE", dest="since"
            ),
            option("--title", "what it is for", "TITLE"),
            *RHYTHM,
            option("--at", "when it begins, on the clock of its zone", "09:00"),
            option("--for", "how long it is", "DURATION", dest="length"),
            option("--until", "the last day that may hold it", "DATE"),
            option("--zone", "the zone of its clock, like Europe/Berlin", "IANA"),
            CATEGORY,
        ),
        ("block edit 3f9a --at 10:00", "block edit 3f9a --from 2027-01-04 --repeat 'every 2 weeks tue'"),
    ),
    "block delete": Command(
        _delete,
        (ID, option("--from", "only this and later instances", "DATE", dest="since")),
        ("block delete 3f9a", "block delete 3f9a --from 2027-01-04"),
    ),
}
"""The commands that this module has."""
