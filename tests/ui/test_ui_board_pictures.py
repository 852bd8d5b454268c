"""What the board looks like narrowed, with too much at once, as an agenda; a receipt, and what was sent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fractui.wiring import Services
from tests.ui.test_ui_snapshots import fill_demo, pressing, the_app

Compare = Callable[..., bool]


def with_waiting(services: Services) -> None:
    """The demo with cards that wait for others, a document, and what clients did with what they were sent."""
    fill_demo(services)
    draft, review, delivered = (column.cards for column in services.delivery.board().columns)
    for card, who in zip(
        (*draft[1::3], *review[::2]), ("Lena Hoff", "佐藤さん", "the auditors") * 9, strict=False
    ):
        services.delivery.edit(card.code, card.id, waits_for=who)
    for card, kind in zip(delivered, ("open", "share", "none"), strict=False):
        services.responses.note(card.id, kind)


@pytest.fixture(autouse=True)
def a_mail_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same picture wherever the tests run."""
    monkeypatch.setattr("fractui.services.opener.can_open", lambda: True)


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("columns", ["b"]),
        ("this week", ["b", "f"]),
        ("agenda", ["b", "v"]),
        ("receipt", ["b", "l", "L"]),
        ("sent", ["2", "T"]),
    ],
)
def test_picture(snap_compare: Compare, tmp_path: Path, name: str, keys: list[str]) -> None:
    assert name
    app = the_app(tmp_path, with_waiting)
    assert snap_compare(app, terminal_size=(120, 40), run_before=pressing(keys))
