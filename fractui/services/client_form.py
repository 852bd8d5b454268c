"""What is said of a client and its terms in one go, and how it becomes documents (rows 000-07, 000-19)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypedDict

from fractui.core.agreement import Agreement, CommitmentUnit, agreement_on, check_agreement
from fractui.core.client import COLORS, Client, ClientStatus, Function, Stage, check_client, check_code
from fractui.core.errors import FieldRefused
from fractui.core.money import Money, check_currency, parse_money
from fractui.core.period import month_of
from fractui.core.rounding import Rounding
from fractui.core.zones import local_day

KEYS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 0)
"""The digits as they lie on the keyboard."""


class ClientTerms(TypedDict, total=False):
    """A client's own fields and its agreement's; what is left out stays, or has its default when the client is new.

    ``hours`` or ``days`` (not both) are the commitment a month. ``fee`` is an amount a month: money, or a
    bare number of ``currency``; ``currency`` alone keeps the number of the fee. ``capacity_pct`` is the share
    of full time. ``rounding`` is the rule of the client's reports, ``show_hours`` whether what the client reads names
    hours, ``wip_limit`` how many deliverables in progress are not worth a warning (None or 0: as the settings say).
    ``notice_days`` is how long before ``renews_on`` notice is given (None or 0: nothing is agreed). ``effective_from`` is
    the day from which new terms hold (see ``Clients.edit``). Enumerations may be given by their values.
    """

    name: str
    function: Function | str
    stage: Stage | str
    status: ClientStatus | str
    color: str | None
    key: int | None
    zone: str
    since: date | None
    owned_problem: str
    notes: str
    rounding: Rounding | None
    show_hours: bool
    wip_limit: int | None
    hours: Decimal | int
    days: Decimal | int
    hours_per_day: Decimal | int
    fee: Money | Decimal | int | None
    currency: str
    capacity_pct: Decimal | int | None
    scope: tuple[str, ...]
    reports_to: str
    exit_terms: str
    renews_on: date | None
    weekly_plan: dict[str, int] | None
    effective_from: date
    out_of_scope: tuple[str, ...]
    notice_days: int | None


_SAID_AS_KEPT = (
    *("scope", "out_of_scope", "reports_to", "exit_terms", "renews_on", "notice_days", "weekly_plan"),
)
"""The agreement's fields that are given as they are kept."""

_CLIENT = frozenset(
    {
        *("name", "function", "stage", "status", "color", "key", "zone", "since"),
        *("owned_problem", "notes", "rounding", "show_hours", "wip_limit"),
    }
)


def client_with(client: Client, terms: ClientTerms) -> Client:
    """The client with what is said of it.

    Raises:
        FieldRefused: an enumeration has no such value, or it would be closed in passing.
    """
    said: dict[str, Any] = {name: value for name, value in terms.items() if name in _CLIENT}
    for name, kind in (("function", Function), ("stage", Stage), ("status", ClientStatus)):
        if name in said:
            said[name] = _one_of(name, kind, said[name])
    if said.get("status") is ClientStatus.CLOSED:
        raise FieldRefused("status", f"An engagement ends with: fractui client close {client.id}")
    if said.get("color", "") is None:
        del said["color"]
    return replace(client, **said)


def new_client(
    code: str, terms: ClientTerms, home_zone: str, now: datetime, agreement_id: str
) -> tuple[Client, Agreement]:
    """A new client, not yet with its digit and colour, and the first version of its agreement.

    Raises:
        FieldRefused: a value cannot be taken.
    """
    code = check_code(code)
    client = check_client(client_with(Client(id=code, name=code, zone=home_zone), terms))
    start = terms.get("effective_from") or client.since or local_day(now, client.zone).replace(day=1)
    return client, agreement_with(Agreement(id=agreement_id, effective_from=start), terms)


def agreement_with(agreement: Agreement, terms: ClientTerms) -> Agreement:
    """The agreement with what is said of it, checked.

    Raises:
        FieldRefused: a value cannot be taken, or both hours and days are given.
    """
    if "hours" in terms and "days" in terms:
        raise FieldRefused("days", "A commitment is in hours or in days a month; give one of them.")
    said: dict[str, Any] = {name: value for name, value in terms.items() if name in _SAID_AS_KEPT}
    if "hours" in terms:
        said |= {"unit": CommitmentUnit.HOURS, "amount": Decimal(terms["hours"])}
    if "days" in terms:
        said |= {"unit": CommitmentUnit.DAYS, "amount": Decimal(terms["days"])}
    if "hours_per_day" in terms:
        said["hours_per_day"] = Decimal(terms["hours_per_day"])
    if "capacity_pct" in terms:
        said["capacity_pct"] = Decimal(terms["capacity_pct"] or 0)
    if "fee" in terms or "currency" in terms:
        said["fee"] = _fee(agreement, terms)
    return check_agreement(replace(agreement, **said))


def _fee(agreement: Agreement, terms: ClientTerms) -> Money | None:
    known = agreement.fee
    currency = check_currency(terms.get("currency") or (known.currency if known else "USD"))
    fee = terms.get("fee", known)
    if fee is None:
        return None
    if isinstance(fee, Money):
        if "fee" in terms or fee.currency == currency:
            return fee
        fee = fee.amount
    return parse_money(f"{Decimal(fee):f}", currency)


def version_to_change(
    agreements: Iterable[Agreement], today: date, effective_from: date | None, new_id: str
) -> Agreement:
    """The version that new terms are written into: one that is there, or a new one that begins as a copy.

    Without ``effective_from`` the version in force is changed in place while the month in which it began
    lasts, as is one that is still to come: nothing has been reckoned by it yet. Later a new version begins
    ``today``, and what was before stays as it was. With it, the version of just that day is changed, else a
    new one begins there.
    """
    live = sorted(agreements, key=lambda each: each.effective_from)
    start = effective_from or today
    base = agreement_on(live, start)
    if base is None and live and effective_from is None:
        return live[0]
    if base is None:
        return Agreement(id=new_id, effective_from=start) if not live else _copy(live[0], new_id, start)
    if base.effective_from == start or (effective_from is None and base.effective_from in month_of(today)):
        return base
    return _copy(base, new_id, start)


def same_terms(one: Agreement, other: Agreement) -> bool:
    """Whether two versions say the same, whenever they begin."""
    return _copy(one, "", date.min) == _copy(other, "", date.min)


def _copy(base: Agreement, new_id: str, start: date) -> Agreement:
    return replace(base, id=new_id, effective_from=start, rev=0, created_at=None, updated_at=None)


def free_key(others: Iterable[Client]) -> int | None:
    """The first digit that opens nobody, None when all ten do."""
    taken = {each.key for each in others}
    return next((key for key in KEYS if key not in taken), None)


def free_color(others: Iterable[Client]) -> str:
    """The first colour of those that the fewest clients have."""
    used = [each.color for each in others]
    return min(COLORS, key=used.count)


def check_key(client: Client, others: Iterable[Client]) -> None:
    """See that the client's digit opens nobody else.

    Raises:
        FieldRefused: it does; the sentence says whom, and which digits are free.
    """
    others = tuple(others)
    for each in others:
        if client.key is not None and each.key == client.key and each.id != client.id:
            taken = {one.key for one in others}
            free = ", ".join(str(key) for key in KEYS if key not in taken)
            rest = f"free are {free}" if free else "none is free, leave it out"
            raise FieldRefused("key", f"Key {client.key} opens {each.id}; {rest}.")


def _one_of(field: str, kind: type[Function] | type[Stage] | type[ClientStatus], value: str) -> str:
    names = [each.value for each in kind]
    word = str(getattr(value, "value", value)).strip().lower()
    if word not in names:
        raise FieldRefused(field, f"There is no such {field}; write one of {', '.join(names)}.")
    return kind(word)
