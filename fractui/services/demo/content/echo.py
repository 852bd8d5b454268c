"""Echo Instruments, fractional CTO in London: an ageing firmware, and a customer's security questions."""

from __future__ import annotations

from fractui.core.client import Function, Group, Stage
from fractui.core.deliverable import Status
from fractui.core.entry import Category
from fractui.services.demo.shapes import Aim, Key, Paper, Person, Ruling, Story, Tempo, Terms, Vow, Weekly

ECHO = Story(
    code="ECHO",
    name="Echo Instruments",
    function=Function.CTO,
    stage=Stage.REPORTING,
    color="goldenrod",
    tempo=Tempo.ON,
    zone="Europe/London",
    terms=Terms(
        amount="1",
        day_hours="7.5",
        fee=260_000,
        currency="GBP",
        capacity="4",
        reports_to="Alistair Byrne, founder",
        scope=("Architecture and technical hiring", "Security posture for hospital customers"),
        exit_terms="One month's notice",
        weekly={Category.MEETING: 45, Category.DEEP_WORK: 45, Category.ASYNC: 15},
        renews_in=160,
    ),
    owned_problem="A product that passes a hospital's security review at the first attempt.",
    left_off="Threat model covers the gateway; the update path still has no owner. Ask Wen on Thursday.",
    notes=(
        "## How they work\n"
        "Nine engineers, two of them on firmware. Decisions are written as ADRs in the repository.\n"
    ),
    people=(
        Person("Alistair Byrne", "Founder", Group.CEO, 14, 10),
        Person("Wen Zhao", "Engineering lead", Group.LEADERSHIP, 14, 4),
        Person("Moira Kent", "Quality and regulation", Group.TEAM, 30, 22),
    ),
    papers=(
        Paper(
            "Security posture",
            "SecurityPosture",
            "Alistair Byrne",
            "email",
            every="quarter",
            due_in=12,
            age=4,
        ),
        Paper(
            "Architecture review",
            "ArchitectureReview",
            "engineering",
            "repository",
            due_in=6,
            status=Status.IN_REVIEW,
            age=2,
        ),
        Paper(
            "Technical update", "TechnicalUpdate", "Alistair Byrne", "email", every="month", due_day=28, age=1
        ),
        Paper(
            "Interview guide, firmware",
            "InterviewGuide",
            "Wen Zhao",
            "repository",
            due_in=-12,
            status=Status.DELIVERED,
            age=12,
            finished=13,
        ),
    ),
    vows=(Vow("answers to the hospital's questionnaire", 5), Vow("review of ADR 15", -3, kept=4)),
    weekly=(Weekly("Engineering call", Category.MEETING, (3,), "11:15", 45, location="Meet"),),
    work={
        Category.DEEP_WORK: (
            "Security posture: threat model of the gateway",
            "Architecture review, notes",
            "Security questionnaire",
            "Release process, gaps",
        ),
        Category.MEETING: ("Engineering call", "Engineering call: release", "Interview, firmware engineer"),
        Category.ASYNC: ("ADR comments", "Pull request questions", "Mail"),
        Category.PREP_FOLLOWUP: ("Minutes and owners",),
    },
    tenure=0.62,
    rulings=(
        Ruling("ADR 14: signed updates only, key in hardware", 16, "Wen"),
        Ruling("ADR 15: telemetry stays off by default in hospitals", 44, "Alistair, Moira"),
    ),
    keys=(
        Key("Repository", "write"),
        Key("Cloud console", "read", 12),
    ),
    aims=(
        Aim("The update path has an owner", 7),
        Aim("The security review is passed at the first attempt", 40, about="Security posture"),
    ),
)
