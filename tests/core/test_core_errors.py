"""One family of errors, each a sentence that is safe to show."""

from __future__ import annotations

from fractui.core.errors import (
    Damaged,
    FieldRefused,
    FractuiError,
    NotFound,
    Refused,
    Stale,
    StorageTrouble,
    WrongUsage,
)


def test_each_error_ends_the_command_with_its_code() -> None:
    codes = {kind("x").exit_code for kind in (Refused, Stale, NotFound)}
    assert codes == {1}
    assert (WrongUsage("x").exit_code, Damaged("x").exit_code, StorageTrouble("x").exit_code) == (2, 3, 3)


def test_a_sentence_quotes_nothing_that_a_terminal_obeys() -> None:
    assert FractuiError("no \x1b[2J\u202e here\n").sentence == "no ␛[2J· here "


def test_a_refused_field_is_named() -> None:
    assert FieldRefused("name", "Name is needed.").field == "name"
    assert NotFound("two", several=True).several
