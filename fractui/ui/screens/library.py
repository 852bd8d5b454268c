"""The library of templates: looked through, changed in the user's editor, added to (rows 002-10, 003-10)."""

from __future__ import annotations

from typing import Any

from fractui.core.errors import Refused
from fractui.services.views.library import LibraryRow
from fractui.ui.dialogs.form import Values
from fractui.ui.dialogs.library import ADD, ARCHIVE, EDIT, RESET, LibraryBrowser, Wish
from fractui.ui.dialogs.template_forms import template_fields, template_values
from fractui.ui.editor import edited
from fractui.ui.screens.asking import Asking

SKELETON = """# {{title}}: {{period}}

**{{client.name}}**, for {{audience}}. From your fractional {{function}}, {{today}}.

## In short

*What whoever reads only this has to know*

## Decisions

{{decisions}}

## Next

{{next}}
"""
"""What a template of one's own begins with."""


class Templating(Asking):
    """Intents about templates."""

    async def browse(self) -> None:
        """Show the library; what is wanted with a template is done, and the library is shown again."""
        desk = self._desk
        start = ""
        while True:
            rows = await desk.ask(lambda services: services.library.list(archived=True))
            if rows is None:
                return
            wish: Wish | None = await desk.app.push_screen_wait(
                LibraryBrowser(desk.inks, rows, desk.settled, start)
            )
            if wish is None:
                return
            start = await self._do(wish, {row.template.slug: row for row in rows})

    async def _do(self, wish: Wish, rows: dict[str, LibraryRow]) -> str:
        """Do what is wanted; which template to come back to."""
        desk = self._desk
        try:
            if wish.what == ADD:
                return await self._add() or wish.slug
            row = rows[wish.slug]
            if wish.what == EDIT:
                await self._edit(row)
            elif wish.what == RESET:
                await desk.change(lambda services: services.library.reset(row.template.id))
                desk.tell(f"{row.template.name}: as it came. u brings yours back.")
            elif wish.what == ARCHIVE:
                archived = not row.template.archived
                await desk.change(
                    lambda services: services.library.archive(row.template.id, archived=archived)
                )
        except Refused as error:
            desk.say(error)
        return wish.slug

    async def _edit(self, row: LibraryRow) -> None:
        desk = self._desk
        old = row.template

        async def keep(body: str) -> None:
            new = await desk.change(lambda services: services.library.edit(old.id, rev=old.rev, body=body))
            desk.tell(f"{new.name}: kept as v{new.version}. What was made before stays as it is.")

        await edited(desk.app, old.body, f"{old.slug}.md", keep)

    async def _add(self) -> str:
        """Ask what a template of one's own is, and let it be written; its name as it is typed, empty when left."""
        desk = self._desk
        said: dict[str, Any] = {}

        async def save(values: Values) -> None:
            said.update(template_values(values))

        if not await self.ask("A template of your own", template_fields(), save):
            return ""
        made: list[str] = []

        async def keep(body: str) -> None:
            new = await desk.change(lambda services: services.library.add(body=body, **said))
            made.append(new.slug)

        if not await edited(desk.app, SKELETON, "template.md", keep):
            await keep(SKELETON)
        return made[0]
