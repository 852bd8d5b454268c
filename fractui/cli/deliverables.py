"""What is owed to clients: add, edit, list, move over the board."""

from __future__ import annotations

from fractui.cli.grammar import Command, option, switch, word
from fractui.cli.made import tell_timer
from fractui.cli.phrases import day, deliverable_line, short
from fractui.cli.reading import needed_day
from fractui.cli.shell import Shell
from fractui.cli.tables import Table
from fractui.core.blanks import blanks_left
from fractui.core.deliverable import Deliverable, Status, document_of
from fractui.core.dependency import after_words, warning
from fractui.core.errors import FieldRefused, WrongUsage
from fractui.core.stakes import Stakes
from fractui.core.when import parse_period
from fractui.core.wording import left_word, status_label
from fractui.services import documents

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from fractui.services.delivery import DeliverableChanges

STATUSES = tuple(each.value for each in Status)
RULES = ("week", "month", "quarter")
STAKES = tuple(each.value for each in Stakes)
ONCE = "once"
"""How a person writes that a deliverable is not owed again."""
NOTHING = "none"
"""How a person writes that a deliverable comes after no other."""


def _add(shell: Shell, given: Namespace) -> None:
    made = shell.services.delivery.add(
        given.code,
        given.title,
        given.type,
        needed_day(shell, given.due, "due"),
        every=given.every,
        notes=given.notes or "",
        lead_days=_days(given.lead),
        waits_for=given.waits_for or "",
        after=_after(given.after),
        stakes=Stakes(given.stakes) if given.stakes else None,
    )
    if given.json:
        shell.give(documents.deliverable(made))
    else:
        shell.say(deliverable_line(shell, "added", made))
    tell_timer(shell, given, made.client)


def _edit(shell: Shell, given: Namespace) -> None:
    changes: DeliverableChanges = {}
    if given.title is not None:
        changes["title"] = given.title
    if given.type is not None:
        changes["type"] = given.type
    if given.due is not None:
        changes["due"] = needed_day(shell, given.due, "due")
    if given.every is not None:
        changes["every"] = None if given.every == ONCE else given.every
    if given.lead is not None:
        changes["lead_days"] = _days(given.lead)
    if given.waits_for is not None:
        changes["waits_for"] = given.waits_for
    if given.after is not None:
        changes["after"] = _after(given.after)
    if given.stakes is not None:
        changes["stakes"] = Stakes(given.stakes)
    if given.notes is not None:
        changes["notes"] = given.notes
    if given.finished or given.unfinished:
        changes["completed"] = given.finished
    if not changes:
        raise WrongUsage("Say what to change, like --due 2026-12-04; see: fractui deliverable edit --help")
    delivery = shell.services.delivery
    portal = delivery.portal_with(given.id)
    changed = delivery.edit(portal.code or "", given.id, **changes)
    if given.json:
        shell.give(documents.deliverable(changed))
    else:
        shell.say(deliverable_line(shell, "changed", changed))


def _after(text: str | None) -> tuple[str, ...]:
    """The ids that were typed with commas between; none for ``none``."""
    words = tuple(word.strip() for word in (text or "").split(","))
    return () if words == (NOTHING,) else tuple(word for word in words if word)


def _days(text: str | None) -> int:
    """The lead time that was typed, in days: ``10``, ``10d``.

    Raises:
        FieldRefused: it is no whole number.
    """
    word = (text or "0").strip().lower().removesuffix("d").strip()
    if not (word.isascii() and word.isdecimal() and len(word) <= 4):
        raise FieldRefused("lead_days", "Write the lead time in whole days, like 10.")
    return int(word)


def _list(shell: Shell, given: Namespace) -> None:
    if given.sent:
        from fractui.cli.deliveries import list_sent

        list_sent(shell, given)
        return
    due = parse_period(given.due, None, None, shell.today) if given.due else None
    status = Status(given.status) if given.status else None
    found = shell.services.delivery.list(given.code, status=status, period=due)
    heads: tuple[str, ...] = ("id", "client", "title", "type", "status", ">v", "due", "left", "delivered")
    rows = [_row(shell, each) for each in found]
    held = [_held(shell, each) for each in found]
    if any(held):
        heads = (*heads, "after")
        rows = [(*row, words) for row, words in zip(rows, held, strict=True)]
    shell.table(
        given,
        Table(heads, rows),
        documents.deliverables(found),
        "No deliverable fits; add one with: fractui deliverable add CODE TITLE --type TYPE --due DATE",
    )


def _row(shell: Shell, each: Deliverable) -> tuple[str, ...]:
    done = each.status is Status.DELIVERED
    receipt = each.receipts[-1] if each.receipts else None
    return (
        short(each.id),
        each.client,
        each.title,
        each.type,
        status_label(each.status),
        str(each.version),
        day(shell, each.due),
        "" if done else left_word(each.due, shell.today),
        f"{day(shell, shell.local(receipt.delivered_at).date())} to {receipt.to}" if receipt else "",
    )


def _held(shell: Shell, each: Deliverable) -> str:
    """What is to be delivered before it and is not yet, in words."""
    return after_words(shell.services.delivery.held(each.client, each.id)) if each.after else ""


def _early(shell: Shell, each: Deliverable, to: Status) -> str:
    """What to say when a deliverable is moved on although another comes before it."""
    if not each.after or to is Status.DRAFT:
        return ""
    return warning(each.title, shell.services.delivery.held(each.client, each.id))


def _half_written(shell: Shell, each: Deliverable) -> str:
    """What to say when blanks of its template go out with a document (row 003-10)."""
    if not (each.template and each.files):
        return ""
    found = shell.services.library.blanks(each.client, each.id)
    if not found:
        return ""
    return (
        f"{blanks_left(found)} in {document_of(each)}, the first: {found[0][:60]}; fractui undo takes the delivery back, "
        "and it can be written to again."
    )


def _move(shell: Shell, given: Namespace) -> None:
    portal = shell.services.delivery.portal_with(given.id)
    owed = portal.deliverable(given.id)
    early = _early(shell, owed, Status(given.status))
    blanks = (
        _half_written(shell, owed)
        if given.status == Status.DELIVERED.value and owed.status is not Status.DELIVERED
        else ""
    )
    moved = shell.services.delivery.move(
        given.id,
        Status(given.status),
        to_whom=given.to or "",
        via=given.via or "",
        note=given.note or "",
        names=given.names or "",
    )
    if given.json:
        shell.give(documents.deliverable(moved))
    else:
        shell.say(deliverable_line(shell, "moved", moved))
    for sentence in filter(None, (early, blanks)):
        shell.warn(sentence)
    if moved.status is Status.DELIVERED:
        tell_timer(shell, given, moved.client)


COMMANDS = {
    "deliverable add": Command(
        _add,
        (
            word("code", "the client it is owed to", kind="client"),
            word("title", "what people call it"),
            option("--type", "its type as in file names, like MonthlyReport", "TYPE", required=True),
            option("--due", "the day on which it is owed, at the client", "DATE", required=True),
            option("--every", "owed again each week, month or quarter", choices=RULES),
            option("--lead", "begin so many days before it is due", "DAYS"),
            option("--waits-for", "who has to act first", "NAME"),
            option("--after", "which others of the client's are to be delivered before it", "ID[,ID]"),
            option(
                "--stakes", "what hangs on it; as the template of its type says if left out", choices=STAKES
            ),
            option("--notes", "anything to remember about it", "TEXT"),
        ),
        (
            "deliverable add ACME 'Board pack' --type BoardPack --due 2026-11-30 --every month",
            "deliverable add ACME 'Data room' --type DataRoom --due 2026-12-18 --lead 10 --waits-for Lena",
        ),
    ),
    "deliverable edit": Command(
        _edit,
        (
            word("id", "which deliverable", "ID"),
            option("--title", "what people call it", "TITLE"),
            option("--type", "its type as in file names", "TYPE"),
            option("--due", "the day on which it is owed, at the client", "DATE"),
            option(
                "--every", "owed again each week, month or quarter; once: not again", choices=(*RULES, ONCE)
            ),
            option("--lead", "begin so many days before it is due", "DAYS"),
            option("--waits-for", "who has to act first; '' when it is on you", "NAME"),
            option(
                "--after",
                "which others of the client's are to be delivered before it; none: nothing",
                "ID[,ID]",
            ),
            option("--stakes", "what hangs on it", choices=STAKES),
            option("--notes", "anything to remember about it", "TEXT"),
            switch("--finished", "the work is done and only delivery is left"),
            switch("--unfinished", "the work is not done after all"),
        ),
        (
            "deliverable edit 3f9a --due 2026-12-04",
            "deliverable edit 3f9a --waits-for 'Lena Hoff'",
            "deliverable edit 3f9a --after 7c01",
            "deliverable edit 3f9a --stakes high",
        ),
        notes=(
            "What comes after others waits until these are delivered; a move says so and goes on. Of what recurs, the next one",
            "begins without such ties.",
        ),
    ),
    "deliverable list": Command(
        _list,
        (
            word("code", "only this client's", nargs="?", kind="client"),
            option("--status", "only in this column of the board", choices=STATUSES),
            option("--due", "only what is due in this period", "PERIOD"),
            switch("--sent", "what was delivered to whom, the newest first"),
        ),
        (
            "deliverable list",
            "deliverable list ACME --status in_review",
            "deliverable list --due this-week",
            "deliverable list ACME --sent",
        ),
        table=True,
    ),
    "deliverable move": Command(
        _move,
        (
            word("id", "which deliverable", "ID"),
            word("status", "the column it goes to", "COLUMN", choices=STATUSES),
            option("--to", "to whom it was delivered", "WHOM"),
            option("--via", "by which channel", "CHANNEL"),
            option("--note", "a line to keep with the receipt", "TEXT"),
            option("--names", "the other client whom the document or the receipt may name", "CODE"),
        ),
        ("deliverable move 3f9a in_review", "deliverable move 3f9a delivered --to 'the board' --via email"),
        notes=(
            "What names another client, or goes to one of its people, is not delivered, unless that client's code is typed after --names.",
        ),
    ),
}
"""The commands that this module has."""
