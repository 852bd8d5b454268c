"""What the told clients did with what was delivered to them: opened, shared, answered, or nothing (row 003-16)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from fractui.core.deliverable import Engagement, Response
from fractui.core.engagement import RATED_DAYS
from fractui.services.demo.shapes import Paper, Story
from fractui.services.demo.telling import Telling

NOTED = 0.9
"""So much of what is sent is opened by somebody."""
MORE = ((Response.REPLY, 0.3, 30), (Response.SHARE, 0.15, 50), (Response.REOPEN, 0.2, 120))
"""What may follow, how often, and within how many hours of the opening."""


def responses(
    story: Story, telling: Telling, paper: Paper, due: date, sent: datetime, version: int
) -> tuple[Engagement, ...]:
    """What became of the delivery of ``sent``; of those older than the read rate looks back nothing is noted."""
    if telling.now - sent > timedelta(days=RATED_DAYS):
        return ()
    signs = _signs(story, telling, paper, due, sent, version)
    return tuple(sorted((each for each in signs if each.at <= telling.now), key=lambda each: each.at))


def _signs(
    story: Story, telling: Telling, paper: Paper, due: date, sent: datetime, version: int
) -> Iterator[Engagement]:
    dice = telling.dice("read", story.code, paper.title, due)
    if dice.random() > NOTED:
        return
    who = next((each.name for each in story.people if each.name in paper.to), None)
    reader = who or dice.choice(story.people).name
    opened = sent + timedelta(minutes=dice.randint(20, 2_400))
    yield Engagement(at=opened, kind=Response.OPEN, who=reader, version=version)
    for kind, often, within in MORE:
        if dice.random() < often:
            later = opened + timedelta(minutes=dice.randint(5, within * 60))
            yield Engagement(at=later, kind=kind, who=reader, version=version)
