"""Gridline Energy, fractional CTO in Toronto: meter data, a migration, and a small team."""

from __future__ import annotations

from fractui.core.client import Function, Group, Stage
from fractui.core.deliverable import Status
from fractui.core.entry import Category
from fractui.services.demo.shapes import Aim, Key, Paper, Person, Ruling, Story, Tempo, Terms, Vow, Weekly

GRID = Story(
    code="GRID",
    name="Gridline Energy",
    function=Function.CTO,
    stage=Stage.DELIVERY,
    color="turquoise",
    tempo=Tempo.BEHIND,
    zone="America/Toronto",
    terms=Terms(
        amount="11",
        fee=520_000,
        currency="CAD",
        capacity="6",
        reports_to="Marc Tremblay, CEO",
        scope=("Migration of the meter platform", "Roadmap and hiring", "Cloud cost"),
        exit_terms="60 days' notice",
        weekly={Category.LEADERSHIP_MEETING: 45, Category.DEEP_WORK: 60, Category.ASYNC: 30},
        renews_in=120,
    ),
    owned_problem="Move 40,000 meters to the new platform without a lost reading.",
    left_off="Dry run 3 lost 14 readings, all from one concentrator; the log is with Aisha.",
    notes="",
    people=(
        Person("Marc Tremblay", "CEO", Group.CEO, 14, 8),
        Person("Aisha Rahman", "Platform lead", Group.LEADERSHIP, 7, 5),
        Person("Colin Fraser", "Board", Group.BOARD, 60, 40),
    ),
    papers=(
        Paper("Migration plan", "MigrationPlan", "Marc Tremblay", "email", due_in=8, age=6, version=3),
        Paper(
            "Technical update",
            "TechnicalUpdate",
            "leadership team",
            "email",
            every="month",
            due_day=25,
            age=3,
        ),
        Paper("Cloud cost review", "CostReview", "Marc Tremblay", "email", every="quarter", due_in=30, age=2),
        Paper(
            "Dry run report",
            "DryRunReport",
            "Aisha Rahman",
            "wiki",
            due_in=-4,
            status=Status.DELIVERED,
            age=5,
            finished=5,
        ),
    ),
    vows=(Vow("job profile, data engineer", 4), Vow("rollback steps in the wiki", -2, kept=2)),
    weekly=(
        Weekly("Platform meeting", Category.LEADERSHIP_MEETING, (0,), "15:00", 45, location="Meet"),
        Weekly("Focus: migration", Category.DEEP_WORK, (4,), "14:00", 60),
    ),
    work={
        Category.LEADERSHIP_MEETING: ("Platform meeting", "Platform meeting: dry run"),
        Category.DEEP_WORK: (
            "Migration plan: cut-over",
            "Readings lost, analysis",
            "Cloud cost review: {last}",
            "Roadmap, {q}",
        ),
        Category.MEETING: ("Interview, data engineer", "Vendor: concentrator firmware"),
        Category.ASYNC: ("Slack", "Review of the runbook", "Mail"),
        Category.URGENT: ("Missing readings: call with Aisha",),
    },
    tenure=0.9,
    rulings=(
        Ruling("Both platforms run side by side for one billing month", 21, "Marc"),
        Ruling("No new feature before the migration ends", 35, "Marc, Aisha"),
    ),
    keys=(Key("Cloud console", "admin", 90),),
    aims=(
        Aim("No reading is lost in dry run 4", 6),
        Aim("A way back that was tried once", 15),
    ),
)
