"""Whose time it is: a client's, or one of the practice's own buckets (row 001-02)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from fractui.core.client import Client
from fractui.core.entry import Bucket, Entry, bucket_named
from fractui.core.errors import Damaged, NotFound, Refused, StorageTrouble
from fractui.core.text import safe
from fractui.core.value import value
from fractui.store.practice import Portal, Practice

T = TypeVar("T")


@value
class Whose:
    """Exactly one of ``client`` (a code) and ``bucket`` is set."""

    client: str | None = None
    bucket: Bucket | None = None

    @property
    def name(self) -> str:
        """The client's code or the bucket's name, as it is typed."""
        return self.client or (self.bucket.value if self.bucket else "")


def whose(practice: Practice, text: str) -> Whose:
    """What a person means by ``text``: a client's code or a bucket's name, in any case.

    Raises:
        NotFound: nothing is called so; the sentence names what is near.
        Refused: the engagement is closed.
    """
    bucket = bucket_named(text)
    if bucket is not None:
        return Whose(bucket=bucket)
    return Whose(client=open_code(practice, text, buckets=True))


def open_code(practice: Practice, text: str, *, buckets: bool = False) -> str:
    """The code of the open client that a person means, in any case; ``buckets`` says that a bucket's name would have been taken too.

    Raises:
        NotFound: no client has that code; the sentence names what is near.
        Refused: the engagement is closed.
    """
    code = text.strip().upper()
    if code in practice.codes():
        return code
    if code in practice.closed_codes():
        raise Refused(f"{code} is closed; open it again with: fractui client reopen {code}")
    gone = practice.portals.gone(code)
    if gone:
        raise NotFound(gone)
    raise NotFound(_nobody(practice, text.strip(), buckets=buckets))


def known_code(practice: Practice, text: str) -> str:
    """The code of the client that a person means, open or closed.

    Raises:
        NotFound: no client has that code; the sentence names what is near.
    """
    code = text.strip().upper()
    return code if code in practice.closed_codes() else open_code(practice, code)


def _nobody(practice: Practice, word: str, *, buckets: bool) -> str:
    """The sentence for a ``word`` that is nobody's, with the names that are near or else all of them."""
    from difflib import get_close_matches

    names = [*practice.codes(), *(bucket.value for bucket in Bucket if buckets)]
    what = "client or bucket" if buckets else "client"
    start = f"No {what} is called “{safe(word[:20])}”"
    near = get_close_matches(word.upper(), [name.upper() for name in names], n=3, cutoff=0.6)
    shown = [name for name in names if name.upper() in near]
    if shown:
        return f"{start}; did you mean {' or '.join(shown)}?"
    if not practice.codes():
        return f"{start} and there is no client yet; add one with: fractui client add CODE --name NAME"
    return f"{start}; write one of {', '.join(names)}."


def of_entry(entry: Entry) -> Whose:
    """Whose time an entry is."""
    return Whose(entry.client, entry.bucket)


def portal_of(practice: Practice, owner: Whose) -> Portal:
    """The portal that keeps the owner's entries: the client's, or the practice's own."""
    return practice.own if owner.client is None else practice.portal(owner.client)


def open_portals(practice: Practice) -> Iterator[Portal]:
    """The portals of the open clients that can be read, by code: damage in one leaves the others as they are."""
    for code in practice.codes():
        portal = practice.portal(code)
        if _is_readable(portal):
            yield portal


def portals_of(practice: Practice, code: str | None) -> Iterator[Portal]:
    """The portal of the client that a person means, open or closed; those of all open clients for None.

    Raises:
        NotFound: no client has that code.
    """
    if code is None:
        yield from open_portals(practice)
    else:
        yield practice.portal(known_code(practice, code))


def all_portals(practice: Practice) -> Iterator[Portal]:
    """Every portal with time in it that can be read: open and closed clients' and the practice's own."""
    for code in (*practice.codes(), *practice.closed_codes()):
        portal = practice.portal(code)
        if _is_readable(portal):
            yield portal
    yield practice.own


def gathered(practice: Practice, read: Callable[[Portal], Iterable[T]]) -> list[T]:
    """What ``read`` finds in every portal; one that cannot be read is passed over, for ``Practice.damage`` and the frame tell of it."""
    found: list[T] = []
    for portal in all_portals(practice):
        try:
            found += read(portal)
        except (Damaged, StorageTrouble):
            continue
    return found


def _is_readable(portal: Portal) -> bool:
    try:
        portal.client()
    except (Damaged, StorageTrouble):
        return False
    return True


def by_key(client: Client) -> tuple[bool, int, str]:
    """The order in which clients are shown: by their digit as it lies on the keyboard, ``0`` last, then those without one by code."""
    return client.key is None, client.key or 10, client.id
