"""Cyan Health, fractional COO: eleven weeks in, the ninety-day plan is late."""

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

CYAN = Story(
    code="CYAN",
    name="Cyan Health",
    function=Function.COO,
    stage=Stage.ONBOARDING,
    color="mediumseagreen",
    tempo=Tempo.BEHIND,
    terms=Terms(
        amount="2.5",
        day_hours="8",
        fee=1_000_000,
        currency="USD",
        capacity="20",
        reports_to="Dr. Samuel Ortiz, CEO",
        scope=(
            "Clinic operations: scheduling, intake, billing hand-off",
            "Operating rhythm and scorecard for seven clinics",
            "Selection and roll-out of the practice management system",
        ),
        exit_terms="30 days' notice after the first six months",
        weekly={
            Category.LEADERSHIP_MEETING: 60,
            Category.ONE_ON_ONE: 60,
            Category.DEEP_WORK: 120,
            Category.ASYNC: 30,
            Category.PREP_FOLLOWUP: 30,
        },
        renews_in=105,
    ),
    owned_problem="Seven clinics that run one way, with waiting times under nine days.",
    left_off="Intake map is drawn up to the insurance check; ask Nadia how Westside does it without the fax.",
    notes=(
        "## First weeks\n"
        "Four of seven clinics visited. Each keeps its own schedule template; "
        "nobody owns the hand-off to billing.\n"
        "Patient data never leaves their systems: work on their laptop only, no exports.\n"
    ),
    people=(
        Person("Dr. Samuel Ortiz", "CEO", Group.CEO, 7, 6),
        Person(
            "Nadia Haddad", "Director of clinics", Group.LEADERSHIP, 7, 4, "Knows every exception by name."
        ),
        Person("Carla Nunes", "Billing lead", Group.TEAM, 14, 17),
        Person("Peter Vance", "Board, operating partner", Group.BOARD, 30, 20),
    ),
    papers=(
        Paper(
            "90-day plan",
            "NinetyDayPlan",
            "Dr. Samuel Ortiz",
            "Asana",
            due_in=-3,
            status=Status.DRAFT,
            age=9,
            notes="Missing: the billing part, since read access is not there yet.",
            waits_for="Carla Nunes",
        ),
        Paper("Ops scorecard", "OpsScorecard", "leadership team", "Asana", every="week", due_day=1, age=3),
        Paper(
            "Monthly report", "MonthlyReport", "Dr. Samuel Ortiz", "email", every="month", due_day=31, age=2
        ),
        Paper("Intake process map", "ProcessMap", "clinic leads", "Miro", due_in=5, age=5, version=2),
        Paper("RACI, clinics and billing", "RACI", "leadership team", "Asana", due_in=14, age=4),
        Paper(
            "Vendor shortlist",
            "VendorShortlist",
            "Dr. Samuel Ortiz",
            "email",
            due_in=-8,
            status=Status.DELIVERED,
            age=8,
            finished=9,
            version=1,
        ),
    ),
    vows=(
        Vow("waiting times by clinic, one page", 1),
        Vow("visit Westside and Harbor clinic", 9),
        Vow("billing read access", -1, owner="Carla"),
        Vow("agenda for the clinic leads' day", -4, kept=5),
    ),
    weekly=(
        Weekly("Clinic leads stand-up", Category.MEETING, (0,), "14:00", 30, location="Teams"),
        Weekly("Leadership meeting", Category.LEADERSHIP_MEETING, (1,), "13:00", 60, location="Teams"),
        Weekly("Focus: process and plan", Category.DEEP_WORK, (3,), "09:00", 120, skip=(-1,)),
        Weekly("Nadia", Category.ONE_ON_ONE, (4,), "13:00", 30),
    ),
    singles=(Single("Clinic visit: Westside", Category.MEETING, 8, "13:00", 180, "Westside clinic"),),
    work={
        Category.LEADERSHIP_MEETING: (
            "Leadership meeting",
            "Leadership meeting: scorecard",
            "Leadership meeting: hiring of clinic leads",
        ),
        Category.ONE_ON_ONE: (
            "1:1 Nadia: intake",
            "1:1 Nadia",
            "1:1 Samuel: priorities",
            "1:1 Carla: denials",
        ),
        Category.DEEP_WORK: (
            "Intake process map",
            "90-day plan: billing hand-off",
            "Ops scorecard: definitions",
            "Waiting time by clinic, {last}",
            "RACI, first cut",
        ),
        Category.ASYNC: ("Asana comments", "Mail, access requests", "Questions from clinic leads"),
        Category.PREP_FOLLOWUP: ("Actions from the leadership meeting", "Prepare vendor demo questions"),
        Category.MEETING: (
            "Clinic leads stand-up",
            "Vendor demo",
            "Walk-through, Harbor clinic",
            "Billing hand-off workshop",
        ),
        Category.URGENT: ("Scheduling outage: manual list for three clinics",),
    },
    weeks=11,
    rulings=(
        Ruling("One intake form for all clinics from January", 8, "Samuel, clinic leads"),
        Ruling(
            "Three vendors to demo for the system, no custom build", 22, "Samuel", "demos on the calendar"
        ),
    ),
    keys=(
        Key("Asana", "write"),
        Key("Reporting workspace", "read", 61),
    ),
    aims=(
        Aim("Waiting times under nine days at Westside first", 11),
        Aim("A 90-day plan that Samuel signs", 15, about="90-day plan"),
        Aim("One intake process, without the fax", 8, about="Intake process map"),
        Aim("Billing access for whoever answers the phone", 5),
    ),
)
