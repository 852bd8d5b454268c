"""The few things that need a decision, the worst first (screens.md, "Portfolio")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from fractui.core.agreement import Agreement, CommitmentUnit
from fractui.core.capacity import bd_word, concerns
from fractui.core.client import ClientStatus
from fractui.core.deliverable import Deliverable, Status, debt
from fractui.core.dependency import holding, too_late
from fractui.core.entry import Category
from fractui.core.leave import Leave, leave_on
from fractui.core.load import Strain
from fractui.core.settings import Settings
from fractui.core.value import value
from fractui.core.wording import days_of, hm, percent, short_date
from fractui.services.ends import access_words, onboarding_words, renewal_words, silence_words
from fractui.services.standing import Standing, retainer
from fractui.services.views.frame import CycleView
from fractui.services.views.portfolio import Attention, PracticeSummary

MOST = 20
"""So many things are shown at most; what is below them would not be read."""

LATE_MONTH = 0.6
"""From this share of the month on, a client with less than half of the expected hours is worth a word."""

OFF_DAYS = 30
"""What is due on a day off is worth knowing so many days before."""

EXECUTION_PERCENT = 10
"""Above this share of a client's month, day-to-day execution is a warning."""

EXECUTION_SECONDS = 4 * 3600
"""Below so much time in the month, the share of execution says nothing."""

SHALLOW_DAYS = 14
"""So many days without deep work for a client are worth a word."""

SHALLOW_SECONDS = 3 * 3600
"""Below so much time of known kinds in these days, that none of it was deep says nothing."""

BD_SECONDS = 20 * 3600
"""Below so much tracked time in four weeks, the share of business development says nothing."""

ORDINALS = (
    "",
    "",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
)


@value
class _Found:
    """A finding with what ranks it: ``place`` among the rules, then ``weight``, the larger the worse."""

    severity: int
    place: float
    weight: float
    code: str
    color: str
    text: str
    target: str


def attention(
    standings: Iterable[Standing],
    practice: PracticeSummary,
    settings: Settings,
    damage: Iterable[str],
    leaves: Iterable[Leave] = (),
    strains: Iterable[Strain] = (),
) -> tuple[Attention, ...]:
    """All findings, the worst first; the caller cuts the list at ``MOST`` where it is shown.

    The order: damage, late deliverables, over the commitment, overdue promises, concentration, capacity; then
    finished but not delivered (row 003-04), due today or tomorrow, silent contacts (row 000-06), behind late
    in the month, too much execution (row 002-11), too long a week (row 002-29), too much planned ahead and blocks
    at the same time (``strains``, row 000-31); then renewals, business
    development (row 002-35), too few clients (row 002-36). A deliverable is named once, by the worst that can be
    said of it; after what is due tomorrow come those due before what they come after, those of
    high stakes without preparation (row 000-25), those due on one of ``leaves``
    (row 002-30), and what a client did not open twice running (row 003-17).
    """
    clients = tuple(standings)
    found = [_Found(3, 0, 0, "", "", sentence, "practice") for sentence in damage]
    off = tuple(leaves)
    for each in clients:
        found.extend(_of_client(each, off))
    found.extend(_of_practice(clients, practice, settings))
    found.extend(_of_load(clients, strains))
    found.sort(key=lambda each: (-each.severity, each.place, -each.weight, each.code, each.text))
    return tuple(Attention(each.severity, each.code, each.color, each.text, each.target) for each in found)


def _at(client: Standing, severity: int, place: float, weight: float, text: str, target: str = "") -> _Found:
    who = client.client
    return _Found(severity, place, weight, who.id, who.color, text, target or f"client:{who.id}")


def _of_client(client: Standing, leaves: tuple[Leave, ...]) -> Iterator[_Found]:
    owed = {each.id: each for each in client.owed}
    for each in client.owed:
        yield from _deliverable(client, each, leaves, too_late(each, holding(each, owed)))
    yield from _unread(client)
    yield from _promises(client)
    yield from _people(client)
    yield from _ends(client)
    if client.client.status is not ClientStatus.PAUSED:
        yield from _hours(client)
        yield from _execution(client)
        yield from _shallow(client)
    yield from _renewal(client)


def _deliverable(
    client: Standing, each: Deliverable, leaves: tuple[Leave, ...], first: Deliverable | None
) -> Iterator[_Found]:
    days = (each.due - client.today).days
    unsent = debt(each, client.now)
    target = f"deliverable:{each.id}"
    stage = "still a draft" if each.status is Status.DRAFT else "still in review"
    if days < 0:
        tail = "" if unsent is None else ", finished and not delivered"
        yield _at(client, 3, 1, -days, f"{each.title} is {days_of(-days)} late{tail}", target)
    elif unsent is not None and unsent >= 1:
        text = f"{each.title} has been finished for {days_of(unsent)} and is not delivered"
        yield _at(client, 2, 6, unsent, text, target)
    elif days <= 1:
        word = "today" if days == 0 else "tomorrow"
        yield _at(client, 2, 7, -days, f"{each.title} due {word}, {stage}", target)
    elif first is not None:
        own, later = (short_date(day, client.today) for day in (each.due, first.due))
        text = f"{each.title} is due on {own} and comes after {first.title}, due on {later}"
        yield _at(client, 2, 7.2, -days, text, target)
    elif each in client.unprepared:
        text = f"{each.title} due in {days_of(days)}: no preparation planned"
        yield _at(client, 2, 7.3, -days, text, f"prepare:{each.id}")
    elif days <= OFF_DAYS:
        leave = leave_on(leaves, each.due)
        if leave is not None:
            covered = f"{leave.cover} covers" if leave.cover else "nobody covers"
            name = f" ({leave.name})" if leave.name else ""
            text = f"{each.title} is due on {short_date(each.due, client.today)}, a day off{name}: {covered}"
            yield _at(client, 1 if leave.cover else 2, 7.5, -days, text, target)


def _unread(client: Standing) -> Iterator[_Found]:
    """One line a client: nobody opened a series twice running, for one of two reasons (row 003-17)."""
    for word in silence_words(client.unread):
        yield _at(client, word.severity, 8.5, 0, word.text, f"deliverable:{client.unread[-1].id}")


def _promises(client: Standing) -> Iterator[_Found]:
    for each in client.promises:
        if each.done_on is None and each.due_on is not None and each.due_on < client.today:
            days = (client.today - each.due_on).days
            text = f"promise {days_of(days)} late: {each.text}"
            yield _at(client, 3, 3, days, text)


def _people(client: Standing) -> Iterator[_Found]:
    """One line a client: the one who has waited longest, and how many others."""
    waiting = sorted(client.silent(), key=lambda row: (-row[1], row[0].name))
    if not waiting:
        return
    person, days = waiting[0]
    others = len(waiting) - 1
    more = "" if not others else f", and {others} other{'s' if others > 1 else ''}"
    spoke = "never spoke" if person.last_contact_on is None else f"last spoke {days_of(days)} ago"
    yield _at(client, 2, 8, days, f"{person.name}: {spoke}{more}")


def _ends(client: Standing) -> Iterator[_Found]:
    """Accesses that end or are over (row 003-19), an onboarding behind its days (row 000-23): one line each."""
    for word in access_words(client.ending, client.today):
        yield _at(client, word.severity, 8.2, word.days, word.text)
    for word in onboarding_words(client.behind, client.today):
        yield _at(client, word.severity, 8.4, word.days, word.text)


def _hours(client: Standing) -> Iterator[_Found]:
    cycle, terms = client.cycle, client.terms
    if terms is None or cycle.commitment_s <= 0:
        return
    used = cycle.used_s + client.running_s
    months = client.months_over
    if months:
        run = f", the {ORDINALS[months]} month running" if 2 <= months < len(ORDINALS) else ""
        text = f"over its {_committed(terms, cycle)} by {hm(used - cycle.commitment_s)}{run}"
        yield _at(client, 3, 2, (used - cycle.commitment_s) / cycle.commitment_s, text)
    elif cycle.elapsed >= LATE_MONTH and used * 2 < cycle.expected_s:
        gone = percent(100 * cycle.elapsed, 0)
        whole = cycle.commitment_s == terms.commitment_s
        text = f"{hm(used)} of {_committed(terms, cycle)} used with {gone} of {'the month' if whole else 'its days'} gone"
        yield _at(client, 2, 9, cycle.expected_s - used, text)


def _execution(client: Standing) -> Iterator[_Found]:
    """Day-to-day work is what a fractional executive was not hired for (row 002-11)."""
    tracked = client.tally.by_kind(client.today.replace(day=1), client.today)
    total, done = sum(tracked.values()), tracked.get(Category.EXECUTION, 0)
    if total >= EXECUTION_SECONDS and done * 100 > EXECUTION_PERCENT * total:
        text = f"{percent(100 * done / total, 0)} of the month is day-to-day execution, over {EXECUTION_PERCENT} %"
        yield _at(client, 2, 9, done / total, text)


def _shallow(client: Standing) -> Iterator[_Found]:
    """The limit of such a practice is time to think: a client that gets none for two weeks (row 003-23)."""
    kinds = client.tally.by_kind(client.home_today - timedelta(days=SHALLOW_DAYS - 1), client.home_today)
    known = sum(seconds for kind, seconds in kinds.items() if kind)
    if known >= SHALLOW_SECONDS and not kinds.get(Category.DEEP_WORK):
        runs = client.running is not None and client.running.category is Category.DEEP_WORK
        if not runs:
            yield _at(client, 1, 9.5, known, f"no deep work in two weeks, {hm(known)} of other kinds")


def _renewal(client: Standing) -> Iterator[_Found]:
    given = client.client.status is ClientStatus.NOTICE
    for word in renewal_words(client.terms, client.today, given=given, read=client.read.words):
        yield _at(client, word.severity, 10, word.days, word.text)


def _of_practice(
    clients: tuple[Standing, ...], practice: PracticeSummary, settings: Settings
) -> Iterator[_Found]:
    colors = {each.code: each.client.color for each in clients}
    for each in concerns([retainer(one) for one in clients], settings):
        if each.code and each.severity < 2:
            # A client's unusual share of full time is no news and no decision; with ten clients it would crowd out the rest.
            continue
        target = f"client:{each.code}" if each.code else "practice"
        place = 4 if each.code else 5
        yield _Found(each.severity, place, 0, each.code, colors.get(each.code, ""), each.text, target)
    if practice.work_week_s > settings.week_ceiling_hours * 3600:
        text = f"{hm(practice.work_week_s)} of work this week, over your {settings.week_ceiling_hours} h"
        yield _Found(2, 10, 0, "", "", text, "practice")
    share, (low, high) = practice.bd_share, practice.bd_band
    tracked = sum(each.four_weeks_s for each in clients)
    if share is not None and share < low and tracked >= BD_SECONDS:
        text = f"Business development is {percent(share, 0)} of four weeks, {bd_word(share, low, high)}"
        yield _Found(1, 11, 0, "", "", text, "practice")


def _of_load(clients: tuple[Standing, ...], strains: Iterable[Strain]) -> Iterator[_Found]:
    """Weeks ahead that hold more than they have (row 000-31), and blocks at the same time: Enter goes to the Calendar."""
    colors = {each.code: each.client.color for each in clients}
    for number, each in enumerate(strains):
        text = (
            each.text[:1].upper() + each.text[1:]
            if not each.code
            else each.text.replace(f"{each.code} ", "", 1)
        )
        target = f"planned:{each.day.isoformat()}"
        yield _Found(each.severity, 5.5, -number, each.code, colors.get(each.code, ""), text, target)


def commitment_words(terms: Agreement) -> str:
    """The month's commitment as it was agreed: ``32 h`` or ``4 days``."""
    amount = f"{terms.amount.normalize():f}"
    if terms.unit is CommitmentUnit.HOURS:
        return f"{amount} h"
    return days_of(1) if amount == "1" else f"{amount} days"


def _committed(terms: Agreement, cycle: CycleView) -> str:
    """What is committed this month: in the agreement's words, in hours where the month is not a whole one of it."""
    return commitment_words(terms) if cycle.commitment_s == terms.commitment_s else hm(cycle.commitment_s)
