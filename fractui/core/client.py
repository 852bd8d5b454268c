"""A client, the people there, and what was promised to them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum

from fractui.core.document import Document
from fractui.core.entry import Bucket
from fractui.core.errors import FieldRefused
from fractui.core.rounding import Rounding, check_rounding
from fractui.core.text import letter_name, note, one_line
from fractui.core.value import record
from fractui.core.zones import check_zone

COLORS: dict[str, str] = {
    "steelblue": "#4682B4",
    "darkorange": "#FF8C00",
    "mediumseagreen": "#3CB371",
    "orchid": "#DA70D6",
    "goldenrod": "#DAA520",
    "tomato": "#FF6347",
    "turquoise": "#40E0D0",
    "slateblue": "#6A5ACD",
    "yellowgreen": "#9ACD32",
    "hotpink": "#FF69B4",
}
"""The clients' colours: CSS names, which iCalendar's COLOR wants, with their hex values.

A theme derives a readable shade.
"""


MOST_AT_ONCE = 50
"""The largest limit of what is in progress."""


class Function(StrEnum):
    """The seat that the executive fills; it drives presets only (row 000-09)."""

    CFO = "cfo"
    CMO = "cmo"
    COO = "coo"
    CTO = "cto"
    OTHER = "other"


class Stage(StrEnum):
    """The six stages of the practice's workflow (row 000-15)."""

    PIPELINE = "pipeline"
    CONTRACTING = "contracting"
    ONBOARDING = "onboarding"
    DELIVERY = "delivery"
    REPORTING = "reporting"
    PORTFOLIO = "portfolio"


class ClientStatus(StrEnum):
    """Whether the engagement lives; a closed one's portal moves to ``closed/``."""

    ACTIVE = "active"
    PAUSED = "paused"
    NOTICE = "notice"
    CLOSED = "closed"


@record
class Client(Document):
    """An engagement with one company; ``id`` is its code, ``[A-Z][A-Z0-9]{1,7}``, never changed.

    ``zone`` is the IANA zone that the client's days and months are reckoned in. ``color`` is one of
    ``COLORS``, ``key`` is the digit 0-9 that opens it, None without one. ``next_note`` is the line "where I
    left off", written at ``next_note_at``. ``rounding`` is what its reports are rounded by, None for to the second
    (row 000-36). ``show_hours`` is whether what the client reads may name hours: a retainer is not sold by them
    (row 002-40). More than ``wip_limit`` deliverables in progress at once are worth a warning (row 004-04), None is as many as
    the practice's settings say. Lengths: name at most 200 characters, notes at most 64 KiB.
    """

    name: str
    function: Function = Function.OTHER
    stage: Stage = Stage.ONBOARDING
    status: ClientStatus = ClientStatus.ACTIVE
    color: str = "steelblue"
    key: int | None = None
    zone: str = "UTC"
    since: date | None = None
    ended_on: date | None = None
    owned_problem: str = ""
    next_note: str = ""
    next_note_at: datetime | None = None
    notes: str = ""
    rounding: Rounding | None = None
    show_hours: bool = False
    wip_limit: int | None = None


class Group(StrEnum):
    """Where a stakeholder stands (row 000-06)."""

    BOARD = "board"
    CEO = "ceo"
    LEADERSHIP = "leadership"
    TEAM = "team"
    EXTERNAL = "external"


@record
class Stakeholder(Document):
    """A person at the client with the rhythm in which to be in touch (row 000-06)."""

    name: str
    role: str = ""
    group: Group = Group.TEAM
    email: str = ""
    contact_every_days: int | None = None
    last_contact_on: date | None = None
    notes: str = ""


@record
class Promise(Document):
    """Something promised to the client, with its owner and day (row 004-01); kept when ``done_on`` is set."""

    text: str
    owner: str = "me"
    due_on: date | None = None
    done_on: date | None = None


_DEVICES = frozenset(
    {"CON", "PRN", "AUX", "NUL", *(f"{port}{number}" for port in ("COM", "LPT") for number in range(1, 10))}
)
_PERIOD_WORDS = frozenset({"ALL", "TODAY"})
_CODE_RULE = "a code is 2 to 8 letters A to Z and digits, a letter first, like ACME"


def check_code(text: str, field: str = "code") -> str:
    """Return a client's code in upper case.

    ``[A-Z][A-Z0-9]{1,7}``, safe in paths and unlike any other word of a command.

    Raises:
        FieldRefused: a character cannot stand in it (the sentence names it), it is too short or long, a
            device's name, a bucket's or a period's.
    """
    code = text.strip(" ")
    if code.isascii():
        code = code.upper()
    for char in code:
        if not ("A" <= char <= "Z" or "a" <= char <= "z" or "0" <= char <= "9"):
            raise FieldRefused(field, f"{letter_name(char)} cannot stand in a code; {_CODE_RULE}.")
    if not 2 <= len(code) <= 8:
        raise FieldRefused(
            field, f"“{code[:12]}” is too {'long' if len(code) > 8 else 'short'}; {_CODE_RULE}."
        )
    if not "A" <= code[0] <= "Z":
        raise FieldRefused(field, f"“{code}” begins with a digit; {_CODE_RULE}.")
    if code in _DEVICES:
        raise FieldRefused(
            field,
            f"{code} is a device's name on some systems and cannot be a folder there; choose another code.",
        )
    if code.lower() in set(Bucket):
        raise FieldRefused(field, f"{code} is one of your own buckets in every command; choose another code.")
    if code in _PERIOD_WORDS:
        raise FieldRefused(field, f"{code} means a period in commands; choose another code.")
    return code


def check_client(client: Client) -> Client:
    """Return the client as it may be kept.

    Code, zone, colour and key known, texts clean, no end before its beginning; a limit of 0 is none of its own.

    Raises:
        FieldRefused: one of them cannot be taken.
    """
    if client.color not in COLORS:
        raise FieldRefused("color", f"There is no such colour; choose one of {', '.join(COLORS)}.")
    if client.key is not None and not 0 <= client.key <= 9:
        raise FieldRefused("key", "A client's key is one digit, 0 to 9.")
    if client.wip_limit is not None and not 0 <= client.wip_limit <= MOST_AT_ONCE:
        raise FieldRefused(
            "wip_limit",
            f"Write how many deliverables at once, 1 to {MOST_AT_ONCE}; 0 or nothing is as the settings say.",
        )
    if client.since and client.ended_on and client.ended_on < client.since:
        raise FieldRefused(
            "ended_on",
            f"It ended on {client.ended_on}, before it began on {client.since}; write a later day.",
        )
    return replace(
        client,
        id=check_code(client.id),
        name=one_line("name", client.name, required=True),
        zone=check_zone(client.zone),
        owned_problem=one_line("owned_problem", client.owned_problem, 500),
        next_note=one_line("next_note", client.next_note, 500),
        notes=note("notes", client.notes),
        rounding=check_rounding(client.rounding),
        wip_limit=client.wip_limit or None,
    )


def check_stakeholder(person: Stakeholder) -> Stakeholder:
    """Return the person as they may be kept.

    Raises:
        FieldRefused: a text cannot be taken, or the rhythm of contact is not 1 to 366 days.
    """
    if person.contact_every_days is not None and not 1 <= person.contact_every_days <= 366:
        raise FieldRefused("contact_every_days", "Be in touch every 1 to 366 days, or leave it empty.")
    email = one_line("email", person.email)
    if email and (email.count("@") != 1 or email.startswith("@") or email.endswith("@") or " " in email):
        raise FieldRefused("email", "That is not an e-mail address; write one like lena@example.com.")
    return replace(
        person,
        name=one_line("name", person.name, required=True),
        role=one_line("role", person.role),
        email=email,
        notes=note("notes", person.notes),
    )


def check_promise(promise: Promise) -> Promise:
    """Return the promise as it may be kept.

    Raises:
        FieldRefused: it says nothing, or a text cannot be taken.
    """
    return replace(
        promise,
        text=one_line("text", promise.text, 500, required=True),
        owner=one_line("owner", promise.owner) or "me",
    )
