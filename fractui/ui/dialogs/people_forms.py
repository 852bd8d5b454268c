"""The fields of a stakeholder and of a promise, and what their texts mean to the service."""

from __future__ import annotations

from typing import Any

from fractui.core.checklist import ChecklistItem
from fractui.core.client import Group, Promise, Stakeholder
from fractui.core.money import parse_number
from fractui.core.when import parse_date
from fractui.ui.dialogs import checks
from fractui.ui.dialogs.form import Field, Values
from fractui.ui.dialogs.setting import Setting, written_day

GROUPS = tuple(str(group.value) for group in Group)


def person_fields(setting: Setting, old: Stakeholder | None) -> tuple[Field, ...]:
    """The fields of a stakeholder."""
    rhythm = "" if old is None or old.contact_every_days is None else str(old.contact_every_days)
    return (
        Field(
            "name", "Name", old.name if old else "", "Lena Hoff", checks.required("name", "the person's name")
        ),
        Field("role", "Role", old.role if old else "", "CEO", checks.line("role")),
        Field(
            "group",
            "Stands with",
            old.group if old else "leadership",
            "",
            checks.one_of("group", GROUPS),
            GROUPS,
        ),
        Field("email", "Email", old.email if old else "", "lena@example.com", checks.line("email")),
        Field(
            "contact_every_days",
            "In touch every … days",
            rhythm,
            "14",
            checks.optional(checks.number("contact_every_days", "days", 3650, "day")),
        ),
        Field(
            "last_contact_on",
            "Last spoke",
            written_day(old.last_contact_on) if old else "",
            "today, 2026-11-20",
            checks.optional(checks.day("last_contact_on", setting.today)),
        ),
    )


def person_values(setting: Setting, values: Values) -> dict[str, Any]:
    """The form's texts as the service takes them."""
    rhythm, last = values["contact_every_days"].strip(), values["last_contact_on"].strip()
    return {
        "name": values["name"].strip(),
        "role": values["role"],
        "group": checks.pick("group", values["group"], GROUPS),
        "email": values["email"],
        "contact_every_days": int(parse_number(rhythm, "contact_every_days")) if rhythm else None,
        "last_contact_on": parse_date(last, setting.today, "last_contact_on") if last else None,
    }


def promise_fields(setting: Setting, old: Promise | None) -> tuple[Field, ...]:
    """The fields of a promise."""
    return (
        Field(
            "text",
            "Promised",
            old.text if old else "",
            "pricing memo to Jonas",
            checks.required("text", "what was promised"),
        ),
        *owner_and_day(setting, old),
        Field(
            "done_on",
            "Kept on",
            written_day(old.done_on) if old else "",
            "today when it is done",
            checks.optional(checks.day("done_on", setting.today)),
        ),
    )


def owner_and_day(setting: Setting, old: Promise | ChecklistItem | None) -> tuple[Field, Field]:
    """Who does something that is to be done, and until when."""
    return (
        Field("owner", "By", old.owner if old else "me", "me", checks.line("owner")),
        Field(
            "due_on",
            "Until",
            written_day(old.due_on) if old else "",
            "2026-11-26, tomorrow",
            checks.optional(checks.due_day("due_on", setting.today)),
        ),
    )


def promise_values(setting: Setting, values: Values) -> dict[str, Any]:
    """The form's texts as the service takes them."""
    return {
        "text": values["text"].strip(),
        "owner": values["owner"].strip() or "me",
        "due_on": parse_date(values["due_on"], setting.today, "due_on") if values["due_on"].strip() else None,
        "done_on": parse_date(values["done_on"], setting.today, "done_on")
        if values["done_on"].strip()
        else None,
    }
