"""Rounding: what it does to a length, what it can never do, and how it is read and said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fractui.core.errors import FieldRefused
from fractui.core.rounding import (
    Mode,
    Rounding,
    Scope,
    check_rounding,
    parse_rounding,
    rounding_words,
    shared,
    written_rounding,
)

lengths = st.integers(0, 100 * 3600)
units = st.integers(1, 480)
rules = st.builds(
    lambda unit, mode, scope, times: Rounding(unit, mode, scope, unit * times),
    st.integers(1, 60),
    st.sampled_from(Mode),
    st.sampled_from(Scope),
    st.integers(0, 8),
)


@pytest.mark.parametrize(
    ("mode", "raw_s", "rounded_s"),
    [
        (Mode.UP, 0, 0),
        (Mode.UP, 1, 900),
        (Mode.UP, 900, 900),
        (Mode.UP, 901, 1800),
        (Mode.DOWN, 899, 0),
        (Mode.DOWN, 1799, 900),
        (Mode.NEAREST, 449, 0),
        (Mode.NEAREST, 450, 900),
        (Mode.NEAREST, 1349, 900),
        (Mode.NEAREST, 1350, 1800),
        (Mode.NONE, 901, 901),
    ],
)
def test_a_quarter_of_an_hour(mode: Mode, raw_s: int, rounded_s: int) -> None:
    assert Rounding(15, mode).seconds(raw_s) == rounded_s


def test_a_minimum_is_for_what_was_worked_only() -> None:
    rule = Rounding(15, Mode.UP, minimum_min=30)
    assert [rule.seconds(raw) for raw in (0, 1, 1800, 1801)] == [0, 1800, 1800, 2700]


@settings(max_examples=60, deadline=None)
@given(raw_s=lengths, unit=units)
def test_up_is_never_less_down_never_more_and_the_nearest_within_half_a_unit(raw_s: int, unit: int) -> None:
    up, down, near = (Rounding(unit, mode).seconds(raw_s) for mode in (Mode.UP, Mode.DOWN, Mode.NEAREST))
    assert down <= raw_s <= up
    assert up - down in (0, unit * 60)
    assert near in (up, down)
    assert 2 * abs(near - raw_s) <= unit * 60


@settings(max_examples=60, deadline=None)
@given(rule=rules, raw_s=lengths, more_s=lengths)
def test_a_rule_is_idempotent_and_keeps_the_order(rule: Rounding, raw_s: int, more_s: int) -> None:
    once = rule.seconds(raw_s)
    assert rule.seconds(once) == once
    assert rule.seconds(raw_s + more_s) >= once


@settings(max_examples=60, deadline=None)
@given(rule=rules, parts=st.lists(lengths, min_size=1, max_size=8))
def test_what_is_shared_out_adds_up_and_keeps_to_proportion(rule: Rounding, parts: list[int]) -> None:
    whole = sum(parts)
    total = rule.seconds(whole)
    shares = shared(total, parts)
    assert sum(shares) == (total if whole else 0)
    for part, share in zip(parts, shares, strict=True):
        assert abs(share * whole - total * part) <= whole


@settings(max_examples=60, deadline=None)
@given(parts=st.lists(lengths, max_size=6))
def test_what_is_not_rounded_is_shared_as_it_was(parts: list[int]) -> None:
    assert shared(sum(parts), parts) == tuple(parts)


@settings(max_examples=60, deadline=None)
@given(rule=rules)
def test_a_rule_is_read_as_it_is_written_and_as_it_is_said(rule: Rounding) -> None:
    kept = check_rounding(rule)
    if kept is not None and kept.mode is Mode.NONE:
        kept = replace(kept, unit_min=1)
    assert parse_rounding(written_rounding(kept)) == kept
    assert parse_rounding(rounding_words(kept)) == kept


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("15m up per entry", "15 min up per entry"),
        ("15m up", "15 min up per entry"),
        ("6m nearest per day min 30m", "to the nearest 6 min per day, at least 30 min"),
        ("1h up per month", "1 h up per month"),
        ("per day down 1:30", "90 min down per day"),
        ("15 min up per entry, at least 15 min", "15 min up per entry, at least 15 min"),
        ("min 15m", "at least 15 min per entry"),
        (" NONE ", "to the second"),
        ("", "to the second"),
    ],
)
def test_what_people_write(text: str, words: str) -> None:
    assert rounding_words(parse_rounding(text)) == words


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("15 up", "Write 15m or 15h"),
        ("up per day", "lacks the unit"),
        ("15m", "write a rule like"),
        ("15m up down", "mode twice"),
        ("per day per month 15m up", "scope twice"),
        ("per day", "rounds nothing"),
        ("90s up", "whole number of minutes"),
        ("9h up", "1 minute up to 8 hours"),
        ("15m up min 20m", "write min 30m"),
        ("fifteen up", "cannot be read"),
        ("\x1b[31m up", "write"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(text: str, said: str) -> None:
    with pytest.raises(FieldRefused, match=said) as refusal:
        parse_rounding(text)
    assert refusal.value.field == "rounding"
    assert "\x1b" not in refusal.value.sentence


@pytest.mark.parametrize("rule", [Rounding(0), Rounding(-15), Rounding(481), Rounding(15, minimum_min=495)])
def test_a_rule_that_is_out_of_reach_is_not_kept(rule: Rounding) -> None:
    with pytest.raises(FieldRefused):
        check_rounding(rule)


def test_a_rule_that_changes_nothing_is_none() -> None:
    assert check_rounding(Rounding(15, Mode.NONE)) is None
