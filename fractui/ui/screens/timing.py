"""Keeping time: start, stop, switch, throw away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fractui.core.errors import Refused
from fractui.core.wording import hm

if TYPE_CHECKING:
    from fractui.ui.screens.desk import Desk


class Timing:
    """Intents about the running timer. Each is one change that undo takes back."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def toggle(self) -> None:
        """Stop what runs; with nothing running, start the client in focus."""
        desk = self._desk
        frame = desk.stage.frame
        running = frame.timer.running if frame is not None else None
        if running is not None:
            entry = await desk.change(lambda services: services.timer.stop())
            seconds = int((entry.end - entry.start).total_seconds()) if entry.end else 0
            desk.tell(f"Stopped {running.code} after {hm(seconds)}.")
            return
        code = desk.intents.client_in_focus()
        await desk.change(lambda services: services.timer.start(code))
        desk.tell(f"{code} runs.")

    async def switch(self) -> None:
        """Stop what runs and start the client in focus at the same second; with nothing running, start it."""
        desk = self._desk
        code = desk.intents.client_in_focus()
        running = desk.stage.frame.timer.running if desk.stage.frame is not None else None
        if running is not None and running.code == code:
            raise Refused(f"{code}'s timer runs already.")
        await desk.change(lambda services: services.timer.switch(code))
        desk.tell(f"{code} runs." if running is None else f"{running.code} stopped, {code} runs.")

    async def own(self, bucket: str) -> None:
        """Move the timer to one of the practice's own buckets."""
        await self._desk.change(lambda services: services.timer.switch(bucket))
        self._desk.tell(f"{bucket} runs.")

    async def cancel(self) -> None:
        """Throw the running entry away."""
        desk = self._desk
        entry = await desk.change(lambda services: services.timer.cancel())
        whose = entry.client or (entry.bucket.value if entry.bucket else "")
        desk.tell(f"Thrown away: {whose}'s running entry. u brings it back.")
