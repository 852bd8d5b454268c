"""What a command on entries answers: the entry that it made or changed, and which others gave way to it (pains 8)."""

from __future__ import annotations

from fractui.cli.phrases import entry_line, moment, short
from fractui.services import documents

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable
    from typing import Any

    from fractui.cli.shell import Shell
    from fractui.core.entry import Entry
    from fractui.services.one_line_of_time import Settled, Tell


class Told:
    """Hears how the entries came to lie; nothing has been heard while nothing overlapped or none was asked."""

    def __init__(self) -> None:
        self._settled: Settled | None = None

    @property
    def tell(self) -> Tell:
        """What services tell it through."""
        return self._hear

    @property
    def pieces(self) -> tuple[Entry, ...]:
        """Into what the wanted entry fell, nothing where it stayed whole."""
        pieces = self._settled.wanted if self._settled else ()
        return pieces if len(pieces) > 1 else ()

    @property
    def gave_way(self) -> tuple[tuple[Entry, tuple[Entry, ...]], ...]:
        """The other entries that were shortened or split, each as it was and in its pieces."""
        return self._settled.others if self._settled else ()

    def _hear(self, settled: Settled) -> None:
        self._settled = settled


def answer(shell: Shell, given: Namespace, did: str, entry: Entry, told: Told | None = None) -> None:
    """Print an entry that a command made or changed; a person reads on stderr what else changed.

    For programs ``gave_way`` and ``pieces`` stand beside the entry's fields where ``--on-overlap`` was given.
    """
    if given.json:
        value = documents.entry(entry, shell.now)
        shell.give(value | _beside(shell, told) if told and given.on_overlap is not None else value)
        return
    shell.say(entry_line(shell, did, entry))
    if told:
        for line in _lines(shell, told):
            shell.warn(line)


def tell_timer(shell: Shell, given: Namespace, code: str | None) -> None:
    """Where something was added for the client ``code`` while the timer runs for another, name both to a person, on stderr (row 003-08)."""
    from fractui.services.one_line_of_time import running_entry

    if given.json or code is None:
        return
    running = running_entry(shell.services.practice)
    if running is not None and running.client is not None and running.client != code:
        shell.warn(f"it is {code}'s; the timer runs for {running.client}")


def _beside(shell: Shell, told: Told) -> dict[str, Any]:
    return {
        "gave_way": [
            {
                "id": old.id,
                "start": documents.instant(old.start),
                "end": documents.instant(old.end),
                "pieces": [documents.entry(each, shell.now) for each in pieces],
            }
            for old, pieces in told.gave_way
        ],
        "pieces": [documents.entry(each, shell.now) for each in told.pieces],
    }


def _lines(shell: Shell, told: Told) -> list[str]:
    """A sentence for every entry that is not as it was, and one where the new one fell into pieces."""
    lines = []
    for old, pieces in told.gave_way:
        was = f"{old.who} {_span(shell, old)}"
        if len(pieces) > 1:
            lines.append(f"split {was} into {_spans(shell, pieces)}")
        else:
            lines.append(f"shortened {was} to {_spans(shell, pieces)}")
    if told.pieces:
        lines.append(f"it goes around what was there: {_spans(shell, told.pieces)}")
    return lines


def _spans(shell: Shell, pieces: Iterable[Entry]) -> str:
    return " and ".join(f"{_span(shell, each)} ({short(each.id)})" for each in pieces)


def _span(shell: Shell, entry: Entry) -> str:
    end = "now" if entry.end is None else f"{shell.local(entry.end):%H:%M}"
    return f"{moment(shell, entry.start)}-{end}"
