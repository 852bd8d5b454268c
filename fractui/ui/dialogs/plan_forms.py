"""The fields of a client's weekly plan, and what their texts mean."""

from __future__ import annotations

from fractui.core.plan import PlanKind, kind_words
from fractui.core.when import parse_duration
from fractui.core.wording import hm
from fractui.services.plans import PlanTerms
from fractui.ui.dialogs import checks
from fractui.ui.dialogs.form import Field, Values

ABOUT = {
    PlanKind.MEETING: "leadership and other meetings",
    PlanKind.ONE_ON_ONE: "with one person each",
    PlanKind.DEEP: "undisturbed work",
    PlanKind.ASYNC: "mail, chat, comments",
    PlanKind.PREP: "before and after meetings",
    PlanKind.FLEX: "urgent, crisis, special projects",
}
"""What each kind is, while its field is empty."""


def plan_fields(terms: PlanTerms) -> tuple[Field, ...]:
    """A field for each kind with its hours a week; empty is none."""
    return tuple(
        Field(
            kind.value,
            kind_words(kind).capitalize(),
            hm(60 * terms.minutes[kind]) if terms.minutes[kind] else "",
            f"{ABOUT[kind]}; standard {hm(60 * terms.standard_minutes[kind])}",
            checks.optional(_reading(kind.value)),
        )
        for kind in PlanKind
    )


def _reading(name: str) -> checks.Check:
    """A length of time, said back where it was written in another way."""

    def check(text: str) -> str:
        understood = hm(parse_duration(text, name))
        return understood if understood != text.strip() else ""

    return check


def plan_title(terms: PlanTerms) -> str:
    """Whose plan it is, between what the week should lie, and how to come back to the standard one."""
    title = f"{terms.code}: a week by kind"
    if terms.ceiling_s:
        title += f", {hm(terms.floor_s)} to {hm(terms.ceiling_s)} in all"
    return f"{title}; {'this' if terms.standard else 'all empty'} is the standard week"


def plan_values(values: Values) -> dict[str, int] | None:
    """The form's texts as ``Plans.set`` takes them; all empty is the standard week."""
    minutes = {name: parse_duration(text, name) // 60 for name, text in values.items() if text.strip()}
    return minutes or None
