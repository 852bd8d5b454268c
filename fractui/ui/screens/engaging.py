"""The life of an engagement: begun in one dialog, closed with a handover, opened again; and the days on which nobody works."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fractui.core.client import Client
from fractui.core.errors import Refused
from fractui.core.leave import Leave
from fractui.core.wording import short_date
from fractui.ui.dialogs import record_forms
from fractui.ui.dialogs.form import Values
from fractui.ui.dialogs.picker import Choice, Picker, by_letters
from fractui.ui.loading import Shown
from fractui.ui.screens.asking import Asking

if TYPE_CHECKING:
    from fractui.services.engaging import Begun
    from fractui.services.handover import Pack
    from fractui.services.time_off import Affected
    from fractui.ui.dialogs.closing import Wishes
    from fractui.ui.dialogs.new_client import Meant
    from fractui.wiring import Services


class Engaging(Asking):
    """Intents on whole engagements; each is one change that undo takes back."""

    async def new_client(self) -> None:
        """Ask for a client and what to begin with; its workspace opens (row 003-22)."""
        from fractui.ui.dialogs.new_client import NewClient, beginning_words

        desk, setting = self._desk, self.setting
        currency = await desk.ask(lambda services: services.tuning.show().currency)
        if currency is None:
            return
        made: list[Begun] = []

        async def preview(terms: dict[str, Any], parts: tuple[str, ...]) -> Begun:
            return await desk.backstage.run(lambda services: services.engaging.preview(parts=parts, **terms))

        async def save(meant: Meant) -> None:
            made.append(
                await desk.change(lambda services: services.engaging.begin(parts=meant.parts, **meant.terms))
            )

        if await desk.app.push_screen_wait(NewClient(setting, currency, preview, save)):
            begun = made[-1]
            await desk.stage.open(Shown("workspace", begun.client.id))
            desk.tell(f"{begun.client.id} begins: {beginning_words(begun)}. u takes it back.")

    # -- closing and opening again -------------------------------------------------------------

    async def close_client(self) -> None:
        """Close the engagement of the client in focus, after its code was typed (rows 002-25, 003-09)."""
        from fractui.ui.dialogs.closing import ClosingDialog

        desk = self._desk
        code = desk.intents.client_in_focus()
        running = desk.stage.frame.timer.running if desk.stage.frame else None
        if running is not None and running.code == code:
            raise Refused(f"{code}'s timer runs: stop it first, then close the engagement.")
        closing = await desk.ask(lambda services: services.clients.closing(code))
        if closing is None:
            return
        folder = str(desk.dashboard.export_folder / f"handover-{code}-{self.setting.today}")
        written: list[Pack] = []

        async def write(names: str) -> Pack:
            return await desk.backstage.run(lambda services: services.handover.write(code, folder, names))

        async def save(wishes: Wishes) -> None:
            if wishes.pack:
                # Written before anything is noted as taken back: the client reads in it which accesses to close.
                pack = await self.meant(code, write)
                if pack is None:
                    raise Refused(f"{code} is not closed, for the pack would name another client.")
                written.append(pack)
            await desk.change(lambda services: services.clients.close(code, revoke=wishes.revoke))

        if not await desk.app.push_screen_wait(ClosingDialog(desk.inks, closing, folder, save)):
            return
        await desk.stage.open(Shown("portfolio"), keep=False)
        desk.tell(f"{code} is closed and its folder moved. u opens it again.")
        if written:
            desk.notify(_pack_words(code, written[-1]), timeout=12, markup=False)

    async def reopen_client(self) -> None:
        """Pick one of the closed engagements and open it again."""
        desk = self._desk
        closed = await desk.ask(_closed)
        if closed is None:
            return
        if not closed:
            raise Refused("No engagement is closed.")
        today = self.setting.today
        choices = [
            Choice(
                each.id,
                each.name,
                f"ended {short_date(each.ended_on, today)}" if each.ended_on else "",
                tag=each.id,
                color=each.color,
            )
            for each in closed
        ]
        code = await desk.app.push_screen_wait(
            Picker(desk.inks, "Open which closed engagement again?", by_letters(choices))
        )
        if code is not None:
            await desk.change(lambda services: services.clients.reopen(code))
            await desk.stage.open(Shown("workspace", code))
            desk.tell(f"{code} is open again. u closes it.")

    # -- days off ------------------------------------------------------------------------------

    async def days_off(self) -> None:
        """The time off to come; take days, change them, work after all (row 002-30)."""
        while await self._look_at_days_off():
            pass

    async def _look_at_days_off(self) -> bool:
        """Show the time off to come and do what is answered; whether to show it again."""
        from fractui.ui.dialogs.leave import LeaveDialog

        desk, today = self._desk, self.setting.today
        leaves = await desk.ask(lambda services: services.time_off.list(today))
        if leaves is None:
            return False
        answer = await desk.app.push_screen_wait(LeaveDialog(desk.inks, leaves, today, desk.settled))
        if answer is None:
            return False
        what, known = answer
        if what == "delete":
            await desk.change(lambda services: services.time_off.delete(known))
            desk.tell("Worked after all. u takes the days off again.")
        else:
            await self._take_days(next((each for each in leaves if each.id == known), None))
        return True

    async def _take_days(self, old: Leave | None) -> None:
        desk, setting = self._desk, self.setting

        async def save(values: Values) -> None:
            meant = record_forms.leave_values(setting, values)

            def job(services: Services) -> Affected:
                if old is None:
                    return services.time_off.add(**meant)
                return services.time_off.affected(services.time_off.edit(old.id, rev=old.rev, **meant))

            desk.notify(_falls_in(await desk.change(job)), timeout=8, markup=False)

        title = "Days off" if old is None else "Change days off"
        await self.ask(title, record_forms.leave_fields(setting, old), save)


def _closed(services: Services) -> list[Client]:
    """The closed clients, the last to end first."""
    found = [services.practice.portal(code).client() for code in services.practice.closed_codes()]
    return sorted(found, key=lambda each: (str(each.ended_on or ""), each.id), reverse=True)


def _pack_words(code: str, pack: Pack) -> str:
    count = len(pack.documents)
    said = f"{code}'s handover pack, the index and {count} document{'' if count == 1 else 's'}, is in {pack.folder}"
    return f"{said}; {len(pack.missing)} listed are gone from its files" if pack.missing else said


def _falls_in(found: Affected) -> str:
    """What falls into the days off, by number: nothing of it is lost."""
    blocks = len(found.planned)
    if not found.owed and not blocks:
        return "Nothing is due or planned on those days."
    return (
        f"{len(found.owed)} due and {blocks} planned block{'' if blocks == 1 else 's'} fall into those days; "
        f"{f'{found.leave.cover} covers' if found.leave.cover else 'nobody covers'}. "
        "“Decide what falls into time off” in the palette goes through them."
    )
