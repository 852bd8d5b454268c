"""Acme Robotics, fractional CFO: month-end, cash, and a board that reads every page."""

from __future__ import annotations

from fractui.core.client import Function, Group, Stage
from fractui.core.deliverable import Status
from fractui.core.entry import Category
from fractui.services.demo.shapes import (
    Aim,
    Key,
    Paper,
    Person,
    Ruling,
    Single,
    Story,
    Tempo,
    Terms,
    Vow,
    Weekly,
)

ACME = Story(
    code="ACME",
    name="Acme Robotics",
    function=Function.CFO,
    stage=Stage.DELIVERY,
    color="steelblue",
    tempo=Tempo.ON,
    terms=Terms(
        amount="24",
        fee=1_200_000,
        currency="USD",
        capacity="25",
        reports_to="Maya Lindqvist, CEO",
        scope=(
            "Cash: 13-week forecast, bank and lender relations",
            "Monthly close review and board pack",
            "Series B model and data room",
        ),
        exit_terms="60 days' notice either way; handover of model and lender file",
        weekly={
            Category.LEADERSHIP_MEETING: 60,
            Category.ONE_ON_ONE: 60,
            Category.DEEP_WORK: 150,
            Category.ASYNC: 60,
            Category.PREP_FOLLOWUP: 30,
        },
        renews_in=97,
        out_of_scope=("Payroll and tax filings", "Bookkeeping: Tomas and his team"),
        notice_days=60,
    ),
    owned_problem="Eighteen months of runway that the board believes, up to the Series B.",
    left_off="Cash bridge ties to the bank up to the customs duty, still in the wrong account. Then slide 7.",
    notes=(
        "## How they work\n"
        "Maya decides in the Monday meeting, not by mail.\n"
        "Board papers go out five days ahead, always as PDF.\n"
        "Books are in NetSuite, closed by Tomas on working day 6; payroll is with Gusto.\n\n"
        "## Watch\n"
        "- Largest customer pays on day 52, terms say 30.\n"
    ),
    people=(
        Person("Maya Lindqvist", "CEO", Group.CEO, 7, 1, "Wants the number first, then the reason."),
        Person("Tomas Reyes", "Controller", Group.TEAM, 7, 3),
        Person("Priya Raman", "General counsel", Group.LEADERSHIP, 21, 12),
        Person(
            "David Okafor", "Board, chair of audit", Group.BOARD, 30, 34, "Reads the notes to the accounts."
        ),
        Person("Helen Brandt", "First Harbor Bank", Group.EXTERNAL, 30, 9),
    ),
    papers=(
        Paper(
            "Board pack",
            "BoardPack",
            "the board",
            "board portal",
            every="month",
            due_in=1,
            status=Status.IN_REVIEW,
            age=3,
            finished=2,
            version=3,
            notes="Cash bridge, hiring, pipeline by stage, covenant page. Waiting for Maya's letter.",
            waits_for="Maya Lindqvist",
        ),
        Paper("Monthly report", "MonthlyReport", "Maya Lindqvist", "email", every="month", due_day=31, age=6),
        Paper(
            "13-week cash flow",
            "CashFlowForecast",
            "Maya Lindqvist, Helen Brandt",
            "email",
            every="week",
            due_day=4,
            age=2,
        ),
        Paper(
            "Investor update", "InvestorUpdate", "all investors", "email", every="quarter", due_in=16, age=5
        ),
        Paper("Series B model", "FinancialModel", "Maya Lindqvist", "data room", due_in=9, age=8, version=4),
        Paper(
            "Lender covenant letter",
            "CovenantLetter",
            "First Harbor Bank",
            "email",
            due_in=-6,
            status=Status.DELIVERED,
            age=7,
            finished=8,
            version=2,
        ),
    ),
    vows=(
        Vow("headcount scenarios for 58 and 64 to Maya", 2),
        Vow("introduce Tomas to the tax adviser", 6),
        Vow("insurance renewal quotes, three of them", None, owner="Tomas"),
        Vow("answer the bank on the covenant definition", -5, kept=6),
    ),
    weekly=(
        Weekly("Leadership meeting", Category.LEADERSHIP_MEETING, (0,), "09:00", 60, location="Meet"),
        Weekly("Focus: close and model", Category.DEEP_WORK, (1,), "09:00", 150),
        Weekly("One-to-ones: Tomas, Priya", Category.ONE_ON_ONE, (2,), "15:00", 60, skip=(1,)),
        Weekly("Response window", Category.ASYNC, (0, 3), "16:30", 30),
    ),
    singles=(Single("Board meeting", Category.MEETING, 6, "14:00", 120, "Boston, 4th floor"),),
    work={
        Category.LEADERSHIP_MEETING: (
            "Leadership meeting",
            "Leadership meeting: cash and hiring",
            "Leadership meeting, {q} targets",
        ),
        Category.ONE_ON_ONE: (
            "1:1 Tomas: close calendar",
            "1:1 Tomas: accruals, who owns what",
            "1:1 Priya: lender papers",
            "1:1 Maya",
        ),
        Category.DEEP_WORK: (
            "Board pack: cash bridge",
            "Series B model: cohort revenue",
            "13-week cash flow, actuals to {month}",
            "{last} close review: cut-off and accruals",
            "Gross margin by product line",
            "Covenant headroom, three cases",
            "Budget against actual, {last}",
        ),
        Category.ASYNC: (
            "Mail and Slack",
            "Comments on the {last} flash",
            "Questions on vendor terms",
            "Approve payment run",
        ),
        Category.PREP_FOLLOWUP: (
            "Notes and actions to Maya",
            "Prepare audit committee",
            "Pre-read for Monday",
        ),
        Category.MEETING: (
            "First Harbor Bank, monthly call",
            "Audit planning with Crane & Cole",
            "Pricing review with sales",
        ),
        Category.URGENT: ("Customer payment late: cover the payroll week", "Customs hold: cash effect"),
    },
    tenure=1.0,
    rulings=(
        Ruling("Covenant test moves to a rolling quarter", 9, "Maya, the bank", "Priya papers it"),
        Ruling("No second warehouse before gross margin holds 38 % for two quarters", 26, "board"),
        Ruling("Hiring plan is frozen at 64 heads until the bridge is signed", 33, "Maya"),
    ),
    keys=(
        Key("NetSuite", "read", url="https://books.acme-robotics.example", owner="Tomas"),
        Key("Gusto", "read", 24, url="https://payroll.acme-robotics.example", owner="Tomas"),
        Key("Data room", "admin", 150),
    ),
    aims=(
        Aim("One cash forecast that the board believes: bridge, covenant, plan", 20),
        Aim("The board pack is read before the meeting", 9, about="Board pack"),
        Aim("The data room is ready before an investor asks", 33),
        Aim("Close the month in five working days", 48, done=2),
    ),
)
