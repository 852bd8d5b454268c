"""What was delivered: to whom it went, and what the clients did with it."""

from __future__ import annotations

from fractui.cli.grammar import Command, option, word
from fractui.cli.phrases import day, deliverable_line, short
from fractui.cli.reading import instant_of
from fractui.cli.shell import Shell
from fractui.cli.tables import Table
from fractui.core.deliverable import Response
from fractui.core.engagement import CAUSES
from fractui.core.errors import WrongUsage
from fractui.core.wording import response_label
from fractui.services import documents
from fractui.services.views.engagement import Judged, RateRow, Verdict

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from typing import Any

KINDS = tuple(each.value for each in Response)


def list_sent(shell: Shell, given: Namespace) -> None:
    """What was sent, the newest first (row 003-06).

    Raises:
        WrongUsage: it was to be narrowed by what only the board's cards have.
        NotFound: no client has that code.
    """
    if given.status or given.due:
        raise WrongUsage("--sent lists what was delivered, the newest first; leave --status and --due away.")
    codes = [given.code] if given.code else shell.services.practice.codes()
    views = [shell.services.receipts.sent(code) for code in codes]
    found = [(row.sent_on, view.code, row) for view in views for row in view.rows]
    found.sort(key=lambda each: each[0], reverse=True)
    shell.table(
        given,
        Table(
            ("id", "client", "title", ">v", "sent", "to", "via", "in time", "response", "document"),
            [
                (
                    short(row.id),
                    code,
                    row.title,
                    str(row.version),
                    day(shell, sent_on),
                    row.to,
                    row.via,
                    "on time" if row.on_time else "late",
                    response_label(row.response),
                    row.file,
                )
                for sent_on, code, row in found
            ],
        ),
        documents.sent(views),
        "Nothing was delivered yet; deliver with: fractui deliverable move ID delivered --to WHOM --via CHANNEL",
    )


def _engagement(shell: Shell, given: Namespace) -> None:
    if given.file is not None:
        if given.id is not None:
            raise WrongUsage("Give either an id and what was done with it, or --from FILE.")
        _take(shell, given)
    elif given.id is None:
        _rates(shell, given)
    elif given.kind is None:
        raise WrongUsage(f"Say what the client did with it: {', '.join(KINDS)}.")
    else:
        at = instant_of(shell, given.at)
        noted = shell.services.responses.note(given.id, Response(given.kind), given.who or "", at)
        if given.json:
            shell.give(documents.deliverable(noted))
        else:
            shell.say(deliverable_line(shell, response_label(given.kind), noted))


def _take(shell: Shell, given: Namespace) -> None:
    """Take a table in; every row that was not is named with the reason."""
    judged = shell.services.responses.take(given.file)
    taken = sum(each.verdict is Verdict.NEW for each in judged)
    known = sum(each.verdict is Verdict.KNOWN for each in judged)
    if given.json or given.format == "json":
        shell.give({"taken": taken, "rows": [_row(each) for each in judged]})
        return
    odd = [each for each in judged if each.verdict not in (Verdict.NEW, Verdict.KNOWN)]
    tail = f", {known} known already" if known else ""
    shell.say(f"{taken} of {len(judged)} rows taken in{tail}")
    if odd:
        table = Table(
            (">row", "client", "what", "kind", "left out, because"),
            [(str(each.number), each.code, each.title, each.kind, each.verdict.value) for each in odd],
        )
        print(table.render(given.format or "table"))


def _row(judged: Judged) -> dict[str, object]:
    return {
        "row": judged.number,
        "client": judged.code,
        "what": judged.title,
        "kind": judged.kind,
        "verdict": judged.verdict.value,
    }


def _rates(shell: Shell, given: Namespace) -> None:
    """Who reads what: a row a client."""
    rows = shell.services.responses.rates()
    shell.table(
        given,
        Table(
            ("client", "name", ">read", ">of", ">first delivery, days", "nobody opened twice running"),
            [_rate_row(each) for each in rows],
        ),
        {"clients": [{"client": each.code} | engagement_document(each) for each in rows]},
        "There is no client yet; add one with: fractui client add CODE --name NAME",
    )
    if not given.json and given.format in (None, "table") and any(each.silent for each in rows):
        shell.say(f"\nWhat nobody opens is {' or '.join(CAUSES)}: ask which.")


def _rate_row(row: RateRow) -> tuple[str, ...]:
    first = "" if row.first_delivery is None else str(row.first_delivery)
    known = (str(row.rate.read), str(row.rate.delivered)) if row.rate.delivered else ("", "")
    return (row.code, row.name, *known, first, ", ".join(row.silent))


def engagement_document(rate: RateRow) -> dict[str, Any]:
    """How much a client read of what it was sent in half a year, what nobody opened twice running, and why that can be.

    ``first_delivery_days`` are from the engagement's beginning, null before the first delivery.
    """
    return {
        "read": rate.rate.read,
        "delivered": rate.rate.delivered,
        "silent": list(rate.silent),
        "causes": list(CAUSES) if rate.silent else [],
        "first_delivery_days": rate.first_delivery,
    }


def read_lines(rate: RateRow) -> list[tuple[str, str]]:
    """What the client does with what it is sent (rows 003-16, -17), and how long the first delivery took (row 000-23)."""
    days = rate.first_delivery
    silent = f"{', '.join(rate.silent)} ({' or '.join(CAUSES)}?)" if rate.silent else ""
    return [
        ("first sent", "" if days is None else f"after {days} day{'' if days == 1 else 's'}"),
        ("read", f"{rate.rate.words} in half a year" if rate.rate.words else ""),
        ("not opened", silent),
    ]


COMMANDS = {
    "deliverable engagement": Command(
        _engagement,
        (
            word("id", "which deliverable; without one: how much each client reads", "ID", nargs="?"),
            word("kind", "what was done with it", "KIND", nargs="?", choices=KINDS),
            option("--who", "who did", "NAME"),
            option("--at", "when, if not now", "WHEN"),
            option("--from", "a table of them: code,title,kind,who,at", "FILE", kind="file", dest="file"),
        ),
        (
            "deliverable engagement",
            "deliverable engagement 3f9a open --who 'Lena Hoff'",
            "deliverable engagement --from reads.csv",
        ),
        table=True,
        notes=(
            "A table's title may be the title of a deliverable or the name of its file; of several that are called the same",
            "the one counts that was delivered last. What is known already is not noted twice.",
        ),
    ),
}
"""The commands that this module has."""
