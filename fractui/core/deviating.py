"""A series whose instances go their own way: one skipped, one moved, this and all later ones apart (rows 000-30, 002-07)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from fractui.core.block import (
    Block,
    Deviation,
    check_minutes,
    dated,
    has_instance,
    instance_days,
    neighbours,
)
from fractui.core.errors import Refused
from fractui.core.zones import wall_to_utc, zone


def skip(block: Block, on: date) -> Block:
    """Cancel the instance of that original day (or of the day to which it was moved).

    Raises:
        Refused: no instance belongs to that day, or it is skipped already.
    """
    on = _original(block, on)
    if any(each.on == on and each.moved_to is None for each in block.deviations):
        raise Refused(f"{block.title} on {dated(on)} is skipped already.")
    return _deviating(block, Deviation(on=on))


def move(block: Block, on: date, to: datetime, minutes: int | None = None) -> Block:
    """Move the instance of that original day to a local time of the block's zone.

    An aware ``to`` is brought into that zone.

    Raises:
        Refused: no instance belongs to that day.
        FieldRefused: the clocks skip or repeat that time, or the length is out of range.
    """
    on = _original(block, on)
    if to.tzinfo is not None:
        to = to.astimezone(zone(block.zone))
    to = to.replace(tzinfo=None, microsecond=0, second=0)
    wall_to_utc(to, block.zone, "to")
    if minutes is not None:
        check_minutes(minutes)
    return _deviating(block, Deviation(on=on, moved_to=to, minutes=minutes))


def divided(block: Block, on: date, new_id: str) -> tuple[Block, Block]:
    """The series up to before the instance of ``on``, and a new one of the same rhythm that begins with it.

    Deviations go with their instances; what stands apart of the later ones is left behind, to be told as gone.

    Raises:
        Refused: the series has no instance on that day, or it is its first.
    """
    on = _original(block, on)
    last = neighbours(block, on)[0]
    if last is None:
        raise Refused(f"{block.title} begins on {dated(on)}; change the whole series.")
    before = replace(block, until=last, deviations=tuple(each for each in block.deviations if each.on < on))
    after = replace(
        block,
        id=new_id,
        rev=0,
        created_at=None,
        updated_at=None,
        starts_on=on,
        deviations=tuple(each for each in block.deviations if each.on >= on),
        apart=(),
        import_key="",
        import_mark="",
    )
    return before, after


def _original(block: Block, on: date) -> date:
    """The original day of the instance that a person means by ``on``."""
    if has_instance(block, on):
        return on
    for each in block.deviations:
        if each.moved_to is not None and each.moved_to.date() == on and has_instance(block, each.on):
            return each.on
    widest = block.rhythm.widest
    near = list(instance_days(block, on - widest, on + widest))
    if not near:
        raise Refused(f"{block.title} has nothing near {dated(on)}; it starts on {block.starts_on}.")
    before = [day for day in near if day < on][-1:]
    after = [day for day in near if day > on][:1]
    nearest = " or ".join(dated(day) for day in before + after)
    raise Refused(f"{block.title} has nothing on {dated(on)}; the nearest is on {nearest}.")


def _deviating(block: Block, deviation: Deviation) -> Block:
    others = [each for each in block.deviations if each.on != deviation.on]
    return replace(block, deviations=tuple(sorted([*others, deviation], key=lambda each: each.on)))
