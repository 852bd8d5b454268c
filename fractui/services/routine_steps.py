"""The steps of each review: what is asked in it, and which of what is known already stands there."""

from __future__ import annotations

from datetime import date, datetime

from fractui.core.period import week_of
from fractui.core.routine import Routine
from fractui.services.board import board_view
from fractui.services.ends import SOON_DAYS
from fractui.services.load import Load
from fractui.services.portfolio import Portfolio
from fractui.services.routine_lines import (
    access_lines,
    clients_of,
    finding_line,
    owed_lines,
    planned_lines,
    promised_lines,
    unopened_lines,
)
from fractui.services.views.board import Card
from fractui.services.views.portfolio import Attention
from fractui.services.views.routine import RoutineStep
from fractui.store.practice import Practice

LOOKED_AHEAD = 5
"""Weeks of planned load that the weekly review shows: this one and the four that can still be changed (row 000-31)."""


def steps_of(
    kind: Routine, practice: Practice, portfolio: Portfolio, load: Load, now: datetime
) -> tuple[RoutineStep, ...]:
    """The steps of a review at ``now``."""
    if kind is Routine.MONDAY:
        return _monday(practice, now)
    if kind is Routine.FRIDAY:
        return _friday(practice, now)
    return _week(practice, portfolio, load, now)


def _monday(practice: Practice, now: datetime) -> tuple[RoutineStep, ...]:
    board = board_view(practice, None, now)
    last = _sunday(board.today)
    due = [*owed_lines(board, lambda card: card.due <= last), *promised_lines(practice, now, last)]
    return (
        RoutineStep(
            "Due this week",
            "Is there time for each before it is due? Go there to begin it, or give it another day.",
            "Nothing is due this week.",
            tuple(sorted(due, key=lambda line: (line.day or last, line.code, line.title))),
        ),
        RoutineStep(
            "Not opened yet",
            "Did it reach them, and was it of use? Ask, or note what they did with it.",
            "Nothing that was delivered lies unread.",
            tuple(unopened_lines(practice, now)),
        ),
        RoutineStep(
            "Accesses that end",
            "Extend what is still needed; take back what is not.",
            f"No access ends within {SOON_DAYS} days.",
            tuple(access_lines(practice, now)),
        ),
    )


def _friday(practice: Practice, now: datetime) -> tuple[RoutineStep, ...]:
    board = board_view(practice, None, now)
    last = _sunday(board.today)
    due = tuple(owed_lines(board, lambda card: card.due <= last))
    return (
        RoutineStep(
            "Due this week, not delivered",
            "Move each on to delivered with its receipt, or give it another day.",
            "Everything that was due this week is delivered.",
            due,
        ),
        RoutineStep(
            "Where everything stands",
            "Is each in its right column? Move on what is further than it says.",
            "Nothing else is in progress.",
            tuple(owed_lines(board, lambda card: card.due > last and _in_progress(card, board.today))),
        ),
    )


def _week(practice: Practice, portfolio: Portfolio, load: Load, now: datetime) -> tuple[RoutineStep, ...]:
    board = board_view(practice, None, now)
    return (
        RoutineStep(
            "The next four weeks",
            "Does each week hold what is planned? Move, shorten or turn down while there is time.",
            "Nothing is planned.",
            tuple(planned_lines(load.view(None, LOOKED_AHEAD), clients_of(practice))),
        ),
        RoutineStep(
            "Owed",
            "What is late or finished and not delivered: deliver it, or agree on another day.",
            "Nothing is late, and nothing finished waits to be delivered.",
            tuple(owed_lines(board, lambda card: card.days < 0 or card.debt_days is not None)),
        ),
        RoutineStep(
            "Clients and the practice",
            "Renewals, silences, hours, shares: what will you do about each?",
            "Nothing needs a decision.",
            tuple(finding_line(each) for each in portfolio.findings() if _is_about_whom(each)),
        ),
    )


def _in_progress(card: Card, today: date) -> bool:
    """Whether its status may say less than is true: it is in review, lies long, or should have been begun."""
    begun = card.begin_by is not None and card.begin_by <= today
    return card.status == "in_review" or card.debt_days is not None or card.ageing > 0 or begun


def _is_about_whom(each: Attention) -> bool:
    """Whether a finding is about a client or the practice; what is owed and planned has steps of its own."""
    return each.target.startswith(("client:", "practice"))


def _sunday(today: date) -> date:
    """The last day of the week of ``today``."""
    return week_of(today).last or today
