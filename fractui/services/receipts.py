"""Delivering formally: what goes out to whom, the message that goes with it, and what was sent before (rows 003-05, -06)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from fractui.core.deliverable import Deliverable, document_of, sent_as
from fractui.core.dependency import after_words, holding
from fractui.core.engagement import RATED_DAYS, ReadRate, last_response, read_rate
from fractui.core.receipt import Receipt
from fractui.core.text import safe
from fractui.core.value import value
from fractui.core.wording import MONTH_NAMES, due_word
from fractui.core.zones import local_day
from fractui.services.views.receipt import Addressee, ReceiptView, SentRow, SentView
from fractui.services.whose import known_code, open_code
from fractui.store.delivered import last_sent, watched_since
from fractui.store.practice import Portal, Practice

SENT = 40
"""So many deliveries are shown, the newest first."""

CHANNELS = ("email", "portal", "meeting", "shared folder", "chat")
"""The usual ways, offered after those that were used."""

ASKS = {
    "cfo": "Please tell me which of the figures you would like to go through.",
    "cmo": "Please tell me what you would change before it goes further.",
    "coo": "Please tell me where your team needs to know more to take the next step.",
    "cto": "Please tell me which risk or choice you would like to discuss.",
}
"""What the message ends with, by the function that one has there."""


@value
class Message:
    """What goes with a delivery; ``addresses`` are those of the recipients whose address is known."""

    subject: str
    body: str
    addresses: tuple[str, ...]

    @property
    def text(self) -> str:
        """Subject and body as they are copied."""
        return f"Subject: {self.subject}\n\n{self.body}"

    @property
    def mailto(self) -> str:
        """The message as a link that a mail program opens."""
        from urllib.parse import quote

        to = ",".join(quote(each, safe="@") for each in self.addresses)
        body = quote(self.body.replace("\n", "\r\n"), safe="")
        return f"mailto:{to}?subject={quote(self.subject, safe='')}&body={body}"


class Receipts:
    """The deliveries of the clients."""

    def __init__(self, practice: Practice) -> None:
        self._practice = practice

    def preparing(self, code: str, id: str) -> ReceiptView:  # noqa: A002
        """What is known before a deliverable of an open client is delivered.

        Raises:
            NotFound: no client has that code, or none of its deliverables that id.
            StorageTrouble: its document cannot be read.
        """
        from fractui.core.blanks import blanks_left
        from fractui.services.library.unfilled import unfilled
        from fractui.services.opener import can_open

        portal = self._practice.portal(open_code(self._practice, code))
        owed = portal.deliverable(id)
        client = portal.client()
        today = local_day(self._practice.now(), client.zone)
        sent = sorted(
            (receipt for each in last_sent(portal, SENT) for receipt in each.receipts),
            key=lambda receipt: receipt.delivered_at,
            reverse=True,
        )
        last = _latest_like(portal, owed) or (sent[0] if sent else None)
        people = [Addressee(each.name, each.email) for each in portal.stakeholders()]
        known = {each.name.casefold() for each in people}
        others = dict.fromkeys(receipt.to for receipt in sent if receipt.to.casefold() not in known)
        return ReceiptView(
            id=owed.id,
            code=client.id,
            client=client.name,
            color=client.color,
            function=client.function.value,
            title=owed.title,
            type=owed.type,
            version=owed.version,
            document=document_of(owed),
            today=today,
            due=owed.due,
            days=(owed.due - today).days,
            to=last.to if last else "",
            via=last.via if last else CHANNELS[0],
            people=(*people, *(Addressee(name, "") for name in others)),
            channels=tuple(dict.fromkeys((*(receipt.via for receipt in sent), *CHANNELS))),
            before=_row(owed, owed.receipts[-1], client.zone) if owed.receipts else None,
            can_mail=can_open(),
            after=after_words(holding(owed, {each.id: each for each in portal.owed()})) if owed.after else "",
            blanks=blanks_left(unfilled(self._practice, portal, owed)),
        )

    def sent(self, code: str, limit: int = SENT) -> SentView:
        """What a client was sent last, the newest first, each version by itself (row 003-06).

        Raises:
            NotFound: no client has that code.
        """
        portal = self._practice.portal(known_code(self._practice, code))
        client, now = portal.client(), self._practice.now()
        rows = [
            (receipt.delivered_at, each.id, _row(each, receipt, client.zone))
            for each in last_sent(portal, limit)
            for receipt in each.receipts
        ]
        rows.sort(key=lambda row: row[:2], reverse=True)
        return SentView(
            code=client.id,
            name=client.name,
            color=client.color,
            today=local_day(now, client.zone),
            rows=tuple(row for _, _, row in rows[:limit]),
            rate=rate_of(portal, now),
        )


def rate_of(portal: Portal, now: datetime) -> ReadRate:
    """How much of what the client was sent in the last half a year was read; nothing where nobody keeps watch (row 003-16)."""
    first = local_day(now, portal.client().zone) - timedelta(days=RATED_DAYS)
    return read_rate(watched_since(portal, first), now)


def message(view: ReceiptView, to: str, note: str = "") -> Message:
    """The message that goes with the delivery: what it is, which version, what it replaces; never a word about hours."""
    known = {each.name.casefold(): each for each in view.people}
    names = _names(to, [name for name in known if "," in name or ";" in name])
    met = [known[name.casefold()] for name in names if name.casefold() in known]
    greeted = [" ".join(reversed(each.name.split(", ", 1))) for each in met if each.email]
    when = "" if view.days < 0 else f", due on {_whole(view.due)}"
    lines = [f"Hello {' and '.join(greeted)}," if 0 < len(greeted) <= 2 else "Hello,", ""]
    lines.append(f"here is “{view.title}” (version {view.version}){when}.")
    if view.document:
        lines.append(f"The document is {view.document}.")
    if view.before is not None:
        lines.append(
            f"It takes the place of version {view.before.version}, which went out on {_whole(view.before.sent_on)}."
        )
    lines += ["", note.strip()] if note.strip() else []
    lines += ["", ASKS.get(view.function, "Please tell me what is missing or unclear."), "", "Best regards"]
    addresses = [each.email for each in met if each.email] + [name for name in names if "@" in name]
    return Message(
        f"{safe(view.title)}, version {view.version}, for {safe(view.client)}",
        "\n".join(map(safe, lines)),
        tuple(dict.fromkeys(addresses)),
    )


def _names(to: str, inverted: Iterable[str]) -> list[str]:
    """Who is meant, between commas; of ``Miller, Dana``, as some are kept, the comma is a part."""
    found: list[str] = []
    for name in inverted:
        place = to.casefold().find(name)
        if place >= 0:
            found.append(to[place : place + len(name)])
            to = f"{to[:place]},{to[place + len(name) :]}"
    return [*found, *(part.strip() for part in to.replace(";", ",").split(",") if part.strip())]


def promptness(view: ReceiptView) -> str:
    """Whether a delivery today is on time, in words: ``on time, due tomorrow`` or ``3 d late``."""
    word = due_word(view.due, view.today)
    return word if view.days < 0 else f"on time, due {word}"


def _latest_like(portal: Portal, owed: Deliverable) -> Receipt | None:
    """The last receipt of what is like it: of its own earlier version, else of the same type."""
    if owed.receipts:
        return owed.receipts[-1]
    like = [each for each in last_sent(portal, SENT) if each.type == owed.type]
    return like[0].receipts[-1] if like else None


def _row(each: Deliverable, receipt: Receipt, zone: str) -> SentRow:
    response = last_response(_at_version(each, receipt.version))
    return SentRow(
        id=each.id,
        title=sent_as(each, receipt),
        type=each.type,
        version=receipt.version,
        sent_on=local_day(receipt.delivered_at, zone),
        to=receipt.to,
        via=receipt.via,
        on_time=receipt.on_time,
        file=receipt.file,
        note=receipt.note,
        response=response.value if response else "",
    )


def _at_version(each: Deliverable, version: int) -> Deliverable:
    return replace(each, engagement=tuple(one for one in each.engagement if one.version == version))


def _whole(day: date) -> str:
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
