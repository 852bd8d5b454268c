"""Documents as JSON and as the core's values: the one place that knows both shapes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar

import msgspec

from fractui.core.client import Client
from fractui.core.document import Document
from fractui.core.entry import Entry
from fractui.core.errors import Damaged, Refused
from fractui.core.settings import Settings

Raw = dict[str, Any]
"""A document as it is stored."""
D = TypeVar("D", bound=Document)

TABLES: Mapping[str, str] = {
    "Client": "client",
    "Agreement": "agreements",
    "Stakeholder": "stakeholders",
    "Promise": "promises",
    "Deliverable": "deliverables",
    "Block": "blocks",
    "Grant": "grants",
    "ChecklistItem": "checklists",
    "Decision": "decisions",
    "Priority": "priorities",
    "DayPick": "day_picks",
    "Template": "templates",
    "Leave": "leaves",
    "Intake": "intakes",
    "Settings": "settings",
    "Entry": "entries",
}
"""Which table keeps which kind of document, by the name of its class: most commands need only a few of the classes."""


_SPARSE = frozenset(
    {
        "lead_days",
        "template_version",
        "timed",
        "import_key",
        "import_extra",
        "locked",
        "removed_idle_s",
        "step",
        "show_hours",
        "stakes",
    }
)
"""Fields that came later and that few documents use: left out while they are as by default: documents of before keep their bytes."""


_OF_CLIENT_OR_OWN = frozenset({"Deliverable", "Block"})
"""The kinds, by the names of their classes, with a field for the client that they belong to, empty for the practice's own."""


def table_of(kind: type[Document]) -> str:
    """The table of a kind of document."""
    return TABLES[kind.__name__]


def kinds() -> dict[str, type[Document]]:
    """The kind of document that each table keeps; for who looks at all of them."""
    from fractui.core.access import Grant
    from fractui.core.agreement import Agreement
    from fractui.core.block import Block
    from fractui.core.checklist import ChecklistItem
    from fractui.core.client import Promise, Stakeholder
    from fractui.core.day_plan import DayPick
    from fractui.core.decision import Decision
    from fractui.core.deliverable import Deliverable
    from fractui.core.intake import Intake
    from fractui.core.leave import Leave
    from fractui.core.priority import Priority
    from fractui.core.template import Template

    known: tuple[type[Document], ...] = (
        *(Client, Agreement, Stakeholder, Promise, Deliverable, Block, Settings, Entry),
        *(Grant, ChecklistItem, Decision, Template, Leave, Intake),
        *(Priority, DayPick),
    )
    return {table_of(kind): kind for kind in known}


def encode(value: Document, before: Raw | None = None) -> Raw:
    """The stored shape of a value, with the fields of ``before`` that this version does not know.

    Instants are written in UTC to the second; a field that is None, empty, and so by default is left out.

    Raises:
        Refused: an instant without a zone.
    """
    raw: Raw = {}
    known = set()
    for field in fields(value):
        known.add(field.name)
        item = getattr(value, field.name)
        default = field.default if field.default is not MISSING else ...
        if item is None or item == "" or item == ():
            if item != default or field.name == "id":
                raw[field.name] = _plain(item)
            continue
        if field.name in _SPARSE and item == default:
            continue
        if isinstance(item, datetime) and item.tzinfo is None:
            raise Refused(f"{field.name} needs a time zone; give an instant in UTC.")
        raw[field.name] = _plain(item)
    for name, item in (before or {}).items():
        if name not in known:
            raw[name] = item
    return raw


def _plain(value: Any) -> Any:
    if value is None or type(value) in (str, int, bool):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return _instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat(timespec="seconds")
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if is_dataclass(value):
        return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    return value


def _instant(value: datetime) -> str:
    if value.tzinfo is None:
        return value.isoformat(timespec="seconds")
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def instant(value: datetime) -> str:
    """An aware instant as it is stored: ISO 8601, UTC, to the second, with ``Z``."""
    return _instant(value)


def decode(kind: type[D], raw: Raw, where: str) -> D:
    """The core value of a stored document; ``where`` names the file and document in errors.

    Raises:
        Damaged: a field is missing or has the wrong shape, with file, path and reason.
    """
    try:
        value = msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        reason, _, path = str(error).partition(" - at `$")
        raise Damaged(f"{where}{path.rstrip('`')}: {_lower(reason)}; run fractui doctor.") from error
    for name in _instants(kind):
        at = getattr(value, name)
        if at is not None and at.tzinfo is not UTC:
            if at.tzinfo is None:
                raise Damaged(f"{where}.{name}: expected an instant with Z; run fractui doctor.")
            object.__setattr__(value, name, at.astimezone(UTC))
    return value


def _lower(reason: str) -> str:
    return (reason[:1].lower() + reason[1:]).replace("`", "")


def _instants(kind: type[Document]) -> tuple[str, ...]:
    own = ("start", "end") if kind is Entry else ()
    return ("created_at", "updated_at", "deleted_at", *own)


def owner_of(value: Document) -> str | None:
    """The code of the portal that a value belongs to by what it says itself; None is the practice's own.

    Raises:
        Refused: the value does not say, or says two things.
    """
    if isinstance(value, Client):
        return value.id
    if type(value).__name__ in _OF_CLIENT_OR_OWN:
        return getattr(value, "client", None)
    if isinstance(value, Settings):
        return None
    if isinstance(value, Entry):
        if (value.client is None) == (value.bucket is None):
            raise Refused("An entry belongs to a client or to one of your own buckets; give exactly one.")
        return value.client
    raise Refused(f"A {type(value).__name__.lower()} does not say whose it is; give the client's code.")


def says_whose(value: Document) -> bool:
    """Whether a value says itself to which portal it belongs."""
    return isinstance(value, Client | Entry | Settings) or type(value).__name__ in _OF_CLIENT_OR_OWN


def foreign(table: str, raw: Raw, doc_id: str, code: str | None) -> str:
    """Why a stored document cannot belong to the portal ``code``; empty when it can."""
    stored = raw.get("id")
    if stored != doc_id and not (table == "settings" and stored is None):
        return f"its id is {str(stored)[:40]!r}"
    if table == "client" and doc_id != code:
        return f"it is the client {doc_id[:40]}"
    if table in ("entries", "deliverables", "blocks") and raw.get("client") != code:
        whose = raw.get("client")
        return f"it belongs to {str(whose)[:40] if whose is not None else 'the practice'}"
    return ""
