"""A client's month: what is committed, used and expected in it (rows 000-07, 000-29)."""

from __future__ import annotations

from datetime import date, timedelta

from fractui.core.client import Client
from fractui.core.cycle import committed_s, elapsed, expected_s
from fractui.core.period import add_months, month_of
from fractui.services.tally import Tally
from fractui.services.views.frame import CycleView
from fractui.store.practice import Portal

MONTHS_BACK = 11
"""So many earlier months are looked at for how long a client has been over its commitment."""


def cycle_view(
    portal: Portal, client: Client, tally: Tally, today: date, work_days: tuple[int, ...]
) -> CycleView:
    """The month that ``today``, a day at the client, lies in; ``tally`` must hold its days up to today."""
    month = month_of(today)
    committed = committed_s(portal.agreements(), month, client.since, client.ended_on)
    return CycleView(
        code=client.id,
        used_s=tally.between(today.replace(day=1), month.last or today),
        commitment_s=committed,
        expected_s=expected_s(committed, month, today, work_days, client.since, client.ended_on),
        elapsed=elapsed(month, today, client.since, client.ended_on),
        month_start=month.bounds(client.zone)[0],
    )


def months_over(portal: Portal, client: Client, today: date) -> int:
    """How many months without a break the client has been over its commitment, this one (taken as over) included; at most 12."""
    first = today.replace(day=1)
    tally = Tally(portal, add_months(first, -MONTHS_BACK), first - timedelta(days=1))
    agreements = portal.agreements()
    for count in range(1, MONTHS_BACK + 1):
        month = month_of(add_months(first, -count))
        committed = committed_s(agreements, month, client.since, client.ended_on)
        if committed <= 0 or tally.between(month.start or first, month.last or first) <= committed:
            return count
    return MONTHS_BACK + 1
