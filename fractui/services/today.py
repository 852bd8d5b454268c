"""Today: what is on now, what comes next, what is wanted by today (row 002-34)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from fractui.core.load import Sitting
from fractui.core.zones import local
from fractui.services.standing import Standing
from fractui.services.views.today import NowBlock, TodayView, Wanted

MOST = 4
"""So much of what is wanted is named."""
FAR = timedelta(days=4)
"""A next block that is further away is no news: over a long weekend it still is."""


def today_view(
    sittings: Iterable[Sitting], standings: Sequence[Standing], now: datetime, home: str, running: str
) -> TodayView:
    """What to do at ``now``; times are on the clock of the zone ``home``. ``running`` is whose time runs, empty for nobody's."""
    colors = {each.code: each.client.color for each in standings}
    ahead = sorted(
        (each for each in sittings if each.end > now and each.start < now + FAR),
        key=lambda each: (each.start, each.end, each.key),
    )
    on = tuple(_block(each, colors, home) for each in ahead if each.start <= now)
    following = next((_block(each, colors, home) for each in ahead if each.start > now), None)
    wanted = sorted(
        (one for each in standings for one in _wanted(each)),
        key=lambda one: (one.days, one.kind, one.code, one.title),
    )
    return TodayView(on, following, tuple(wanted[:MOST]), running)


def _block(each: Sitting, colors: dict[str, str], home: str) -> NowBlock:
    return NowBlock(
        each.key,
        each.code,
        colors.get(each.code, ""),
        each.title,
        local(each.start, home),
        local(each.end, home),
    )


def _wanted(client: Standing) -> Iterator[Wanted]:
    color = client.client.color
    for each in client.owed:
        days = (each.due - client.today).days
        if days <= 0:
            yield Wanted("due", f"deliverable:{client.code}:{each.id}", client.code, color, each.title, days)
    for promise in client.promises:
        if promise.done_on is None and promise.due_on is not None and promise.due_on <= client.today:
            days = (promise.due_on - client.today).days
            yield Wanted(
                "promise", f"promise:{client.code}:{promise.id}", client.code, color, promise.text, days
            )
