"""Whether what was delivered is read, and the silence that is worth asking about."""

from __future__ import annotations

from datetime import date

import pytest

from fractui.core.deliverable import Deliverable, Response, Status
from fractui.core.engagement import (
    ReadRate,
    last_response,
    read_rate,
    respond,
    response_named,
    silent_series,
    was_read,
)
from fractui.core.errors import FieldRefused, Refused
from fractui.core.receipt import Receipt
from tests.builders import a_deliverable, at

NOW = at("2026-11-24 14:07")


def sent(on: str, number: int = 0, **more: object) -> Deliverable:
    receipt = Receipt(delivered_at=at(f"{on} 10:00"), version=1, to="CEO", via="email", on_time=True)
    plain: dict[str, object] = {
        "id": f"{number:032x}",
        "due": date.fromisoformat(on),
        "status": Status.DELIVERED,
        "receipts": (receipt,),
        "every": "month",
    }
    return a_deliverable(**plain | more)


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("opened", Response.OPEN),
        (" RE-READ ", Response.REOPEN),
        ("shared", Response.SHARE),
        ("nothing", Response.NONE),
    ],
)
def test_people_name_what_a_client_did(word: str, kind: Response) -> None:
    assert response_named(word) is kind


def test_an_unknown_word_is_refused_by_name() -> None:
    with pytest.raises(FieldRefused, match="open, reopen, share, reply or none"):
        response_named("liked")


def test_a_response_is_of_the_version_that_was_there_and_is_noted_once() -> None:
    second = Receipt(delivered_at=at("2026-11-20 10:00"), version=2, to="CEO", via="email", on_time=True)
    both = sent("2026-11-12")
    both = a_deliverable(receipts=(*both.receipts, second), status=Status.DELIVERED)
    noted = respond(both, Response.OPEN, at("2026-11-13 09:00"), "Lena")
    noted = respond(noted, Response.SHARE, NOW)
    assert [(each.kind, each.version) for each in noted.engagement] == [
        (Response.OPEN, 1),
        (Response.SHARE, 2),
    ]
    assert respond(noted, Response.OPEN, at("2026-11-13 09:00"), "Lena") == noted
    assert last_response(noted) is Response.SHARE


def test_nobody_opens_what_was_not_delivered() -> None:
    with pytest.raises(Refused, match="not delivered by then"):
        respond(a_deliverable(), Response.OPEN, NOW)
    with pytest.raises(Refused, match="not delivered by then"):
        respond(sent("2026-11-12"), Response.OPEN, at("2026-11-11 09:00"))


def test_the_read_rate_is_of_half_a_year_and_gives_a_week() -> None:
    read = respond(sent("2026-11-01"), Response.OPEN, NOW)
    unread, fresh, old = sent("2026-11-10"), sent("2026-11-20"), sent("2026-01-10")
    assert read_rate([read, unread, fresh, old], NOW) == ReadRate(1, 2)
    assert read_rate([read, unread], NOW).words == "1 of 2 read"
    assert ReadRate().words == ""


def test_two_unread_in_a_row_are_a_silence() -> None:
    series = [sent("2026-08-31", 1), sent("2026-09-30", 2), sent("2026-10-31", 3)]
    watched = [respond(series[0], Response.OPEN, at("2026-09-01 09:00")), *series[1:]]
    assert [each.id for each in silent_series(watched, NOW)] == [series[2].id]
    reread = [*watched[:2], respond(series[2], Response.REPLY, NOW)]
    assert silent_series(reread, NOW) == ()


def test_what_went_out_this_week_is_not_silence_unless_it_is_known_to_be() -> None:
    watched = [respond(sent("2026-10-31", 1), Response.NONE, NOW), sent("2026-11-20", 2)]
    assert silent_series(watched, NOW) == ()
    known = [watched[0], respond(watched[1], Response.NONE, NOW)]
    assert [each.id for each in silent_series(known, NOW)] == [known[1].id]
    assert not was_read(known[1])


def test_what_does_not_recur_has_no_cycles() -> None:
    single = [
        respond(sent("2026-10-01", 1, every=None), Response.NONE, NOW),
        sent("2026-10-31", 2, every=None),
    ]
    assert silent_series(single, NOW) == ()


def test_a_day_is_the_clients_and_a_version_that_is_named_is_the_one() -> None:
    evening = Receipt(delivered_at=at("2026-11-13 05:00"), version=1, to="CEO", via="email", on_time=True)
    one = a_deliverable(receipts=(evening,), status=Status.DELIVERED)
    noon = at("2026-11-12 20:00")
    with pytest.raises(Refused, match="not delivered by then"):
        respond(one, Response.OPEN, noon)
    assert respond(one, Response.OPEN, noon, home="America/Los_Angeles").engagement[0].version == 1
    later = Receipt(delivered_at=at("2026-11-20 18:00"), version=2, to="CEO", via="email", on_time=True)
    both = a_deliverable(receipts=(evening, later), status=Status.DELIVERED)
    assert respond(both, Response.OPEN, at("2026-11-20 10:00")).engagement[0].version == 1
    assert respond(both, Response.OPEN, at("2026-11-20 19:00")).engagement[0].version == 2
    assert respond(both, Response.OPEN, at("2026-11-20 19:00"), version=1).engagement[0].version == 1
    with pytest.raises(Refused, match="not delivered by then"):
        respond(both, Response.OPEN, at("2026-11-19 19:00"), version=2)


def test_what_went_out_a_day_ago_ends_no_silence_unless_it_is_opened() -> None:
    weekly = [sent("2026-11-06", 1, every="week"), sent("2026-11-13", 2, every="week")]
    fresh = sent("2026-11-20", 3, every="week")
    assert [each.id for each in silent_series([*weekly, fresh], NOW)] == [weekly[1].id]
    assert silent_series([*weekly, respond(fresh, Response.OPEN, NOW)], NOW) == ()
