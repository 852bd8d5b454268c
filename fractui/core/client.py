"""A client, the people there, and what was promised to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from fractui.core.document import Document


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
"""The clients' colours: CSS names, which iCalendar's COLOR wants, with their hex values; a theme derives a readable shade."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Client(Document):
    """An engagement with one company; ``id`` is its code, ``[A-Z][A-Z0-9]{1,7}``, never changed.

    ``zone`` is the IANA zone that the client's days and months are reckoned in. ``color`` is one of ``COLORS``, ``key`` is the digit 0-9 that opens it, None without one. ``next_note`` is the line "where I left off",
    written at ``next_note_at``. Lengths: name at most 200 characters, notes at most 64 KiB.
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


class Group(StrEnum):
    """Where a stakeholder stands (row 000-06)."""

    BOARD = "board"
    CEO = "ceo"
    LEADERSHIP = "leadership"
    TEAM = "team"
    EXTERNAL = "external"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stakeholder(Document):
    """A person at the client with the rhythm in which to be in touch (row 000-06)."""

    name: str
    role: str = ""
    group: Group = Group.TEAM
    email: str = ""
    contact_every_days: int | None = None
    last_contact_on: date | None = None
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise(Document):
    """Something promised to the client, with its owner and day (row 004-01); kept when ``done_on`` is set."""

    text: str
    owner: str = "me"
    due_on: date | None = None
    done_on: date | None = None
