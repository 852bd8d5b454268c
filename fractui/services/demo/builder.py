"""Builds the made-up practice in an empty data folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from fractui.core.agreement import Agreement
from fractui.core.block import Block
from fractui.core.client import Client
from fractui.core.deliverable import Deliverable
from fractui.core.document import Document
from fractui.core.entry import Entry
from fractui.core.errors import FieldRefused, Refused
from fractui.core.value import value
from fractui.core.zones import zone as zone_named
from fractui.services.demo import founding, papers, plans
from fractui.services.demo.content import OWN, STORIES
from fractui.services.demo.diary import Diary
from fractui.services.demo.shapes import Story
from fractui.services.demo.telling import Telling, month_of
from fractui.services.demo.voices import Voices
from fractui.services.demo.written import write_documents
from fractui.store.practice import Practice

MOST_YEARS = 30
FEW = 5
"""Up to so many clients, stretches of work have their full length; each more makes them shorter."""
SHORTER_BY = 0.116
AT_ONCE = 400
"""How many documents one transaction takes: what is written at once is read at once when history is looked at."""


@value
class Built:
    """How much was made: open clients, time entries, deliverables, planned blocks."""

    clients: int
    entries: int
    deliverables: int
    blocks: int


@value
class Told:
    """All documents of one telling, by whose portal they stand in (None: the practice's own)."""

    clients: dict[str, Client]
    documents: dict[str | None, list[Document]]
    running: Entry
    built: Built


def build(
    practice: Practice,
    *,
    now: datetime | None = None,
    years: int = 1,
    months: int | None = None,
    clients: int = 5,
    seed: int = 7,
    zone: str = "America/New_York",
) -> Built:
    """Make a lifelike practice of ``clients`` clients with ``years`` of history (or ``months``) in an empty data folder.

    Five clients by default: the sample portfolio of row 002-02 and two smaller ones abroad (row 000-38). The same arguments on the
    same ``now`` (the practice's, if not given) make the same documents. ``zone`` is where its owner lives. Nothing lies
    in the future but planned blocks, due days, and promises.

    Raises:
        FieldRefused: ``clients`` is not 1 to 10, ``years`` not 1 to 30, ``zone`` unknown.
        Refused: the folder holds a practice already.
    """
    if not 1 <= clients <= len(STORIES):
        raise FieldRefused(
            "clients", f"The demo has 1 to {len(STORIES)} clients; write a number between them."
        )
    if not 1 <= years <= MOST_YEARS:
        raise FieldRefused("years", f"The demo tells 1 to {MOST_YEARS} years; write a number between them.")
    if practice.codes() or practice.closed_codes():
        raise Refused("There is a practice in this folder already; choose an empty folder for the demo.")
    at = (now or practice.now()).astimezone(UTC).replace(microsecond=0)
    home = zone_named(zone)
    span = 12 * years if months is None else months
    telling = Telling(seed, at, home, month_of(at.astimezone(home).date(), -span))
    told = tell(telling, STORIES[:clients])
    _write(practice, telling, told)
    return told.built


def tell(telling: Telling, stories: tuple[Story, ...]) -> Told:
    """Make up all documents of the practice."""
    terms = {story.code: founding.agreements(story, telling) for story in stories}
    owed = [paper for story in stories for paper in papers.deliverables(story, telling)]
    planned = [block for story in stories for block in plans.blocks(story, telling)]
    planned += plans.own_blocks(OWN, telling)
    shortness = 1.0 - SHORTER_BY * max(0, len(stories) - FEW)
    voices = Voices(stories, OWN, owed, shortness)
    diary = list(Diary(telling, stories, OWN, terms, voices, planned).entries())
    documents = _by_portal(telling, stories, terms, [*planned, *owed, *diary[:-1]])
    clients = {story.code: founding.client(story, telling, number) for number, story in enumerate(stories)}
    for entry in diary[:-1]:
        if entry.client:
            clients[entry.client] = replace(clients[entry.client], next_note_at=entry.end)
    built = Built(len(clients), len(diary), len(owed), len(planned))
    return Told(clients, documents, diary[-1], built)


def _by_portal(
    telling: Telling,
    stories: tuple[Story, ...],
    terms: dict[str, tuple[Agreement, ...]],
    dated: list[Block | Deliverable | Entry],
) -> dict[str | None, list[Document]]:
    """The documents but for the clients themselves, by portal."""
    found: dict[str | None, list[Document]] = {None: [*founding.day_plan(stories, telling)]}
    owed = [each for each in dated if isinstance(each, Deliverable)]
    for story in stories:
        found[story.code] = [
            *terms[story.code],
            *founding.people(story, telling),
            *founding.promises(story, telling),
            *founding.decisions(story, telling),
            *founding.accesses(story, telling),
            *founding.onboarding(story, telling),
            *founding.priorities(story, telling, owed),
        ]
    for document in dated:
        found[document.client].append(replace(document, created_at=_made(telling, document)))
    return found


def _made(telling: Telling, document: Block | Deliverable | Entry) -> datetime:
    """When the document would have been made: an entry at its end, what was planned before it was done."""
    if isinstance(document, Entry):
        return document.end or document.start
    if isinstance(document, Deliverable):
        return document.log[0].at if document.log else document.status_since or telling.now
    return telling.at(document.starts_on, "08:00")


def _write(practice: Practice, telling: Telling, told: Told) -> None:
    """Write everything; the last changes are small ones, as a person makes them, so that undoing begins with those."""
    own = told.documents[None]
    with practice.transaction("set up the demo") as tx:
        tx.put_in(None, founding.settings(practice.settings(), telling, STORIES[: len(told.clients)]))
    _write_all(practice, None, own)
    for code, client in told.clients.items():
        with practice.transaction(f"add {code}") as tx:
            tx.put_in(code, replace(client, next_note="", next_note_at=None))
        _write_all(practice, code, told.documents[code])
    write_documents(practice, told.clients, telling.now)
    for code, client in told.clients.items():
        with practice.transaction(f"note where {code} was left") as tx:
            stored = practice.portal(code).client()
            tx.put_in(code, replace(stored, next_note=client.next_note, next_note_at=client.next_note_at))
    with practice.transaction(f"start {told.running.client}") as tx:
        tx.put(told.running)
    practice.settle()


def _write_all(practice: Practice, code: str | None, documents: list[Document]) -> None:
    """Write a portal's documents in a few transactions."""
    for part in _parts(documents):
        with practice.transaction(f"set up the demo: {code or 'own time'}") as tx:
            for document in part:
                tx.put_in(code, document)


def _parts(documents: list[Document]) -> Iterator[list[Document]]:
    """The documents in pieces that are written at once."""
    for start in range(0, len(documents), AT_ONCE):
        yield documents[start : start + AT_ONCE]
