"""The handover pack: all that a client should keep when an engagement ends (row 002-25)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from urllib.parse import quote

from fractui.core.access import AccessState, Grant, access_state
from fractui.core.client import Client
from fractui.core.decision import Decision
from fractui.core.deliverable import Deliverable, sent_as
from fractui.core.errors import Refused
from fractui.core.markdown import as_markdown
from fractui.core.text import safe
from fractui.core.value import value
from fractui.core.wording import function_label
from fractui.core.zones import local_day
from fractui.services.outbox import Outbox
from fractui.services.owing import owed
from fractui.services.whose import known_code
from fractui.services.wrong_client import Guard, check_text, said
from fractui.store.client_files import ClientFiles, NameTaken
from fractui.store.practice import Portal, Practice

INDEX = "index.md"
BEGINS = b"# Handover: "
"""How an index of ours begins, so that nothing else is ever replaced."""

DOCUMENTS = "documents"
"""The folder of a pack that has what was sent."""

ME = "me"
EXECUTIVE = "the executive"
"""Who the user is to those who read the pack."""


@value
class Pack:
    """A written pack: its folder, the names of the documents in it, and what was listed but is gone from ``files/``."""

    folder: str
    documents: tuple[str, ...]
    missing: tuple[str, ...]


class Handover:
    """Writes handover packs, each of one client and nothing of another."""

    def __init__(self, practice: Practice) -> None:
        self._practice = practice

    def write(self, code: str, folder: str, names: str = "") -> Pack:
        """Write the pack of an open or closed client into a folder: an index, and every document that was delivered.

        The index lists what was delivered, to whom and when; the decisions with what came of them; what is still
        open; and the accesses that are to be taken back. Hours are not in it (row 002-40). Written again it is
        brought up to date.

        Raises:
            NotFound: no client has that code.
            WrongClient: what was written down for this client names another one than ``names`` (row 003-03).
            Refused: the folder has another client's pack, another file has a document's name there, or it is among fractui's own data.
            StorageTrouble: it cannot be written.
        """
        # What another window has written a moment ago is handed over, too.
        self._practice.catch_up()
        portal = self._practice.portal(known_code(self._practice, code))
        sent = _sent(portal)
        text = _index(portal, sent, self._practice.now())
        check_text(self._practice, portal, text, names)
        outbox = Outbox(self._practice.root)
        outbox.open_folder(folder)
        _check_own(Guard(self._practice, portal), outbox, folder)
        there = set(_files(portal).names())
        wanted = list(dict.fromkeys(name for _, _, name in sent if name))
        documents = [name for name in wanted if name in there]
        for name in documents:
            _copied(portal, name, folder)
        outbox.put(f"{folder}/{INDEX}", text.encode("utf-8"), BEGINS)
        return Pack(folder, tuple(documents), tuple(name for name in wanted if name not in there))


def _files(portal: Portal) -> ClientFiles:
    return ClientFiles(portal.files.place.folder)


def _check_own(guard: Guard, outbox: Outbox, folder: str) -> None:
    """See that nothing of another client lies where a pack goes: whoever is handed the folder is handed all that is in it."""
    head = outbox.read(f"{folder}/{INDEX}").partition(b"\n")[0].decode("utf-8", "replace")
    named = [guard.in_name(name) for name in ClientFiles(folder, inside=DOCUMENTS).names()]
    found = [*guard.in_text(head), *(mention for mentions in named for mention in mentions)]
    if found:
        raise Refused(
            f"{safe(folder)} has a pack of another client in it ({said(found[:1])}); choose a folder of its own."
        )


def _copied(portal: Portal, name: str, folder: str) -> None:
    try:
        ClientFiles(folder, inside=DOCUMENTS).put(_files(portal).path(name), name)
    except NameTaken as error:
        raise Refused(
            f"{safe(folder)}/{DOCUMENTS}/{name} is another file than what was sent; move it away, or choose another folder."
        ) from error


def _sent(portal: Portal) -> list[tuple[Deliverable, int, str]]:
    """Each delivery, the oldest first: the deliverable, the place of its receipt, and the document's name."""
    found = [
        (each, place, receipt.file)
        for each in portal.deliverables()
        for place, receipt in enumerate(each.receipts)
    ]
    return sorted(found, key=lambda row: row[0].receipts[row[1]].delivered_at)


def _index(portal: Portal, sent: Iterable[tuple[Deliverable, int, str]], now: datetime) -> str:
    client = portal.client()
    today = local_day(now, client.zone)
    parts = [
        f"# Handover: {as_markdown(client.name)}",
        _about(client, today),
        "## Delivered",
        _table(
            ("When", "What", "Version", "To", "By", "On time", "Document"),
            [_delivery(each, place, name, client.zone) for each, place, name in sent],
            "Nothing was delivered formally.",
        ),
        "## Decisions",
        _table(
            ("When", "What", "Who decided", "What came of it"),
            [
                _written(
                    str(each.on),
                    each.text,
                    EXECUTIVE if each.owner == ME else each.owner,
                    each.outcome or "open",
                )
                for each in _decisions(portal)
            ],
            "No decision is written down.",
        ),
        "## Still open",
        "\n".join(f"- {as_markdown(line)}" for line in owed(portal, None, client.ended_on))
        or "Nothing is open.",
        "## Accesses to take back",
        _table(
            ("System", "Address", "Who may enter", "Account", "Login of", "Scope", "Until"),
            [_access(each) for each in _open_accesses(portal, today)],
            "No access is open.",
        ),
    ]
    return "\n\n".join(parts) + "\n"


def _about(client: Client, today: date) -> str:
    since = f" since {client.since}" if client.since else ""
    until = f", ended on {client.ended_on}" if client.ended_on else ""
    return f"Fractional {function_label(client.function)}{since}{until}. Written on {today}."


def _delivery(each: Deliverable, place: int, name: str, zone: str) -> tuple[str, ...]:
    receipt = each.receipts[place]
    told = _written(
        str(local_day(receipt.delivered_at, zone)),
        sent_as(each, receipt),
        f"v{receipt.version}",
        receipt.to,
        receipt.via,
        "yes" if receipt.on_time else "no",
    )
    return *told, f"[{as_markdown(name)}]({DOCUMENTS}/{quote(name)})" if name else ""


def _decisions(portal: Portal) -> list[Decision]:
    return sorted(portal.documents(Decision), key=lambda each: each.on)


def _open_accesses(portal: Portal, today: date) -> list[Grant]:
    return [each for each in portal.documents(Grant) if access_state(each, today) is not AccessState.REVOKED]


def _access(grant: Grant) -> tuple[str, ...]:
    who = grant.granted_to if grant.granted_to != ME else ""
    who = who or (EXECUTIVE if grant.direction.value == "client_gives_me" else "the client")
    until = str(grant.expires_on or "open")
    return _written(grant.system, grant.url, who, grant.account, grant.owner, grant.scope.value, until)


def _written(*cells: str) -> tuple[str, ...]:
    """A row of people's text."""
    return tuple(map(as_markdown, cells))


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], nothing: str) -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    if not lines:
        return nothing
    return "\n".join([f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}", *lines])
