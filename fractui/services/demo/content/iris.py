"""Iris Diagnostics, fractional CFO in Tokyo: grants, a lab budget, and figures in yen."""

from __future__ import annotations

from fractui.core.client import Function, Group, Stage
from fractui.core.deliverable import Status
from fractui.core.entry import Category
from fractui.services.demo.shapes import Aim, Key, Paper, Person, Ruling, Story, Tempo, Terms, Vow, Weekly

IRIS = Story(
    code="IRIS",
    name="Iris Diagnostics",
    function=Function.CFO,
    stage=Stage.REPORTING,
    color="yellowgreen",
    tempo=Tempo.ON,
    zone="Asia/Tokyo",
    terms=Terms(
        amount="8",
        fee=480_000,
        currency="JPY",
        capacity="4",
        reports_to="佐藤 恵 (Megumi Sato), CEO",
        scope=("Grant reporting", "Lab budget", "Preparation of the next round"),
        exit_terms="One month's notice",
        weekly={Category.MEETING: 30, Category.DEEP_WORK: 60, Category.ASYNC: 20},
        renews_in=140,
    ),
    owned_problem="Every grant reported on time, and cash for fourteen months.",
    left_off="Grant 2 needs the overhead rate agreed in April; it is in the second annex.",
    notes="",
    people=(
        Person("佐藤 恵", "CEO", Group.CEO, 14, 9),
        Person("Kenji Mori", "Lab manager", Group.TEAM, 30, 16),
    ),
    papers=(
        Paper("Grant report", "GrantReport", "funding agency", "portal", every="quarter", due_in=13, age=5),
        Paper("Monthly report", "MonthlyReport", "佐藤 恵", "email", every="month", due_day=15, age=2),
        Paper("Lab budget", "Budget", "Kenji Mori", "email", due_in=21, age=3),
        Paper(
            "Runway note",
            "RunwayNote",
            "佐藤 恵",
            "email",
            due_in=-5,
            status=Status.DELIVERED,
            age=6,
            finished=6,
        ),
    ),
    vows=(Vow("list of equipment bought from grant 2", 7),),
    weekly=(
        Weekly("Finance call", Category.MEETING, (1,), "17:45", 30, location="Zoom"),
        Weekly("Focus: grants", Category.DEEP_WORK, (2,), "13:15", 60),
    ),
    work={
        Category.DEEP_WORK: (
            "Grant report, {q}",
            "Bench hours and overhead",
            "Runway, three cases",
            "Lab budget, {next}",
        ),
        Category.MEETING: ("Finance call", "Finance call: grant 2"),
        Category.ASYNC: ("Mail", "Receipts, questions"),
        Category.PREP_FOLLOWUP: ("Summary to Megumi",),
    },
    tenure=0.8,
    rulings=(
        Ruling("Overhead is shared by bench hours", 28, "佐藤 恵"),
        Ruling("Equipment above 300,000 yen needs two signatures", 47, "佐藤 恵"),
    ),
    keys=(Key("Accounting", "read", 45),),
    aims=(
        Aim("Grant 2 is reported with the overhead that was agreed", 5, about="Grant report"),
        Aim("Fourteen months of cash, month by month", 19, about="Lab budget"),
    ),
)
