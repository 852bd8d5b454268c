"""The JSON shapes of what stands beside clients, time and deliverables: records, people, promises, leave, blocks (cli.md).

Instants, durations and days are written as in ``fractui.services.documents``.
"""

from __future__ import annotations

from fractui.services.documents import day, instant

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from fractui.core.access import Grant
    from fractui.core.block import Block, Occurrence
    from fractui.core.checklist import ChecklistItem
    from fractui.core.client import Promise, Stakeholder
    from fractui.core.decision import Decision
    from fractui.core.leave import Leave
    from fractui.core.priority import Priority
    from fractui.services.checklists import Checklist

    Json = dict[str, Any]


def decision(value: Decision) -> Json:
    """A decision."""
    return {
        "id": value.id,
        "on": day(value.on),
        "text": value.text,
        "owner": value.owner,
        "outcome": value.outcome,
    }


def priority(value: Priority) -> Json:
    """Something that matters; ``deliverable`` is the id of what it is about."""
    return {
        "id": value.id,
        "text": value.text,
        "since": day(value.since),
        "deliverable": value.deliverable,
        "done_on": day(value.done_on),
    }


def grant(value: Grant) -> Json:
    """An access; never a secret, only where it is kept."""
    return {
        "id": value.id,
        "system": value.system,
        "direction": value.direction.value,
        "scope": value.scope.value,
        "account": value.account,
        "granted_to": value.granted_to,
        "granted_by": value.granted_by,
        "granted_on": day(value.granted_on),
        "expires_on": day(value.expires_on),
        "revoked_on": day(value.revoked_on),
        "revoked_by": value.revoked_by,
        "secret_ref": value.secret_ref,
        "notes": value.notes,
        "url": value.url,
        "owner": value.owner,
    }


def checklist_item(value: ChecklistItem) -> Json:
    """One thing to do once."""
    return {
        "id": value.id,
        "list": value.list,
        "section": value.section,
        "text": value.text,
        "owner": value.owner,
        "required": value.required,
        "due_on": day(value.due_on),
        "done_on": day(value.done_on),
        "skipped": value.skipped,
    }


def checklist(value: Checklist) -> Json:
    """A client's checklist with how far its sections are."""
    return {
        "client": value.code,
        "items": [checklist_item(each) for each in value.items],
        "sections": [
            {"section": each.section, "done": each.done, "total": each.total} for each in value.progress
        ],
    }


def leave(value: Leave) -> Json:
    """Days off, both ends included."""
    return {
        "id": value.id,
        "first": day(value.first),
        "last": day(value.last),
        "name": value.name,
        "cover": value.cover,
    }


def block(value: Block) -> Json:
    """A planned block's series."""
    return {
        "id": value.id,
        "client": value.client,
        "title": value.title,
        "starts_on": day(value.starts_on),
        "at": value.at.isoformat("minutes"),
        "duration_s": value.minutes * 60,
        "days": list(value.days),
        "step": value.step,
        "month_day": value.month_day,
        "nth": value.nth,
        "until": day(value.until),
        "zone": value.zone,
        "category": None if value.category is None else value.category.value,
        "deviations": [
            {
                "on": day(each.on),
                "moved_to": None if each.moved_to is None else each.moved_to.isoformat("T", "minutes"),
                "duration_s": None if each.minutes is None else each.minutes * 60,
            }
            for each in value.deviations
        ],
        "location": value.location,
        "notes": value.notes,
    }


def occurrences(values: Iterable[Occurrence]) -> Json:
    """Instances of planned blocks under ``occurrences``; ``on`` is the original date by which one is skipped or moved."""
    return {
        "occurrences": [
            {
                "block": each.block.id,
                "client": each.block.client,
                "title": each.block.title,
                "on": day(each.on),
                "start": instant(each.start),
                "end": instant(each.end),
                "zone": each.block.zone,
                "moved": each.moved,
            }
            for each in values
        ]
    }


def person(value: Stakeholder) -> Json:
    """A person at the client."""
    return {
        "id": value.id,
        "name": value.name,
        "role": value.role,
        "group": value.group.value,
        "email": value.email,
        "contact_every_days": value.contact_every_days,
        "last_contact_on": day(value.last_contact_on),
    }


def promise(value: Promise) -> Json:
    """Something promised to the client."""
    return {
        "id": value.id,
        "text": value.text,
        "owner": value.owner,
        "due_on": day(value.due_on),
        "done_on": day(value.done_on),
    }
