"""Sums of time, where reading the words takes the whole command line."""

from __future__ import annotations

from fractui.cli.grammar import Command, option, switch
from fractui.cli.quick_report import print_sums
from fractui.cli.reading import CODE_AND_PERIOD, code_and_period
from fractui.cli.shell import Shell
from fractui.core.errors import FieldRefused, WrongUsage
from fractui.services.reports import BY, Report, grouping

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace


def _report(shell: Shell, given: Namespace) -> None:
    by = given.by or BY[0]
    try:
        grouping(by)
    except FieldRefused as error:
        raise WrongUsage(error.sentence) from error
    code, period = code_and_period(shell, given)
    found = shell.services.reports.report(code, period, by, running=given.running, rounded=given.round)
    form = "json" if given.json else given.format or "table"
    if found.rules is not None and form == "markdown":
        print(_page(shell, found, code), end="")
        return
    print_sums(found, form)
    if found.rules and found.rows and form == "table":
        from fractui.core.rounding import rounding_words

        shell.say("")
        for client, rule in sorted(found.rules.items()):
            shell.say(f"{client}: {rounding_words(rule)}")


def _page(shell: Shell, found: Report, code: str | None) -> str:
    """The report as it can be sent to a client."""
    from fractui.services.report_files import page

    services = shell.services
    clients = {each.client.id: each.client for each in services.clients.list(include_closed=True)}
    return page(found, code and services.reports.whose(code), clients)


COMMANDS = {
    "report": Command(
        _report,
        (
            *CODE_AND_PERIOD,
            option(
                "--by", "what to sum by (client), or two of these, like client,day", choices=BY, several=True
            ),
            switch("--round", "round as each client's rule says; what was tracked stands beside it"),
            switch("--running", "count what runs, up to now"),
        ),
        (
            "report this-month",
            "report ACME 2026 --by month",
            "report last-week --by client,category --format csv",
            "report ACME last-month --by deliverable --round --format markdown",
        ),
        table=True,
        notes=(
            "The rule is the client's: fractui client edit ACME --rounding '15m up per entry min 15m'.",
            "Rounding changes what a report says and never what was tracked. A rounded month, day or entry is",
            "shared out in proportion, so a report's total is the same whatever it sums by.",
            "With --round, Markdown is a page that can be sent to the client; it names hours only after",
            "fractui client edit ACME --show-hours yes. CSV has hours and seconds too.",
        ),
    ),
}
"""The commands that this module has."""
