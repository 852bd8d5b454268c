"""Documents: written from a template, attached, opened, named (rows 003-03, 003-10, 003-11)."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, TypeVar

from fractui.core.errors import Refused
from fractui.services.opener import open_with_system
from fractui.services.views.importing import Progress
from fractui.services.views.library import LibraryRow, PaperView, Written
from fractui.ui.dialogs.attach_file import AttachFile, Attempt
from fractui.ui.dialogs.picker import Choice, Picker, by_letters
from fractui.ui.editor import edit_file, read_in_editor
from fractui.ui.errand import Aside, Errand
from fractui.ui.screens.asking import Asking
from fractui.ui.widgets.library_lines import seat_label
from fractui.wiring import Services

if TYPE_CHECKING:
    from fractui.ui.screens.desk import Desk

T = TypeVar("T")
TEXTS = (".md", ".txt")
"""The endings of what opens in the user's editor."""
WARNED_S = 30
"""Seconds that a warning stays, for whoever comes back from an editor."""
START = "~/"
"""Where a path begins."""


class Documents(Asking):
    """Intents about the document of the selected deliverable."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._folder = START

    # -- one document --------------------------------------------------------------------------

    async def open(self) -> None:
        """Open the document of the selected deliverable; where it has none, ask what to begin it with."""
        paper = await self._paper()
        if paper is None:
            return
        if paper.name:
            await self._show(paper)
        elif paper.delivered:
            raise Refused(f"v{paper.version} of {paper.title} was delivered without a document.")
        else:
            await self._begin(paper)

    async def copy_name(self) -> None:
        """Copy the name of the document, or that which it is to have; of an access the address of its tool."""
        if (self._desk.stage.pane.item or "").startswith("access:"):
            await self._desk.intents.recording.copy_address()
            return
        paper = await self._paper()
        if paper is not None:
            name = paper.name or paper.stem
            self._desk.app.copy_to_clipboard(name)
            self._desk.tell(f"Copied: {name}")

    async def attach(self) -> None:
        """Ask for a file and attach it to the selected deliverable."""
        paper = await self._paper()
        if paper is not None:
            await self._attach(paper)

    async def compare(self) -> None:
        """Show how the document of the selected deliverable differs from the template that it was written from (row 002-22)."""
        from fractui.ui.dialogs.difference import DifferenceReader

        code, known = self._selected()
        view = await self._desk.ask(lambda services: services.library.difference(code, known))
        if view is not None:
            await self._desk.app.push_screen_wait(DifferenceReader(self._desk.inks, view))

    def _selected(self) -> tuple[str, str]:
        """The client and the id of the deliverable that is selected."""
        kind, _, rest = (self._desk.stage.pane.item or "").partition(":")
        if kind != "deliverable":
            raise Refused("Select a deliverable first.")
        code, _, known = rest.partition(":")
        return code, known

    async def _paper(self) -> PaperView | None:
        code, known = self._selected()
        return await self._desk.ask(lambda services: services.library.paper(code, known))

    async def _show(self, paper: PaperView) -> None:
        if paper.name.lower().endswith(TEXTS) and paper.delivered:
            read_in_editor(self._desk.app, paper.path)
            self._desk.tell(f"v{paper.version} was delivered and stays as it was sent: that was a copy.")
        elif paper.name.lower().endswith(TEXTS):
            await self._edit(paper.id, paper.path)
            self._desk.tell(f"{paper.name} is in {paper.code}'s files.")
        else:
            await self._desk.backstage.run(lambda _: open_with_system(paper.path))
            self._desk.tell(f"Opened {paper.name}")

    async def _edit(self, known: str, path: str) -> None:
        """Let the user edit a document, and look whether it speaks of another client by now, however the editor ended (row 003-03)."""
        desk = self._desk
        try:
            edit_file(desk.app, path)
        finally:
            warning = await desk.ask(lambda services: services.filing.warning(known))
            if warning:
                desk.notify(warning, severity="warning", timeout=WARNED_S, markup=False)

    async def _begin(self, paper: PaperView) -> None:
        """Ask what a document is to begin with, and begin it."""
        ways: dict[str, tuple[str, str, Callable[[], Awaitable[None]]]] = {}
        if paper.lying:
            ways["lying"] = (
                "Take the one that lies there",
                paper.lying,
                lambda: self._take(paper, paper.lying),
            )
        if paper.template:
            ways["template"] = (f"Write it: {paper.template}", f"{paper.stem}.md", lambda: self._write(paper))
        if paper.before:
            ways["before"] = (
                "Go on from the version before",
                paper.before,
                lambda: self._take(paper, paper.before),
            )
        other = "another template" if paper.template else "a template"
        ways["other"] = (f"Write it from {other}", "any of the library", lambda: self._other(paper))
        ways["attach"] = ("Attach a file", "copied under its right name", lambda: self._attach(paper))
        choices = [Choice(key, title, detail) for key, (title, detail, _) in ways.items()]
        picked = await self._desk.app.push_screen_wait(
            Picker(
                self._desk.inks,
                self.named(
                    f"{paper.code}: “{paper.title}” v{paper.version} has no document yet; esc leaves it so",
                    paper.code,
                ),
                by_letters(choices),
            )
        )
        if picked is not None:
            await ways[picked][2]()

    async def _write(self, paper: PaperView, template: str = "") -> None:
        desk = self._desk

        async def write(names: str) -> Written:
            return await desk.change(
                lambda services: services.library.write(paper.code, paper.id, template, names=names)
            )

        written = await self.meant(paper.code, write)
        if written is not None:
            desk.tell(f"Wrote {written.name}")
            await self._edit(paper.id, written.path)

    async def _other(self, paper: PaperView) -> None:
        rows = await self._desk.ask(lambda services: _offered(services, paper.code))
        if rows is None:
            return
        choices = [
            Choice(each.template.slug, each.template.name, each.template.type, tag=seat_label(each.template))
            for each in rows
        ]
        picked = await self._desk.app.push_screen_wait(
            Picker(
                self._desk.inks,
                self.named(f"{paper.code}: write “{paper.title}” from", paper.code),
                by_letters(choices),
            )
        )
        if picked is not None:
            await self._write(paper, picked)

    async def _take(self, paper: PaperView, name: str) -> None:
        """Take what is in the client's files already, and open it."""
        desk = self._desk

        async def take(names: str) -> Any:
            return await desk.change(
                lambda services: services.filing.attach(paper.id, f"{paper.folder}/{name}", names=names)
            )

        if await self.meant(paper.code, take) is not None:
            await self.open()

    async def _attach(self, paper: PaperView) -> None:
        desk = self._desk
        aside = Aside(await desk.backstage.run(Services.beside))
        title = f"{paper.code}: a document for “{paper.title}” v{paper.version}"

        unread: list[str] = []

        async def attach(attempt: Attempt, errand: Errand) -> str:
            return await aside.run(
                lambda services, errand: _attached(services, paper, attempt, errand, unread), errand
            )

        try:
            name: str | None = await desk.app.push_screen_wait(
                AttachFile(self.named(title, paper.code), paper, self._folder, attach)
            )
        finally:
            await aside.close()
        if name is not None:
            await desk.change(lambda services: services.practice.catch_up())
            desk.tell(f"Attached {name}. u takes it back.")
            for sentence in unread[-1:]:
                desk.notify(sentence, severity="warning", timeout=WARNED_S, markup=False)


def _offered(services: Services, code: str) -> tuple[LibraryRow, ...]:
    """Every template, those of the client's seat first."""
    seat = services.clients.show(code).client.function
    return tuple(
        sorted(
            services.library.list(),
            key=lambda row: (seat not in row.template.functions, bool(row.template.functions)),
        )
    )


def _attached(
    services: Services, paper: PaperView, attempt: Attempt, errand: Errand, unread: list[str]
) -> str:
    def tell(done: int, total: int) -> None:
        if errand.stop():
            raise Refused("The copying was stopped, and nothing was attached.")
        errand.tell(Progress("copying", done, total))

    filed = services.filing.attach(
        paper.id,
        os.path.expanduser(attempt.path),  # noqa: PTH111 - of nobody's home it makes no error
        names=attempt.names,
        next_version=attempt.next_version,
        progress=tell,
        unread=unread.append,
    )
    return filed.files[-1]
