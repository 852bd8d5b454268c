"""Juno Learning, fractional CTO in Sydney: a course platform that outgrew its first design."""

from __future__ import annotations

from fractui.core.client import Function, Group, Stage
from fractui.core.deliverable import Status
from fractui.core.entry import Category
from fractui.services.demo.shapes import Aim, Key, Paper, Person, Ruling, Story, Tempo, Terms, Vow, Weekly

JUNO = Story(
    code="JUNO",
    name="Juno Learning",
    function=Function.CTO,
    stage=Stage.DELIVERY,
    color="hotpink",
    tempo=Tempo.AHEAD,
    zone="Australia/Sydney",
    terms=Terms(
        amount="8",
        fee=420_000,
        currency="AUD",
        capacity="4",
        reports_to="Tess Coleman, CEO",
        scope=("Platform roadmap", "Engineering practices", "Privacy of pupils' data"),
        exit_terms="One month's notice",
        weekly={Category.MEETING: 45, Category.DEEP_WORK: 45, Category.ASYNC: 20},
        renews_in=61,
    ),
    owned_problem="Term starts without an outage.",
    left_off="Load test stops at 900 pupils; the session store is the suspect. Result goes to Ravi.",
    notes="",
    people=(
        Person("Tess Coleman", "CEO", Group.CEO, 14, 12),
        Person("Ravi Menon", "Engineering lead", Group.LEADERSHIP, 14, 6),
    ),
    papers=(
        Paper("Platform roadmap", "Roadmap", "Tess Coleman", "Notion", every="quarter", due_in=24, age=3),
        Paper("Load test report", "LoadTest", "Ravi Menon", "Notion", due_in=5, age=3),
        Paper(
            "Technical update", "TechnicalUpdate", "Tess Coleman", "email", every="month", due_day=20, age=2
        ),
        Paper(
            "Privacy checklist",
            "PrivacyChecklist",
            "schools",
            "email",
            due_in=-6,
            status=Status.DELIVERED,
            age=6,
            finished=7,
        ),
    ),
    vows=(Vow("release calendar for the term", 10),),
    weekly=(
        Weekly("Engineering call", Category.MEETING, (2,), "17:45", 45, location="Meet"),
        Weekly("Focus: platform", Category.DEEP_WORK, (0,), "13:00", 45),
    ),
    work={
        Category.DEEP_WORK: (
            "Platform roadmap, {q}",
            "Load test: sessions",
            "Privacy: data flows",
            "Release checklist",
        ),
        Category.MEETING: ("Engineering call", "Engineering call: incidents"),
        Category.ASYNC: ("Slack", "Design comments", "Mail"),
        Category.PREP_FOLLOWUP: ("Decisions to the log",),
    },
    tenure=0.78,
    rulings=(
        Ruling("Pupils' names never leave the school's region", 18, "Tess"),
        Ruling("Two releases a term, none in the first week", 37, "Tess, Ravi"),
    ),
    keys=(Key("Repository", "read"),),
    aims=(
        Aim("1,200 pupils at once, for an hour", 8, about="Load test report"),
        Aim("No release in the first week of term", 16),
    ),
)
