"""Fern & Field, fractional CMO in Stockholm: garden tools, a short season, and a web shop."""

from __future__ import annotations

from fractui.core.client import Function, Group, Stage
from fractui.core.deliverable import Status
from fractui.core.entry import Category
from fractui.services.demo.shapes import Aim, Paper, Person, Story, Tempo, Terms, Vow, Weekly

FERN = Story(
    code="FERN",
    name="Fern & Field",
    function=Function.CMO,
    stage=Stage.DELIVERY,
    color="tomato",
    tempo=Tempo.ON,
    zone="Europe/Stockholm",
    terms=Terms(
        amount="9",
        fee=3_800_000,
        currency="SEK",
        capacity="5",
        reports_to="Elsa Nyström, owner",
        scope=("Season plan and budget", "Web shop: search and mailings"),
        exit_terms="One month's notice, not between February and May",
        weekly={Category.MEETING: 45, Category.DEEP_WORK: 60, Category.ASYNC: 20},
        renews_in=74,
    ),
    owned_problem="Half of the year's sales come in ten weeks; be ready before them.",
    left_off="Search terms are grouped; write the three landing pages that have none.",
    notes="## Decisions\n- No discount before May.\n- One mailing a week in season, one a month outside.\n",
    people=(
        Person("Elsa Nyström", "Owner", Group.CEO, 14, 6),
        Person("Oskar Lund", "Web shop", Group.TEAM, 14, 11),
    ),
    papers=(
        Paper("Season plan", "SeasonPlan", "Elsa Nyström", "email", due_in=10, age=4),
        Paper("Monthly report", "MonthlyReport", "Elsa Nyström", "email", every="month", due_day=5, age=2),
        Paper(
            "Mailing calendar", "MailingCalendar", "Oskar Lund", "Drive", every="quarter", due_in=20, age=2
        ),
        Paper(
            "Search audit",
            "SearchAudit",
            "Oskar Lund",
            "email",
            due_in=-7,
            status=Status.DELIVERED,
            age=8,
            finished=8,
        ),
    ),
    vows=(Vow("landing page outline to Oskar", 2),),
    weekly=(
        Weekly("Season call", Category.MEETING, (0,), "11:45", 45, location="Meet"),
        Weekly("Focus: season plan", Category.DEEP_WORK, (3,), "15:15", 60),
    ),
    work={
        Category.DEEP_WORK: (
            "Season plan, {next}",
            "Search terms and pages",
            "Mailing calendar: segments",
            "Monthly report, {last}",
        ),
        Category.MEETING: ("Season call", "Season call: stock", "Photographer, brief"),
        Category.ASYNC: ("Mail", "Copy for the mailing", "Questions from Oskar"),
        Category.PREP_FOLLOWUP: ("Actions to Elsa",),
    },
    tenure=0.94,
    aims=(
        Aim("Three landing pages before the season", 10),
        Aim("The mailing list is clean", 18),
    ),
)
