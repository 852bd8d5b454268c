"""Files for others: calendars, spreadsheets, programs."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from fractui.cli.grammar import Argument, Command, option, switch
from fractui.cli.reading import CODE_AND_PERIOD, code_and_period
from fractui.cli.shell import Shell
from fractui.core.errors import WrongUsage
from fractui.core.period import Period
from fractui.services.exporting import KINDS
from fractui.services.tables import TABLES
from fractui.services.views.agenda import ExportedFile
from fractui.services.views.publishing import WrittenFolder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

STDOUT = "-"


def _ics(shell: Shell, given: Namespace) -> None:
    if (given.output is None) == (given.vdir is None):
        raise WrongUsage("Say where to: a file or folder after -o, or a folder of calendars after --vdir.")
    code, period = _whose(shell, given)
    exporting = shell.services.exporting
    if given.busy and given.what:
        raise WrongUsage("--busy tells only when you are taken; leave --what out.")
    kinds = tuple(each.strip() for each in given.what.split(",")) if given.what else KINDS
    if given.vdir:
        _vdir(shell, given, code, kinds, period)
        return
    if given.busy:
        _busy(shell, given, code, period)
        return
    if code is None:
        _answer(shell, given, exporting.each(given.output, kinds, period, together=True))
    elif given.output == STDOUT:
        data, note = exporting.ics_file(code, kinds, period)
        _give_bytes(data)
        _warn(shell, [note])
    else:
        _answer(shell, given, exporting.ics(code, kinds, period, given.output))


def _busy(shell: Shell, given: Namespace, code: str | None, period: Period) -> None:
    """The calendar that one client may see of the others."""
    busy = shell.services.exporting.busy
    if code is None:
        _answer(shell, given, busy.each(given.output, period))
    elif given.output == STDOUT:
        _give_bytes(busy.data(code, period)[0])
    else:
        _answer(shell, given, [busy.write(code, given.output, period)])


def _vdir(shell: Shell, given: Namespace, code: str | None, kinds: tuple[str, ...], period: Period) -> None:
    """Folders with a file an event, one a client."""
    vdirs = shell.services.vdirs
    if code is None:
        written = vdirs.each(given.vdir, kinds, period, busy=given.busy)
    elif given.busy:
        written = [vdirs.write_busy(code, given.vdir, period)]
    else:
        written = [vdirs.write(code, given.vdir, kinds, period)]
    if given.json:
        shell.give({"folders": [_folder(each) for each in written]})
        return
    for each in written:
        shell.say(f"{each.path}, {each.code} {each.what}, {each.events} in it: {each.tally.words}")
    _warn(shell, [each.note for each in written])
    if not written:
        shell.say("There is no client yet, so nothing was written.")


def _folder(written: WrittenFolder) -> dict[str, Any]:
    return {
        "path": written.path,
        "client": written.code,
        "what": written.what,
        "events": written.events,
        "new": written.tally.new,
        "changed": written.tally.changed,
        "removed": written.tally.removed,
    }


def _csv(shell: Shell, given: Namespace) -> None:
    code, period = _whose(shell, given)
    exporting = shell.services.exporting
    table = given.table or TABLES[0]
    if code is None:
        _answer(shell, given, exporting.csv_each(given.output, period, table))
    elif given.output == STDOUT:
        data, note = exporting.csv_file(code, period, table)
        _give_bytes(data)
        _warn(shell, [note])
    else:
        _answer(shell, given, [exporting.csv(code, given.output, period, table)])


def _json(shell: Shell, given: Namespace) -> None:
    code, period = _whose(shell, given)
    exporting = shell.services.exporting
    if code is None:
        _answer(shell, given, exporting.json_each(given.output, period))
    elif given.output == STDOUT:
        data, note = exporting.json_file(code, period)
        _give_bytes(data)
        _warn(shell, [note])
    else:
        _answer(shell, given, [exporting.json(code, given.output, period)])


def _whose(shell: Shell, given: Namespace) -> tuple[str | None, Period]:
    """The client's code, or None for a file a client, and the period.

    Raises:
        WrongUsage: neither or both are said, or all files would go to standard output.
    """
    code, period = code_and_period(shell, given)
    if (code is None) != given.each:
        raise WrongUsage("Say which client, like ACME, or --each for one file a client.")
    if given.each and given.output == STDOUT:
        raise WrongUsage("--each writes one file a client: name a folder after -o.")
    return code, period


def _answer(shell: Shell, given: Namespace, files: list[ExportedFile]) -> None:
    """Say what was written and where."""
    if given.json:
        shell.give(
            {
                "files": [
                    {
                        "path": each.path,
                        "client": each.code,
                        "what": each.what,
                        "events": each.events,
                        "changed": each.changed,
                    }
                    for each in files
                ]
            }
        )
        return
    for each in files:
        state = "wrote" if each.changed else "unchanged:"
        shell.say(f"{state} {each.path}, {each.code} {each.what}, {each.events} in it")
    _warn(shell, [each.note for each in files])
    if not files:
        shell.say("There is no client yet, so nothing was written.")


def _warn(shell: Shell, notes: Sequence[str]) -> None:
    """Say what there is to say of files, each sentence once."""
    for note in dict.fromkeys(each for each in notes if each):
        shell.warn(f"note: {note}")


def _give_bytes(data: bytes) -> None:
    """Print a file as it is, with its own line ends."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


OUTPUT = option(
    "-o --output",
    "the file, or with --each the folder; - is standard output",
    "PATH",
    required=True,
    kind="file",
)
EACH = switch("--each", "one file for each client")
SHARED: tuple[Argument, ...] = (*CODE_AND_PERIOD, EACH, OUTPUT)
VDIR = option(
    "--vdir",
    "instead of a file: a folder that khal and vdirsyncer read, in it one a client with a file an event",
    "FOLDER",
    kind="folder",
)

COMMANDS = {
    "export ics": Command(
        _ics,
        (
            *CODE_AND_PERIOD,
            EACH,
            replace(OUTPUT, required=False),
            VDIR,
            option(
                "--what", "some of blocks,time,due (all), or tasks, which are a file of their own", "KINDS"
            ),
            switch("--busy", "for this client's eyes: when you are taken by others, and nothing else"),
        ),
        (
            "export ics ACME -o acme.ics",
            "export ics --each --what blocks,due -o ~/calendars",
            "export ics ACME this-month --what time -o -",
            "export ics ACME --busy -o busy-for-ACME.ics",
            "export ics --each --vdir ~/calendars",
        ),
        notes=(
            "A file ending in .ics holds everything; into a folder goes a file a kind, so that each can be its",
            "own calendar. A period limits tracked time and due dates; series of blocks are always whole.",
        ),
    ),
    "export csv": Command(
        _csv,
        (*SHARED, option("--table", "what it lists", choices=TABLES)),
        ("export csv ACME last-month -o acme.csv", "export csv --each --table deliverables -o ~/lists"),
    ),
    "export json": Command(
        _json, SHARED, ("export json ACME 2026 -o acme.json", "export json ACME -o - | jq .entries")
    ),
}
"""The commands that this module has."""
