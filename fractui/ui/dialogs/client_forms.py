"""The fields of a client and its terms, and what their texts mean to the service."""

from __future__ import annotations

from typing import Any

from fractui.core.agreement import MOST_NOTICE, Agreement
from fractui.core.client import MOST_AT_ONCE, Client
from fractui.core.errors import FieldRefused
from fractui.core.money import check_currency, parse_money, parse_number
from fractui.core.rounding import parse_rounding, rounding_words, written_rounding
from fractui.core.when import parse_date
from fractui.core.wording import money
from fractui.ui.dialogs import checks
from fractui.ui.dialogs.form import Field, Values
from fractui.ui.dialogs.setting import Setting, written_day


def client_fields(
    setting: Setting, client: Client | None, agreement: Agreement | None, currency: str = "USD"
) -> tuple[Field, ...]:
    """The fields of a new client, or of one that is there with its present terms; without a fee it is in ``currency``."""
    fee = agreement.fee if agreement else None
    state = {"currency": fee.currency if fee else currency}

    def check_currency_field(text: str) -> str:
        checks.currency(text)
        state["currency"] = text
        return ""

    head: tuple[Field, ...] = ()
    if client is None:
        head = (
            Field(
                "code",
                "Code",
                hint="2 to 8 letters and digits, like ACME; it never changes",
                check=checks.code,
            ),
        )
    return (
        *head,
        Field(
            "name",
            "Name",
            client.name if client else "",
            "Acme Robotics",
            checks.required("name", "the client's name"),
        ),
        Field(
            "function",
            "Your seat",
            client.function if client else "cfo",
            "",
            checks.one_of("function", checks.FUNCTIONS),
            checks.FUNCTIONS,
        ),
        Field(
            "stage",
            "Stage",
            client.stage if client else "onboarding",
            "",
            checks.one_of("stage", checks.STAGES),
            checks.STAGES,
        ),
        Field(
            "commitment",
            "Commitment a month",
            _commitment(agreement),
            "24 h or 4 days",
            checks.optional(_commitment_reading),
        ),
        Field("currency", "Currency", state["currency"], "USD", check_currency_field),
        Field(
            "fee",
            "Fee a month",
            _plain_fee(agreement),
            "12,000",
            checks.optional(checks.fee(lambda: state["currency"])),
        ),
        Field(
            "capacity",
            "Share of your time, %",
            _capacity(agreement),
            "25",
            checks.optional(checks.number("capacity", "% of full time", 100)),
        ),
        Field("zone", "Time zone", client.zone if client else setting.zone, "Europe/Berlin", checks.zone),
        Field(
            "since",
            "Since",
            written_day(client.since) if client else written_day(setting.today),
            "2026-03-01",
            checks.optional(checks.day("since", setting.today)),
        ),
        Field(
            "key",
            "Key",
            "" if client is None or client.key is None else str(client.key),
            "a free digit if left empty",
            checks.optional(checks.key),
        ),
        Field(
            "color",
            "Colour",
            client.color if client else "",
            "a free one if left empty",
            checks.optional(checks.one_of("color", checks.COLOR_NAMES)),
            checks.COLOR_NAMES,
        ),
        Field(
            "owned_problem",
            "What you own",
            client.owned_problem if client else "",
            "the problem or function that is yours",
            checks.line("owned_problem"),
        ),
        Field(
            "scope",
            "Scope",
            "; ".join(agreement.scope) if agreement else "",
            "reporting; cash flow; board",
            checks.line("scope"),
        ),
        Field(
            "out_of_scope",
            "Out of scope",
            "; ".join(agreement.out_of_scope) if agreement else "",
            "payroll; tax; what nobody is to expect",
            checks.line("out_of_scope"),
        ),
        Field(
            "reports_to",
            "Reports to",
            agreement.reports_to if agreement else "",
            "Lena Hoff, CEO",
            checks.line("reports_to"),
        ),
        Field(
            "exit_terms",
            "Ends by",
            agreement.exit_terms if agreement else "",
            "60 days' notice to the end of a month",
            checks.line("exit_terms"),
        ),
        Field(
            "renews_on",
            "Renews on",
            written_day(agreement.renews_on) if agreement else "",
            "2027-02-28",
            checks.optional(checks.day("renews_on", setting.today)),
        ),
        Field(
            "notice_days",
            "Days of notice",
            str(agreement.notice_days or "") if agreement else "",
            "60: to be given so long before it renews",
            checks.optional(_notice_reading),
        ),
        Field(
            "wip_limit",
            "At once, at most",
            str(client.wip_limit or "") if client else "",
            "deliverables in progress; empty: as in the settings",
            checks.optional(lambda text: f"more than {_limit(text)} in progress warns"),
        ),
        Field(
            "rounding",
            "Reports rounded",
            written_rounding(client.rounding) if client else "",
            "15m up per entry min 15m; empty: to the second",
            checks.optional(lambda text: rounding_words(parse_rounding(text))),
        ),
        Field(
            "show_hours",
            "Client sees hours",
            "yes" if client and client.show_hours else "no",
            "no: a retainer is not sold by them",
            checks.one_of("show_hours", ("yes", "no")),
        ),
    )


BEGINNING = ("code", "name", "function", "zone", "commitment", "fee", "currency", "capacity", "since")
"""What is asked of a new client; all else can be said later, with E."""


def beginning_fields(setting: Setting, currency: str) -> tuple[Field, ...]:
    """The fields of a new client in the order in which they are asked; ``currency`` is the practice's."""
    fields = {field.name: field for field in client_fields(setting, None, None, currency)}
    return tuple(fields[name] for name in BEGINNING)


def beginning_values(setting: Setting, values: Values) -> dict[str, Any]:
    """The few fields' texts as ``Engaging.begin`` takes them; what is not asked is left to its default."""
    full = {field.name: field.value for field in client_fields(setting, None, None)} | values
    meant = client_values(setting, full)
    asked = {*BEGINNING, "capacity_pct", "hours", "days"}
    return {name: value for name, value in meant.items() if name in asked and value is not None}


def client_values(setting: Setting, values: Values) -> dict[str, Any]:
    """The form's texts as ``Clients.add`` and ``Clients.edit`` take them."""
    currency = check_currency(values["currency"], "currency")
    meant: dict[str, Any] = {
        "name": values["name"].strip(),
        "function": checks.pick("function", values["function"], checks.FUNCTIONS),
        "stage": checks.pick("stage", values["stage"], checks.STAGES),
        "currency": currency,
        "fee": parse_money(values["fee"], currency) if values["fee"].strip() else None,
        "capacity_pct": parse_number(values["capacity"], "capacity") if values["capacity"].strip() else None,
        "zone": values["zone"],
        "since": parse_date(values["since"], setting.today, "since") if values["since"].strip() else None,
        "key": int(values["key"]) if values["key"].strip() else None,
        "color": checks.pick("color", values["color"], checks.COLOR_NAMES)
        if values["color"].strip()
        else None,
    }
    meant |= {
        "owned_problem": values["owned_problem"].strip(),
        "scope": _parts(values["scope"]),
        "out_of_scope": _parts(values["out_of_scope"]),
        "reports_to": values["reports_to"].strip(),
        "exit_terms": values["exit_terms"].strip(),
        "renews_on": parse_date(values["renews_on"], setting.today, "renews_on")
        if values["renews_on"].strip()
        else None,
        "notice_days": _notice(values["notice_days"]) if values["notice_days"].strip() else None,
    }
    meant["rounding"] = parse_rounding(values["rounding"])
    meant["show_hours"] = checks.pick("show_hours", values["show_hours"], ("yes", "no")) == "yes"
    meant["wip_limit"] = _limit(values["wip_limit"]) if values["wip_limit"].strip() else None
    meant |= commitment_values(values["commitment"] or "0")
    if "code" in values:
        meant["code"] = values["code"]
    return meant


def commitment_values(text: str) -> dict[str, Any]:
    """``24 h`` or ``4 days`` a month, as the service takes it."""
    plain = text.strip().casefold()
    for unit, words in (("days", ("days", "day", "d")), ("hours", ("hours", "hour", "h"))):
        for word in words:
            if plain.endswith(word):
                return {unit: parse_number(plain.removesuffix(word), "commitment")}
    return {"hours": parse_number(plain, "commitment")}


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _notice(text: str) -> int:
    number = parse_number(text.strip().casefold().removesuffix("days").strip(), "notice_days")
    if not 0 <= number <= MOST_NOTICE or number != int(number):
        raise FieldRefused(
            "notice_days", f"Write how many days before the end, 1 to {MOST_NOTICE}, or leave it empty."
        )
    return int(number)


def _notice_reading(text: str) -> str:
    days = _notice(text)
    return f"{days} day{'' if days == 1 else 's'} before it renews" if days else "none is agreed"


def _limit(text: str) -> int:
    number = parse_number(text, "wip_limit")
    if not 1 <= number <= MOST_AT_ONCE or number != int(number):
        raise FieldRefused(
            "wip_limit", f"Write how many deliverables at once, 1 to {MOST_AT_ONCE}, or leave it empty."
        )
    return int(number)


def _commitment_reading(text: str) -> str:
    ((unit, amount),) = commitment_values(text).items()
    return f"{amount.normalize():f} {unit} a month"


def _commitment(agreement: Agreement | None) -> str:
    return (
        f"{agreement.amount.normalize():f} {agreement.unit.value}" if agreement and agreement.amount else ""
    )


def _plain_fee(agreement: Agreement | None) -> str:
    if agreement is None or agreement.fee is None:
        return ""
    return money(agreement.fee).rpartition(" ")[0]


def _capacity(agreement: Agreement | None) -> str:
    return f"{agreement.capacity_pct.normalize():f}" if agreement and agreement.capacity_pct else ""
