"""Clients and what was agreed with them: add, list, show, edit."""

from __future__ import annotations

from fractui.cli.deliveries import engagement_document, read_lines
from fractui.cli.grammar import Argument, Command, option, switch, word
from fractui.cli.phrases import day, moment
from fractui.cli.reading import day_of, figure_of
from fractui.cli.shell import Shell
from fractui.cli.tables import Table
from fractui.core.agreement import Agreement
from fractui.core.client import COLORS, ClientStatus, Function, Stage
from fractui.core.errors import WrongUsage
from fractui.core.money import check_currency, parse_money, parse_number
from fractui.core.rounding import parse_rounding, rounding_words
from fractui.core.wording import function_label, hm, money, percent, tenure
from fractui.services import documents, record_documents
from fractui.services.client_form import ClientTerms
from fractui.services.clients import ClientRecord

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable
    from typing import Any

FUNCTIONS = tuple(each.value for each in Function)
STAGES = tuple(each.value for each in Stage)
NONE = "none"
"""What is written for a day that is no longer agreed."""
OPEN_STATUSES = tuple(each.value for each in ClientStatus if each is not ClientStatus.CLOSED)


def _add(shell: Shell, given: Namespace) -> None:
    terms = _terms(shell, given)
    if given.begin is None:
        client = shell.services.clients.add(given.code, **terms)
        answer(shell, given, "added", shell.services.clients.show(client.id))
        return
    words = [part.strip().lower() for part in given.begin.split(",") if part.strip()]
    parts = None if words == ["all"] else tuple(words)
    begun = shell.services.engaging.begin(given.code, parts, **terms)
    answer(shell, given, "added", shell.services.clients.show(begun.client.id))
    if not given.json:
        shell.say(
            f"{len(begun.deliverables)} deliverables, {len(begun.items)} things to do, {begun.blocks_words or 'no blocks'}"
            + (f"; {begun.missing_words}" if begun.missing_words else "")
        )


def _edit(shell: Shell, given: Namespace) -> None:
    terms = _terms(shell, given)
    if given.status is not None:
        terms["status"] = given.status
    if not terms:
        raise WrongUsage("Say what to change, like --hours 30; see `fractui client edit --help`.")
    client = shell.services.clients.edit(given.code, **terms)
    answer(shell, given, "changed", shell.services.clients.show(client.id))


def _terms(shell: Shell, given: Namespace) -> ClientTerms:
    """What the words say about a client; what they leave out is absent."""
    terms: ClientTerms = {}
    for name in (
        *("name", "function", "stage", "color", "key", "zone"),
        *("reports_to", "exit_terms", "wip_limit", "notice_days"),
    ):
        value = getattr(given, name)
        if value is not None:
            terms[name] = value
    for name in ("hours", "days", "hours_per_day", "capacity_pct"):
        figure = figure_of(getattr(given, name), name)
        if figure is not None:
            terms[name] = figure  # type: ignore[literal-required]
    for name, text in (("since", given.since), ("effective_from", given.terms_from)):
        on = day_of(shell, text, name)
        if on is not None:
            terms[name] = on  # type: ignore[literal-required]
    if given.renews is not None:
        terms["renews_on"] = (
            None if given.renews.strip().lower() == NONE else day_of(shell, given.renews, "renews_on")
        )
    if given.problem is not None:
        terms["owned_problem"] = given.problem
    if given.scope is not None:
        terms["scope"] = tuple(each.strip() for each in given.scope.split(";") if each.strip())
    if given.out_of_scope is not None:
        terms["out_of_scope"] = tuple(each.strip() for each in given.out_of_scope.split(";") if each.strip())
    if given.rounding is not None:
        terms["rounding"] = parse_rounding(given.rounding)
    if given.show_hours is not None:
        terms["show_hours"] = given.show_hours == "yes"
    if given.currency is not None:
        terms["currency"] = check_currency(given.currency)
    if given.fee is not None:
        # Without a currency the amount is one of the currency that the client has already.
        currency = terms.get("currency")
        terms["fee"] = parse_money(given.fee, currency) if currency else parse_number(given.fee, "fee")
    return terms


def answer(shell: Shell, given: Namespace, did: str, record: ClientRecord) -> None:
    """Say what was done with a client, or give its document."""
    client = record.client
    if given.json:
        shell.give(documents.client(client, record.agreement))
    else:
        terms = ", ".join(_terms_in_words(record.agreement))
        shell.say(f"{did} {client.id} {client.name}{f', {terms}' if terms else ''}")


def _list(shell: Shell, given: Namespace) -> None:
    records = shell.services.clients.list(include_closed=given.closed)
    shell.table(
        given,
        Table(
            ("key", "code", "name", "seat", "stage", "status", ">a month", ">fee", ">capacity", "since"),
            [_row(shell, each) for each in records],
        ),
        _documents(shell, records) if given.json or given.format == "json" else None,
        "There is no client yet; add one with: fractui client add CODE --name NAME",
    )


def _documents(shell: Shell, records: Iterable[ClientRecord]) -> dict[str, Any]:
    """The clients as a program reads them, each open one with what it reads and how long its first delivery took."""
    found = documents.clients((each.client, each.agreement) for each in records)
    known = {each.code: engagement_document(each) for each in shell.services.responses.rates()}
    for each in found["clients"]:
        each["engagement"] = known.get(each["code"])
    return found


def _row(shell: Shell, record: ClientRecord) -> tuple[str, ...]:
    client, terms = record.client, record.agreement
    return (
        "" if client.key is None else str(client.key),
        client.id,
        client.name,
        function_label(client.function),
        client.stage.value,
        client.status.value,
        hm(terms.commitment_s) if terms and terms.commitment_s else "",
        money(terms.fee) if terms and terms.fee else "",
        percent(float(terms.capacity_pct)) if terms and terms.capacity_pct else "",
        day(shell, client.since),
    )


def _show(shell: Shell, given: Namespace) -> None:
    record = shell.services.clients.show(given.code)
    value = documents.client(record.client, record.agreement)
    value["people"] = [record_documents.person(each) for each in record.people]
    value["promises"] = [record_documents.promise(each) for each in record.promises]
    ranking = shell.services.priorities.list(record.client.id)
    value["priorities"] = [record_documents.priority(each) for each in ranking.open]
    rates = shell.services.responses.rates(record.client.id)
    value["engagement"] = engagement_document(rates[0]) if rates else None
    ranks = [("priority", f"{place} {each.text}") for place, each in enumerate(ranking.open, 1)]
    lines = [*_lines(shell, record), *ranks, *(line for each in rates for line in read_lines(each))]
    rows = [row for row in lines if row[1]]
    shell.table(given, Table((record.client.id, record.client.name), rows), value, "")


def _lines(shell: Shell, record: ClientRecord) -> list[tuple[str, str]]:
    """What is known of a client, a line each; empty values are left out by the caller."""
    client, terms = record.client, record.agreement
    lines = [
        ("seat", f"{function_label(client.function)}, {client.stage.value}, {client.status.value}"),
        ("agreed", ", ".join(_terms_in_words(terms))),
        ("scope", "; ".join(terms.scope) if terms else ""),
        ("reports to", terms.reports_to if terms else ""),
        ("out of scope", "; ".join(terms.out_of_scope) if terms else ""),
        ("exit", terms.exit_terms if terms else ""),
        ("renews", _renewal(shell, terms) if terms else ""),
        ("owns", client.owned_problem),
        ("zone", client.zone),
        ("since", f"{day(shell, client.since)}, {tenure(client.since, shell.today)}" if client.since else ""),
        ("ended", day(shell, client.ended_on) if client.ended_on else ""),
        ("key", "" if client.key is None else str(client.key)),
        ("color", client.color),
        ("reports", rounding_words(client.rounding) if client.rounding else ""),
        ("hours", "shown to the client" if client.show_hours else ""),
        ("at once", f"{client.wip_limit} deliverables, more warns" if client.wip_limit else ""),
    ]
    if client.next_note and client.next_note_at:
        lines.append(("left off", f"{client.next_note} ({moment(shell, client.next_note_at)})"))
    lines += [("person", ", ".join(each for each in (one.name, one.role) if each)) for one in record.people]
    for one in record.promises:
        state = "kept" if one.done_on else day(shell, one.due_on)
        lines.append(("promise", f"{one.text} ({state})"))
    return lines


def _terms_in_words(terms: Agreement | None) -> list[str]:
    """The agreement's figures, those that were agreed."""
    if terms is None:
        return []
    said = []
    if terms.amount:
        said.append(f"{terms.amount.normalize():f} {terms.unit.value} a month")
    if terms.fee is not None:
        said.append(f"{money(terms.fee)} a month")
    if terms.capacity_pct:
        said.append(f"{percent(float(terms.capacity_pct))} of full time")
    return said


def _renewal(shell: Shell, terms: Agreement) -> str:
    """When it renews and by when notice must be given, each as far as it is known (row 000-37)."""
    days = f"{terms.notice_days} day{'' if terms.notice_days == 1 else 's'}" if terms.notice_days else ""
    if terms.renews_on is None:
        return f"at a day not written down, notice {days} before" if days else ""
    on = day(shell, terms.renews_on)
    return f"{on}, notice by {day(shell, terms.notice_by)}, {days} before" if terms.notice_by else on


CODE = word("code", "the client's code", kind="client")

TERMS: tuple[Argument, ...] = (
    option("--function", "the seat that you fill", choices=FUNCTIONS),
    option("--hours", "the commitment in hours a month", "N"),
    option("--days", "the commitment in days a month, instead of --hours", "N"),
    option("--hours-per-day", "how many hours such a day has (8)", "N"),
    option("--fee", "the fee a month", "N"),
    option("--currency", "the fee's currency, like EUR", "CUR"),
    option("--capacity", "the share of full time in percent", "PCT", dest="capacity_pct"),
    option("--zone", "the client's time zone, like Europe/Berlin (yours)", "IANA"),
    option("--since", "the engagement's first day", "DATE"),
    option("--terms-from", "the day from which these terms hold", "DATE"),
    option("--color", "the client's colour", choices=tuple(COLORS)),
    option("--key", "the digit that opens the client", "0-9", number=True),
    option("--stage", "where the engagement stands", choices=STAGES),
    option("--problem", "the problem that you own there", "TEXT"),
    option("--scope", "the functional scope, parts separated by ;", "TEXT"),
    option("--reports-to", "whom you report to", "WHOM"),
    option("--out-of-scope", "what is not part of it, parts separated by ;", "TEXT"),
    option("--exit-terms", "how either side ends it", "TEXT"),
    option("--renews", "the day on which it renews or ends, or none", "DATE"),
    option(
        "--notice",
        "how many days before that notice must be given (0: none is agreed)",
        "DAYS",
        dest="notice_days",
        number=True,
    ),
    option(
        "--wip-limit",
        "how many deliverables at once are too few to warn (0: as in your settings)",
        "N",
        number=True,
    ),
    option("--rounding", "what `report --round` rounds by, like '15m up per entry min 15m', or none", "RULE"),
    option("--show-hours", "whether what the client reads names hours (no)", choices=("yes", "no")),
)

COMMANDS = {
    "client add": Command(
        _add,
        (
            word("code", "2 to 8 letters A to Z and digits, a letter first, like ACME"),
            option("--name", "the company's name", "NAME", required=True),
            option(
                "--begin",
                "what the function usually begins with: deliverables, checklist, blocks, or all",
                "PARTS",
            ),
            *TERMS,
        ),
        (
            "client add ACME --name 'Acme Robotics' --function cfo --hours 24 --fee 12000 --capacity 25",
            "client add BETA --name 'Beta Foods' --function cmo --days 4 --begin all",
            "client add CYAN --name 'Cyan Health' --days 4 --zone Asia/Tokyo --since 2026-03-01 --key 3",
        ),
    ),
    "client list": Command(
        _list,
        (switch("--closed", "closed engagements too"),),
        ("client list", "client list --format markdown"),
        table=True,
    ),
    "client show": Command(_show, (CODE,), ("client show ACME",), table=True),
    "client edit": Command(
        _edit,
        (
            CODE,
            option("--name", "the company's name", "NAME"),
            option("--status", "whether the engagement lives", choices=OPEN_STATUSES),
            *TERMS,
        ),
        (
            "client edit ACME --hours 30 --fee 14000",
            "client edit ACME --terms-from 2027-01-01 --fee 15000",
            "client edit ACME --rounding '6m nearest per day min 30m'",
        ),
    ),
}
"""The commands that this module has."""
