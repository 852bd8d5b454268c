"""The fields of a deliverable, whom it waits for, and what their texts mean to the service."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from fractui.core.deliverable import LONGEST_LEAD_DAYS, Deliverable
from fractui.core.money import parse_number
from fractui.core.naming import check_type, file_name
from fractui.core.when import parse_date
from fractui.ui.dialogs import before, checks
from fractui.ui.dialogs.form import Field, Values
from fractui.ui.dialogs.line_prompt import Prompt
from fractui.ui.dialogs.setting import Setting, written_day
from fractui.ui.lines import Line, Span, cut, plain


def deliverable_fields(
    setting: Setting, code: str, old: Deliverable | None, others: Sequence[Deliverable] = ()
) -> tuple[Field, ...]:
    """The fields of a client's deliverable; the type says back how its document is named (row 003-11).

    ``others`` are those that it can come after; without any there is no field for it.
    """
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
        Field(
            "lead_days",
            "Begin, days before",
            str(old.lead_days) if old and old.lead_days else "",
            "10; empty: as its rhythm usually takes",
            checks.optional(checks.number("lead_days", "days before it is due", LONGEST_LEAD_DAYS)),
        ),
        Field(
            "waits_for",
            "Waits for",
            old.waits_for if old else "",
            "nobody: it is on you",
            checks.line("waits_for"),
        ),
        *((_after(setting, old, others),) if others else ()),
        Field("notes", "Notes", old.notes if old else "", "", checks.line("notes")),
    )


def _after(setting: Setting, old: Deliverable | None, others: Sequence[Deliverable]) -> Field:
    known = before.labels(others, setting.today)
    tied = {title: each for title, each in known.items() if old and each in old.after}

    def check(text: str) -> str:
        count = len(before.read(text, known))
        return "" if count < 2 else f"{count} are to be delivered before it"

    return Field(
        "after",
        "Comes after",
        before.written(tied.values(), known),
        f"a title; several with {before.MARK} between",
        checks.optional(check),
        tuple(known),
        mark=before.MARK,
    )


def deliverable_values(
    setting: Setting, values: Values, old: Deliverable | None = None, others: Sequence[Deliverable] = ()
) -> dict[str, Any]:
    """The form's texts as ``Delivery.add`` and ``Delivery.edit`` take them; ``old`` and ``others`` as the form had them."""
    title = values["title"].strip()
    meant: dict[str, Any] = {
        "title": title,
        "type": values["type"].strip() or "".join(char for char in title if char.isalnum() or char in " -_"),
        "due": parse_date(values["due"], setting.today, "due"),
        "every": checks.pick("every", values["every"], checks.RHYTHMS) if values["every"].strip() else None,
        "lead_days": int(parse_number(values["lead_days"], "lead_days"))
        if values["lead_days"].strip()
        else 0,
        "waits_for": values["waits_for"],
        "notes": values["notes"],
    }
    if "after" in values:
        known = before.labels(others, setting.today)
        # What is not in the field, for it is delivered, is not untied by saving.
        unseen = [each for each in (old.after if old else ()) if each not in known.values()]
        meant["after"] = (*unseen, *before.read(values["after"], known))
    return meant


def waiting_prompt(
    old: Deliverable, people: tuple[str, ...], save: Callable[[str], Awaitable[None]]
) -> Prompt:
    """The line that says whom a deliverable waits for; the client's people complete it."""

    def read(text: str, width: int) -> list[Line]:
        who = text.strip()
        said = f"It waits for {plain(who)}." if who else "It is on you."
        return [(Span(cut(said, width), "dim"),)]

    def complete(text: str) -> str:
        begun = text.strip().casefold()
        return next((name for name in people if begun and name.casefold().startswith(begun)), text)

    title = f"Whom “{old.title}” waits for"
    return Prompt(title, read, save, old.waits_for, "nobody: it is on you", height=1, complete=complete)
