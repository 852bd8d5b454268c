"""The Portfolio's table: a row a client, its columns ranked by what they are worth when there is little room."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from rich.cells import cell_len

from fractui.core.client import ClientStatus, Function, Stage
from fractui.core.value import value
from fractui.core.wording import ago, due_word, function_label, hm, money, percent
from fractui.services.views.portfolio import ClientRow, PortfolioView
from fractui.ui.lines import Line, Span, cell, gap, plain
from fractui.ui.widgets.columns import Column
from fractui.ui.widgets.pace_lines import cycle_bar, pace_words, used_now
from fractui.ui.widgets.practice_lines import MARKS

SOON_DAYS = 1
"""What is due within so many days is coloured."""


@value
class ShownClient:
    """A client's row in words: what every column shows, and ``severity``, the worst of what needs attention there (0: nothing)."""

    row: ClientRow
    severity: int
    used_s: int
    pace: tuple[str, str, str]
    function: str
    stage: str
    fee: str
    share: str
    share_ink: str
    when: str
    when_ink: str
    title: str
    spoke: str

    @property
    def stage_ink(self) -> str:
        """Quiet, unless the engagement is not simply going on."""
        return "dim" if self.row.status == ClientStatus.ACTIVE else "soon"

    @property
    def unusual(self) -> str:
        """The stage where it is worth a word."""
        return "" if self.stage == Stage.DELIVERY else self.stage


def shown_clients(view: PortfolioView, now: datetime | None) -> list[ShownClient]:
    """The view's rows in words, the running part in their hours."""
    worst: dict[str, int] = {}
    for each in view.attention:
        worst[each.code] = max(each.severity, worst.get(each.code, 0))
    return [_shown(row, view, now, worst.get(row.code, 0)) for row in view.rows]


def _shown(row: ClientRow, view: PortfolioView, now: datetime | None, severity: int) -> ShownClient:
    used = used_now(row.cycle, row.running_since, now)
    practice, share, due = view.practice, row.share, row.next_due
    too_much = share is not None and share >= practice.concentration_alarm
    much = share is not None and share > practice.concentration_warn
    return ShownClient(
        row=row,
        severity=severity,
        used_s=used,
        pace=pace_words(row.cycle, used),
        function="" if row.function == Function.OTHER else function_label(row.function),
        stage=row.stage if row.status == ClientStatus.ACTIVE else row.status,
        fee=money(row.fee) if row.fee else "",
        share="" if share is None else percent(share, 1),
        share_ink="late" if too_much else "soon" if much else "",
        when=due_word(due.due, view.today) if due else "",
        when_ink="late" if due and due.days < 0 else "soon" if due and due.days <= SOON_DAYS else "dim",
        title=due.title if due else "",
        spoke=ago(row.last_contact, view.today),
    )


def client_columns(rows: Sequence[ShownClient], *, staged: bool, roomy: bool) -> list[Column[ShownClient]]:
    """The table's columns; ``staged`` gives the stage one of its own, ``roomy`` gives what is due next more room."""
    stage = [_words("stage", 9, rows, lambda each: (each.stage, each.stage_ink))] if staged else []
    return [
        _who(rows),
        _name(rows, staged=staged),
        _words("", 12, rows, lambda each: (each.function, "dim")),
        *stage,
        Column(
            "this month", 5, 10, 22, lambda each, width: cycle_bar(each.row.cycle, each.used_s, width), grow=3
        ),
        _hours(rows),
        _pace(rows),
        _words("fee", 7, rows, lambda each: (each.fee, ""), right=True),
        _words("share", 8, rows, lambda each: (each.share, each.share_ink), right=True),
        _next_due(rows, 14 if roomy else 8),
        _words("spoke", 10, rows, lambda each: (each.spoke, "dim")),
    ]


def _widest(texts: Iterable[str], least: int = 0) -> int:
    return max([least, *(cell_len(plain(text)) for text in texts)])


def _words(
    head: str,
    worth: int,
    rows: Sequence[ShownClient],
    say: Callable[[ShownClient], tuple[str, str]],
    *,
    right: bool = False,
) -> Column[ShownClient]:
    """A column of short words, as wide as the longest; ``say`` gives a row's text and its ink."""
    width = _widest((say(row)[0] for row in rows), len(head))

    def draw(row: ShownClient, wide: int) -> Line:
        text, ink = say(row)
        return (cell(text, wide, ink, right=right),)

    return Column(head, worth, width, width, draw, right=right)


def _who(rows: Sequence[ShownClient]) -> Column[ShownClient]:
    """Key, chip, code, and room for two marks where any row has one: the timer runs here, something waits."""
    code = _widest((each.row.code for each in rows), 4)
    marked = any(each.row.running_since or each.severity in MARKS for each in rows)

    def draw(each: ShownClient, width: int) -> Line:
        row = each.row
        ink = f"chip:{row.color}"
        line = (
            Span(" " if row.key is None else str(row.key), "dim"),
            gap(1),
            Span("▌", ink),
            cell(row.code, width - 3 - 3 * marked, f"{ink} bold"),
        )
        if not marked:
            return line
        waits = Span(*MARKS[each.severity]) if each.severity in MARKS else gap(1)
        return (*line, gap(1), Span("●", ink) if row.running_since else gap(1), waits)

    width = 3 + code + 3 * marked
    return Column("  client", 1, width, width, draw)


def _name(rows: Sequence[ShownClient], *, staged: bool) -> Column[ShownClient]:
    """The name; without a column for the stage an unusual one stands behind it where there is room.

    A notice or a pause is worth more than the end of the name.
    """

    def draw(each: ShownClient, width: int) -> Line:
        word = "" if staged else each.unusual
        room = width - cell_len(word) - 2
        least = cell_len(plain(each.row.name))
        if each.row.status != ClientStatus.ACTIVE:
            least = min(5, least)
        if not word or room < least:
            return (cell(each.row.name, width, "bold"),)
        return (cell(each.row.name, room, "bold"), gap(2), Span(word, each.stage_ink))

    texts = (
        each.row.name if staged or not each.unusual else f"{each.row.name}  {each.unusual}" for each in rows
    )
    most = _widest(texts, 4)
    return Column("", 6, min(most, 13), min(most, 30), draw, grow=2)


def _hours(rows: Sequence[ShownClient]) -> Column[ShownClient]:
    """Used and agreed hours, the slashes under each other."""
    spent = _widest((hm(each.used_s) for each in rows), 4)
    agreed = _widest((hm(each.row.cycle.commitment_s) for each in rows), 4)

    def draw(each: ShownClient, width: int) -> Line:
        used = cell(hm(each.used_s), spent, right=True)
        if each.row.cycle.commitment_s <= 0:
            return (used, gap(width - spent))
        return (used, Span(" / ", "dim"), cell(hm(each.row.cycle.commitment_s), agreed, "dim", right=True))

    width = spent + 3 + agreed
    return Column("hours", 2, width, width, draw, right=True)


def _pace(rows: Sequence[ShownClient]) -> Column[ShownClient]:
    """The pace's word and its duration, each lined up."""
    word = _widest((each.pace[0] for each in rows), 4)
    by = _widest(each.pace[1] for each in rows)

    def draw(each: ShownClient, width: int) -> Line:
        text, duration, ink = each.pace
        return (cell(text, word, ink), cell(duration, width - word, ink, right=True))

    width = word + (by + 1 if by else 0)
    return Column("pace", 3, width, width, draw)


def _next_due(rows: Sequence[ShownClient], least: int) -> Column[ShownClient]:
    """When the next thing is owed, and what."""
    when = _widest((each.when for each in rows), 4)
    title = _widest((each.title for each in rows), 4)

    def draw(each: ShownClient, width: int) -> Line:
        return (cell(each.when, when, each.when_ink), gap(2), cell(each.title, width - when - 2))

    return Column("next due", 4, when + 2 + min(title, least), when + 2 + min(title, 30), draw, grow=1)
