"""What a client was sent, as choices: the newest first, each with its version, to whom, by which channel, and its document.

Beside it the clients by how much they read.
"""

from __future__ import annotations

from collections.abc import Sequence

from fractui.core.engagement import CAUSES, SILENT_CYCLES
from fractui.core.wording import response_label, short_date
from fractui.services.views.engagement import RateRow
from fractui.services.views.receipt import SentRow, SentView
from fractui.ui.dialogs.picker import Choice, Ranking


def sent_title(view: SentView) -> str:
    """Whose it is, and how much of it is read where that is known."""
    rate = f" · {view.rate.words} in half a year" if view.rate.words else ""
    return f"Sent to {view.code} {view.name}, the newest first{rate}"


def sent_ranking(view: SentView) -> Ranking:
    """The deliveries that hold every word that is typed, in title, recipient, channel, document or note; targets are their places."""
    choices = [(_choice(view, place, row), _words(row)) for place, row in enumerate(view.rows)]

    def ranked(letters: str) -> Sequence[Choice]:
        wanted = letters.casefold().split()
        return [choice for choice, words in choices if all(word in words for word in wanted)]

    return ranked


def rates_title(rows: Sequence[RateRow]) -> str:
    """What the list of rates is; where something is silent, why that can be."""
    title = "Who reads what, in half a year, and the days to the first delivery"
    silent = f". ! is what nobody opened the last {SILENT_CYCLES} times: {', or '.join(CAUSES)}?"
    return title + (silent if any(row.silent for row in rows) else "")


def rate_choices(rows: Sequence[RateRow]) -> list[Choice]:
    """The clients, each with how much it reads and what nobody opened twice running (rows 003-16, -17)."""
    return [Choice(each.code, each.name, _habit(each), _first(each), each.code, each.color) for each in rows]


def _habit(row: RateRow) -> str:
    rate = row.rate.words or "nothing is noted"
    if not row.silent:
        return rate
    more = f" and {len(row.silent) - 1} more" if len(row.silent) > 1 else ""
    return f"{rate} · ! {row.silent[-1]}{more}"


def _first(row: RateRow) -> str:
    days = row.first_delivery
    return "none yet" if days is None else f"first after {days} d"


def _choice(view: SentView, place: int, row: SentRow) -> Choice:
    parts = [f"to {row.to} by {row.via}", response_label(row.response), row.note, row.file]
    return Choice(
        target=str(place),
        title=f"{row.title} v{row.version}",
        detail=" · ".join(part for part in parts if part),
        key="on time" if row.on_time else "late",
        tag=short_date(row.sent_on, view.today),
        color=view.color,
    )


def _words(row: SentRow) -> str:
    return f"{row.title} v{row.version} {row.to} {row.via} {row.note} {row.file}".casefold()
