"""What is published to a calendar server: where to, what was sent, and what the next time would do (row 000-30).

Nothing on the server is overwritten unseen: each event is compared by what was sent last and by the mark (ETag) that the
server gave it then. Where both sides have moved, a person chooses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from ipaddress import ip_address
from urllib.parse import urlsplit

from fractui.core.errors import FieldRefused
from fractui.core.value import value

KINDS = ("blocks", "due", "time")
"""What a client's published calendar can hold; a busy calendar holds only when one is taken."""

USUAL = ("blocks", "due")
"""What is published unless something else is asked for: tracked time is an event for every entry."""

ASK, KEYRING, COMMAND = "ask", "keyring", "command"
"""Where the password comes from: a person each time, the system's keyring, the output of a command. It is never kept here."""

THEIRS, OURS = "theirs", "ours"
"""What is chosen where both sides have changed: leave what the server has, or send ours over it."""


@value
class Target:
    """Where one client's calendar goes, or with ``busy`` the one that tells it only when others have the executive.

    ``url`` is the calendar's own address and ends with a slash; ``name`` is what the server calls it; ``what`` some of
    ``KINDS``, empty for a busy calendar; ``password`` one of ``ASK``, ``KEYRING`` and ``COMMAND``.
    """

    code: str
    busy: bool
    url: str
    user: str
    name: str
    what: tuple[str, ...]
    password: str = ASK
    command: str = ""

    @property
    def key(self) -> str:
        """The target's name among all: ``ACME`` or ``busy-for-ACME``."""
        return key_of(self.code, busy=self.busy)

    @property
    def host(self) -> str:
        """The server's name, with its port where it is an odd one."""
        return urlsplit(self.url).netloc


@value
class Sent:
    """One event as it was sent last: the digest of its bytes, and the mark that the server gave them.

    ``kept`` says that a person chose the server's version: it stands until ours changes again.
    """

    uid: str
    digest: str
    etag: str
    kept: bool = False


@value
class Publication:
    """A target with what is known of it. ``memory`` is a busy calendar as it was told last, whole.

    ``trouble`` is why the last try did not send everything, ``conflicts`` how many events wait for a choice.
    """

    target: Target
    sent: tuple[Sent, ...] = ()
    published_at: datetime | None = None
    tried_at: datetime | None = None
    trouble: str = ""
    conflicts: int = 0
    memory: str = ""

    @property
    def by_uid(self) -> dict[str, Sent]:
        """What was sent, by the events' names."""
        return {each.uid: each for each in self.sent}


class Do(StrEnum):
    """What is to be done about one event."""

    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"
    LOOK = "look"
    FORGET = "forget"


@value
class Step:
    """One thing to do; ``etag`` is the mark that the server's copy must still have, empty where there is none."""

    do: Do
    uid: str
    etag: str = ""


def key_of(code: str, *, busy: bool) -> str:
    """The name of a target among all."""
    return f"busy-for-{code}" if busy else code


def steps(
    wanted: Mapping[str, str], sent: Mapping[str, Sent], there: Mapping[str, str | None]
) -> Iterator[Step]:
    """What brings a server up to date, new events first, then changed ones, then those that are gone.

    Args:
        wanted: the digest of each event that should be there.
        sent: what was sent last.
        there: the mark of each event that the server has now, None where it gives none.

    A ``LOOK`` is needed where both sides have moved, or nobody knows how the server came by an event: its copy may be the
    very one that is wanted, and is a matter of choice otherwise.
    """
    for uid, digest in wanted.items():
        old = sent.get(uid)
        mark = there.get(uid) or ""
        if old is None:
            yield Step(Do.LOOK, uid, mark) if uid in there else Step(Do.CREATE, uid)
        elif old.kept:
            if old.digest != digest:
                yield Step(Do.LOOK, uid, mark)
        elif uid not in there or not mark or mark != old.etag:
            yield Step(Do.LOOK, uid, mark)
        elif old.digest != digest:
            yield Step(Do.UPDATE, uid, mark)
    for uid, old in sent.items():
        if uid in wanted:
            continue
        mark = there.get(uid) or ""
        if uid not in there:
            yield Step(Do.FORGET, uid)
        elif mark and mark == old.etag and not old.kept:
            yield Step(Do.DELETE, uid, mark)
        else:
            yield Step(Do.LOOK, uid, mark)


def pending(wanted: Mapping[str, str], sent: Mapping[str, Sent]) -> int:
    """How many events would be sent or taken away by the next try, as far as one knows without the server."""
    changed = sum(1 for uid, digest in wanted.items() if uid not in sent or sent[uid].digest != digest)
    return changed + sum(1 for uid in sent if uid not in wanted)


def checked_address(text: str) -> str:
    """A server's or calendar's address as it is kept: with https, or http to this computer itself, and nothing secret in it.

    Raises:
        FieldRefused: it is none.
    """
    text = text.strip()
    if "://" not in text:
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port = "", None
        parts = urlsplit("")
    if not host or parts.scheme not in ("http", "https") or not text.isascii() or not text.isprintable():
        raise FieldRefused("url", "That is no address of a server; write one like https://cal.example.com/.")
    if parts.username is not None or parts.password is not None:
        raise FieldRefused("url", "Leave user and password out of the address: it is kept, they are not.")
    if parts.scheme == "http" and not _is_this_computer(host):
        raise FieldRefused("url", f"http sends your password in the clear; write https://{host} instead.")
    where = f"[{host}]" if ":" in host else host
    port_said = "" if port is None or (parts.scheme, port) == ("https", 443) else f":{port}"
    return f"{parts.scheme}://{where}{port_said}{parts.path.rstrip('/')}/"


def _is_this_computer(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
