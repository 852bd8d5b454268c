"""Find anything by a few letters: clients, what is owed, planned and written down; commands come from the dashboard (screens.md)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta

from fractui.core.block import Block
from fractui.core.client import Client, ClientStatus
from fractui.core.deliverable import Deliverable, Status
from fractui.core.wording import due_word, function_label, short_date, stage_label, status_label
from fractui.core.zones import local_day
from fractui.services.views.find import FindItem
from fractui.services.whose import known_code, open_portals
from fractui.services.written_down import note_items, written_items
from fractui.store.practice import Portal, Practice

KINDS = (
    *("client", "deliverable", "person", "block"),
    *("priority", "promise", "decision", "access", "todo", "note", "command"),
)
"""The kinds of items; of equally good hits an earlier kind comes first."""

SENTENCES = frozenset({"priority", "promise", "decision", "todo", "note"})
"""The kinds whose titles are sentences: letters strewn over one mean nothing."""

DELIVERED_DAYS = 30
"""A delivered deliverable stays findable for so many days."""

_UNSEEN = re.compile(
    "[\u00ad\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\U000e0000-\U000e007f]"
)
"""Accents that stand apart from their letter, and characters that nobody sees."""


class Finder:
    """What can be gone to, and the ranking of it against a few letters."""

    def __init__(self, practice: Practice) -> None:
        self._practice = practice

    def items(self, code: str | None = None) -> tuple[FindItem, ...]:
        """Everything that can be gone to: of all open clients, or of ``code`` alone with None of another's (row 003-07).

        Raises:
            NotFound: no client has that code.
        """
        found: list[FindItem] = []
        if code is not None:
            found += self._of(self._practice.portal(known_code(self._practice, code)))
        else:
            for portal in open_portals(self._practice):
                found += self._of(portal)
            today = local_day(self._practice.now(), self._practice.settings().zone)
            own = (
                block for block in self._practice.own.blocks() if block.until is None or block.until >= today
            )
            found += (_block_item(block, "", "", today) for block in own)
        return tuple(sorted(found, key=lambda item: KINDS.index(item.kind)))

    def _of(self, portal: Portal) -> list[FindItem]:
        client = portal.client()
        today = local_day(self._practice.now(), client.zone)
        since = today - timedelta(days=DELIVERED_DAYS)
        found = [_client_item(client)]
        for each in portal.deliverables():
            if each.status is not Status.DELIVERED or _delivered_after(each, since):
                item = _deliverable_item(each, client, due_word(each.due, today))
                found += (item, *note_items(each.notes, item, f"about {each.title}"))
        for person in portal.stakeholders():
            detail = ", ".join(part for part in (person.role, person.email) if part)
            target = f"person:{client.id}:{person.id}"
            item = FindItem("person", person.name, client.id, client.color, detail, target)
            found += (item, *note_items(person.notes, item, f"about {person.name}"))
        for block in portal.blocks():
            if block.until is None or block.until >= today:
                found.append(_block_item(block, client.id, client.color, today))
        found += written_items(portal, client, today)
        return found


def rank(query: str, items: Iterable[FindItem], limit: int = 50) -> tuple[FindItem, ...]:
    """The ``limit`` best of ``items`` for ``query``, best first; all of them in their order for an empty query.

    Every word of the query must be found in the title, code or detail: as a beginning, inside, or as
    letters in that order. Case and accents do not count. The cost is linear in the length of the texts.
    """
    words = tuple(_plain(word) for word in query.split())
    if not words:
        return tuple(items)[:limit]
    ranked: list[tuple[float, int, int, FindItem]] = []
    for position, item in enumerate(items):
        score = _score(words, item)
        if score > 0:
            ranked.append((-score, KINDS.index(item.kind), position, item))
    ranked.sort(key=lambda row: row[:3])
    return tuple(row[3] for row in ranked[:limit])


def _client_item(client: Client) -> FindItem:
    words = [function_label(client.function), stage_label(client.stage)]
    if client.status is not ClientStatus.ACTIVE:
        words.append(client.status.value)
    detail = " · ".join(words)
    return FindItem("client", client.name, client.id, client.color, detail, f"client:{client.id}")


def _deliverable_item(value: Deliverable, client: Client, due: str) -> FindItem:
    status = status_label(value.status)
    detail = status if value.status is Status.DELIVERED else f"{status} · {due}"
    target = f"deliverable:{client.id}:{value.id}"
    return FindItem("deliverable", value.title, client.id, client.color, detail, target)


def _block_item(block: Block, code: str, color: str, today: date) -> FindItem:
    when = block.rhythm.words() if block.repeats else short_date(block.starts_on, today)
    detail = f"{when} {block.at.hour:02d}:{block.at.minute:02d}"
    return FindItem("block", block.title, code, color, detail, f"block:{code}:{block.id}")


def _delivered_after(value: Deliverable, since: date) -> bool:
    return value.delivered is not None and value.delivered.delivered_at.date() >= since


def _plain(text: str) -> str:
    """``text`` without case, accents and invisible format characters, so that ``cafe`` finds ``Café``."""
    if text.isascii():
        return text.lower()
    return _UNSEEN.sub("", unicodedata.normalize("NFKD", text)).casefold()


def _score(words: tuple[str, ...], item: FindItem) -> float:
    """The sum of the words' scores; 0 when one of them is nowhere in the item."""
    title, code = _plain(item.title), item.code.lower()
    detail = ""
    total = 0.0
    for word in words:
        best = _in_text(word, title) if item.kind not in SENTENCES or word in title else 0.0
        if code.startswith(word):
            best = max(best, (150.0 if item.kind == "client" else 110.0) + 20.0 * (code == word))
        if best == 0:
            detail = detail or _plain(item.detail)
            # Letters strewn over a long detail mean nothing: there the word must stand as it is.
            best = _in_text(word, detail) / 4 if word in detail else 0.0
        if best == 0:
            return 0.0
        total += best
    return total - min(len(title), 1000) / 1000


def _in_text(word: str, text: str) -> float:
    """100 and more when ``word`` is in ``text`` as it is, less for its letters in their order, 0 otherwise."""
    place = text.find(word)
    if place >= 0:
        if place and text[place - 1].isalnum():
            later = text.find(" " + word)
            place = later + 1 if later >= 0 else place
        begins = place == 0 or not text[place - 1].isalnum()
        return 100.0 + 20.0 * begins + 10.0 * (place == 0) - min(place, 90) / 100
    score, place, last = 0.0, 0, -2
    for letter in word:
        place = text.find(letter, place)
        if place < 0:
            return 0.0
        score += 1.0 + (place == last + 1) + (place == 0 or not text[place - 1].isalnum())
        last = place
        place += 1
    return min(score, 90.0)
