"""What is written down about a client, as what Find offers: priorities, promises, decisions, accesses, checklists, lines of notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from fractui.core.access import AccessState, Direction, Grant, access_state
from fractui.core.address import host_of
from fractui.core.checklist import ChecklistItem
from fractui.core.client import Client, Promise
from fractui.core.decision import Decision
from fractui.core.priority import Priority
from fractui.core.wording import day_word, due_word, short_date
from fractui.services.views.find import LINE, FindItem
from fractui.store.practice import Portal

_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_MARKS = "#>*+-=_ \t"
"""What a line of Markdown may begin or end with."""


def written_items(portal: Portal, client: Client, today: date) -> Iterator[FindItem]:
    """All that is written down about the client of the portal, of its history too; nothing that another portal holds (row 003-07)."""
    for priority in portal.documents(Priority):
        state = (
            f"done {day_word(priority.done_on, today)}"
            if priority.done_on
            else f"since {day_word(priority.since, today)}"
        )
        yield _item("priority", client, priority.id, priority.text, ("priority", state))
    for promise in portal.promises():
        yield _item("promise", client, promise.id, promise.text, _promise_words(promise, today))
    for decision in portal.documents(Decision):
        yield _item("decision", client, decision.id, decision.text, _decision_words(decision, today))
    for grant in portal.documents(Grant):
        item = _item("access", client, grant.id, grant.system, _access_words(grant, today))
        yield item
        yield from note_items(grant.notes, item, f"about the access to {grant.system}")
    for each in portal.documents(ChecklistItem):
        yield _item("todo", client, each.id, each.text, _todo_words(each, today))
    yield from note_items(
        client.notes, FindItem("notes", "", client.id, client.color, "", f"notes:{client.id}")
    )


def note_items(text: str, about: FindItem, words: str = "") -> Iterator[FindItem]:
    """The sentences of a note, each leading to what it is ``about``."""
    for number, sentence in enumerate(_sentences(text)):
        yield FindItem(
            "note", sentence, about.code, about.color, _joined("note", words), f"{about.target}{LINE}{number}"
        )


def _sentences(text: str) -> Iterator[str]:
    for line in text.splitlines():
        for part in _SENTENCE.split(line):
            sentence = part.strip(_MARKS)
            if sentence:
                yield sentence


def _item(kind: str, client: Client, known: str, title: str, words: Iterable[str]) -> FindItem:
    return FindItem(kind, title, client.id, client.color, _joined(*words), f"{kind}:{client.id}:{known}")


def _joined(*words: str) -> str:
    return " · ".join(word for word in words if word)


def _whose(owner: str) -> str:
    return "" if owner == "me" else owner


def _promise_words(promise: Promise, today: date) -> tuple[str, ...]:
    if promise.done_on is not None:
        return "promise", f"kept {day_word(promise.done_on, today)}", _whose(promise.owner)
    return "promise", due_word(promise.due_on, today) if promise.due_on else "open", _whose(promise.owner)


def _decision_words(decision: Decision, today: date) -> tuple[str, ...]:
    return "decision", short_date(decision.on, today), _whose(decision.owner), decision.outcome


def _access_words(grant: Grant, today: date) -> tuple[str, ...]:
    state = access_state(grant, today)
    if grant.revoked_on is not None:
        end = f"taken back {day_word(grant.revoked_on, today)}"
    elif grant.expires_on is None:
        end = ""
    else:
        end = f"{'over' if state is AccessState.EXPIRED else 'until'} {short_date(grant.expires_on, today)}"
    whose = grant.granted_to if grant.direction is Direction.I_GIVE_CLIENT else grant.account
    return "access", grant.scope.value, host_of(grant.url), whose, end


def _todo_words(each: ChecklistItem, today: date) -> tuple[str, ...]:
    if each.done_on is not None:
        state = f"done {day_word(each.done_on, today)}"
    elif each.skipped:
        state = f"left out: {each.skipped}"
    else:
        state = due_word(each.due_on, today) if each.due_on else "open"
    return each.list, each.section, state, _whose(each.owner)
