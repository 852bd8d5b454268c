"""The fields of a template of one's own, and what their texts mean to the library."""

from __future__ import annotations

from typing import Any

from fractui.core.client import Function
from fractui.core.naming import check_type
from fractui.ui.dialogs import checks
from fractui.ui.dialogs.form import Field, Values

SEATS = tuple(each.value for each in Function if each is not Function.OTHER)


def template_fields() -> tuple[Field, ...]:
    """What a new template is called, for whose documents it is, and how often they are sent."""
    return (
        Field("name", "Name", "", "Covenant memo", checks.required("name", "a name")),
        Field(
            "type",
            "Document type",
            "",
            "CovenantMemo; from the name if left empty",
            checks.optional(lambda text: f"as {check_type(text)}"),
        ),
        Field(
            "function",
            "Only for the seat",
            "",
            "cfo, cmo, coo or cto; empty for every seat",
            checks.optional(checks.one_of("function", SEATS)),
            SEATS,
        ),
        Field(
            "every",
            "Every",
            "",
            "week, month or quarter; empty for once",
            checks.optional(checks.one_of("every", checks.RHYTHMS)),
            checks.RHYTHMS,
        ),
    )


def template_values(values: Values) -> dict[str, Any]:
    """The form's texts as ``Library.add`` takes them."""
    seat = values["function"].strip()
    rhythm = values["every"].strip()
    return {
        "name": values["name"],
        "type": check_type(values["type"].strip() or values["name"]),
        "functions": (Function(checks.pick("function", seat, SEATS)),) if seat else (),
        "every": checks.pick("every", rhythm, checks.RHYTHMS) if rhythm else None,
    }
