"""Which deliverables of a client come before one of them: as choices to tie and untie, and as a field with titles in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from fractui.core.deliverable import Deliverable, Status
from fractui.core.errors import FieldRefused, Refused
from fractui.core.text import safe
from fractui.core.wording import due_word, short_date, status_label
from fractui.ui.dialogs.picker import Choice

MARK = ";"
"""What stands between titles, which have commas in them more often than this."""


def before_title(owed: Deliverable) -> str:
    """What is asked."""
    return f"{owed.client}: what is to be delivered before “{owed.title}”? ✓ is tied to it"


def before_choices(owed: Deliverable, others: Sequence[Deliverable], today: date) -> list[Choice]:
    """The choices, those that are tied already with a tick.

    Raises:
        Refused: it is delivered, or there is nothing else that it could come after.
    """
    if owed.status is Status.DELIVERED:
        raise Refused(f"“{owed.title}” is delivered and waits for nothing any more.")
    if not others:
        raise Refused(f"{owed.client} is owed nothing else that “{owed.title}” could come after.")
    return [
        Choice(
            each.id,
            each.title,
            f"{due_word(each.due, today)}, {status_label(each.status)}",
            key="✓" if each.id in owed.after else "",
        )
        for each in others
    ]


def labels(others: Iterable[Deliverable], today: date) -> dict[str, str]:
    """The ids by what the deliverables are called in a field: their titles, with the due day where two are called the same."""
    others = tuple(others)
    titles = [_said(each) for each in others]
    found: dict[str, str] = {}
    for each, title in zip(others, titles, strict=True):
        name = title if titles.count(title) == 1 else f"{title} ({short_date(each.due, today)})"
        found[name if name not in found else f"{name} {each.id[:6]}"] = each.id
    return found


def written(after: Iterable[str], known: dict[str, str]) -> str:
    """The titles of those that are tied, as the field shows them."""
    tied = frozenset(after)
    return f"{MARK} ".join(name for name, each in known.items() if each in tied)


def read(text: str, known: dict[str, str]) -> tuple[str, ...]:
    """The ids that the titles in a field mean, each title perhaps cut to an unambiguous beginning.

    Raises:
        FieldRefused: one means none of them, or several.
    """
    return tuple(dict.fromkeys(_meant(part.strip(), known) for part in text.split(MARK) if part.strip()))


def _meant(word: str, known: dict[str, str]) -> str:
    begun = word.casefold()
    exact = [each for name, each in known.items() if name.casefold() == begun]
    found = exact or [each for name, each in known.items() if name.casefold().startswith(begun)]
    if len(found) == 1:
        return found[0]
    if found:
        raise FieldRefused("after", f"Several begin with “{safe(word)}”; write more of the title.")
    raise FieldRefused(
        "after", f"Nothing that is owed is called “{safe(word)}”; write a title, or leave it empty."
    )


def _said(each: Deliverable) -> str:
    return safe(each.title).replace(MARK, ",")
