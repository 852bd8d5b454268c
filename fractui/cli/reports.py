"""Sums of time, where reading the words takes the whole command line."""

from __future__ import annotations

from fractui.cli.grammar import Command, option, switch
from fractui.cli.quick_report import print_sums
from fractui.cli.reading import CODE_AND_PERIOD, code_and_period
from fractui.cli.shell import Shell
from fractui.services.reports import BY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace


def _report(shell: Shell, given: Namespace) -> None:
    code, period = code_and_period(shell, given)
    by = given.by or BY[0]
    found = shell.services.reports.report(code, period, by, running=given.running)
    print_sums(found, by, "json" if given.json else given.format or "table")


COMMANDS = {
    "report": Command(
        _report,
        (
            *CODE_AND_PERIOD,
            option("--by", "what to sum by (client)", choices=BY),
            switch("--running", "count what runs, up to now"),
        ),
        ("report this-month", "report ACME 2026 --by month", "report last-week --by category --format csv"),
        table=True,
    ),
}
"""The commands that this module has."""
