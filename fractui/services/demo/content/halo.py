"""Halo Logistics, fractional COO in Zürich: two depots, one plan, and peak weeks."""

from __future__ import annotations

from fractui.core.client import Function, Group, Stage
from fractui.core.deliverable import Status
from fractui.core.entry import Category
from fractui.services.demo.shapes import Aim, Key, Paper, Person, Ruling, Story, Tempo, Terms, Vow, Weekly

HALO = Story(
    code="HALO",
    name="Halo Logistics",
    function=Function.COO,
    stage=Stage.DELIVERY,
    color="slateblue",
    tempo=Tempo.AHEAD,
    zone="Europe/Zurich",
    terms=Terms(
        amount="9",
        fee=450_000,
        currency="CHF",
        capacity="5",
        reports_to="Reto Baumann, CEO",
        scope=("Depot planning", "Carrier contracts", "Team leads' rhythm"),
        exit_terms="Two months to the end of a month",
        weekly={Category.MEETING: 45, Category.DEEP_WORK: 60, Category.ASYNC: 20},
        renews_in=88,
    ),
    owned_problem="Peak weeks without temporary staff from three agencies.",
    left_off="Shift model B saves 11 % but leaves Saturday thin; check with Livia what the carriers accept.",
    notes="",
    people=(
        Person("Reto Baumann", "CEO", Group.CEO, 14, 3),
        Person("Livia Keller", "Depot lead", Group.LEADERSHIP, 14, 7),
    ),
    papers=(
        Paper(
            "Peak plan",
            "PeakPlan",
            "depot leads",
            "Teams",
            due_in=3,
            status=Status.IN_REVIEW,
            age=3,
            version=2,
            waits_for="Livia Keller",
        ),
        Paper("Ops scorecard", "OpsScorecard", "Reto Baumann", "Teams", every="month", due_day=8, age=3),
        Paper("Carrier tender, terms", "TenderTerms", "Reto Baumann", "email", due_in=18, age=2),
        Paper(
            "Shift models",
            "ShiftModels",
            "Livia Keller",
            "Teams",
            due_in=-9,
            status=Status.DELIVERED,
            age=9,
            finished=10,
        ),
    ),
    vows=(Vow("cost of Saturday shifts", 6),),
    weekly=(
        Weekly("Depot call", Category.MEETING, (1,), "12:00", 45, location="Teams"),
        Weekly("Focus: planning", Category.DEEP_WORK, (2,), "16:30", 60),
    ),
    work={
        Category.DEEP_WORK: (
            "Peak plan, {next}",
            "Shift models compared",
            "Carrier cost per parcel",
            "Ops scorecard, {last}",
        ),
        Category.MEETING: ("Depot call", "Depot call: shifts", "Carrier review"),
        Category.ASYNC: ("Mail", "Teams, depot leads", "Comments on the roster"),
        Category.PREP_FOLLOWUP: ("Minutes, both depots",),
    },
    tenure=0.86,
    rulings=(
        Ruling("One planning board for both depots", 14, "Reto"),
        Ruling("Carrier tender every two years, not yearly", 60, "Reto"),
    ),
    keys=(Key("Planning board", "write"),),
    aims=(
        Aim("Saturdays are staffed without an agency", 9),
        Aim("Two carriers at new terms", 21, about="Carrier tender, terms"),
    ),
)
