"""What a client was sent, as choices: the newest first, each with its version, to whom, by which channel, and its document."""

from __future__ import annotations

from collections.abc import Sequence

from fractui.core.wording import response_label, short_date
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
