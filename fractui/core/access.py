"""Who may enter which system, in both directions and until when (rows 000-05, 003-09, 003-19, 000-22)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from enum import StrEnum

from fractui.core.address import check_address
from fractui.core.document import Document
from fractui.core.errors import FieldRefused
from fractui.core.text import note, one_line
from fractui.core.value import record

SOON_DAYS = 30
"""An access that ends within so many days is worth a word (row 003-19)."""


class Direction(StrEnum):
    """Who lets whom in."""

    CLIENT_GIVES_ME = "client_gives_me"
    I_GIVE_CLIENT = "i_give_client"


class AccessScope(StrEnum):
    """What the access allows."""

    READ = "read"
    WRITE = "write"
    ADMIN = "admin"


class AccessState(StrEnum):
    """How an access stands on a day."""

    ACTIVE = "active"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    REVOKED = "revoked"


@record
class Grant(Document):
    """An access to ``system`` (Xero, the data room), given by one side to the other.

    Days are the client's. ``secret_ref`` says where the password manager keeps the secret; a secret itself is
    never kept here. An access that is over and was not revoked is still open as far as the system knows. ``url`` is where the tool is
    on the web, ``owner`` whose login it is (row 000-05).
    """

    system: str
    direction: Direction = Direction.CLIENT_GIVES_ME
    account: str = ""
    scope: AccessScope = AccessScope.READ
    granted_to: str = ""
    granted_by: str = ""
    granted_on: date | None = None
    expires_on: date | None = None
    revoked_on: date | None = None
    revoked_by: str = ""
    secret_ref: str = ""
    notes: str = ""
    url: str = ""
    owner: str = ""


def holder(grant: Grant) -> str:
    """Who may enter: the one who was named, else the side that was let in, as the user says it."""
    named = grant.granted_to if grant.granted_to != "me" else ""
    return named or ("you" if grant.direction is Direction.CLIENT_GIVES_ME else "the client")


def access_state(grant: Grant, today: date, soon_days: int = SOON_DAYS) -> AccessState:
    """How the access stands: revoked, expired, expiring within ``soon_days``, or active."""
    if grant.revoked_on is not None:
        return AccessState.REVOKED
    if grant.expires_on is None:
        return AccessState.ACTIVE
    left = (grant.expires_on - today).days
    if left < 0:
        return AccessState.EXPIRED
    return AccessState.EXPIRING if left <= soon_days else AccessState.ACTIVE


def check_grant(grant: Grant) -> Grant:
    """Return the grant as it may be kept.

    Raises:
        FieldRefused: a text or the address cannot be taken, or it ends before it begins.
    """
    if grant.granted_on and grant.expires_on and grant.expires_on < grant.granted_on:
        raise FieldRefused(
            "expires_on",
            f"It ends on {grant.expires_on}, before it was given on {grant.granted_on}; write a later day.",
        )
    if grant.granted_on and grant.revoked_on and grant.revoked_on < grant.granted_on:
        raise FieldRefused(
            "revoked_on",
            f"It was revoked on {grant.revoked_on}, before it was given on {grant.granted_on}; write a later day.",
        )
    return replace(
        grant,
        system=one_line("system", grant.system, required=True),
        account=one_line("account", grant.account),
        granted_to=one_line("granted_to", grant.granted_to),
        granted_by=one_line("granted_by", grant.granted_by),
        revoked_by=one_line("revoked_by", grant.revoked_by),
        secret_ref=one_line("secret_ref", grant.secret_ref),
        notes=note("notes", grant.notes),
        url=check_address("url", grant.url),
        owner=one_line("owner", grant.owner),
    )
