"""The practice's own time: finding the next client, running the business, staying good at it."""

from __future__ import annotations

from fractui.core.entry import Bucket, Category
from fractui.services.demo.shapes import Own, Weekly

OWN = Own(
    hours={
        Bucket.BD: 8.5,
        Bucket.ADMIN: 2.6,
        Bucket.LEARNING: 4.0,
        Bucket.RELATIONSHIP: 3.5,
        Bucket.PERSONAL: 1.0,
    },
    work={
        Bucket.BD: (
            "Coffee with a former colleague",
            "Scoping call, logistics software",
            "Proposal: 90-day finance setup",
            "Article on board packs, draft",
            "Follow-ups, operator community",
            "Call with a fund's platform team",
        ),
        Bucket.ADMIN: (
            "Invoices for {last}",
            "Bookkeeping and receipts",
            "Contracts, filing",
            "Mail",
        ),
        Bucket.LEARNING: (
            "Course: pricing",
            "Reading: SaaS metrics",
            "Peer group of fractional executives",
            "Template library: board pack",
        ),
        Bucket.RELATIONSHIP: (
            "Lunch with a past client",
            "Call with Jonas, retail introduction",
            "Notes to the network",
            "Mentoring",
        ),
        Bucket.PERSONAL: ("Dentist", "School appointment", "Physiotherapy"),
    },
    weekly=(
        Weekly("Monday review", Category.ADMIN, (0,), "08:35", 20),
        Weekly("Business development", Category.BD, (4,), "10:15", 75),
        Weekly("Friday review", Category.ADMIN, (4,), "17:05", 15),
    ),
)
