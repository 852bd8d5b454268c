"""The fields of a deliverable and of a receipt, and what their texts mean to the service."""

from __future__ import annotations

from typing import Any

from fractui.core.deliverable import Deliverable
from fractui.core.naming import check_type, file_name
from fractui.core.when import parse_date
from fractui.ui.dialogs import checks
from fractui.ui.dialogs.form import Field, Values
from fractui.ui.dialogs.setting import Setting, written_day


def deliverable_fields(setting: Setting, code: str, old: Deliverable | None) -> tuple[Field, ...]:
    """The fields of a client's deliverable; the type says back how its document is named (row 003-11)."""
    version = old.version if old else 1

    def check_document(text: str) -> str:
        return f"named {file_name(setting.today, check_type(text), code, version)}"

    finished = Field(
        "finished",
        "Finished?",
        "yes" if old and old.completed_at else "",
        "yes when the work is done and only delivery is left",
        checks.optional(checks.one_of("finished", ("yes", "no"))),
    )
    return (
        Field("title", "Title", old.title if old else "", "Board pack", checks.required("title", "a title")),
        Field(
            "type",
            "Document type",
            old.type if old else "",
            "BoardPack; from the title if left empty",
            checks.optional(check_document),
        ),
        Field(
            "due",
            "Due",
            written_day(old.due) if old else "",
            "2026-11-30, tomorrow",
            checks.due_day("due", setting.today),
        ),
        Field(
            "every",
            "Every",
            (old.every or "") if old else "",
            "week, month or quarter; empty for once",
            checks.optional(checks.one_of("every", checks.RHYTHMS)),
            checks.RHYTHMS,
        ),
        *((finished,) if old else ()),
        Field("notes", "Notes", old.notes if old else "", "", checks.line("notes")),
    )


def deliverable_values(setting: Setting, values: Values) -> dict[str, Any]:
    """The form's texts as ``Delivery.add`` and ``Delivery.edit`` take them."""
    title = values["title"].strip()
    return {
        "title": title,
        "type": values["type"].strip() or "".join(char for char in title if char.isalnum() or char in " -_"),
        "due": parse_date(values["due"], setting.today, "due"),
        "every": checks.pick("every", values["every"], checks.RHYTHMS) if values["every"].strip() else None,
        "notes": values["notes"],
    }


def receipt_fields() -> tuple[Field, ...]:
    """What delivered asks for: the receipt (row 003-05)."""
    return (
        Field("to", "To whom", "", "Lena Hoff, board", checks.required("to", "to whom it went")),
        Field("via", "How", "email", "email, portal, meeting", checks.required("via", "by which channel")),
    )
