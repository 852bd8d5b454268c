"""Settings, clients, agreements, people, priorities and promises of the told practice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal

from fractui.core.access import AccessScope, Grant
from fractui.core.agreement import Agreement, CommitmentUnit
from fractui.core.checklist import ChecklistItem
from fractui.core.client import Client, Promise, Stage, Stakeholder
from fractui.core.day_plan import DayPick
from fractui.core.decision import Decision
from fractui.core.deliverable import Deliverable, Status
from fractui.core.money import Money
from fractui.core.preset import BY_FUNCTION, ONBOARDING
from fractui.core.priority import Priority
from fractui.core.settings import Settings
from fractui.services.demo.shapes import Person, Story
from fractui.services.demo.telling import Telling, month_of, words, workday

RATES = {
    "EUR": Decimal("1.08"),
    "GBP": Decimal("1.27"),
    "SEK": Decimal("0.095"),
    "CAD": Decimal("0.73"),
    "CHF": Decimal("1.13"),
    "JPY": Decimal("0.0067"),
    "AUD": Decimal("0.66"),
}
RATCHET = Decimal("1.15")
SECOND_TERMS_AFTER = timedelta(days=540)
THIRD_TERMS_AFTER = timedelta(days=1460)
STILL_OPEN = {"Know who decides what": 3, "Write down every access with its end": 8}
"""What is left of an onboarding, and in how many days it is due."""


def settings(plain: Settings, telling: Telling, stories: tuple[Story, ...]) -> Settings:
    """``plain`` as this practice tunes it: its zone, its hours, a rate for each currency that is paid in."""
    paid = {story.terms.currency for story in stories}
    return replace(
        plain,
        zone=telling.zone,
        currency="USD",
        rates={currency: rate for currency, rate in RATES.items() if currency in paid},
        work_from=time(8, 30),
        work_to=time(18),
        day_target_minutes=360,
        week_hours=30,
        secret=plain.secret or telling.id("secret") + telling.id("secret", 2),
    )


def since(story: Story, telling: Telling) -> date:
    """The working day on which the client's engagement began."""
    span = (telling.today - telling.first).days
    if story.weeks is not None:
        begun = max(telling.first, telling.days(-7 * story.weeks))
    else:
        begun = telling.first + timedelta(days=int(span * (1 - story.tenure)))
    return min(workday(begun), telling.today)


def agreements(story: Story, telling: Telling) -> tuple[Agreement, ...]:
    """The versions of the client's agreement, oldest first.

    A long engagement began with more hours and a lower fee (row 000-21).
    """
    begun = since(story, telling)
    lasted = telling.today - begun
    shares: tuple[float, ...] = (0.0,)
    if lasted >= THIRD_TERMS_AFTER:
        shares = (0.0, 0.35, 0.7)
    elif lasted >= SECOND_TERMS_AFTER:
        shares = (0.0, 0.5)
    versions = []
    for number, share in enumerate(shares):
        older = len(shares) - 1 - number
        start = begun if number == 0 else month_of(begun + lasted * share)
        versions.append(_agreement(story, telling, start, older))
    return tuple(versions)


def _agreement(story: Story, telling: Telling, start: date, older: int) -> Agreement:
    """The version in force ``older`` versions ago, from ``start`` on."""
    terms = story.terms
    half = Decimal("0.5")
    amount = Decimal(terms.amount)
    if older:
        amount = max(amount, (amount * (1 + Decimal("0.3") * older) / half).to_integral_value() * half)
    fee = int(Decimal(terms.fee) / RATCHET**older / 10_000) * 10_000 if older else terms.fee
    return Agreement(
        id=telling.id("agreement", story.code, older),
        effective_from=start,
        unit=CommitmentUnit.DAYS if terms.day_hours else CommitmentUnit.HOURS,
        amount=amount,
        hours_per_day=Decimal(terms.day_hours or 8),
        fee=Money(fee, terms.currency),
        capacity_pct=Decimal(terms.capacity),
        scope=terms.scope,
        reports_to=terms.reports_to,
        exit_terms=terms.exit_terms,
        renews_on=telling.days(terms.renews_in) if terms.renews_in is not None and not older else None,
        weekly_plan={category.value: minutes for category, minutes in terms.weekly.items()},
        out_of_scope=terms.out_of_scope,
        notice_days=terms.notice_days,
    )


def client(story: Story, telling: Telling, number: int) -> Client:
    """The client with the digit of its place; where it was left off is told when its last entry is known."""
    return Client(
        id=story.code,
        name=story.name,
        function=story.function,
        stage=story.stage,
        color=story.color,
        key=(number + 1) % 10,
        zone=story.zone or telling.zone,
        since=since(story, telling),
        owned_problem=story.owned_problem,
        next_note=story.left_off.format(**words(telling.today)),
        notes=story.notes.strip(),
    )


def people(story: Story, telling: Telling) -> Iterator[Stakeholder]:
    """The client's stakeholders with the day of the last contact."""
    domain = story.name.lower().replace("&", "and").replace(" ", "") + ".example"
    for person in story.people:
        yield Stakeholder(
            id=telling.id("person", story.code, person.name),
            name=person.name,
            role=person.role,
            group=person.group,
            email=_address(person, domain),
            contact_every_days=person.every,
            last_contact_on=workday(telling.days(-person.ago), -1),
            notes=person.notes,
        )


def _address(person: Person, domain: str) -> str:
    """An address under a domain that can never exist; none for a name beyond plain letters."""
    name = ".".join(part for part in person.name.lower().split() if part.isalpha())
    return f"{name}@{domain}" if name.isascii() else ""


def priorities(story: Story, telling: Telling, owed: Iterable[Deliverable]) -> Iterator[Priority]:
    """What matters most at the client, in its order; ``owed`` are the papers of all clients."""
    papers = {
        each.title: each.id
        for each in owed
        if each.client == story.code and each.status is not Status.DELIVERED
    }
    for order, aim in enumerate(story.aims, 1):
        yield Priority(
            id=telling.id("priority", story.code, aim.text),
            text=aim.text,
            since=max(since(story, telling), workday(telling.days(-aim.ago), -1)),
            order=order,
            deliverable=papers.get(aim.about),
            done_on=None if aim.done is None else workday(telling.days(-aim.done), -1),
        )


OWN_LINE = "book the train to Rotterdam"
"""What the plan of the day has of the practice's own."""


def day_plan(stories: Iterable[Story], telling: Telling) -> Iterator[DayPick]:
    """The plan of today: the first priority of the first two clients, one of them carried over, and a line of one's own."""
    for order, story in enumerate((each for each in stories if each.aims), 1):
        if order > len(CHOSEN_AGO):
            break
        yield DayPick(
            id=telling.id("day pick", story.code),
            since=workday(telling.days(-CHOSEN_AGO[order - 1]), -1),
            on=telling.today,
            order=order,
            whose=story.code,
            kind="priority",
            target=telling.id("priority", story.code, story.aims[0].text),
        )
    order = len(CHOSEN_AGO) + 1
    yield DayPick(
        id=telling.id("day pick", OWN_LINE),
        since=telling.today,
        on=telling.today,
        order=order,
        text=OWN_LINE,
    )


CHOSEN_AGO = (0, 1)
"""So many days ago the first clients' priorities were chosen for the day."""


def promises(story: Story, telling: Telling) -> Iterator[Promise]:
    """What was promised to the client, open and kept."""
    for vow in story.vows:
        due = None if vow.due_in is None else telling.days(vow.due_in)
        yield Promise(
            id=telling.id("promise", story.code, vow.text),
            text=vow.text,
            owner=vow.owner,
            due_on=due and workday(due, 1 if vow.due_in and vow.due_in > 0 else -1),
            done_on=None if vow.kept is None else telling.days(-vow.kept),
        )


def decisions(story: Story, telling: Telling) -> Iterator[Decision]:
    """What was decided at the client."""
    begun = since(story, telling)
    for ruling in story.rulings:
        yield Decision(
            id=telling.id("decision", story.code, ruling.text),
            text=ruling.text,
            on=max(begun, workday(telling.days(-ruling.ago), -1)),
            owner=ruling.by,
            outcome=ruling.outcome,
        )


def accesses(story: Story, telling: Telling) -> Iterator[Grant]:
    """Which systems the client lets the executive into; each was given in the first days."""
    begun = since(story, telling)
    for number, key in enumerate(story.keys):
        yield Grant(
            id=telling.id("access", story.code, key.system),
            system=key.system,
            scope=AccessScope(key.scope),
            granted_to="me",
            granted_on=min(begun + timedelta(days=number), telling.today),
            expires_on=None if key.ends_in is None else telling.days(key.ends_in),
            url=key.url,
            owner=key.owner,
        )


def onboarding(story: Story, telling: Telling) -> Iterator[ChecklistItem]:
    """The checklist of a client that is being taken on: nearly done."""
    if story.stage is not Stage.ONBOARDING:
        return
    begun = since(story, telling)
    wanted = (*ONBOARDING, *BY_FUNCTION[story.function])
    for order, (section, text, days) in enumerate(wanted, 1):
        left = STILL_OPEN.get(text)
        due = begun + timedelta(days=days) if left is None else telling.days(left)
        yield ChecklistItem(
            id=telling.id("checklist", story.code, text),
            text=text,
            section=section,
            order=order,
            due_on=due,
            done_on=min(workday(due), telling.today) if left is None else None,
        )
