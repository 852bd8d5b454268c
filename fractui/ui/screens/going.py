"""Moving about: panes, clients, palette, help, themes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from fractui.core.errors import Refused
from fractui.ui.actions import LIST_KEYS, PANE_HELP, Action, keys_label
from fractui.ui.loading import Shown

if TYPE_CHECKING:
    from fractui.ui.dialogs.picker import Choice
    from fractui.ui.screens.desk import Desk

ORDER = ("Board", "Calendar", "Time", "Change", "Go", "Looks", "Help")
"""The groups of actions as help and palette list them."""


class Going:
    """Intents that show something else and change no data."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def client(self, digit: int) -> None:
        """Open the workspace of the client with this key."""
        desk = self._desk
        for item in desk.intents.strip:
            if item.key == digit:
                await self.workspace(item.code)
                return
        raise Refused(
            f"No client has the key {digit}: n in the Portfolio adds one, E gives an old one another key."
        )

    async def workspace(self, code: str) -> None:
        """Open a client's workspace."""
        await self._desk.stage.open(Shown("workspace", code))

    async def pane(self, name: str) -> None:
        """Show a pane, about what it was about before."""
        desk = self._desk
        if name == "workspace":
            strip = desk.intents.strip
            code = desk.stage.focus_code or desk.stage.client or (strip[0].code if strip else None)
            if code is None:
                raise Refused("There is no client yet: n adds one.")
            await self.workspace(code)
            return
        await desk.stage.open(desk.stage.trail.latest(name))

    async def back(self) -> None:
        """Back to the pane before; from the first one nothing is left."""
        desk = self._desk
        before = desk.stage.trail.before()
        if before is not None:
            await desk.stage.open(before, keep=False)
        elif desk.stage.shown.pane != "portfolio":
            await desk.stage.open(Shown("portfolio"), keep=False)

    async def scope(self) -> None:
        """Show all clients, or only the one in focus."""
        desk = self._desk
        shown = desk.stage.shown
        if shown.pane == "report":
            await desk.intents.reporting.scope()
        elif shown.code is not None:
            await desk.stage.open(replace(shown, code=None), keep=False)
        else:
            await desk.stage.open(
                replace(
                    shown, code=desk.stage.focus_code or desk.stage.client or desk.intents.client_in_focus()
                ),
                keep=False,
            )

    async def shift(self, way: int) -> None:
        """The day, or as much as the Calendar shows, before or after; 0 is today."""
        desk = self._desk
        shown = desk.stage.shown
        if shown.pane == "report":
            await desk.intents.reporting.shift(way)
            return
        if way == 0 or desk.stage.frame is None:
            await desk.stage.open(replace(shown, day=None), keep=False)
            return
        today = desk.stage.frame.timer.day
        step = {"day": 1, "month": 28}.get(shown.zoom, 7) if shown.pane == "calendar" else 1
        day = (shown.day or today) + timedelta(days=way * step)
        await desk.stage.open(replace(shown, day=None if day == today else day), keep=False)

    async def quit(self) -> None:
        """Leave; a running timer goes on."""
        self._desk.backstage.begin(lambda services: services.watching.leave())
        self._desk.app.exit()

    # -- pickers -------------------------------------------------------------------------------

    async def palette(self) -> None:
        """Every action by name."""
        await self._pick_action("Every action", self.actions())

    async def help(self) -> None:
        """What the pane is for and its keys; Enter on a line runs it."""
        desk = self._desk
        pane = desk.stage.shown.pane
        moving = "   ".join(f"{keys}  {what}" for keys, what in LIST_KEYS)
        await self._pick_action(
            f"{pane.capitalize()}. {PANE_HELP[pane]}\n{moving}", [a for a in self.actions() if a.keys]
        )

    def actions(self) -> list[Action]:
        """What can be done in this pane: its own actions first; a digit only where a client has it, under its name, and in no workspace."""
        pane = self._desk.stage.shown.pane
        names = {f"client.{item.key}": f"{item.code}  {item.name}" for item in self._desk.intents.strip}
        # In a workspace nothing that is offered names another client, as in the search there (row 003-03).
        offered = names if pane != "workspace" else {}
        able = [a for a in self._desk.actions if a.works_in(pane) and (a.id in offered or not a.is_client)]
        named = [replace(a, label=names.get(a.id, a.label)) for a in able]
        return sorted(named, key=lambda action: (not action.panes, ORDER.index(action.group)))

    async def _pick_action(self, title: str, actions: list[Action]) -> None:
        from fractui.services.finding import rank
        from fractui.services.views.find import FindItem
        from fractui.ui.dialogs.picker import Choice, Picker

        desk = self._desk
        by_id = {action.id: action for action in actions}

        def choice(action: Action) -> Choice:
            return Choice(action.id, action.label, action.help, keys_label(action), action.group)

        def ranked(letters: str) -> Sequence[Choice]:
            if not letters.strip():
                return [choice(action) for action in actions]
            items = [FindItem("command", a.label, "", "", a.help, a.id) for a in actions]
            return [choice(by_id[item.target]) for item in rank(letters, items)]

        picked = await desk.app.push_screen_wait(
            Picker(desk.inks, title, ranked, hint="a few letters, enter runs it")
        )
        if picked is not None:
            await desk.intents.do(picked)

    async def theme(self) -> None:
        """Choose a theme; it is worn while one looks, and kept with Enter."""
        from fractui.ui.dialogs.picker import Choice, Picker, by_letters

        desk = self._desk
        app = desk.dashboard
        before = app.palette.name
        ranked = by_letters([Choice(palette.name, palette.title) for palette in app.palettes.values()])

        def preview(name: str) -> None:
            app.wear(name)

        picker = Picker(
            desk.inks,
            "Themes: move to look, enter keeps, esc goes back",
            ranked,
            preview=preview,
            start=before,
        )
        picked = await app.push_screen_wait(picker)
        if picked is None:
            app.wear(before)
        else:
            app.choose_theme(picked)
