"""Values are what frozen dataclasses with slots are."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError, dataclass, fields, replace
from threading import Barrier
from typing import Any

import pytest

from fractui.core.value import record, value


@value
class Span:
    """Two numbers and a word."""

    begin: int
    end: int
    word: str = "x"


@record
class Paper:
    """A record."""

    id: str
    rev: int = 0


@record
class Letter(Paper):
    """A record that builds on another."""

    to: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Model:
    """The same fields as a span, made by the standard library."""

    begin: int
    end: int
    word: str = "x"


def test_a_value_behaves_as_a_frozen_dataclass_does() -> None:
    one, model = Span(1, end=2), Model(1, end=2)
    assert repr(one) == repr(model).replace("Model", "Span")
    assert one == Span(1, 2) != Span(1, 3)
    assert one.__eq__(model) is NotImplemented
    assert hash(one) == hash(Span(1, 2)) == hash(model)
    assert replace(one, word="y") == Span(1, 2, "y")
    assert [(each.name, each.default) for each in fields(Span)] == [
        (each.name, each.default) for each in fields(Model)
    ]
    assert not hasattr(one, "__dict__")
    match one:
        case Span(begin, end):
            assert (begin, end) == (1, 2)


def test_a_value_does_not_change() -> None:
    one: Any = Span(1, 2)
    with pytest.raises(FrozenInstanceError, match="begin"):
        one.begin = 3
    with pytest.raises(FrozenInstanceError, match="end"):
        del one.end
    with pytest.raises(FrozenInstanceError):
        one.other = 3
    assert one == Span(1, 2)


def test_a_records_fields_are_given_by_name() -> None:
    letter = Letter(id="a", to="Ann")
    assert letter == Letter(to="Ann", id="a", rev=0, lines=())
    assert repr(letter).endswith("Letter(id='a', rev=0, to='Ann', lines=())")
    with pytest.raises(TypeError, match="positional"):
        Letter("a")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="to"):
        Letter(id="a")  # type: ignore[call-arg]
    assert letter != Paper(id="a")


def test_the_first_value_is_made_as_all_others_are() -> None:
    @value
    class Fresh:
        """Not made yet."""

        name: str
        number: int = 3

    with pytest.raises(TypeError, match="name"):
        Fresh(number=4)  # type: ignore[call-arg]
    assert (Fresh("a"), Fresh("b", number=4)) == (Fresh(name="a", number=3), Fresh("b", 4))


def test_threads_that_make_the_first_value_at_once_all_get_one() -> None:
    for _ in range(50):

        @value
        class Fresh:
            """Not made yet."""

            number: int

        start = Barrier(4)

        def one(number: int, kind: Any = Fresh, start: Barrier = start) -> Any:
            start.wait()
            return kind(number)

        with ThreadPoolExecutor(4) as pool:
            assert [each.number for each in pool.map(one, range(4))] == [0, 1, 2, 3]
