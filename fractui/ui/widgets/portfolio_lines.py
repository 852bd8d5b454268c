"""The Portfolio as lines: a row a client, what needs a decision, the practice, the week."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from fractui.core.wording import MONTH_NAMES
from fractui.services.views.portfolio import PortfolioView
from fractui.ui.lines import EMPTY, Line, beside, cell, title_rule
from fractui.ui.widgets.client_table import client_columns, shown_clients
from fractui.ui.widgets.columns import chosen, head_line, row_line
from fractui.ui.widgets.day_plan_lines import day_plan_line
from fractui.ui.widgets.practice_lines import attention_lines, practice_lines, week_lines
from fractui.ui.widgets.today_lines import today_lines
from fractui.ui.widgets.wrapping import wrapped

WIDE = 170
"""From so many cells on, attention and practice stand beside the clients instead of under them."""
HALVES = 100
"""From so many cells on, attention and practice stand side by side."""
STAGED = 124
"""From so many cells on the stage has a column of its own; below, only an unusual one is named beside the client."""
SIDE = 56
"""Cells of the side column on a wide screen."""
WELCOME = (
    "This is where every client will stand: the hours against the agreement, what is due, what needs a decision, "
    "and the practice as a whole."
)


MANY = 20
"""Decisions that a column of their own shows at first."""


def portfolio_lines(
    view: PortfolioView, width: int, now: datetime | None, keys: Mapping[str, str], *, whole: bool = False
) -> list[Line]:
    """The whole pane in ``width`` cells; ``keys`` gives the key of an action's id, ``whole`` shows all that needs attention."""
    if not view.rows:
        return first_start_lines(width, keys)
    planned = day_plan_line(view.day_plan, width, keys.get("plan.day", "P"))
    today = [*today_lines(view.now_and_next, width, now), *planned]
    rest = _sections(view, width, now, whole=whole)
    return [*today, EMPTY, *rest] if today else rest


def _sections(view: PortfolioView, width: int, now: datetime | None, *, whole: bool) -> list[Line]:
    """The clients, what needs attention, the practice, the week: beside each other as far as there is room."""
    found = view.attention
    if width >= WIDE:
        main = width - SIDE - 4
        left = [*client_lines(view, main, now), EMPTY, *week_lines(view, main, now)]
        decide = attention_lines(found, SIDE, whole=whole, few=MANY)
        right = [*decide, EMPTY, *practice_lines(view.practice, SIDE)]
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
        (keys.get("palette", "ctrl+p"), "“Import time” takes in what you tracked elsewhere"),
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
    rows = shown_clients(view, now)
    fitting = chosen(client_columns(rows, staged=width >= STAGED, roomy=width >= HALVES), width)
    lines = [title_rule("Clients", width, note, active=True), head_line(fitting)]
    return [*lines, *(row_line(fitting, each, f"client:{each.row.code}") for each in rows)]
