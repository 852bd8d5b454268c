"""The fields of each form, and what their texts mean to a service."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from fractui.core.agreement import Agreement
from fractui.core.block import Block
from fractui.core.client import Client, Group, Promise, Stakeholder
from fractui.core.deliverable import Deliverable
from fractui.core.entry import Bucket, Entry
from fractui.core.money import check_currency, parse_money, parse_number
from fractui.core.when import parse_date, parse_days, parse_duration, parse_time, parse_when
from fractui.core.wording import WEEKDAYS
from fractui.core.zones import written
from fractui.ui.dialogs import checks
from fractui.ui.dialogs.form import Field, Values


@dataclass(frozen=True, slots=True)
class Setting:
    """What a form needs to know of the world: the present, the user's zone and day, and the clients there are."""

    now: datetime
    zone: str
    today: date
    codes: tuple[str, ...]

    @property
    def owners(self) -> tuple[str, ...]:
        """Whose time an entry may be."""
        return (*self.codes, *(bucket.value for bucket in Bucket))


# -- clients -----------------------------------------------------------------------------------


def client_fields(setting: Setting, client: Client | None, agreement: Agreement | None) -> tuple[Field, ...]:
    """The fields of a new client, or of one that is there with its present terms."""
    money = agreement.fee if agreement else None
    state = {"currency": money.currency if money else "USD"}

    def check_currency_field(text: str) -> str:
        checks.currency(text)
        state["currency"] = text
        return ""

    head: tuple[Field, ...] = ()
    if client is None:
        head = (
            Field(
                "code",
                "Code",
                hint="2 to 8 letters and digits, like ACME; it never changes",
                check=checks.code,
            ),
        )
    return (
        *head,
        Field(
            "name",
            "Name",
            client.name if client else "",
            "Acme Robotics",
            checks.required("name", "the client's name"),
        ),
        Field(
            "function",
            "Your seat",
            client.function if client else "cfo",
            "",
            checks.one_of("function", checks.FUNCTIONS),
            checks.FUNCTIONS,
        ),
        Field(
            "stage",
            "Stage",
            client.stage if client else "onboarding",
            "",
            checks.one_of("stage", checks.STAGES),
            checks.STAGES,
        ),
        Field(
            "commitment",
            "Commitment a month",
            _commitment(agreement),
            "24 h or 4 days",
            checks.optional(_commitment_reading),
        ),
        Field("currency", "Currency", state["currency"], "USD", check_currency_field),
        Field(
            "fee",
            "Fee a month",
            _plain_fee(agreement),
            "12,000",
            checks.optional(checks.fee(lambda: state["currency"])),
        ),
        Field(
            "capacity",
            "Share of your full time, %",
            _capacity(agreement),
            "25",
            checks.optional(checks.number("capacity", "% of full time", 100)),
        ),
        Field("zone", "Time zone", client.zone if client else setting.zone, "Europe/Berlin", checks.zone),
        Field(
            "since",
            "Since",
            _day(client.since) if client else _day(setting.today),
            "2026-03-01",
            checks.optional(checks.day("since", setting.today)),
        ),
        Field(
            "key",
            "Key",
            "" if client is None or client.key is None else str(client.key),
            "a free digit if left empty",
            checks.optional(checks.key),
        ),
        Field(
            "color",
            "Colour",
            client.color if client else "",
            "a free one if left empty",
            checks.optional(checks.one_of("color", checks.COLOR_NAMES)),
            checks.COLOR_NAMES,
        ),
    )


def client_values(setting: Setting, values: Values) -> dict[str, Any]:
    """The form's texts as ``Clients.add`` and ``Clients.edit`` take them."""
    currency = check_currency(values["currency"], "currency")
    meant: dict[str, Any] = {
        "name": values["name"].strip(),
        "function": checks.pick("function", values["function"], checks.FUNCTIONS),
        "stage": checks.pick("stage", values["stage"], checks.STAGES),
        "currency": currency,
        "fee": parse_money(values["fee"], currency) if values["fee"].strip() else None,
        "capacity_pct": parse_number(values["capacity"], "capacity") if values["capacity"].strip() else None,
        "zone": values["zone"],
        "since": parse_date(values["since"], setting.today, "since") if values["since"].strip() else None,
        "key": int(values["key"]) if values["key"].strip() else None,
        "color": checks.pick("color", values["color"], checks.COLOR_NAMES)
        if values["color"].strip()
        else None,
    }
    if values["commitment"].strip():
        meant |= commitment_values(values["commitment"])
    if "code" in values:
        meant["code"] = values["code"]
    return meant


def commitment_values(text: str) -> dict[str, Any]:
    """``24 h`` or ``4 days`` a month, as the service takes it."""
    plain = text.strip().casefold()
    for unit, words in (("days", ("days", "day", "d")), ("hours", ("hours", "hour", "h"))):
        for word in words:
            if plain.endswith(word):
                return {unit: parse_number(plain.removesuffix(word), "commitment")}
    return {"hours": parse_number(plain, "commitment")}


def _commitment_reading(text: str) -> str:
    ((unit, amount),) = commitment_values(text).items()
    return f"{amount.normalize():f} {unit} a month"


def _commitment(agreement: Agreement | None) -> str:
    return (
        f"{agreement.amount.normalize():f} {agreement.unit.value}" if agreement and agreement.amount else ""
    )


def _plain_fee(agreement: Agreement | None) -> str:
    return f"{agreement.fee.amount:,}" if agreement and agreement.fee else ""


def _capacity(agreement: Agreement | None) -> str:
    return f"{agreement.capacity_pct.normalize():f}" if agreement and agreement.capacity_pct else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


# -- deliverables --------------------------------------------------------------------------------


def deliverable_fields(setting: Setting, old: Deliverable | None) -> tuple[Field, ...]:
    """The fields of a deliverable."""
    return (
        Field("title", "Title", old.title if old else "", "Board pack", checks.required("title", "a title")),
        Field(
            "type",
            "Document type, for file names",
            old.type if old else "",
            "BoardPack; from the title if left empty",
            checks.line("type"),
        ),
        Field(
            "due",
            "Due",
            _day(old.due) if old else "",
            "2026-11-30, tomorrow",
            checks.day("due", setting.today),
        ),
        Field(
            "every",
            "Every",
            (old.every or "") if old else "",
            "week, month or quarter; empty for once",
            checks.optional(checks.one_of("every", checks.RHYTHMS)),
            checks.RHYTHMS,
        ),
        Field(
            "finished",
            "Finished?",
            "yes" if old and old.completed_at else "",
            "yes when the work is done and only delivery is left",
            checks.optional(checks.one_of("finished", ("yes", "no"))),
        ),
        Field("notes", "Notes", old.notes if old else "", "", checks.line("notes")),
    )


def deliverable_values(setting: Setting, values: Values) -> dict[str, Any]:
    """The form's texts as ``Delivery.add`` and ``Delivery.edit`` take them."""
    title = values["title"].strip()
    return {
        "title": title,
        "type": values["type"].strip() or "".join(word[:1].upper() + word[1:] for word in title.split()),
        "due": parse_date(values["due"], setting.today, "due"),
        "every": checks.pick("every", values["every"], checks.RHYTHMS) if values["every"].strip() else None,
        "notes": values["notes"],
    }


def receipt_fields() -> tuple[Field, ...]:
    """What delivered asks for: the receipt (row 003-05)."""
    return (
        Field("to", "To whom", "", "Lena Hoff, board", checks.required("to", "to whom it went")),
        Field("via", "How", "email", "email, portal, meeting", checks.required("via", "by which channel")),
    )


# -- time --------------------------------------------------------------------------------------


def entry_fields(
    setting: Setting, old: Entry | None, *, who: str = "", start: str = "", end: str = ""
) -> tuple[Field, ...]:
    """The fields of a time entry; a running one has no end."""
    begun = {"start": _moment(old.start, setting) if old else start}

    def check_start(text: str) -> str:
        begun["start"] = text
        return checks.moment("start", setting.now, setting.zone)(text)

    ending = checks.ends(lambda: begun["start"], setting.now, setting.zone)
    running = old is not None and old.end is None
    return (
        Field(
            "who",
            "Client, or bd admin learning relationship personal",
            old.client or str(old.bucket) if old else who,
            "ACME",
            checks.required("who", "a client's code or a bucket's name"),
            setting.owners,
        ),
        Field("start", "From", begun["start"], "9:30, yesterday 14:05, -20m", check_start),
        Field(
            "end",
            "To",
            _moment(old.end, setting) if old and old.end else end,
            "runs still" if running else "11:00, 1h30, now",
            checks.optional(ending) if running else ending,
        ),
        Field(
            "category",
            "Kind",
            (old.category or "") if old else "",
            "deep_work, meeting, one_on_one, async…",
            checks.optional(checks.category),
            checks.CATEGORIES,
        ),
        Field("note", "Note", old.note if old else "", "", checks.line("note")),
    )


def entry_values(setting: Setting, values: Values) -> dict[str, Any]:
    """The form's texts as ``Entries.add`` and ``Entries.edit`` take them."""
    start = parse_when(values["start"], setting.now, setting.zone, "start")
    end = checks.end_of(values["end"], start, setting.now, setting.zone) if values["end"].strip() else None
    return {
        "who": values["who"].strip(),
        "start": start,
        "end": end,
        "category": checks.pick("category", values["category"], checks.CATEGORIES)
        if values["category"].strip()
        else None,
        "note": values["note"],
    }


def _moment(moment: datetime, setting: Setting) -> str:
    return written(moment, setting.zone)


# -- planned blocks --------------------------------------------------------------------------------


def block_fields(setting: Setting, old: Block | None, zone: str) -> tuple[Field, ...]:
    """The fields of a block or a weekly series of them."""
    return (
        Field("title", "Title", old.title if old else "", "focus block", checks.required("title", "a title")),
        Field(
            "days",
            "Each",
            ",".join(WEEKDAYS[day].lower() for day in old.days) if old else "",
            "tue,thu; empty for one day only",
            checks.optional(checks.weekdays),
        ),
        Field("at", "At", f"{old.at:%H:%M}" if old else "", "09:00", checks.time_of_day),
        Field("length", "Length", f"{old.minutes}m" if old else "", "3h, 90m", checks.length("length")),
        Field(
            "starts_on",
            "From",
            _day(old.starts_on) if old else _day(setting.today),
            "2026-11-24",
            checks.day("starts_on", setting.today),
        ),
        Field(
            "until",
            "Until",
            _day(old.until) if old else "",
            "open if left empty",
            checks.optional(checks.day("until", setting.today)),
        ),
        Field("zone", "Time zone", old.zone if old else zone, "Europe/Berlin", checks.zone),
        Field(
            "category",
            "Kind",
            (old.category or "") if old else "",
            "deep_work, leadership_meeting…",
            checks.optional(checks.category),
            checks.CATEGORIES,
        ),
        Field("location", "Where", old.location if old else "", "", checks.line("location")),
    )


def block_values(setting: Setting, values: Values) -> dict[str, Any]:
    """The form's texts as ``Planning.add_block`` and ``Planning.edit_block`` take them."""
    return {
        "title": values["title"].strip(),
        "days": parse_days(values["days"], "days") if values["days"].strip() else (),
        "at": parse_time(values["at"], "at"),
        "minutes": parse_duration(values["length"], "length") // 60,
        "starts_on": parse_date(values["starts_on"], setting.today, "starts_on"),
        "until": parse_date(values["until"], setting.today, "until") if values["until"].strip() else None,
        "zone": values["zone"],
        "category": checks.pick("category", values["category"], checks.CATEGORIES)
        if values["category"].strip()
        else None,
        "location": values["location"],
    }


def wall_clock(text: str) -> datetime:
    """A day and a time on the block's own clock: ``2026-11-25 14:00``.

    Raises:
        FieldRefused: it cannot be read.
    """
    day, _, at = text.strip().partition(" ")
    return datetime.combine(parse_date(day, date.min, "to"), parse_time(at.strip() or day, "to"))


# -- people and promises -----------------------------------------------------------------------------

GROUPS = tuple(str(group.value) for group in Group)


def person_fields(setting: Setting, old: Stakeholder | None) -> tuple[Field, ...]:
    """The fields of a stakeholder."""
    rhythm = "" if old is None or old.contact_every_days is None else str(old.contact_every_days)
    return (
        Field(
            "name", "Name", old.name if old else "", "Lena Hoff", checks.required("name", "the person's name")
        ),
        Field("role", "Role", old.role if old else "", "CEO", checks.line("role")),
        Field(
            "group",
            "Stands with",
            old.group if old else "leadership",
            "",
            checks.one_of("group", GROUPS),
            GROUPS,
        ),
        Field("email", "Email", old.email if old else "", "lena@example.com", checks.line("email")),
        Field(
            "contact_every_days",
            "Be in touch every … days",
            rhythm,
            "14",
            checks.optional(checks.number("contact_every_days", "days", 3650)),
        ),
        Field(
            "last_contact_on",
            "Last spoke",
            _day(old.last_contact_on) if old else "",
            "today, 2026-11-20",
            checks.optional(checks.day("last_contact_on", setting.today)),
        ),
    )


def person_values(setting: Setting, values: Values) -> dict[str, Any]:
    """The form's texts as the service takes them."""
    rhythm, last = values["contact_every_days"].strip(), values["last_contact_on"].strip()
    return {
        "name": values["name"].strip(),
        "role": values["role"],
        "group": checks.pick("group", values["group"], GROUPS),
        "email": values["email"],
        "contact_every_days": int(parse_number(rhythm, "contact_every_days")) if rhythm else None,
        "last_contact_on": parse_date(last, setting.today, "last_contact_on") if last else None,
    }


def promise_fields(setting: Setting, old: Promise | None) -> tuple[Field, ...]:
    """The fields of a promise."""
    return (
        Field(
            "text",
            "Promised",
            old.text if old else "",
            "pricing memo to Jonas",
            checks.required("text", "what was promised"),
        ),
        Field("owner", "By", old.owner if old else "me", "me", checks.line("owner")),
        Field(
            "due_on",
            "Until",
            _day(old.due_on) if old else "",
            "2026-11-26, tomorrow",
            checks.optional(checks.day("due_on", setting.today)),
        ),
        Field(
            "done_on",
            "Kept on",
            _day(old.done_on) if old else "",
            "today when it is done",
            checks.optional(checks.day("done_on", setting.today)),
        ),
    )


def promise_values(setting: Setting, values: Values) -> dict[str, Any]:
    """The form's texts as the service takes them."""
    return {
        "text": values["text"].strip(),
        "owner": values["owner"].strip() or "me",
        "due_on": parse_date(values["due_on"], setting.today, "due_on") if values["due_on"].strip() else None,
        "done_on": parse_date(values["done_on"], setting.today, "done_on")
        if values["done_on"].strip()
        else None,
    }
