"""The fields of a deliverable, whom it waits for, and what their texts mean to the service."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from fractui.core.deliverable import LONGEST_LEAD_DAYS, Deliverable, next_due
from fractui.core.money import parse_number
from fractui.core.naming import FileName, check_type
from fractui.core.recurrence import nominal
from fractui.core.stakes import Stakes
from fractui.core.when import parse_date
from fractui.core.wording import short_date
from fractui.services.document_names import stem_among
from fractui.ui.dialogs import before, checks
from fractui.ui.dialogs.form import Field, Values
from fractui.ui.dialogs.line_prompt import Prompt
from fractui.ui.dialogs.setting import Setting, written_day
from fractui.ui.lines import Line, Span, cut, plain

STAKES = tuple(each.value for each in reversed(Stakes))
"""What can hang on it, what one writes oftener first."""


def deliverable_fields(
    setting: Setting,
    code: str,
    old: Deliverable | None,
    others: Sequence[Deliverable] = (),
    taken: Sequence[FileName] = (),
) -> tuple[Field, ...]:
    """The fields of a client's deliverable; the type says back how its document is named (row 003-11).

    ``others`` are those that it can come after; without any there is no field for it. ``taken`` are the names that the documents of the
    client's other deliverables have: where it would share one, the title tells its own apart.
    """
    document = _Document(setting, code, old, taken)
    finished = Field(
        "finished",
        "Finished?",
        "yes" if old and old.completed_at else "",
        "yes when the work is done and only delivery is left",
        checks.optional(checks.one_of("finished", ("yes", "no"))),
    )
    return (
        Field("title", "Title", old.title if old else "", "Board pack", document.titled),
        Field(
            "type",
            "Document type",
            old.type if old else "",
            "BoardPack; from the title if left empty",
            checks.optional(document.typed),
        ),
        Field(
            "due",
            "Due",
            written_day(old.due) if old else "",
            "2026-11-30, tomorrow",
            document.due,
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
            checks.optional(
                checks.number("lead_days", "days before it is due", LONGEST_LEAD_DAYS, "day before it is due")
            ),
        ),
        Field(
            "waits_for",
            "Waits for",
            old.waits_for if old else "",
            "nobody: it is on you",
            checks.line("waits_for"),
        ),
        *((_after(setting, old, others),) if others else ()),
        Field(
            "stakes",
            "Stakes",
            old.stakes.value if old else "",
            "high or normal" if old else "high or normal; empty: as usual for its type",
            checks.optional(checks.one_of("stakes", STAKES)),
            STAKES,
        ),
        Field("notes", "Notes", old.notes if old else "", "", checks.line("notes")),
    )


class _Document:
    """How the document is named, by what the form holds of its title, its type and its due day."""

    def __init__(
        self, setting: Setting, code: str, old: Deliverable | None, taken: Sequence[FileName]
    ) -> None:
        self._today = setting.today
        self._code = code
        self._old = old
        self._taken = taken
        self._title = old.title if old else ""
        self._due = old.due if old else None

    def titled(self, text: str) -> str:
        """The title, which tells documents of one type and day apart."""
        self._title = text.strip()
        return checks.required("title", "a title")(text)

    def due(self, text: str) -> str:
        """The day on which it is due, for which its documents are named."""
        self._due = parse_date(text, self._today, "due")
        said = checks.due_day("due", self._today)(text)
        old = self._old
        if old is None or old.every is None or self._due == old.due:
            return said
        if not old.follows:
            return f"{said}; its rhythm goes by it"
        return f"{said}; this one alone, the next {short_date(next_due(old.every, nominal(old), 1), self._today)}"

    def typed(self, text: str) -> str:
        """The document's type, with the name that it makes; its day stands open while that is not known."""
        kind = check_type(text)
        version = self._old.version if self._old else 1
        day = self._due
        if self._old is not None and (day == self._old.due or (self._old.every and self._old.follows)):
            # A recurring one is named for its rhythm's day, whatever day it was moved to.
            day = nominal(self._old)
        name = stem_among(self._taken, day or self._today, kind, self._title, self._code, version)
        return f"named {name if day else '…' + name[len(self._today.isoformat()) :]}"


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
    weight = values.get("stakes", "").strip()
    if weight:
        meant["stakes"] = Stakes(checks.pick("stakes", weight, STAKES))
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
