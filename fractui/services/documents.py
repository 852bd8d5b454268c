"""The JSON shapes of the command line and the exports: values in, plain dicts out (cli.md, "Commands").

Instants are ISO 8601 in UTC with ``Z``, durations whole seconds in fields that end in ``_s``, money is
``{"minor", "currency"}``, dates are ``YYYY-MM-DD``. Lists are empty rather than absent, absent values are
None. Text is as it is stored: JSON escapes what a terminal must not see.
"""

from __future__ import annotations

from datetime import UTC

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from typing import Any

    from fractui.core.agreement import Agreement
    from fractui.core.client import Client
    from fractui.core.deliverable import Deliverable
    from fractui.core.entry import Entry
    from fractui.core.money import Money
    from fractui.core.rounding import Rounding
    from fractui.services.reports import Report
    from fractui.services.views.log import LogView
    from fractui.services.views.receipt import SentView

    Json = dict[str, Any]


def instant(at: datetime | None) -> str | None:
    """An instant as ``2026-11-24T13:07:00Z``, None as None."""
    return None if at is None else at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def day(on: date | None) -> str | None:
    """A date as ``2026-11-24``, None as None."""
    return None if on is None else on.isoformat()


def money(amount: Money | None) -> Json | None:
    """An amount as ``{"minor", "currency"}``, None as None."""
    return None if amount is None else {"minor": amount.minor, "currency": amount.currency}


def entry(value: Entry, now: datetime) -> Json:
    """An entry; while it runs ``end`` is null and ``duration_s`` counts up to ``now`` (never below 0)."""
    until = value.end or now
    return {
        "id": value.id,
        "client": value.client,
        "bucket": None if value.bucket is None else value.bucket.value,
        "start": instant(value.start),
        "end": instant(value.end),
        "duration_s": max(0, int((until - value.start).total_seconds())),
        "zone": value.zone,
        "category": None if value.category is None else value.category.value,
        "note": value.note,
        "deliverable": value.deliverable,
        "tags": list(value.tags),
        "source": value.source.value,
        "timed": value.timed,
    }


def status(running: Entry | None, now: datetime, today_s: int, week_s: int) -> Json:
    """The timer: the running entry or null; ``today_s`` and ``week_s`` are given with the running part in them."""
    shown = None if running is None else entry(running, now)
    return {
        "running": shown,
        "elapsed_s": 0 if shown is None else shown["duration_s"],
        "today_s": today_s,
        "week_s": week_s,
    }


def log(view: LogView, now: datetime) -> Json:
    """A log: whole entries under ``entries``; beside them the gaps and the ids of entries that share time with another.

    ``kept`` are those of them that do so by choice.
    """
    entries = [row for row in view.rows if row.entry is not None]
    return {
        "entries": [entry(row.entry, now) for row in entries if row.entry is not None],
        "gaps": [
            {"start": instant(row.start), "end": instant(row.end), "duration_s": row.seconds}
            for row in view.rows
            if row.entry is None
        ],
        "overlaps": [row.entry.id for row in entries if row.entry is not None and row.overlap],
        "total_s": view.total_s,
        "kept": [row.entry.id for row in entries if row.entry is not None and row.kept],
    }


def report(value: Report) -> Json:
    """A report: its period (``end`` exclusive, null where open), its rows and their sum.

    By two things a row has its ``keys`` beside ``key``; a rounded one has ``rounded_s`` beside ``seconds_s``, and the rules
    by the clients' codes.
    """
    rows: list[Json] = [{"key": key, "seconds_s": seconds} for key, seconds in value.rows]
    found = {
        "period": {"start": day(value.start), "end": day(value.end)},
        "rows": rows,
        "total_s": value.total_s,
    }
    if len(value.by) > 1:
        found["by"] = list(value.by)
        for row, keys in zip(rows, value.keys, strict=True):
            row["keys"] = list(keys)
    if value.rules is not None:
        found["rounded_total_s"] = value.rounded_total_s
        found["rounding"] = {code: rounding(rule) for code, rule in value.rules.items()}
        for row, rounded_s in zip(rows, value.rounded, strict=True):
            row["rounded_s"] = rounded_s
    return found


def agreement(value: Agreement | None) -> Json | None:
    """The terms in force; decimal figures are strings, so that ``7.5`` stays ``7.5``. None as None."""
    if value is None:
        return None
    return {
        "id": value.id,
        "effective_from": day(value.effective_from),
        "unit": value.unit.value,
        "amount": str(value.amount),
        "hours_per_day": str(value.hours_per_day),
        "commitment_s": value.commitment_s,
        "fee": money(value.fee),
        "capacity_pct": str(value.capacity_pct),
        "scope": list(value.scope),
        "reports_to": value.reports_to,
        "exit_terms": value.exit_terms,
        "renews_on": day(value.renews_on),
        "out_of_scope": list(value.out_of_scope),
        "notice_days": value.notice_days,
        "notice_by": day(value.notice_by),
    }


def client(value: Client, terms: Agreement | None) -> Json:
    """A client with the terms in force."""
    return {
        "code": value.id,
        "name": value.name,
        "function": value.function.value,
        "stage": value.stage.value,
        "status": value.status.value,
        "color": value.color,
        "key": value.key,
        "zone": value.zone,
        "since": day(value.since),
        "ended_on": day(value.ended_on),
        "owned_problem": value.owned_problem,
        "next_note": value.next_note,
        "next_note_at": instant(value.next_note_at),
        "agreement": agreement(terms),
        "rounding": rounding(value.rounding),
        "show_hours": value.show_hours,
        "wip_limit": value.wip_limit,
    }


def rounding(rule: Rounding | None) -> Json | None:
    """What reports are rounded by, None as None."""
    if rule is None:
        return None
    return {
        "unit_min": rule.unit_min,
        "mode": rule.mode.value,
        "scope": rule.scope.value,
        "minimum_min": rule.minimum_min,
    }


def clients(values: Iterable[tuple[Client, Agreement | None]]) -> Json:
    """A list of clients under ``clients``."""
    return {"clients": [client(value, terms) for value, terms in values]}


def deliverable(value: Deliverable) -> Json:
    """A deliverable with its receipts."""
    return {
        "id": value.id,
        "client": value.client,
        "title": value.title,
        "type": value.type,
        "due": day(value.due),
        "every": value.every,
        "status": value.status.value,
        "completed_at": instant(value.completed_at),
        "version": value.version,
        "receipts": [
            {
                "delivered_at": instant(receipt.delivered_at),
                "version": receipt.version,
                "to": receipt.to,
                "via": receipt.via,
                "on_time": receipt.on_time,
                "file": receipt.file,
                "note": receipt.note,
                "title": receipt.title or value.title,
                "due": day(receipt.due),
            }
            for receipt in value.receipts
        ],
        "files": list(value.files),
        "notes": value.notes,
        "lead_days": value.lead_days,
        "waits_for": value.waits_for,
        "after": list(value.after),
        "stakes": value.stakes.value,
        "engagement": [
            {"at": instant(each.at), "kind": each.kind.value, "who": each.who, "version": each.version}
            for each in value.engagement
        ],
    }


def deliverables(values: Iterable[Deliverable]) -> Json:
    """A list of deliverables under ``deliverables``."""
    return {"deliverables": [deliverable(value) for value in values]}


def sent(views: Iterable[SentView]) -> Json:
    """What clients were sent, the newest first, under ``sent``."""
    return {
        "sent": [
            {
                "client": view.code,
                "deliverable": row.id,
                "title": row.title,
                "type": row.type,
                "version": row.version,
                "on": day(row.sent_on),
                "to": row.to,
                "via": row.via,
                "on_time": row.on_time,
                "file": row.file,
                "note": row.note,
                "response": row.response or None,
            }
            for view in views
            for row in view.rows
        ]
    }
