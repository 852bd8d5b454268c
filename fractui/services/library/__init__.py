"""The private library of templates: those that come with fractui, changed ones, one's own (rows 002-10, 002-22, 003-10)."""

from __future__ import annotations

from dataclasses import replace
from typing import TypedDict, Unpack

from fractui.core.client import Function
from fractui.core.deliverable import Deliverable
from fractui.core.errors import FieldRefused, Refused
from fractui.core.period import EARLIEST
from fractui.core.stakes import Stakes
from fractui.core.template import Template, TemplateChange, changed_lines, check_template, said_before
from fractui.core.text import one_line, safe
from fractui.core.zones import local_day
from fractui.services.delivery import Delivery
from fractui.services.library.shelf import by_seat, fitting, named, rows_of, uses_of, what_it_says
from fractui.services.library.shipped import shipped
from fractui.services.library.writing import paper_view, write_document
from fractui.services.relations import fresh
from fractui.services.views.library import LibraryRow, Origin, PaperView, TemplateDiff, Written
from fractui.services.whose import open_code
from fractui.store.practice import Portal, Practice


class TemplateWords(TypedDict, total=False):
    """For whom a template is, how often it is sent, and what hangs on it; ``every`` None is for what is sent once."""

    functions: tuple[Function, ...]
    every: str | None
    lead_days: int
    stakes: Stakes


class TemplateChanges(TemplateWords, total=False):
    """What can be changed of a template."""

    name: str
    type: str
    body: str


class Library:
    """The templates. They are named by their name, however it is spelled (``cfo-monthly-report``), or by an id's beginning.

    A shipped template that is changed becomes a document of the practice's own under the same id, which stands before it.
    """

    def __init__(self, practice: Practice) -> None:
        self._practice = practice

    def list(self, function: Function | None = None, *, archived: bool = False) -> tuple[LibraryRow, ...]:
        """The templates by seat and name, or those that one seat would be offered; ``archived`` ones too where wanted."""
        uses = uses_of(self._practice)
        rows = [
            replace(row, documents=len(made), clients=len(set(made)))
            for row in rows_of(self._practice)
            for made in (uses.get(row.template.id, []),)
            if archived or not row.template.archived
        ]
        if function is not None:
            own = {row.template.type.casefold() for row in rows if function in row.template.functions}
            rows = [
                row
                for row in rows
                if function in row.template.functions
                or (not row.template.functions and row.template.type.casefold() not in own)
            ]
        return tuple(sorted(rows, key=by_seat))

    def show(self, name: str) -> LibraryRow:
        """One template, an archived one too.

        Raises:
            NotFound: none is called so, or several are; the sentence names what is near.
        """
        row = self._one(name)
        made = uses_of(self._practice).get(row.template.id, [])
        return replace(row, documents=len(made), clients=len(set(made)))

    def template_for(self, type: str, function: Function) -> Template | None:  # noqa: A002
        """The template for a seat's documents of a type: the seat's before everybody's, one's own before a shipped one."""
        return fitting(rows_of(self._practice), type, function)

    def add(self, name: str, type: str, body: str, **words: Unpack[TemplateWords]) -> Template:  # noqa: A002
        """Add a template of one's own.

        Raises:
            FieldRefused: a value cannot be taken, or another template is called so.
        """
        new = check_template(
            Template(
                id=self._practice.new_id(),
                name=name,
                type=type,
                body=body,
                changelog=(self._change(1, "made"),),
                **words,
            )
        )
        self._check(new)
        with self._practice.transaction(f"add the template {new.name}") as tx:
            return tx.put_in(None, new)

    def edit(
        self, which: str, *, rev: int | None = None, note: str = "", **words: Unpack[TemplateChanges]
    ) -> Template:
        """Change a template: the next version, with a line in its changelog; documents that were made from it stay as they are.

        A shipped one is changed in a copy of one's own. Where nothing differs, nothing is changed.

        Args:
            which: the template's name.
            rev: the revision that the changes were made against, 0 of a shipped one; None does not look.
            note: what was changed, in a line; what the body tells by itself without one.
            words: what changes.

        Raises:
            NotFound: none is called so.
            Stale: it has another revision by now.
            FieldRefused: a value cannot be taken, or another template is called so.
        """
        old = self._one(which).template
        new = check_template(replace(fresh(old, rev), **words))
        if what_it_says(new) == what_it_says(old):
            return old
        self._check(new)
        said = one_line("note", note, 200) or _what_changed(old, new)
        gone = self._gone(old.id)
        version = max(each.version for each in (*gone, old)) + 1
        with self._practice.transaction(f"change the template {new.name} to v{version}") as tx:
            return tx.put_in(
                None,
                replace(
                    new,
                    version=version,
                    changelog=(*old.changelog, self._change(version, said)),
                    earlier=said_before((*gone, old)),
                ),
            )

    def reset(self, name: str) -> Template:
        """Go back to a template as it came with fractui; undo brings the changed one back.

        Raises:
            NotFound: none is called so.
            Refused: it was not changed, or is one's own and came with nothing.
        """
        row = self._one(name)
        if row.origin is Origin.SHIPPED:
            raise Refused(f"{row.template.name} is as it came with fractui.")
        if row.origin is Origin.OWN:
            raise Refused(
                f"{row.template.name} is your own and did not come with fractui; put it away with: "
                f"fractui template archive {row.template.slug}"
            )
        with self._practice.transaction(f"reset the template {row.template.name}") as tx:
            tx.delete(None, row.template)
        return next(each for each in shipped() if each.id == row.template.id)

    def archive(self, name: str, *, archived: bool = True) -> Template:
        """Put a template away, so that it is offered no more, or take it out again; it is no new version.

        Raises:
            NotFound: none is called so.
            Refused: it is so already.
        """
        old = self._one(name).template
        if old.archived is archived:
            raise Refused(f"{old.name} is {'put away already' if archived else 'among the others already'}.")
        did = "put away" if archived else "take out again"
        with self._practice.transaction(f"{did} the template {old.name}") as tx:
            return tx.put_in(None, replace(old, archived=archived))

    def paper(self, code: str, id: str) -> PaperView:  # noqa: A002
        """A deliverable's document, or what one could be made from.

        Raises:
            NotFound: no client has that code, or no deliverable that id.
            Refused: its document is gone.
        """
        portal, owed = self._owed(code, id)
        return paper_view(portal, owed, self._template_of(portal, owed))

    def difference(self, code: str, id: str) -> TemplateDiff:  # noqa: A002
        """How a deliverable's document differs from the template that it was written from, and what became of that (row 002-22).

        Raises:
            NotFound: no client has that code, or no deliverable that id.
            Refused: it has no document, that is gone, no plain text or far too long, or it was not written from a template.
            StorageTrouble: it cannot be read.
        """
        from fractui.services.library.differing import difference

        portal, owed = self._owed(code, id)
        return difference(self._practice, portal, owed)

    def blanks(self, code: str, id: str) -> tuple[str, ...]:  # noqa: A002
        """The blanks of its template that the document of a deliverable still has; ``code`` is empty to find it by its id.

        Raises:
            NotFound: no client has that code, or no deliverable that id.
            StorageTrouble: the document cannot be read.
        """
        from fractui.services.library.unfilled import unfilled

        portal, owed = self._owed(code, id)
        return unfilled(self._practice, portal, owed)

    def write(self, code: str, id: str, template: str = "", *, names: str = "") -> Written:  # noqa: A002
        """Write the document of a deliverable's current version from the template for its type, as Markdown in the client's files.

        The deliverable remembers the template and its version. Undo takes that back; the document stays.

        Args:
            code: whose it is, empty to find it by its id.
            id: the beginning of the deliverable's id.
            template: another template than the one for its type.
            names: the code of another client whom the template may name, typed on purpose.

        Raises:
            NotFound: no client has that code, no deliverable that id, or no template is called so.
            Refused: there is no template for it, the version was delivered or has a document, or its name is taken.
            WrongClient: the template names another client.
            StorageTrouble: the disk refused.
        """
        portal, owed = self._owed(code, id)
        found = self._one(template).template if template else self._template_of(portal, owed)
        if found is None:
            raise Refused(
                f"There is no template for a {safe(owed.type)}; name another (--template NAME), or add one with: "
                f"fractui template add NAME --type {safe(owed.type)} FILE"
            )
        return write_document(self._practice, portal, owed, found, names)

    def _owed(self, code: str, known: str) -> tuple[Portal, Deliverable]:
        portal = (
            self._practice.portal(open_code(self._practice, code))
            if code
            else Delivery(self._practice).portal_with(known)
        )
        return portal, portal.deliverable(known)

    def _template_of(self, portal: Portal, deliverable: Deliverable) -> Template | None:
        """The one that it was made from while that is there, else the one for its type."""
        for row in rows_of(self._practice):
            if row.template.id == deliverable.template and not row.template.archived:
                return row.template
        return self.template_for(deliverable.type, portal.client().function)

    def _one(self, name: str) -> LibraryRow:
        return named(rows_of(self._practice), name)

    def _check(self, template: Template) -> None:
        if not template.body.strip():
            raise FieldRefused(
                "body", "There is nothing in the template; write its text, or put the template away."
            )
        if any(
            row.template.slug == template.slug and row.template.id != template.id
            for row in rows_of(self._practice)
        ):
            raise FieldRefused("name", f"Another template is called {template.name}; choose another name.")

    def _change(self, version: int, note: str) -> TemplateChange:
        return TemplateChange(
            version=version,
            on=local_day(self._practice.now(), self._practice.settings().zone),
            note=note,
        )

    def _gone(self, known: str) -> tuple[Template, ...]:
        """The template as it was changed and reset before, so that no version is ever counted twice."""
        return tuple(each for each in self._practice.own.tombstones(Template, EARLIEST) if each.id == known)


def _what_changed(old: Template, new: Template) -> str:
    if new.body != old.body:
        return changed_lines(old.body, new.body)
    return "its stakes" if new.stakes is not old.stakes else "its name, type, seats or rhythm"
