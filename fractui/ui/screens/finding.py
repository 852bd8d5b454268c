"""Finding: anything by a few letters, and the way to where it lies."""

from __future__ import annotations

from collections.abc import Sequence

from fractui.services.finding import rank
from fractui.services.views.find import LINE, FindItem
from fractui.ui.actions import keys_label
from fractui.ui.dialogs.picker import Choice, Picker
from fractui.ui.screens.asking import Asking

IN_WORKSPACE = frozenset({"person", "priority", "promise", "decision", "access", "todo", "notes"})
"""The kinds of items that lie in their client's workspace; the others have a dialog or a pane."""


class Finding(Asking):
    """The intent that finds, and goes to what was found."""

    async def find(self) -> None:
        """Find anything by a few letters; inside a workspace only of its client (row 003-07)."""
        desk = self._desk
        code = desk.stage.shown.code if desk.stage.shown.pane == "workspace" else None
        items = await desk.ask(lambda services: services.finder.items(code))
        if items is None:
            return
        actions = desk.intents.going.actions()
        commands = tuple(FindItem("command", a.label, "", "", a.help, f"command:{a.id}") for a in actions)
        everything = (*items, *commands)
        keys = {f"command:{a.id}": keys_label(a) for a in actions}

        def ranked(letters: str) -> Sequence[Choice]:
            return [
                Choice(f.target, f.title, f.detail, keys.get(f.target, ""), f.code, f.color)
                for f in rank(letters, everything)
            ]

        title = f"Find in {code}" if code else "Find clients, work, people, what is written down, commands"
        target = await desk.app.push_screen_wait(Picker(desk.inks, title, ranked))
        if target is not None:
            await self.show(target)

    async def show(self, target: str) -> None:
        """Go to where something lies: its line in the workspace where that has one, else its dialog or pane."""
        desk = self._desk
        item = target.partition(LINE)[0]
        kind, _, rest = item.partition(":")
        if kind in IN_WORKSPACE:
            await desk.intents.going.workspace(rest.partition(":")[0])
            pane = desk.stage.pane
            # A pane that was not displayed until now has no width yet to draw in, and no height to scroll in.
            await pane.wait_for_refresh()
            if any(span.item == item for line in pane.lines for span in line):
                pane.select(item)
                return
        await desk.intents.open_item(item)
