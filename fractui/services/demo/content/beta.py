"""Beta Foods, fractional CMO: a launch, an agency, and more hours than agreed."""

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

BETA = Story(
    code="BETA",
    name="Beta Foods",
    function=Function.CMO,
    stage=Stage.DELIVERY,
    color="darkorange",
    tempo=Tempo.OVER,
    terms=Terms(
        amount="32",
        fee=1_500_000,
        currency="USD",
        capacity="30",
        reports_to="Lena Hoff, CEO",
        scope=(
            "Brand and launch of the oat line in two regions",
            "Marketing team of four, and the agency",
            "Budget, channels, and what they return",
        ),
        exit_terms="30 days' notice; playbooks and channel accounts handed over",
        weekly={
            Category.LEADERSHIP_MEETING: 60,
            Category.ONE_ON_ONE: 120,
            Category.DEEP_WORK: 150,
            Category.ASYNC: 60,
            Category.PREP_FOLLOWUP: 60,
        },
        renews_in=41,
        notice_days=30,
    ),
    owned_problem="Turn a regional favourite into a listed brand without buying the growth.",
    left_off="Lena sends the {q} sell-through on Monday; then finish slide 7 and the channel split.",
    notes=(
        "## How they work\n"
        "Lena is quick on Slack and slow on documents: one page, the ask in the first line.\n"
        "The agency (Northlight) works in two-week sprints; briefs close on Thursdays.\n\n"
        "## Scope\n"
        "Third month above 32 hours: the agency pitch was not in the SOW. Raise it at the renewal.\n"
    ),
    people=(
        Person("Lena Hoff", "CEO", Group.CEO, 7, 2, "Prefers a call to a deck."),
        Person("Jonas Berg", "Board", Group.BOARD, 21, 24, "Owes us the retail introduction."),
        Person("Amara Diallo", "Head of brand", Group.TEAM, 14, 5),
        Person("Ryan Castle", "Growth lead", Group.TEAM, 14, 8),
        Person("Ines Moreau", "Northlight, agency lead", Group.EXTERNAL, 14, 6),
    ),
    papers=(
        Paper(
            "Campaign brief",
            "CampaignBrief",
            "Northlight, Amara Diallo",
            "Notion",
            due_in=3,
            status=Status.IN_REVIEW,
            age=2,
            version=2,
            notes="Oat line, spring. Open: channel split and the claim.",
            waits_for="Amara Diallo",
        ),
        Paper("Monthly report", "MonthlyReport", "Lena Hoff", "email", every="month", due_day=31, age=4),
        Paper(
            "Weekly channel numbers",
            "ChannelReport",
            "leadership team",
            "Slack",
            every="week",
            due_day=0,
            age=3,
        ),
        Paper(
            "Quarterly review",
            "QuarterlyReview",
            "Lena Hoff, the board",
            "email",
            every="quarter",
            due_in=52,
            age=3,
            version=1,
        ),
        Paper("Retail pitch deck", "PitchDeck", "Jonas Berg", "email", due_in=11, age=6),
        Paper(
            "Agency scorecard",
            "AgencyScorecard",
            "Lena Hoff",
            "email",
            due_in=-3,
            status=Status.DELIVERED,
            age=4,
            finished=5,
            version=2,
        ),
        Paper(
            "Launch budget",
            "Budget",
            "Lena Hoff",
            "Google Drive",
            due_in=2,
            status=Status.IN_REVIEW,
            age=6,
            finished=5,
            version=3,
            notes="Done. Lena wants it on Monday together with the brief.",
        ),
    ),
    vows=(
        Vow("pricing memo to Jonas", 2),
        Vow("first draft of the hiring profile, performance marketer", 8),
        Vow("sell-through by store", 1, owner="Ryan"),
        Vow("introduction to the packaging agency", -2, kept=3),
    ),
    weekly=(
        Weekly("Marketing stand-up", Category.LEADERSHIP_MEETING, (0,), "10:30", 60, location="Zoom"),
        Weekly("One-to-ones: Amara, Ryan", Category.ONE_ON_ONE, (1,), "14:30", 60),
        Weekly("Focus: launch plan", Category.DEEP_WORK, (2,), "09:00", 150, move=(1, 2, "13:30")),
        Weekly("Lena", Category.ONE_ON_ONE, (3,), "14:00", 60),
        Weekly("Response window", Category.ASYNC, (1, 4), "16:30", 30),
    ),
    singles=(Single("Northlight sprint review", Category.MEETING, 4, "11:30", 60, "Zoom"),),
    work={
        Category.LEADERSHIP_MEETING: (
            "Marketing stand-up",
            "Marketing stand-up: launch board",
            "Leadership meeting, {q} plan",
        ),
        Category.ONE_ON_ONE: (
            "Call with Lena",
            "1:1 Amara: brand book",
            "1:1 Ryan: funnel numbers",
            "1:1 Amara: agency brief",
        ),
        Category.DEEP_WORK: (
            "Campaign brief: channel split",
            "Launch plan, two regions",
            "Launch budget: {next} scenarios",
            "Positioning: oat line against own label",
            "Attribution: what {last} really returned",
            "Retail pitch: the category story",
            "Monthly report, {last}",
        ),
        Category.ASYNC: (
            "Slack and comments",
            "Feedback on key visuals",
            "Review of ad copy",
            "Agency questions",
        ),
        Category.PREP_FOLLOWUP: (
            "Actions from the stand-up",
            "Prepare Lena's board slides",
            "Brief for the sprint review",
        ),
        Category.MEETING: (
            "Northlight sprint review",
            "Packaging workshop",
            "Buyer call, regional chain",
            "Influencer shortlist",
        ),
        Category.URGENT: (
            "Complaint about a claim: holding statement",
            "Listing call moved forward: numbers for Lena",
        ),
        Category.SPECIAL_PROJECT: ("Agency pitch: scoring", "Agency pitch: second round"),
    },
    tenure=0.97,
    rulings=(
        Ruling("Launch in two regions first; national talks after eight weeks of data", 12, "Lena"),
        Ruling("Influencer spend is capped at 15 % of the launch budget", 19, "Lena, Ryan"),
        Ruling("The old pack design stays on family sizes until spring", 40, "Lena"),
    ),
    keys=(
        Key("HubSpot", "write", url="https://crm.beta-foods.example"),
        Key("Northlight's shared drive", "read", -4),
        Key("GA4", "admin", 200),
    ),
    aims=(
        Aim("The oat line is listed in two regions by spring", 26),
        Aim("One brief that Northlight does not have to ask about", 6, about="Campaign brief"),
        Aim("Hours back to what was agreed", 12),
    ),
)
