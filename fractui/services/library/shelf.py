"""What stands in the library: shipped templates, those changed here, one's own, and what each was used for (row 002-10)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from fractui.core.client import Function
from fractui.core.errors import NotFound
from fractui.core.template import Template
from fractui.core.text import safe
from fractui.services.library.shipped import shipped
from fractui.services.views.library import LibraryRow, Origin
from fractui.services.whose import all_portals
from fractui.store.practice import Practice

if TYPE_CHECKING:
    from fractui.store.codec import Raw

SHORTEST_ID = 6
"""So many digits of an id name a template; fewer are a word."""


def rows_of(practice: Practice) -> Iterator[LibraryRow]:
    """Every template, archived ones too; a shipped one that was changed stands in the place of the one that came."""
    own = {each.id: each for each in practice.own.documents(Template)}
    for each in shipped():
        mine = own.pop(each.id, None)
        if mine is None or what_it_says(mine) == what_it_says(each):
            yield LibraryRow(mine or each, Origin.SHIPPED)
        else:
            yield LibraryRow(mine, Origin.CHANGED)
    for each in own.values():
        yield LibraryRow(each, Origin.OWN)


def fitting(rows: Iterable[LibraryRow], type: str, function: Function) -> Template | None:  # noqa: A002
    """The template for a seat's documents of a type: the seat's before everybody's, one's own before a shipped one."""
    fit = [row for row in rows if row.template.fits(type, function) and not row.template.archived]
    fit.sort(key=lambda row: (not row.template.functions, row.origin is not Origin.OWN))
    return fit[0].template if fit else None


def what_it_says(template: Template) -> tuple[object, ...]:
    """All that a person can change of a template."""
    return (
        template.name,
        template.type,
        template.functions,
        template.body,
        template.every,
        template.lead_days,
        template.stakes,
    )


def named(rows: Iterator[LibraryRow], text: str) -> LibraryRow:
    """The template that a person means: by its name however it is spelled, the beginning of that, its type, or an id's beginning.

    Raises:
        NotFound: none is called so, or several are; the sentence names what is near.
    """
    known = tuple(rows)
    wanted = "-".join(text.casefold().replace("_", " ").replace("-", " ").split())
    for found in (
        [row for row in known if wanted == row.template.slug or text == row.template.id],
        [row for row in known if row.template.type.casefold() == text.casefold()],
        [row for row in known if wanted and row.template.slug.startswith(wanted)],
        [row for row in known if len(text) >= SHORTEST_ID and row.template.id.startswith(text)],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(row.template.slug for row in found)
            raise NotFound(f"Several templates could be meant: write one of {names}.", several=True)
    from difflib import get_close_matches

    near = get_close_matches(wanted, [row.template.slug for row in known], n=3, cutoff=0.5)
    hint = f"did you mean {' or '.join(near)}?" if near else "fractui template list shows them all."
    raise NotFound(f"No template is called “{safe(text[:40])}”; {hint}")


def by_seat(row: LibraryRow) -> tuple[int, str]:
    """The order of the library: by seat, everybody's last, then by name."""
    order = list(Function)
    seats = row.template.functions
    return order.index(seats[0]) if len(seats) == 1 else len(order), row.template.name.casefold()


def uses_of(practice: Practice) -> dict[str, list[str]]:
    """The clients' codes by the template that a document was made from, once a deliverable."""
    found: dict[str, list[str]] = {}
    for portal in all_portals(practice):
        for each in portal.deliverables_where(_was_written):
            found.setdefault(each.template, []).append(each.client)
    return found


def _was_written(raw: Raw) -> bool:
    """Whether a stored deliverable has a document that was made from a template; the next of a series only knows which."""
    return bool(raw.get("template")) and bool(raw.get("files"))
