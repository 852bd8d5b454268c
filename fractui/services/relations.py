"""The people at a client and what was promised to them (rows 000-06, 001-05, 004-01)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, TypedDict, TypeVar, Unpack

from fractui.core.client import Group, Promise, Stakeholder, check_promise, check_stakeholder
from fractui.core.document import Document
from fractui.core.errors import FieldRefused, NotFound, Refused, Stale
from fractui.core.zones import local_day
from fractui.services.whose import open_code
from fractui.store.practice import Portal, Practice

D = TypeVar("D", bound=Document)


class PromiseWords(TypedDict, total=False):
    """A promise's fields: who promised it ("me"), by which day, and the day on which it was kept."""

    owner: str
    due_on: date | None
    done_on: date | None


class PromiseChanges(PromiseWords, total=False):
    """What can be changed of a promise."""

    text: str


class PersonWords(TypedDict, total=False):
    """A person's fields; ``contact_every_days`` is the rhythm in which to be in touch."""

    role: str
    group: Group | str
    email: str
    contact_every_days: int | None
    last_contact_on: date | None
    notes: str


class PersonChanges(PersonWords, total=False):
    """What can be changed of a person."""

    name: str


class Relations:
    """Promises and people of the clients. Codes are taken in any case, ids may be cut to an unambiguous beginning."""

    def __init__(self, practice: Practice) -> None:
        self._practice = practice

    def add_promise(self, code: str, text: str, **said: Unpack[PromiseWords]) -> Promise:
        """Write down something promised to the client (row 004-01).

        Args:
            code: whom it was promised to.
            text: what, in one line.
            said: ``owner`` who promised, "me" by default; ``due_on`` by which day; ``done_on`` when it was
                kept.

        Raises:
            NotFound: no client has that code.
            FieldRefused: a text cannot be taken.
        """
        code = open_code(self._practice, code)
        new = check_promise(Promise(id=self._practice.new_id(), text=text, **said))
        with self._practice.transaction(f"promise {code}: {new.text}") as tx:
            return tx.put_in(code, new)

    def edit_promise(
        self,
        code: str,
        id: str,  # noqa: A002
        *,
        rev: int | None = None,
        **changes: Unpack[PromiseChanges],
    ) -> Promise:
        """Change ``text``, ``owner``, ``due_on`` or ``done_on`` of a promise; ``rev`` as in ``edit``.

        Raises:
            NotFound: no client has that code, or no promise that id.
            Stale: the promise has another revision by now.
            FieldRefused: a text cannot be taken.
        """
        code = open_code(self._practice, code)
        with self._practice.transaction(f"edit a promise to {code}") as tx:
            old = fresh(self.promise(code, id), rev)
            return tx.put_in(code, check_promise(replace(old, **changes)))

    def keep_promise(self, code: str, id: str, on: date | None = None) -> Promise:  # noqa: A002
        """Mark a promise as kept today at the client, or ``on`` another day.

        Raises:
            NotFound: no client has that code, or no promise that id.
            Refused: it is kept already.
        """
        code, portal = self._open(code)
        today = local_day(self._practice.now(), portal.client().zone)
        with self._practice.transaction(f"keep a promise to {code}") as tx:
            old = self.promise(code, id)
            if old.done_on is not None:
                raise Refused(f"“{old.text}” was kept on {old.done_on} already.")
            return tx.put_in(code, replace(old, done_on=on or today))

    def delete_promise(self, code: str, id: str) -> Promise:  # noqa: A002
        """Take a promise away; undo brings it back.

        Raises:
            NotFound: no client has that code, or no promise that id.
        """
        code = open_code(self._practice, code)
        with self._practice.transaction(f"delete a promise to {code}") as tx:
            return tx.delete(code, self.promise(code, id))

    def promise(self, code: str, id: str) -> Promise:  # noqa: A002
        """One promise to an open client.

        Raises:
            NotFound: no client has that code, or no promise that id.
        """
        return _one(self._open(code)[1].promises(), id, "promise")

    def add_person(self, code: str, name: str, **said: Unpack[PersonWords]) -> Stakeholder:
        """Write down somebody at the client (row 000-06).

        Args:
            code: whose company it is.
            name: the person's name.
            said: ``role``, ``group``, ``email``, ``contact_every_days``, ``last_contact_on``, ``notes``.

        Raises:
            NotFound: no client has that code.
            FieldRefused: a value cannot be taken.
        """
        code = open_code(self._practice, code)
        new = check_stakeholder(Stakeholder(id=self._practice.new_id(), name=name, **_person(said)))
        with self._practice.transaction(f"add {new.name} to {code}") as tx:
            return tx.put_in(code, new)

    def edit_person(
        self,
        code: str,
        id: str,  # noqa: A002
        *,
        rev: int | None = None,
        **changes: Unpack[PersonChanges],
    ) -> Stakeholder:
        """Change what is known of a person, fields as in ``add_person`` and ``name``; ``rev`` as in ``edit``.

        Raises:
            NotFound: no client has that code, or no person that id.
            Stale: the person has another revision by now.
            FieldRefused: a value cannot be taken.
        """
        code = open_code(self._practice, code)
        with self._practice.transaction(f"edit {self.person(code, id).name}") as tx:
            old = fresh(self.person(code, id), rev)
            return tx.put_in(code, check_stakeholder(replace(old, **_person(changes))))

    def contacted_today(self, code: str, id: str) -> Stakeholder:  # noqa: A002
        """Note that the person was spoken to today, in the client's zone (row 001-05).

        Raises:
            NotFound: no client has that code, or no person that id.
        """
        code, portal = self._open(code)
        today = local_day(self._practice.now(), portal.client().zone)
        with self._practice.transaction(f"spoke to {self.person(code, id).name}") as tx:
            return tx.put_in(code, replace(self.person(code, id), last_contact_on=today))

    def delete_person(self, code: str, id: str) -> Stakeholder:  # noqa: A002
        """Take a person away; undo brings them back.

        Raises:
            NotFound: no client has that code, or no person that id.
        """
        code = open_code(self._practice, code)
        with self._practice.transaction(f"delete {self.person(code, id).name}") as tx:
            return tx.delete(code, self.person(code, id))

    def person(self, code: str, id: str) -> Stakeholder:  # noqa: A002
        """One person at an open client.

        Raises:
            NotFound: no client has that code, or no person that id.
        """
        return _one(self._open(code)[1].stakeholders(), id, "person")

    def _open(self, code: str) -> tuple[str, Portal]:
        found = open_code(self._practice, code)
        return found, self._practice.portal(found)


def fresh(value: D, rev: int | None) -> D:
    """The value, seen to have the revision that a change was made against.

    Raises:
        Stale: it has another by now.
    """
    if rev is not None and value.rev != rev:
        kind = type(value).__name__.lower()
        raise Stale(
            f"The {kind} was changed meanwhile, here or in another window; look again and repeat your change."
        )
    return value


def _one(values: Iterable[D], id_prefix: str, what: str) -> D:
    found = [each for each in values if id_prefix and each.id.startswith(id_prefix)]
    exact = [each for each in found if each.id == id_prefix]
    if len(exact or found) == 1:
        return (exact or found)[0]
    if found:
        raise NotFound(f"{len(found)} of them begin with {id_prefix}; write more of the {what}'s id.")
    raise NotFound(f"There is no {what} {id_prefix[:32]} any more; look again.")


def _person(said: PersonWords | PersonChanges) -> dict[str, Any]:
    words: dict[str, Any] = dict(said)
    if "group" in words:
        names = [each.value for each in Group]
        if words["group"] not in names:
            raise FieldRefused("group", f"There is no such group; write one of {', '.join(names)}.")
        words["group"] = Group(words["group"])
    return words
