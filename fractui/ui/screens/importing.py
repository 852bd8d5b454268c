"""Taking other programs' time in: the file, the names, the verdicts, and one change."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from fractui.core.errors import Refused
from fractui.services.views.importing import Gathered, ImportPlan, Taken, Verdict
from fractui.ui.dialogs import checks
from fractui.ui.dialogs.form import Field, Form, Values
from fractui.ui.dialogs.import_file import Asked, ImportFile
from fractui.ui.dialogs.import_lines import made_words
from fractui.ui.dialogs.import_names import ImportNames
from fractui.ui.dialogs.import_preview import ImportPreview
from fractui.ui.errand import Aside, Errand
from fractui.wiring import Services

if TYPE_CHECKING:
    from fractui.ui.screens.desk import Desk

START = "~/"
"""Where the path begins."""


class Importing:
    """The steps of one import, each a dialog; Esc goes back a step, and nothing is changed before the last one's Enter.

    The work is done aside, so that the dashboard answers meanwhile.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def run(self) -> None:
        """Ask for the file and take it in."""
        desk = self._desk
        aside = Aside(await desk.backstage.run(Services.beside))
        try:
            taken = await self._steps(aside)
        finally:
            await aside.close()
        if taken is not None:
            await desk.change(lambda services: services.practice.catch_up())
            desk.tell(said(taken))

    async def _steps(self, aside: Aside) -> Taken | None:
        frame = self._desk.stage.frame
        if frame is None:
            raise Refused("The practice is still being opened: wait a moment.")
        start = START
        while True:
            plan = await self._ask_file(aside, start, frame.zone)
            if plan is None:
                return None
            start = plan.file.path
            taken = await self._ask_names(aside, plan)
            if taken is not None:
                return taken

    async def _ask_file(self, aside: Aside, start: str, zone: str) -> ImportPlan | None:
        async def read(asked: Asked, errand: Errand) -> ImportPlan:
            return await aside.run(lambda services, errand: _read(services, asked, errand), errand)

        plan: ImportPlan | None = await self._desk.app.push_screen_wait(ImportFile(start, zone, read))
        return plan

    async def _ask_names(self, aside: Aside, plan: ImportPlan) -> Taken | None:
        """The names, where there are any, and the rows; None to choose another file."""
        desk = self._desk
        file = plan.file

        async def rejudge(words: Mapping[str, str], how: str, what: str, errand: Errand) -> ImportPlan:
            return await aside.run(
                lambda services, errand: _judge(services, file, words, how, what, errand), errand
            )

        async def take(plan: ImportPlan, errand: Errand) -> Taken:
            if not await desk.settled():
                raise Refused("Those keys came too fast for a person, so nothing was changed.")
            return await aside.run(
                lambda services, errand: services.importing.take(plan, errand.tell, errand.stop), errand
            )

        current = plan
        while True:
            if plan.names:
                mapped: ImportPlan | None = await desk.app.push_screen_wait(
                    ImportNames(desk.inks, current, lambda: desk.intents.strip, self._add_client, rejudge)
                )
                if mapped is None:
                    return None
                current = mapped
            colors = {client.code: client.color for client in desk.intents.strip}
            taken: Taken | None = await desk.app.push_screen_wait(
                ImportPreview(desk.inks, current, colors, rejudge, take)
            )
            if taken is not None or not plan.names:
                return taken

    async def _add_client(self, name: str) -> str | None:
        """Ask for the code and name of a new client; its terms can follow later."""
        desk = self._desk
        made: list[str] = []

        async def save(values: Values) -> None:
            client = await desk.change(
                lambda services: services.clients.add(values["code"].strip().upper(), name=values["name"])
            )
            made.append(client.id)

        taken = {client.code for client in desk.intents.strip}
        fields = (
            Field("code", "Code", code_for(name, taken), "2 to 8 letters and digits, like ACME", checks.code),
            Field("name", "Name", name, "Acme Robotics", checks.required("name", "the client's name")),
        )
        await desk.app.push_screen_wait(Form("New client", fields, save))
        return made[0] if made else None


def code_for(name: str, taken: Collection[str]) -> str:
    """A code that a new client of that name may have: the beginning of its letters; empty where nothing fits."""
    letters = "".join(char for char in name.upper() if char.isascii() and char.isalnum())
    codes = [letters[:length] for length in (4, 5, 6, 7, 8)] if letters[:1].isalpha() else []
    return next((code for code in codes if len(code) > 1 and code not in taken), "")


def _read(services: Services, asked: Asked, errand: Errand) -> ImportPlan:
    importing = services.importing
    name = importing.sniff(asked.path)
    if name is None:
        raise Refused("fractui does not know what wrote this file: see the README for those that it reads.")
    file = importing.gather(asked.path, name, asked.zone, asked.dates, errand.tell, errand.stop)
    return importing.judge(file, tell=errand.tell, stop=errand.stop)


def _judge(
    services: Services, file: Gathered, words: Mapping[str, str], how: str, what: str, errand: Errand
) -> ImportPlan:
    return services.importing.judge(file, words, how, errand.tell, errand.stop, what)


def said(taken: Taken) -> str:
    """What was done, in one line for the footer."""
    if not (taken.entries or taken.blocks or taken.updated):
        return "Nothing was taken in: every row is known already or cannot be taken."
    counts = taken.plan.counts()
    parts = [made_words(taken.entries, taken.blocks, taken.updated)]
    if counts[Verdict.DUPLICATE]:
        parts.append(f"{counts[Verdict.DUPLICATE]:,} known already")
    left = len(taken.plan.rows) - counts[Verdict.NEW] - counts[Verdict.DUPLICATE]
    left -= counts[Verdict.UPDATED] + counts[Verdict.TAKEN_BACK]
    left -= sum(1 for one in taken.plan.rows if one.verdict is Verdict.OVERLAP and one.pieces)
    if left:
        parts.append(f"{left:,} not taken")
    return f"Taken in: {', '.join(parts)}. u takes it back."
