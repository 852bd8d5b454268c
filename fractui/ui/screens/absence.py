"""Answering what is asked about an absence or a long session: one key opens the choices, nothing else is held up."""

from __future__ import annotations

from fractui.core.absence import Outcome
from fractui.core.entry import Bucket, Category
from fractui.core.errors import Refused
from fractui.core.when import parse_when
from fractui.core.wording import bucket_label, category_label, hm, moment_word
from fractui.core.zones import local, local_day
from fractui.services.views.frame import FrameView, QuestionView
from fractui.ui.dialogs.absence_choices import (
    ENDED,
    GIVE_ON,
    GIVE_STOP,
    KEEP,
    NOW,
    RESUME,
    absence_choices,
    ended_reading,
)
from fractui.ui.dialogs.form import Field, Values
from fractui.ui.dialogs.picker import Choice, Picker, by_letters
from fractui.ui.screens.asking import Asking
from fractui.ui.widgets.absence_banner import question_words

NO_KIND = "-"


class Answering(Asking):
    """Intents that answer a question; each that changes time is one change that undo takes back."""

    async def answer(self) -> None:
        """Open the choices about what is asked, and do what is picked."""
        desk, frame = self._desk, self._desk.stage.frame
        asked = frame.question if frame is not None else None
        if frame is None or asked is None:
            raise Refused("Nothing is asked: no timer ran while you were away, and none runs for too long.")
        now = desk.clock()
        title = question_words(asked, frame.zone, now)
        picked: str | None = await desk.app.push_screen_wait(
            Picker(desk.inks, title, by_letters(absence_choices(asked, now, frame.zone)))
        )
        if picked == KEEP:
            await desk.change(lambda services: services.absences.keep(asked))
            desk.tell(f"{asked.who} stays as it is.")
        elif picked == NOW:
            await desk.change(lambda services: services.timer.stop())
            desk.tell(f"{asked.who} has ended; u takes it back.")
        elif picked == ENDED:
            await self._ended(asked, frame)
        elif picked in (GIVE_ON, GIVE_STOP):
            await self._give(asked, frame, go_on=picked == GIVE_ON)
        elif picked is not None:
            go_on = picked == RESUME
            outcome = await desk.change(lambda services: services.absences.drop(go_on=go_on, asked=asked))
            self._tell(outcome, frame)

    async def _ended(self, asked: QuestionView, frame: FrameView) -> None:
        desk = self._desk
        now = desk.clock()

        async def save(values: Values) -> None:
            at = parse_when(values["at"], now, frame.zone, "at")
            await desk.change(lambda services: services.timer.stop(at=at))

        field = Field(
            "at",
            "It ended at",
            hint="17:30, yesterday 18:00, -20m",
            check=lambda text: ended_reading(asked, now, frame.zone, text),
        )
        if await self.ask(f"{asked.who}: when did it end?", (field,), save):
            desk.tell(f"{asked.who} has ended; u takes it back.")

    async def _give(self, asked: QuestionView, frame: FrameView, *, go_on: bool) -> None:
        """Ask whose the absent time becomes and of which kind, then give it."""
        desk = self._desk
        clients = [Choice(each.code, each.name, tag=each.code, color=each.color) for each in frame.strip]
        own = [Choice(each.value, bucket_label(each), tag=each.value) for each in Bucket]
        who: str | None = await desk.app.push_screen_wait(
            Picker(desk.inks, "Whose was that time?", by_letters([*clients, *own]))
        )
        if who is None:
            return
        kinds = [Choice(each.value, category_label(each)) for each in Category]
        kind: str | None = await desk.app.push_screen_wait(
            Picker(
                desk.inks, f"{who}: what was it?", by_letters([Choice(NO_KIND, "no kind of work"), *kinds])
            )
        )
        if kind is None:
            return
        category = None if kind == NO_KIND else kind
        outcome = await desk.change(
            lambda services: services.absences.give(who, category, go_on=go_on, asked=asked)
        )
        self._tell(outcome, frame)

    def _tell(self, outcome: Outcome, frame: FrameView) -> None:
        """Say in the footer what an answer has made of the time."""
        ended, given = outcome.ended, outcome.given
        said = f"{ended.who} dropped"
        if ended.end is not None and ended.deleted_at is None:
            until = moment_word(local(ended.end, frame.zone), local_day(self._desk.clock(), frame.zone))
            said = f"{ended.who} {hm(int((ended.end - ended.start).total_seconds()))} until {until}"
        if given is not None and given.end is not None:
            said += f", {hm(int((given.end - given.start).total_seconds()))} to {given.who}"
        self._desk.tell(f"{said}{', goes on' if outcome.again else ''}. u takes it back.")
