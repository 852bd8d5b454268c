"""The practice's settings with their defaults and where each comes from (requirements, section 1b)."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

from fractui.core.document import Document
from fractui.core.entry import Category
from fractui.core.value import record


@record
class Settings(Document):
    """What the user can tune about the practice; the one document ``settings`` of ``practice.json``.

    ``zone`` is the user's home zone, in which "today" and own time are reckoned. ``rates`` maps a currency to
    how much of ``currency`` one unit of it is worth; without a rate, sums of that currency stay apart.
    ``secret`` keys the UIDs of exported events. Percentages are whole numbers of a hundred.

    After ``idle_minutes`` without a sign of life it is asked what becomes of the running entry's time; work of
    a kind in ``no_idle_categories`` may be done away from the keyboard. After ``session_hours`` it is asked
    whether an entry still goes on, and after ``hint_minutes`` of untracked working time a hint is shown. 0 is
    never. They come from what others do (requirements 1b, pains 5 to 7).

    ``ask_next`` asks for the line "next time" when the timer moves off a client, instead of offering it quietly.
    More than ``week_ceiling_hours`` of work in a week is worth a warning (row 002-29), and so are more than ``wip_limit``
    deliverables of one client in progress at once (row 004-04); 0 is no limit. ``priority_limit`` is the same for the
    priorities of one client that are open at once.

    The reviews at the week's beginning and end are offered on the weekdays ``monday_review`` and ``friday_review`` (Monday is 0, 7 is
    never); ``admin_minutes`` is what administration over all clients should take in a week (rows 003-02, 003-21).
    """

    id: str = "settings"
    zone: str = "UTC"
    currency: str = "USD"
    rates: dict[str, Decimal] | None = None
    work_days: tuple[int, ...] = (0, 1, 2, 3, 4)
    work_from: time = time(9)
    work_to: time = time(18)
    day_target_minutes: int = 450
    week_hours: int = 40
    capacity_low: int = 60
    capacity_high: int = 75
    concentration_warn: int = 40
    concentration_alarm: int = 50
    bd_low: int = 10
    bd_high: int = 20
    min_clients: int = 3
    secret: str = ""
    holidays: tuple[date, ...] = ()
    idle_minutes: int = 10
    session_hours: int = 8
    hint_minutes: int = 15
    no_idle_categories: tuple[Category, ...] = (
        Category.LEADERSHIP_MEETING,
        Category.ONE_ON_ONE,
        Category.MEETING,
        Category.TRAVEL,
    )
    ask_next: bool = False
    week_ceiling_hours: int = 30
    wip_limit: int = 3
    priority_limit: int = 3
    monday_review: int = 0
    friday_review: int = 4
    admin_minutes: int = 30
