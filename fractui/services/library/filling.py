"""What a template's fields stand for: of one client, from its own portal alone, and never hours (rows 000-28, 002-40, 003-10)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from fractui.core.client import Client, Group
from fractui.core.covering import covered, covered_label, following, written_day
from fractui.core.decision import Decision
from fractui.core.deliverable import Deliverable, Status, sent_as
from fractui.core.markdown import as_markdown
from fractui.core.period import Period
from fractui.core.priority import Priority, ranked
from fractui.core.recurrence import nominal
from fractui.core.wording import function_label
from fractui.core.zones import local_day
from fractui.store.practice import Portal

FIELDS = {
    "client.name": "the client's name",
    "client.code": "its code",
    "function": "your seat: CFO, CMO, COO, CTO",
    "problem": "the problem that you were engaged for",
    "people": "the people at the client with their roles, a line each",
    "audience": "to whom the last document of this type went; before the first, whom such a one is for",
    "title": "what the deliverable is called",
    "period": "what the document is about: October 2026, Q4 2026, week 48 of 2026",
    "period.start": "its first day",
    "period.end": "its last day",
    "period.next": "the period after it",
    "due": "the day on which it is due",
    "today": "the day on which it is written, at the client",
    "version": "its version: 1",
    "file": "its name: 2026-10-31_MonthlyReport_ACME_v1.md",
    "delivered": "what was delivered in the period, a line each",
    "decisions": "what was decided in the period, a line each",
    "priorities": "what matters most now, a line each, the first first",
    "priorities.done": "which priorities were done in the period, a line each",
    "promises": "what is promised and open, a line each",
    "next": "what is due next, a line each",
}
"""Every field with what it stands for."""

NEXT = 6
"""So many of what is due next are named."""

_FOR_THE_BOARD = ("boardpack", "investorupdate")


def values_for(
    portal: Portal, deliverable: Deliverable, every: str | None, file: str, version: int, now: datetime
) -> dict[str, str]:
    """The values of the fields for one deliverable; a field of one word without a value is left out.

    ``every`` is the rhythm that says which period it is about, where the deliverable has none itself.
    """
    client = portal.client()
    every = deliverable.every or every
    period = covered(every, nominal(deliverable))
    start, last = period.start, period.last
    label = covered_label(every, period)
    values = {
        "client.name": as_markdown(client.name),
        "client.code": client.id,
        "function": function_label(client.function),
        "problem": as_markdown(client.owned_problem),
        "audience": _audience(portal, deliverable),
        "title": as_markdown(deliverable.title),
        "period": label,
        "period.start": written_day(start) if start else "",
        "period.end": written_day(last) if last else "",
        "period.next": covered_label(every, following(every, period)),
        "due": written_day(deliverable.due),
        "today": written_day(local_day(now, client.zone)),
        "version": str(version),
        "file": file,
        "people": _people(portal),
        "delivered": _delivered(portal, client, deliverable, period, label),
        "decisions": _decided(portal, period, label),
        "priorities": _priorities(portal),
        "priorities.done": _done(portal, period, label),
        "promises": _promised(portal, client),
        "next": _next(portal, deliverable),
    }
    return {name: text for name, text in values.items() if text}


def _audience(portal: Portal, deliverable: Deliverable) -> str:
    sent = [
        receipt
        for each in portal.deliverables()
        if each.type == deliverable.type
        for receipt in each.receipts
    ]
    if sent:
        return as_markdown(max(sent, key=lambda receipt: receipt.delivered_at).to)
    group = Group.BOARD if deliverable.type.casefold() in _FOR_THE_BOARD else Group.CEO
    return ", ".join(as_markdown(each.name) for each in portal.stakeholders() if each.group is group)


def _people(portal: Portal) -> str:
    lines = [
        f"{as_markdown(each.name)}, {as_markdown(each.role) or each.group.value}"
        for each in portal.stakeholders()
    ]
    return _listed(lines, "Nobody is written down yet: name the people and their roles.")


def _delivered(portal: Portal, client: Client, deliverable: Deliverable, period: Period, label: str) -> str:
    sent = [
        (local_day(receipt.delivered_at, client.zone), sent_as(each, receipt), receipt)
        for each in portal.deliverables()
        if each.id != deliverable.id
        for receipt in each.receipts
    ]
    sent = sorted((row for row in sent if row[0] in period), key=lambda row: (row[0], row[1]))
    lines = [
        f"**{as_markdown(title)}**, v{receipt.version}, to {as_markdown(receipt.to)} on {written_day(on)}"
        for on, title, receipt in sent
    ]
    return _listed(lines, f"Nothing was delivered formally in {label}: say why, or take this out.")


def _decided(portal: Portal, period: Period, label: str) -> str:
    found = sorted(
        (each for each in portal.documents(Decision) if each.on in period), key=lambda each: each.on
    )
    lines = []
    for each in found:
        whose = "" if each.owner == "me" else f" ({as_markdown(each.owner)})"
        came = f": {as_markdown(each.outcome)}" if each.outcome else ""
        lines.append(f"{written_day(each.on)}: {as_markdown(each.text)}{whose}{came}")
    return _listed(lines, f"No decision of {label} is written down: name them, or take this out.")


def _priorities(portal: Portal) -> str:
    lines = []
    for place, each in enumerate(ranked(portal.documents(Priority)), 1):
        about = portal.deliverables_named(each.deliverable) if each.deliverable else []
        owed = about[0] if about and about[0].status is not Status.DELIVERED else None
        named = owed is not None and owed.title.casefold() != each.text.casefold()
        title = f" ({as_markdown(owed.title)})" if owed is not None and named else ""
        lines.append(f"{place}. {as_markdown(each.text)}{title}{_by(owed.due) if owed else ''}")
    return "\n".join(lines) or "*No priority is set: name the two or three that matter most.*"


def _done(portal: Portal, period: Period, label: str) -> str:
    found = [
        each for each in portal.documents(Priority) if each.done_on is not None and each.done_on in period
    ]
    found.sort(key=lambda each: (each.done_on or each.since, each.order, each.id))
    lines = [
        f"{written_day(each.done_on)}: {as_markdown(each.text)}" for each in found if each.done_on is not None
    ]
    return _listed(lines, f"None of {label} is done: say where each stands.")


def _promised(portal: Portal, client: Client) -> str:
    lines = []
    for each in portal.promises():
        if each.done_on is None:
            whose = function_label(client.function) if each.owner == "me" else as_markdown(each.owner)
            lines.append(f"{as_markdown(each.text)} ({whose}){_by(each.due_on)}")
    return _listed(lines, "Nothing that was promised is open.")


def _by(day: date | None) -> str:
    return f", by {written_day(day)}" if day else ""


def _next(portal: Portal, deliverable: Deliverable) -> str:
    owed = [
        each
        for each in portal.owed()
        if each.id != deliverable.id and each.status is not Status.DELIVERED and each.due >= deliverable.due
    ]
    lines = [f"{as_markdown(each.title)}, due {written_day(each.due)}" for each in owed[:NEXT]]
    return _listed(lines, "Nothing else is due yet: say what comes next.")


def _listed(lines: Iterable[str], nothing: str) -> str:
    """Lines as a list; where there are none, a blank to fill in like every other one."""
    return "\n".join(f"- {line}" for line in lines) or f"*{nothing}*"
