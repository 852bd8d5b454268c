"""Deliverables of the told practice: what stands on the board today, and what was delivered before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

from fractui.core.deliverable import Deliverable, Status, StatusChange
from fractui.core.receipt import Receipt
from fractui.core.stakes import usual_stakes
from fractui.services.demo.founding import since
from fractui.services.demo.readers import responses
from fractui.services.demo.shapes import Paper, Story
from fractui.services.demo.telling import Telling, month_of, on_day, workday

WEEKLY_KEPT = 10
"""How many of the past weekly ones stand as deliverables; months and quarters reach back to the beginning."""
EARLY, LATE = 0.92, 4


def deliverables(story: Story, telling: Telling) -> Iterator[Deliverable]:
    """All of the client's deliverables: each open one, and the past instances of those that recur."""
    for paper in story.papers:
        due = _open_due(paper, telling)
        if paper.status is Status.DELIVERED:
            yield _delivered(story, telling, paper, due, workday(telling.days(-paper.age), -1))
        else:
            yield _open(story, telling, paper, due)
        if paper.every:
            yield from _past(story, telling, paper, due)


def _open_due(paper: Paper, telling: Telling) -> date:
    """When the open instance is due."""
    if paper.due_day is None:
        return workday(telling.days(paper.due_in), 1 if paper.due_in > 0 else -1)
    if paper.every == "week":
        return telling.days((paper.due_day - telling.today.weekday()) % 7)
    this = on_day(month_of(telling.today), paper.due_day)
    return this if this >= telling.today else on_day(month_of(telling.today, 1), paper.due_day)


def _open(story: Story, telling: Telling, paper: Paper, due: date) -> Deliverable:
    """The instance that is being worked on."""
    entered = telling.at(telling.days(-paper.age), "16:20")
    reviewed = paper.status is Status.IN_REVIEW
    return Deliverable(
        id=telling.id("paper", story.code, paper.title, due),
        client=story.code,
        title=paper.title,
        type=paper.type,
        due=due,
        every=paper.every,
        status=paper.status,
        status_since=entered,
        completed_at=None if paper.finished is None else telling.at(telling.days(-paper.finished), "17:10"),
        version=paper.version,
        log=(StatusChange(at=entered, came_from=Status.DRAFT, went_to=Status.IN_REVIEW),) if reviewed else (),
        notes=paper.notes,
        waits_for=paper.waits_for,
        stakes=usual_stakes(paper.type),
    )


def _past(story: Story, telling: Telling, paper: Paper, due: date) -> Iterator[Deliverable]:
    """The delivered instances before the open one, newest first."""
    begun = since(story, telling) + timedelta(days=10)
    number = 1
    while (earlier := _earlier(paper, due, number)) >= begun:
        if paper.every == "week" and number > WEEKLY_KEPT:
            return
        dice = telling.dice("past", story.code, paper.title, earlier)
        sent = earlier - timedelta(days=dice.choice((0, 0, 1, 1, 2)))
        if dice.random() > EARLY:
            sent = earlier + timedelta(days=dice.randint(1, LATE))
        past = _delivered(story, telling, paper, earlier, min(workday(sent, -1), telling.days(-1)), dice)
        yield replace(past, engagement=()) if number <= paper.unread else past
        number += 1


def _earlier(paper: Paper, due: date, number: int) -> date:
    """When the instance ``number`` before the one due on ``due`` was due."""
    if paper.every == "week":
        return due - timedelta(weeks=number)
    months = number * (3 if paper.every == "quarter" else 1)
    return on_day(month_of(due, -months), paper.due_day or due.day)


def _delivered(
    story: Story, telling: Telling, paper: Paper, due: date, sent: date, dice: Random | None = None
) -> Deliverable:
    """An instance that went out on ``sent``, with its receipt and its way over the board."""
    version = dice.choice((1, 1, 2, 2, 3)) if dice else paper.version
    at: datetime = telling.at(sent, "17:05")
    reviewed = telling.at(sent - timedelta(days=dice.randint(1, 4) if dice else 2), "15:40")
    return Deliverable(
        id=telling.id("paper", story.code, paper.title, due),
        client=story.code,
        title=paper.title,
        type=paper.type,
        due=due,
        every=paper.every,
        status=Status.DELIVERED,
        status_since=at,
        completed_at=at - timedelta(hours=1),
        version=version,
        receipts=(
            Receipt(delivered_at=at, version=version, to=paper.to, via=paper.via, on_time=sent <= due),
        ),
        log=(
            StatusChange(at=reviewed, came_from=Status.DRAFT, went_to=Status.IN_REVIEW),
            StatusChange(at=at, came_from=Status.IN_REVIEW, went_to=Status.DELIVERED),
        ),
        engagement=responses(story, telling, paper, due, at, version),
    )
