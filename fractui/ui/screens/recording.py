"""Writing down what belongs to an engagement: two keys and a line for each thing, its form, its done (rows 000-04, 003-09, 004-01)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fractui.core.document import Document
from fractui.core.errors import Refused
from fractui.core.jotting import Jotting, Kind, jotted
from fractui.core.naming import FileName
from fractui.core.quick_owners import Owed
from fractui.core.text import safe
from fractui.core.wording import long_day
from fractui.ui.dialogs import people_forms, record_forms, work_forms
from fractui.ui.dialogs.form import Field, Values
from fractui.ui.dialogs.jotting import EXAMPLES, TITLES, begun, jotting_prompt, jotting_values
from fractui.ui.dialogs.letters import Lettered, LetterPicker
from fractui.ui.dialogs.line_prompt import LinePrompt, Outcome, Prompt
from fractui.ui.dialogs.setting import Setting
from fractui.ui.lines import Span, cut
from fractui.ui.screens.asking import Asking
from fractui.wiring import Services

LETTERS: tuple[tuple[str, Kind, str], ...] = (
    ("d", Kind.DELIVERABLE, "Deliverable"),
    ("r", Kind.PRIORITY, "Priority"),
    ("p", Kind.PROMISE, "Promise"),
    ("e", Kind.DECISION, "Decision"),
    ("c", Kind.TODO, "Checklist item"),
    ("a", Kind.ACCESS, "Access"),
    ("n", Kind.PERSON, "Person"),
)
"""The letters that pick what to write down."""
SAID = {
    Kind.DELIVERABLE: "is owed",
    Kind.PROMISE: "is promised",
    Kind.DECISION: "is written down",
    Kind.TODO: "is on the list",
    Kind.ACCESS: "is written down",
    Kind.PERSON: "is written down",
    Kind.PRIORITY: "is ranked last",
}


class Recording(Asking):
    """Intents on what is written down about a client; each change is one transaction that undo takes back."""

    async def add(self) -> None:
        """Pick what to add to the workspace, by one letter."""
        desk = self._desk
        code = desk.intents.client_in_focus()
        choices = [Lettered(letter, kind.value, title, EXAMPLES[kind][0]) for letter, kind, title in LETTERS]
        choices += [
            Lettered("t", "entry", "Time", "9:30-11 board deck deep"),
            Lettered("b", "block", "Planned block", "Tue, Thu 9:00, two hours"),
        ]
        picked = await desk.app.push_screen_wait(
            LetterPicker(desk.inks, self.named(f"New for {code}", code), tuple(choices))
        )
        if picked == "entry":
            await desk.intents.tracking.add(f"{code.lower()} ")
        elif picked == "block":
            await desk.intents.adding.new_block()
        elif picked is not None:
            await self.jot(picked)

    async def jot(self, name: str) -> None:
        """Ask in one line for something of this kind; ctrl+o goes over to the long form."""
        desk = self._desk
        code, kind, setting = await self.whom(), Kind(name), self.setting
        kept: list[Document] = []

        async def save(said: Jotting) -> None:
            values = jotting_values(said)
            kept.append(await desk.change(lambda services: _add(services, kind, code, values)))

        title = self.named(f"{TITLES[kind]} {code}", code)
        prompt = LinePrompt(desk.inks, jotting_prompt(kind, title, setting.today, save))
        if await desk.app.push_screen_wait(prompt) is Outcome.MORE:
            await self._long_form(kind, code, jotted(kind, prompt.last, setting.today))
        elif kept:
            self._show_kept(kind, code, kept[-1])

    async def _long_form(self, kind: Kind, code: str, said: Jotting) -> None:
        setting = self.setting
        taken: tuple[FileName, ...] = ()
        if kind is Kind.DELIVERABLE:
            taken = await self._desk.backstage.run(lambda services: services.filing.names_taken(code))
        fields, mean = _form(kind, setting, code, await self._owed(kind, code), taken)
        kept: list[Document] = []

        async def save(values: Values) -> None:
            meant = mean(values)
            kept.append(await self._desk.change(lambda services: _add(services, kind, code, meant)))

        if await self.ask(self.named(f"New for {code}", code), begun(fields, said), save):
            self._show_kept(kind, code, kept[-1])

    def _show_kept(self, kind: Kind, code: str, new: Document) -> None:
        """Put the selection on what is new, where it is in sight, and say so."""
        desk = self._desk
        if desk.stage.shown.pane == "workspace" and desk.stage.shown.code == code:
            desk.stage.pane.select(f"{kind.value}:{code}:{new.id}")
        desk.tell(f"{code}: it {SAID[kind]}. u takes it back.")

    async def _owed(self, kind: Kind, code: str, known: str | None = None) -> tuple[Owed, ...]:
        """What a priority can be about; nothing else is asked that."""
        if kind is not Kind.PRIORITY:
            return ()
        return await self._desk.backstage.run(lambda services: services.priorities.owed(code, known))

    # -- what is there -------------------------------------------------------------------------

    async def edit(self, kind: str, rest: str) -> None:
        """The form of a priority, an access, an item of a checklist or a decision."""
        code, _, known = rest.partition(":")
        setting = self.setting
        old: Any = await self._desk.ask(lambda services: _show(services, kind, code, known))
        if old is None:
            return
        owed = await self._owed(Kind(kind), code, getattr(old, "deliverable", None))
        fields, mean = _record_form(kind, setting, old, code, owed)

        async def save(values: Values) -> None:
            before = mean({field.name: safe(field.value) for field in fields})
            said = {name: value for name, value in mean(values).items() if value != before[name]}
            if said:
                await self._desk.change(lambda services: _edit(services, kind, code, known, old.rev, said))

        titles = {
            "access": f"Access at {code}",
            "todo": f"Checklist of {code}",
            "decision": f"Decision at {code}",
            "priority": f"Priority of {code}",
        }
        await self.ask(titles[kind], fields, save)

    async def done(self, kind: str, code: str, known: str) -> None:
        """Tick an item off; ask who takes an access back, or what came of a decision."""
        if kind == "access":
            await self._revoke(code, known)
        elif kind == "decision":
            await self._say_outcome(code, known)
        elif kind == "priority":
            done = await self._desk.change(lambda services: services.priorities.done(code, known))
            self._desk.tell(f"Done: {cut(done.text, 40)}. u takes it back.")
        else:
            item = await self._desk.change(lambda services: services.checklists.done(code, known))
            self._desk.tell(f"Done: {cut(item.text, 40)}. u takes it back.")

    async def rank(self, by: int) -> None:
        """Give the selected priority the place before or after."""
        kind, _, rest = (self._desk.stage.pane.item or "").partition(":")
        if kind != "priority":
            raise Refused("Select a priority first; n adds one.")
        code, _, known = rest.partition(":")
        await self._desk.change(lambda services: services.priorities.shift(code, known, by))

    async def open_address(self) -> None:
        """Open the tool of the selected access in the system's browser (row 000-05)."""
        from fractui.services.opener import open_address

        url = await self._address()
        if url is not None:
            await self._desk.backstage.run(lambda _: open_address(url))
            self._desk.tell(f"Opened {cut(url, 60)}")

    async def copy_address(self) -> None:
        """Copy the address of the selected access."""
        url = await self._address()
        if url is not None:
            self._desk.app.copy_to_clipboard(url)
            self._desk.tell(f"Copied: {cut(url, 60)}")

    async def _address(self) -> str | None:
        kind, _, rest = (self._desk.stage.pane.item or "").partition(":")
        if kind != "access":
            raise Refused("Select an access first; n adds one.")
        code, _, known = rest.partition(":")
        return await self._desk.ask(lambda services: services.access.address(code, known))

    async def _revoke(self, code: str, known: str) -> None:
        desk, today = self._desk, self.setting.today
        grant = await desk.ask(lambda services: services.access.show(code, known))
        if grant is None:
            return
        system = cut(grant.system, 30)

        async def save(by: str) -> None:
            await desk.change(lambda services: services.access.revoke(code, known, by.strip() or "me"))
            desk.tell(f"{system}: noted as taken back today. u takes the note away.")

        def read(text: str, width: int) -> list[tuple[Span, ...]]:
            by = cut(text.strip(), 30) or "me"
            note = f"Enter notes that the access to {system} ended on {long_day(today)}, taken back by {by}."
            return [
                (Span(cut(note, width)),),
                (Span(cut("In the system itself it is closed by hand.", width), "dim"),),
            ]

        prompt = Prompt(f"Revoke {system} at {code}: who takes it back?", read, save, value="me", hint="me")
        await desk.app.push_screen_wait(LinePrompt(desk.inks, prompt))

    async def _say_outcome(self, code: str, known: str) -> None:
        desk = self._desk
        old = await desk.ask(lambda services: services.decisions.show(code, known))
        if old is None:
            return

        async def save(outcome: str) -> None:
            await desk.change(
                lambda services: services.decisions.edit(code, known, rev=old.rev, outcome=outcome)
            )
            desk.tell("Kept what came of it. u takes it back." if outcome.strip() else "It is open again.")

        def read(text: str, width: int) -> list[tuple[Span, ...]]:
            words = "" if text.strip() else "Empty: it is still open."
            return [(Span(cut(old.text, width), "bold"),), (Span(cut(words, width), "dim"),)]

        prompt = Prompt(
            f"What came of it, at {code}?", read, save, value=safe(old.outcome), hint="hired in May, not done"
        )
        await desk.app.push_screen_wait(LinePrompt(desk.inks, prompt))


def _add(services: Services, kind: Kind, code: str, values: dict[str, Any]) -> Document:
    match kind:
        case Kind.DELIVERABLE:
            return services.delivery.add(code, **values)
        case Kind.PROMISE:
            return services.clients.add_promise(code, **values)
        case Kind.DECISION:
            return services.decisions.add(code, **values)
        case Kind.ACCESS:
            return services.access.add(code, **values)
        case Kind.TODO:
            return services.checklists.add(code, **values)
        case Kind.PERSON:
            return services.clients.add_person(code, **values)
        case Kind.PRIORITY:
            return services.priorities.add(code, **values)


def _form(
    kind: Kind, setting: Setting, code: str, owed: tuple[Owed, ...], taken: tuple[FileName, ...]
) -> tuple[tuple[Field, ...], Callable[[Values], dict[str, Any]]]:
    """The long form of something new, and what its texts mean."""
    match kind:
        case Kind.DELIVERABLE:
            fields = work_forms.deliverable_fields(setting, code, None, (), taken)
            return fields, lambda values: work_forms.deliverable_values(setting, values)
        case Kind.PROMISE:
            return people_forms.promise_fields(setting, None), lambda values: people_forms.promise_values(
                setting, values
            )
        case Kind.PERSON:
            return people_forms.person_fields(setting, None), lambda values: people_forms.person_values(
                setting, values
            )
        case _:
            return _record_form(kind.value, setting, None, code, owed)


def _record_form(
    kind: str, setting: Setting, old: Any, code: str, owed: tuple[Owed, ...]
) -> tuple[tuple[Field, ...], Callable[[Values], dict[str, Any]]]:
    """The form of a priority, an access, an item of a checklist or a decision, and what its texts mean."""
    if kind == "priority":
        fields = record_forms.priority_fields(setting, old, code, owed)
        return fields, lambda values: record_forms.priority_values(setting, values, code, owed)
    if kind == "access":
        fields = record_forms.access_fields(setting, old)
        return fields, lambda values: record_forms.access_values(setting, values)
    if kind == "todo":
        return record_forms.todo_fields(setting, old), lambda values: record_forms.todo_values(
            setting, values
        )
    fields = record_forms.decision_fields(setting, old)
    return fields, lambda values: record_forms.decision_values(setting, values)


def _show(services: Services, kind: str, code: str, known: str) -> Document:
    if kind == "priority":
        return services.priorities.show(code, known)
    if kind == "access":
        return services.access.show(code, known)
    return services.checklists.item(code, known) if kind == "todo" else services.decisions.show(code, known)


def _edit(services: Services, kind: str, code: str, known: str, rev: int, said: dict[str, Any]) -> Document:
    if kind == "priority":
        return services.priorities.edit(code, known, rev=rev, **said)
    if kind == "access":
        return services.access.edit(code, known, rev=rev, **said)
    if kind == "todo":
        return services.checklists.edit(code, known, rev=rev, **said)
    return services.decisions.edit(code, known, rev=rev, **said)
