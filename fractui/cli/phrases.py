"""What commands say in one line, and how ids and moments look in tables."""

from __future__ import annotations

from fractui.core.wording import category_label, hm, moment_word, short_date, status_label
from fractui.core.zones import local_day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date, datetime

    from fractui.cli.shell import Shell
    from fractui.core.block import Block
    from fractui.core.deliverable import Deliverable
    from fractui.core.entry import Entry

SHORT_ID = 8
"""Digits of an id that people see; commands take any beginning that fits only one."""


def short(document_id: str) -> str:
    """An id as people see it."""
    return document_id[:SHORT_ID]


def moment(shell: Shell, at: datetime) -> str:
    """An instant on the user's clock: the time, with its day in a word unless it is today."""
    return moment_word(shell.local(at), shell.today)


def day(shell: Shell, on: date | None) -> str:
    """A day in few words; a dash where there is none."""
    return "-" if on is None else short_date(on, shell.today)


def seconds_of(entry: Entry, now: datetime) -> int:
    """The entry's length in seconds, up to ``now`` while it runs."""
    return max(0, int(((entry.end or now) - entry.start).total_seconds()))


def entry_line(shell: Shell, did: str, entry: Entry) -> str:
    """One line on an entry that was made or changed, its id last."""
    span = f"since {moment(shell, entry.start)}"
    if not entry.timed:
        span = f"{day(shell, local_day(entry.start, entry.zone))}, {hm(seconds_of(entry, shell.now))}"
    elif entry.end is not None:
        span = f"{moment(shell, entry.start)}-{moment(shell, entry.end)}, {hm(seconds_of(entry, shell.now))}"
    kind = category_label(entry.category)
    words = [f"{did} {entry.who} {span}", kind, entry.note]
    return f"{', '.join(each for each in words if each)} ({short(entry.id)})"


def deliverable_line(shell: Shell, did: str, deliverable: Deliverable) -> str:
    """One line on a deliverable that was made or changed, its id last."""
    state = status_label(deliverable.status)
    return (
        f"{did} {deliverable.client} {deliverable.title}, {state}, v{deliverable.version},"
        f" due {day(shell, deliverable.due)} ({short(deliverable.id)})"
    )


def block_line(shell: Shell, did: str, block: Block) -> str:
    """One line on a block that was made or changed, its id last."""
    days = block.rhythm.words() if block.repeats else day(shell, block.starts_on)
    until = f" until {day(shell, block.until)}" if block.until else ""
    return (
        f"{did} {block.client or 'own'} {block.title}, {days} {block.at:%H:%M} for {hm(block.minutes * 60)}"
        f" ({block.zone}){until} ({short(block.id)})"
    )
