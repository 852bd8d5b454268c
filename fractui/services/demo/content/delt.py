"""Delta Studio, fractional CFO in Berlin: project margins and a shareholder change."""

from __future__ import annotations

from fractui.core.client import Function, Group, Stage
from fractui.core.deliverable import Status
from fractui.core.entry import Category
from fractui.services.demo.shapes import Aim, Key, Paper, Person, Ruling, Story, Tempo, Terms, Vow, Weekly

DELT = Story(
    code="DELT",
    name="Delta Studio",
    function=Function.CFO,
    stage=Stage.DELIVERY,
    color="orchid",
    tempo=Tempo.AHEAD,
    zone="Europe/Berlin",
    terms=Terms(
        amount="10",
        fee=380_000,
        currency="EUR",
        capacity="6",
        reports_to="Greta Sommer, managing director",
        scope=("Project margins and pricing", "Liquidity plan", "Shareholder change, numbers and papers"),
        exit_terms="Six weeks to the end of a quarter",
        weekly={Category.MEETING: 30, Category.DEEP_WORK: 60, Category.ASYNC: 30},
        renews_in=26,
    ),
    owned_problem="Know before signing which projects earn money.",
    left_off="Hour rates for the three museum projects are in; compare with the offers, then call Greta.",
    notes=(
        "## How they work\n"
        "Design studio of 22 people. DATEV through the tax office, offers in their own tool.\n"
        "Greta and Felix share the lead until the shares have moved.\n"
    ),
    people=(
        Person("Greta Sommer", "Managing director", Group.CEO, 14, 5),
        Person("Felix Arndt", "Partner", Group.LEADERSHIP, 30, 19),
        Person("Ute Krall", "Tax office", Group.EXTERNAL, 30, 27),
    ),
    papers=(
        Paper(
            "Liquidity plan",
            "LiquidityPlan",
            "Greta Sommer",
            "email",
            every="month",
            due_day=10,
            age=3,
            unread=2,
        ),
        Paper("Project margin sheet", "MarginSheet", "Greta Sommer, Felix Arndt", "email", due_in=4, age=3),
        Paper(
            "Share valuation, summary",
            "Valuation",
            "both partners",
            "data room",
            due_in=7,
            status=Status.IN_REVIEW,
            age=4,
            version=2,
            waits_for="Felix Arndt",
        ),
        Paper(
            "Offer template",
            "OfferTemplate",
            "project leads",
            "Notion",
            due_in=-10,
            status=Status.DELIVERED,
            age=10,
            finished=11,
        ),
    ),
    vows=(
        Vow("hour rates with the new rent in them", 3),
        Vow("question to the notary on the earn-out", -6, kept=7),
    ),
    weekly=(
        Weekly("Weekly call", Category.MEETING, (2,), "11:45", 30, location="Zoom"),
        Weekly("Focus: margins", Category.DEEP_WORK, (4,), "09:00", 60),
    ),
    work={
        Category.DEEP_WORK: (
            "Project margin sheet: {last}",
            "Liquidity plan, {next}",
            "Valuation: normalised profit",
            "Hour rates by seniority",
        ),
        Category.MEETING: ("Weekly call", "Weekly call: offers", "Call with the notary"),
        Category.ASYNC: ("Mail", "Questions on offers", "DATEV export, check"),
        Category.PREP_FOLLOWUP: ("Summary to both partners", "Agenda for the shareholder meeting"),
    },
    tenure=0.8,
    rulings=(
        Ruling("Offers above 80,000 need a margin sheet", 30, "Greta", "two came back at 11 %"),
        Ruling("Earn-out over three years, paid from profit only", 51, "Greta, Felix"),
    ),
    keys=(Key("DATEV", "read"),),
    aims=(
        Aim(
            "Know the margin of the museum projects before the offers go out",
            13,
            about="Project margin sheet",
        ),
        Aim("Liquidity in one sheet that Greta reads", 27, about="Liquidity plan"),
    ),
)
