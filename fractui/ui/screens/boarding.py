"""Boarding: the cards' moves, filters, receipts, what was sent and what clients did with it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from fractui.core.deliverable import Deliverable, Response, Status
from fractui.core.errors import Refused
from fractui.core.wording import response_label, status_label
from fractui.services.views.board import FILTERS, BoardView, Card
from fractui.ui.dialogs.form import Values
from fractui.ui.screens.asking import Asking

if TYPE_CHECKING:
    from fractui.ui.widgets.board_pane import BoardPane

COLUMNS = tuple(Status)


class Boarding(Asking):
    """Intents about deliverables on the board; those about one that is selected work in the workspace too."""

    # -- what is shown -------------------------------------------------------------------------

    async def mode(self) -> None:
        """Show the board by date or by column."""
        pane = self._pane()
        pane.mode = "columns" if pane.mode == "agenda" else "agenda"

    async def filter(self, step: int) -> None:
        """Narrow the board to the next filter, or that before; after the last comes the whole board."""
        pane = self._pane()
        names = list(FILTERS)
        pane.shown = names[(names.index(pane.shown) + step) % len(names)]

    def _pane(self) -> BoardPane:
        from fractui.ui.widgets.board_pane import BoardPane

        pane = self._desk.stage.pane
        if not isinstance(pane, BoardPane):
            raise Refused("That is for the board: b opens it.")
        return pane

    # -- moving --------------------------------------------------------------------------------

    async def move_card(self, way: int) -> None:
        """Move the selected card a column on or back; delivered asks for the receipt. Only a key that stands alone does."""
        desk = self._desk
        card = self._card()
        place = COLUMNS.index(Status(card.status)) + way
        if not 0 <= place < len(COLUMNS):
            end = "the last" if way > 0 else "the first"
            raise Refused(f"“{card.title}” is in {end} column already.")
        pane, before = self._pane(), self._pane().view
        settling = asyncio.create_task(desk.settled())
        await asyncio.sleep(0)
        if before is not None:
            # The eye does not wait for the disk: the card is where it goes, and back again if the key is not a person's.
            pane.show(before.moved(card.id, COLUMNS[place]))
        if await settling:
            await self.move(card, COLUMNS[place])
        elif before is not None and desk.stage.pane is pane:
            pane.show(before)

    async def drop(self, card: Card, status: str) -> None:
        """Move a card that was dragged to another column."""
        await self.move(card, Status(status))

    async def move(self, card: Card, to: Status) -> None:
        """Move a card to a column; delivered asks for the receipt."""
        desk = self._desk
        if to is Status.DELIVERED:
            await self._deliver(card)
            return

        # What is moved on although another comes before it is said, and never forbidden.
        early = (
            f" · it comes after {card.after}, not delivered yet"
            if to is Status.IN_REVIEW and card.after
            else ""
        )

        def said(_: Deliverable) -> None:
            desk.tell(f"{card.title}: {status_label(to)}{early}")

        await desk.change(lambda services: services.delivery.move(card.id, to), said)
        crowded = self._crowded(card.code)
        if crowded:
            desk.tell(f"{card.title}: {status_label(to)}{early}{crowded}")

    def _crowded(self, code: str) -> str:
        """What to say when more of the client is in progress than its limit: a warning, never a refusal (row 004-04)."""
        view = self._desk.stage.pane.view
        crowd = view.crowd(code) if isinstance(view, BoardView) else None
        return f" · {code} has {crowd.count} in progress at once, over {crowd.limit}" if crowd else ""

    async def _deliver(self, card: Card) -> None:
        from fractui.ui.dialogs.receipt import ReceiptForm

        desk = self._desk
        view = await desk.ask(lambda services: services.receipts.preparing(card.code, card.id))
        if view is None:
            return

        allowed: set[str] = set()

        async def save(values: Values) -> None:
            async def deliver(names: str) -> Deliverable:
                meant = ",".join((names, *allowed))
                return await desk.change(
                    lambda services: services.delivery.move(
                        card.id, Status.DELIVERED, values["to"], values["via"], values["note"], meant
                    )
                )

            if await self.meant(card.code, deliver) is None:
                raise Refused("Nothing was delivered, for the document or the receipt names another client.")

        async def may_go(values: Values) -> bool:
            async def look(names: str) -> bool:
                to, via, note = values["to"], values["via"], values["note"]
                await desk.backstage.run(
                    lambda services: services.delivery.look_through(
                        card.id, to, via, note, ",".join((names, *allowed))
                    )
                )
                allowed.add(names)
                return True

            return await self.meant(card.code, look) or False

        async def mail(link: str) -> None:
            from fractui.services.opener import open_mail

            await desk.backstage.run(lambda _: open_mail(link))

        title = self.named(f"{view.code}: “{view.title}” v{view.version} delivered", view.code)
        if await desk.app.push_screen_wait(ReceiptForm(desk.inks, title, view, save, may_go, mail)):
            desk.tell(f"{card.title}: delivered, the receipt is kept. R notes what {card.code} does with it.")

    def _card(self) -> Card:
        view = self._desk.stage.pane.view
        known = (self._desk.stage.pane.item or "").rpartition(":")[2]
        card = view.card(known) if isinstance(view, BoardView) else None
        if card is None:
            raise Refused("Select a card first.")
        return card

    # -- of one deliverable --------------------------------------------------------------------

    def _selected(self) -> tuple[str, str]:
        """The client and the id of the deliverable that is selected."""
        kind, _, rest = (self._desk.stage.pane.item or "").partition(":")
        code, _, known = rest.partition(":")
        if kind != "deliverable" or not known:
            raise Refused("Select a deliverable first.")
        return code, known

    async def wait_for(self) -> None:
        """Say in one line whom the selected deliverable waits for; an empty line is that it is on oneself."""
        from fractui.ui.dialogs.line_prompt import LinePrompt
        from fractui.ui.dialogs.work_forms import waiting_prompt

        desk = self._desk
        code, known = self._selected()
        both = await desk.ask(
            lambda services: (services.delivery.show(code, known), services.clients.show(code).people)
        )
        if both is None:
            return
        owed, people = both
        if owed.status is Status.DELIVERED:
            raise Refused(f"“{owed.title}” is delivered; R notes what {code} does with it.")

        async def save(text: str) -> None:
            await desk.change(
                lambda services: services.delivery.edit(code, known, rev=owed.rev, waits_for=text)
            )

        names = tuple(each.name for each in people)
        await desk.app.push_screen_wait(LinePrompt(desk.inks, waiting_prompt(owed, names, save)))

    async def come_after(self) -> None:
        """Choose which of its client's deliverables come before the selected one: Enter ties one to it or unties it, Esc leaves."""
        from fractui.ui.dialogs.before import before_choices, before_title
        from fractui.ui.dialogs.picker import Picker, by_letters

        desk = self._desk
        code, known = self._selected()
        start: str | None = None
        while True:
            both = await desk.ask(
                lambda services: (
                    services.delivery.show(code, known),
                    services.delivery.may_precede(code, known),
                )
            )
            if both is None:
                return
            owed, others = both
            choices = before_choices(owed, others, self.setting.today)
            picked: str | None = await desk.app.push_screen_wait(
                Picker(
                    desk.inks,
                    before_title(owed),
                    by_letters(choices),
                    hint="enter ties or unties, esc leaves",
                    start=start,
                )
            )
            if picked is None:
                return
            await self._tie(owed, picked)
            start = picked

    async def _tie(self, owed: Deliverable, other: str) -> None:
        kept = tuple(each for each in owed.after if each != other)
        after = kept if other in owed.after else (*kept, other)
        await self._desk.change(
            lambda services: services.delivery.edit(owed.client, owed.id, rev=owed.rev, after=after)
        )

    async def respond(self) -> None:
        """Note what the client did with the selected delivery (row 003-16)."""
        from fractui.ui.dialogs.picker import Choice, Picker, by_letters

        desk = self._desk
        code, known = self._selected()
        sent = await desk.ask(lambda services: services.delivery.show(code, known))
        if sent is None:
            return
        if not sent.receipts:
            raise Refused(f"“{sent.title}” was not delivered yet, so nobody can have opened it.")
        choices = [Choice(each.value, response_label(each).capitalize(), HELP[each]) for each in Response]
        title = self.named(f"What did {code} do with “{sent.title}” v{sent.receipts[-1].version}?", code)
        picked: str | None = await desk.app.push_screen_wait(Picker(desk.inks, title, by_letters(choices)))
        if picked is not None:
            await desk.change(lambda services: services.responses.note(known, Response(picked)))
            desk.tell(f"{sent.title}: {response_label(picked)}, noted.")

    # -- what was sent -------------------------------------------------------------------------

    async def compare(self) -> None:
        """Who reads what, and after how many days each client had its first delivery; Enter shows what one was sent."""
        from fractui.ui.dialogs.picker import Picker, by_letters
        from fractui.ui.dialogs.sent import rate_choices, rates_title

        desk = self._desk
        rows = await desk.ask(lambda services: services.responses.rates())
        if rows is None:
            return
        if not rows:
            raise Refused("There is no client yet: p opens the Portfolio, where n adds one.")
        ranked = by_letters(rate_choices(rows))
        picked: str | None = await desk.app.push_screen_wait(
            Picker(desk.inks, rates_title(rows), ranked, hint="enter shows what was sent")
        )
        if picked is not None:
            await self._show_sent(picked)

    async def last_sent(self) -> None:
        """What the client in focus was sent last, and which version; Enter opens the deliverable (row 003-06)."""
        await self._show_sent(self._desk.stage.shown.code or self._desk.intents.client_in_focus())

    async def _show_sent(self, code: str) -> None:
        from fractui.ui.dialogs.picker import Picker
        from fractui.ui.dialogs.sent import sent_ranking, sent_title

        desk = self._desk
        view = await desk.ask(lambda services: services.receipts.sent(code))
        if view is None:
            return
        if not view.rows:
            raise Refused(f"{code} was sent nothing yet: L on a card of the board delivers it.")
        picked: str | None = await desk.app.push_screen_wait(
            Picker(desk.inks, sent_title(view), sent_ranking(view))
        )
        if picked is not None:
            await desk.intents.open_item(f"deliverable:{code}:{view.rows[int(picked)].id}")


HELP = {
    Response.OPEN: "somebody opened it",
    Response.REOPEN: "somebody came back to it",
    Response.SHARE: "somebody passed it on",
    Response.REPLY: "somebody wrote or said something about it",
    Response.NONE: "nobody opened it: not useful, or not reaching them",
}
"""What each response means, where one is picked."""
