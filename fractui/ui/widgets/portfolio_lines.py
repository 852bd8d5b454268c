"""The Portfolio as lines: a row a client, what needs a decision, the practice, the week."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from rich.cells import cell_len

from fractui.core.client import ClientStatus, Function, Stage
from fractui.core.wording import MONTH_NAMES, ago, due_word, function_label, hm, money, percent
from fractui.services.views.portfolio import ClientRow, PortfolioView
from fractui.ui.lines import EMPTY, Line, Span, beside, cell, gap, plain, title_rule
from fractui.ui.widgets.columns import Column, chosen, head_line, row_line
from fractui.ui.widgets.pace_lines import cycle_bar, pace_words, used_now
from fractui.ui.widgets.practice_lines import MARKS, attention_lines, practice_lines, week_lines
from fractui.ui.widgets.wrapping import wrapped

WIDE = 170
"""From so many cells on, attention and practice stand beside the clients instead of under them."""
HALVES = 100
"""From so many cells on, attention and practice stand side by side."""
STAGED = 124
"""From so many cells on the stage has a column of its own; below, only an unusual one is named beside the client."""
WELCOME = (
    "This is where every client will stand: the hours against the agreement, what is due, what needs a decision, "
    "and the practice as a whole."
)
SIDE = 56
"""Cells of the side column on a wide screen."""


def portfolio_lines(
    view: PortfolioView, width: int, now: datetime | None, keys: Mapping[str, str], *, whole: bool = False
) -> list[Line]:
    """The whole pane in ``width`` cells; ``keys`` gives the key of an action's id, ``whole`` shows all that needs attention."""
    if not view.rows:
        return first_start_lines(width, keys)
    found = view.attention
    if width >= WIDE:
        main = width - SIDE - 4
        left = [*client_lines(view, main, now), EMPTY, *week_lines(view, main, now)]
        right = [*attention_lines(found, SIDE, whole=whole), EMPTY, *practice_lines(view.practice, SIDE)]
        return beside(left, main, right, SIDE, 4)
    lines = [*client_lines(view, width, now), EMPTY]
    if width >= HALVES:
        half = (width - 4) * 54 // 100
        other = width - 4 - half
        decide = attention_lines(found, half, whole=whole)
        lines += beside(decide, half, practice_lines(view.practice, other), other, 4)
    else:
        lines += [*attention_lines(found, width, whole=whole), EMPTY, *practice_lines(view.practice, width)]
    return [*lines, EMPTY, *week_lines(view, width, now)]


def first_start_lines(width: int, keys: Mapping[str, str]) -> list[Line]:
    """What the pane is for, and which keys begin (a first start with no data)."""
    about = wrapped(WELCOME, width, 4)
    ways = (
        (keys.get("new", "n"), "add a client"),
        ("fractui demo", "in the shell: look around in a practice with five clients"),
        (keys.get("help", "?"), "what every key does"),
    )
    return [
        title_rule("Welcome", width, active=True),
        EMPTY,
        (cell("No clients yet.", width, "bold"),),
        EMPTY,
        *((cell(text, width),) for text in about),
        EMPTY,
        *((cell(key, 14, "accent bold"), cell(does, max(0, width - 14))) for key, does in ways),
    ]


def client_lines(view: PortfolioView, width: int, now: datetime | None) -> list[Line]:
    """The clients' table with its title and heads."""
    note = f"{MONTH_NAMES[view.month.month - 1]} · day {view.day_of_month} of {view.month_days}"
    fitting = chosen(_table(view, now, width), width)
    lines = [title_rule("Clients", width, note, active=True), head_line(fitting)]
    return [*lines, *(row_line(fitting, row, f"client:{row.code}") for row in view.rows)]


def _table(view: PortfolioView, now: datetime | None, width: int) -> list[Column[ClientRow]]:
    rows = view.rows
    worst = {
        code: max(each.severity for each in view.attention if each.code == code)
        for code in {each.code for each in view.attention}
    }
    used = {row.code: used_now(row.cycle, row.running_since, now) for row in rows}
    marks = any(row.running_since or worst.get(row.code) for row in rows)
    code = _widest([row.code for row in rows], 4)
    who = 4 + code + 2 * marks
    staged = width >= STAGED
    names = [f"{row.name}  {_unusual(row)}" if _unusual(row) and not staged else row.name for row in rows]
    name = _widest(names, 4)
    dues = [_due(row, view) for row in rows]
    when, title = _widest([due[0] for due in dues], 4), _widest([due[1] for due in dues], 8)
    spent = _widest([hm(used[row.code]) for row in rows], 4)
    agreed = _widest([hm(row.cycle.commitment_s) for row in rows], 4)
    paces = {row.code: pace_words(row.cycle, used[row.code]) for row in rows}
    word = _widest([paces[row.code][0] for row in rows], 4)
    by = _widest([paces[row.code][1] for row in rows], 0)
    fee = _widest([money(row.fee) for row in rows if row.fee], 3)
    stage = _widest([_stage(row) for row in rows], 5)
    lately = _widest([ago(row.last_contact, view.today) for row in rows], 5)
    functions = _widest([_function(row) for row in rows], 3)
    due_most = when + 2 + min(title, 30)
    return [
        Column("  client", 1, who, who, lambda row, wide: _who(row, wide, code, worst.get(row.code, 0))),
        Column(
            "", 6, min(name, 13), min(name, 30), lambda row, wide: _name(row, wide, staged=staged), grow=2
        ),
        Column("", 12, functions, functions, lambda row, wide: (cell(_function(row), wide, "dim"),)),
        *(
            [Column("stage", 9, stage, stage, lambda row, wide: (cell(_stage(row), wide, _stage_ink(row)),))]
            if staged
            else []
        ),
        Column("this month", 5, 10, 22, lambda row, wide: cycle_bar(row.cycle, used[row.code], wide), grow=3),
        Column(
            "hours",
            2,
            spent + 3 + agreed,
            spent + 3 + agreed,
            lambda row, _: _hours(row, used[row.code], spent, agreed),
            right=True,
        ),
        Column("pace", 3, word + 1 + by, word + 1 + by, lambda row, wide: _pace(paces[row.code], word, wide)),
        Column(
            "fee",
            7,
            fee,
            fee,
            lambda row, wide: (cell(money(row.fee) if row.fee else "", wide, right=True),),
            right=True,
        ),
        Column("share", 8, 6, 6, lambda row, wide: (_share(row, view, wide),), right=True),
        Column(
            "next due",
            4,
            min(when + 2 + min(title, 14 if width >= HALVES else 8), due_most),
            due_most,
            lambda row, wide: _next(row, view, when, wide),
            grow=1,
        ),
        Column(
            "spoke",
            10,
            lately,
            lately,
            lambda row, wide: (cell(ago(row.last_contact, view.today), wide, "dim"),),
        ),
    ]


def _widest(texts: Sequence[str], least: int) -> int:
    return max([least, *(cell_len(plain(text)) for text in texts)])


def _who(row: ClientRow, width: int, code: int, severity: int) -> Line:
    key = " " if row.key is None else str(row.key)
    line = (
        Span(key, "dim"),
        Span(" "),
        Span("▌", f"chip:{row.color}"),
        cell(row.code, code, f"chip:{row.color} bold"),
    )
    rest = width - 3 - code
    if rest < 3:
        return (*line, gap(rest))
    running = Span("●", f"chip:{row.color}") if row.running_since else gap(1)
    waiting = Span(*MARKS[severity]) if severity in MARKS else gap(1)
    return (*line, gap(1), running, waiting, gap(rest - 3))


def _name(row: ClientRow, width: int, *, staged: bool) -> Line:
    word = "" if staged else _unusual(row)
    room = width - cell_len(word) - 2
    if not word or room < min(5, cell_len(plain(row.name))):
        return (cell(row.name, width, "bold"),)
    return (cell(row.name, room, "bold"), gap(2), Span(word, _stage_ink(row)))


def _unusual(row: ClientRow) -> str:
    word = _stage(row)
    return "" if word == Stage.DELIVERY else word


def _stage(row: ClientRow) -> str:
    return row.stage if row.status == ClientStatus.ACTIVE else row.status


def _stage_ink(row: ClientRow) -> str:
    return "dim" if row.status == ClientStatus.ACTIVE else "soon"


def _function(row: ClientRow) -> str:
    return "" if row.function == Function.OTHER else function_label(row.function)


def _hours(row: ClientRow, used_s: int, spent: int, agreed: int) -> Line:
    if row.cycle.commitment_s <= 0:
        return (cell(hm(used_s), spent, right=True), gap(3 + agreed))
    return (
        cell(hm(used_s), spent, right=True),
        Span(" / ", "dim"),
        cell(hm(row.cycle.commitment_s), agreed, "dim", right=True),
    )


def _pace(found: tuple[str, str, str], word: int, width: int) -> Line:
    return (cell(found[0], word, found[2]), cell(found[1], width - word, found[2], right=True))


def _share(row: ClientRow, view: PortfolioView, width: int) -> Span:
    if row.share is None:
        return gap(width)
    practice = view.practice
    ink = (
        "late"
        if row.share >= practice.concentration_alarm
        else "soon"
        if row.share > practice.concentration_warn
        else ""
    )
    return cell(percent(row.share, 1), width, ink, right=True)


def _due(row: ClientRow, view: PortfolioView) -> tuple[str, str]:
    return (due_word(row.next_due.due, view.today), row.next_due.title) if row.next_due else ("", "")


def _next(row: ClientRow, view: PortfolioView, when: int, width: int) -> Line:
    word, title = _due(row, view)
    days = row.next_due.days if row.next_due else 99
    ink = "late" if days < 0 else "soon" if days <= 1 else "dim"
    return (cell(word, when, ink), gap(2), cell(title, width - when - 2))
