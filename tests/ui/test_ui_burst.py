"""A person's keys are told from a burst of pasted characters."""

from __future__ import annotations

import asyncio

from fractui.ui.screens.burst import LOOK_S, LULL_S, QUIET_S, Burst, Gate


def test_a_single_key_settles() -> None:
    async def one() -> bool:
        burst = Burst()
        burst.key(10.0)
        return await burst.settled()

    assert asyncio.run(one())


def test_two_keys_of_a_person_settle() -> None:
    burst = Burst()
    for time in (10.0, 10.1, 10.2, 10.3, 10.4):
        burst.key(time)
    assert not burst.fast


def test_a_paste_does_not_settle() -> None:
    async def paste() -> bool:
        burst = Burst()
        for number in range(200):
            burst.key(10 + number / 5000)
        return await burst.settled()

    assert not asyncio.run(paste())


def test_the_first_key_of_a_burst_does_not_settle() -> None:
    async def first() -> bool:
        burst = Burst()
        burst.key(10.0)
        asked = asyncio.ensure_future(burst.settled())
        await asyncio.sleep(0)
        for number in range(1, 9):
            burst.key(10 + number / 5000)
        return await asked

    assert not asyncio.run(first())


def test_a_key_that_others_wait_behind_is_looked_at_longer() -> None:
    async def slow_line() -> tuple[bool, bool]:
        """The screen is busy while three keys come: they are known to be there before they are counted."""
        burst = Burst(lambda: True)
        burst.key(10.0)
        asked = asyncio.ensure_future(burst.settled())
        await asyncio.sleep(QUIET_S * 1.2)
        waits = not asked.done()
        for number in range(1, 4):
            burst.key(10 + number / 200)
        return waits, await asked

    assert asyncio.run(slow_line()) == (True, False)


def test_a_key_is_looked_at_as_long_as_others_wait_behind_it() -> None:
    waiting = [True]

    async def busy_screen() -> bool:
        """Keys are there, but the screen comes to them late."""
        burst = Burst(lambda: waiting[0])
        burst.key(10.0)
        asked = asyncio.ensure_future(burst.settled())
        await asyncio.sleep(LOOK_S + QUIET_S * 2)
        for number in range(1, 5):
            burst.key(10 + number / 1000)
        waiting[0] = False
        return await asked

    assert not asyncio.run(busy_screen())


def test_a_key_that_one_other_follows_stands_alone_after_a_longer_look() -> None:
    async def digit_and_switch() -> bool:
        burst = Burst()
        burst.key(10.0)
        asked = asyncio.ensure_future(burst.settled())
        await asyncio.sleep(0)
        burst.key(10.005)
        return await asked

    assert asyncio.run(digit_and_switch())


def test_a_persons_keys_pass_the_gate() -> None:
    gate = Gate()
    assert not any(gate.holds(time, fast=False, on_desk=True, moves=False) for time in (1.0, 1.2, 1.4))


def test_what_follows_in_a_burst_is_held_even_in_a_dialog_that_it_opened() -> None:
    gate = Gate()
    assert not gate.holds(1.0, fast=False, on_desk=True, moves=False)
    assert gate.holds(1.01, fast=True, on_desk=True, moves=False)
    assert gate.holds(1.02, fast=True, on_desk=False, moves=False)
    assert gate.holds(1.02 + LULL_S * 0.9, fast=False, on_desk=False, moves=False)
    assert not gate.holds(1.02 + LULL_S * 1.1, fast=False, on_desk=False, moves=False)


def test_what_is_pasted_into_a_field_passes() -> None:
    gate = Gate()
    assert not gate.holds(1.0, fast=False, on_desk=False, moves=False)
    assert not any(gate.holds(1 + n / 1000, fast=True, on_desk=False, moves=False) for n in range(50))


def test_a_held_movement_key_passes() -> None:
    gate = Gate()
    assert not any(gate.holds(1 + n / 100, fast=n > 3, on_desk=True, moves=True) for n in range(50))
    assert not gate.holds(1.52, fast=False, on_desk=True, moves=False)
