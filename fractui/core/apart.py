"""What becomes of instances that were moved past a neighbour, which calendars know as events of their own (row 000-30)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from fractui.core.block import Apart, Block, has_instance, keeps_its_place


def parted(old: Block, new: Block, now: datetime) -> Block:
    """``new`` with what became of the instances that stand apart from their series, since ``old``.

    Their events count their own changes, by which readers know what is newer, and are cancelled when they come back to
    their series or fall away: a file cannot take an event away.
    """
    known = {each.on: each for each in new.apart}
    stood = {each.on for each in old.apart if not each.cancelled}
    reworded = _wording(old) != _wording(new)
    stands: dict[date, Apart] = {}
    staying: set[date] = set()
    for each in new.deviations:
        if each.moved_to is None or not has_instance(new, each.on) or not new.repeats:
            continue
        if keeps_its_place(new, each.on, each.moved_to.date(), staying):
            staying.add(each.moved_to.date())
            continue
        minutes = each.minutes or new.minutes
        before = known.get(each.on)
        if before is None:
            stands[each.on] = Apart(on=each.on, start=each.moved_to, minutes=minutes, changed_at=now)
        elif reworded or before.cancelled or (before.start, before.minutes) != (each.moved_to, minutes):
            stands[each.on] = replace(
                before,
                start=each.moved_to,
                minutes=minutes,
                changes=before.changes + 1,
                changed_at=now,
                cancelled=False,
            )
        else:
            stands[each.on] = before
    for on, each_known in known.items():
        if on not in stands:
            gone = replace(each_known, changes=each_known.changes + 1, changed_at=now, cancelled=True)
            stands[on] = gone if on in stood else each_known
    return replace(new, apart=tuple(stands[on] for on in sorted(stands)))


def _wording(block: Block) -> tuple[object, ...]:
    """What an event of the block says beside its times."""
    return block.title, block.category, block.location, block.notes, block.zone, block.client
