"""Keeping time: start, stop, switch, throw away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fractui.core.errors import Refused
from fractui.core.wording import bucket_label, clock, hm
from fractui.core.zones import local

if TYPE_CHECKING:
    from fractui.ui.screens.desk import Desk


class Timing:
    """Intents about the running timer. Each is one change that undo takes back."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def toggle(self) -> None:
        """Start or stop the planned block that is selected; else stop what runs, or with nothing running start the client in focus."""
        desk = self._desk
        item = desk.stage.pane.item or ""
        if item.startswith("block:"):
            await desk.intents.scheduling.start(item)
            return
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

    async def since(self) -> None:
        """Start the client in focus, or the one that is picked, since a moment that is picked or typed (pains 7)."""
        from fractui.ui.dialogs.absence_choices import HUSH, moment_of, since_choices
        from fractui.ui.dialogs.picker import Picker
        from fractui.ui.screens.asking import Asking

        desk, frame = self._desk, self._desk.stage.frame
        code = desk.stage.focus_code or await self._picked()
        if code is None or frame is None:
            return
        running = frame.timer.running
        if running is not None and running.code == code:
            raise Refused(f"{code}'s timer runs already.")
        view = await desk.ask(lambda services: services.beginnings.view())
        if view is None:
            return
        title = f"Go over from {view.running} to {code}" if view.running else f"Start {code}"
        hint = frame.timer.untracked_since is not None
        picked: str | None = await desk.app.push_screen_wait(
            Picker(
                desk.inks,
                title,
                lambda letters: since_choices(view, code, letters, hint=hint),
                hint="since when? A time like 9:30 or -20m, or pick one",
            )
        )
        if picked == HUSH:
            until = await desk.change(lambda services: services.absences.hush())
            desk.tell(f"No hint until {clock(local(until, frame.zone))}.")
        elif picked is not None:
            at = None if picked.startswith("now:") else moment_of(picked)
            await Asking(desk).placed(
                lambda services, how: services.timer.switch(code, at=at, on_overlap=how)
            )
            since = "" if at is None else f" since {clock(local(at, frame.zone))}"
            desk.tell(
                f"{code} runs{since}." if running is None else f"{running.code} stopped, {code} runs{since}."
            )

    async def _picked(self) -> str | None:
        """Whose timer it is to be, where no client is in focus."""
        from fractui.core.entry import Bucket
        from fractui.ui.dialogs.picker import Choice, Picker, by_letters

        desk = self._desk
        choices = [
            Choice(each.code, each.name, tag=each.code, color=each.color) for each in desk.intents.strip
        ]
        choices += [Choice(each.value, bucket_label(each), tag=each.value) for each in Bucket]
        picked: str | None = await desk.app.push_screen_wait(
            Picker(desk.inks, "Whose timer?", by_letters(choices))
        )
        return picked

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
