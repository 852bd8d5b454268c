"""A person's keys are told from a burst of pasted characters."""

from __future__ import annotations

import asyncio

from fractui.ui.screens.burst import Burst


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
