"""The fields of an entry that is edited where it stands, and what their texts change of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from fractui.core.entry import Category, category_named
from fractui.core.errors import FieldRefused
from fractui.core.quick_clock import behind
from fractui.core.quick_moment import end_on, moment_on
from fractui.core.quick_owners import Owed, owed_for, owner_at
from fractui.core.quick_reading import Context
from fractui.core.quick_words import KINDS, words_of
from fractui.core.text import one_line, safe
from fractui.core.when import parse_duration
from fractui.core.wording import category_label, clock, hm, long_day
from fractui.core.zones import local, written
from fractui.services.views.time import DayView, EntryRow
from fractui.ui.dialogs.form import Field, Values

LABELS = {category_label(category): category for category in Category}
"""The kinds of work by the words that they are shown in."""
NOTE_LENGTH = 1000


@dataclass(frozen=True, slots=True)
class RowFields:
    """An entry of a day that is in sight, as texts; ``context`` is the world that they are read in."""

    row: EntryRow
    view: DayView
    context: Context

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields in the order of the row's columns: from and to (how long, without clock times), whose, note, kind, deliverable."""
        row = self.row
        owners = tuple(owner.code for owner in self.context.owners)
        if row.timed:
            ends = "" if row.end is None else self._word(row.end)
            times: tuple[Field, ...] = (
                Field("start", "from", self._word(row.start), "9:30"),
                Field("end", "to", ends, "now" if row.end is None else "11:00"),
            )
        else:
            times = (Field("length", "length", hm(row.seconds), "1h30"),)
        return (
            *times,
            Field("who", "client", row.code, "ACME", choices=owners),
            Field("note", "note", row.note, "what it was for"),
            Field("category", "kind", category_label(row.category), "kind", choices=tuple(LABELS)),
            Field("deliverable", "for", row.deliverable, "deliverable"),
        )

    def titles(self, who: str) -> tuple[str, ...]:
        """What is owed to whom the text names, for the deliverable's completion."""
        try:
            code = self._owner(who)
        except FieldRefused:
            return ()
        return tuple(owed.title for owed in self.context.owed if owed.client == code)

    def changes(self, values: Values) -> dict[str, Any]:
        """What the changed texts change, as ``Entries.edit`` takes it; empty when none was changed.

        Raises:
            FieldRefused: one of them cannot be read; it says which.
        """
        was = {field.name: field.value for field in self.fields}
        changed = {name for name, text in values.items() if text.strip() != was[name].strip()}
        said: dict[str, Any] = {}
        start = self.row.start.astimezone(UTC)
        if "start" in changed:
            start = said["start"] = self._start(values["start"])
        if "end" in changed and (values["end"].strip() or self.row.end is not None):
            said["end"] = end_on(values["end"], start, self._now, self._zone)
        if "length" in changed:
            said["length"] = parse_duration(values["length"], "length")
        if "who" in changed:
            said["who"] = self._owner(values["who"])
        if "note" in changed:
            said["note"] = one_line("note", values["note"], NOTE_LENGTH)
        if "category" in changed:
            said["category"] = _kind(values["category"])
        if "deliverable" in changed or ("who" in said and values["deliverable"].strip()):
            who = said.get("who", self.row.code)
            said["deliverable"] = owed_named(values["deliverable"], who, self.context.owed)
        self._check_times(said, start)
        return said

    def reading(self, values: Values) -> str:
        """How the times are understood, in words.

        Raises:
            FieldRefused: one of the texts cannot be read.
        """
        said = self.changes(values)
        if not self.row.timed:
            return f"{long_day(self.row.start.date())}, {hm(said.get('length', self.row.seconds))} without clock times"
        start = local(said.get("start", self.row.start), self._zone)
        kept = said.get("end", self.row.end)
        day = f"{long_day(start.date())} {clock(start)}"
        if kept is None:
            return f"{day}, {hm(int((self._now - start).total_seconds()))} so far"
        end = local(kept, self._zone)
        after = "" if end.date() == start.date() else f" {long_day(end.date())}"
        return f"{day}-{clock(end)}{after}, {hm(int((kept - start).total_seconds()))}"

    def shared(self, values: Values) -> str:
        """With whom the entry would share time that it did not share before; "" with nobody.

        Raises:
            FieldRefused: one of the texts cannot be read.
        """
        said = self.changes(values)
        if not {"start", "end"} & said.keys():
            return ""
        others = [row for row in self.view.rows if row.id != self.row.id]
        end = said.get("end", self.row.end) or self._now
        return shared_words(said.get("start", self.row.start), end, others, self._now)

    @property
    def _now(self) -> datetime:
        return self.context.present.now

    @property
    def _zone(self) -> str:
        return self.context.present.zone

    def _word(self, moment: datetime) -> str:
        """A moment as its field shows it: the time alone on the day in sight."""
        return clock(moment) if moment.date() == self.view.day else written(moment, self._zone)

    def _start(self, text: str) -> datetime:
        ends = [
            row.end
            for row in self.view.rows
            if row.end is not None and row.timed and row.id not in ("", self.row.id)
        ]
        return behind(moment_on(text, self.view.day, self._now, self._zone, "start"), ends)

    def _check_times(self, said: dict[str, Any], start: datetime) -> None:
        """See that what was typed fits, before anything is asked of the disk."""
        end = said.get("end", self.row.end)
        for field, moment in (("start", said.get("start")), ("end", said.get("end"))):
            if moment is not None and moment > self._now:
                there, here = local(moment, self._zone), local(self._now, self._zone)
                raise FieldRefused(
                    field, f"{clock(there)} is still to come, it is {clock(here)}: write an earlier time."
                )
        if "start" in said and end is not None and end <= start:
            raise FieldRefused(
                "start",
                f"It would start after it ends at {clock(local(end, self._zone))}: write an earlier start.",
            )

    def _owner(self, text: str) -> str:
        words = words_of(text)
        named = owner_at(words, self.context.owners) if words else None
        if named is None or named.count < len(words):
            raise FieldRefused(
                "who", f"“{safe(text.strip()[:20])}” is nobody's code or name: write a client's code, or bd."
            )
        if len(named.owners) > 1:
            codes = " or ".join(owner.code for owner in named.owners[:4])
            raise FieldRefused("who", f"“{safe(text.strip()[:20])}” may be {codes}: write more of it.")
        return named.owners[0].code


def shared_words(start: datetime, end: datetime, rows: Iterable[EntryRow], now: datetime) -> str:
    """With which of the rows the time from ``start`` to ``end`` would be shared, and how long; "" with none."""
    found: list[tuple[int, EntryRow]] = []
    for row in rows:
        until = (row.end or now).timestamp()
        seconds = int(min(end.timestamp(), until) - max(start.timestamp(), row.start.timestamp()))
        if seconds > 0 and not row.gap and row.timed:
            found.append((seconds, row))
    if not found:
        return ""
    seconds, row = max(found, key=lambda pair: pair[0])
    more = f" and {len(found) - 1} more" if len(found) > 1 else ""
    ended = clock(row.end) if row.end else "now"
    shared = hm(seconds) if seconds >= 60 else "a moment"
    return f"shares {shared} with {safe(row.code)} {clock(row.start)}-{ended}{more}"


def owed_named(text: str, who: str, owed: Iterable[Owed]) -> str | None:
    """The id of the client's deliverable that a text names; None for an empty text.

    Raises:
        FieldRefused: none, or several.
    """
    if not text.strip():
        return None
    fitting = owed_for(text, who, owed)
    if len(fitting) == 1:
        return fitting[0].id
    shown = safe(text.strip()[:30])
    if fitting:
        names = " or ".join(f"“{safe(each.title)}”" for each in fitting[:3])
        raise FieldRefused("deliverable", f"“{shown}” may be {names}: write more of it.")
    raise FieldRefused(
        "deliverable", f"{who} has no open deliverable “{shown}”: write another, or leave it empty."
    )


def _kind(text: str) -> Category | None:
    """The kind that a text names by the words it is shown in, by its name, or by the beginning of one.

    Raises:
        FieldRefused: none, or several.
    """
    word = " ".join(text.casefold().split())
    if not word:
        return None
    known = LABELS.get(word) or KINDS.get(word)
    begun = [category for label, category in LABELS.items() if label.startswith(word)]
    return known or (begun[0] if len(begun) == 1 else category_named(word))
