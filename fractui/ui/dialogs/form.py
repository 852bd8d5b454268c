"""A dialog of fields: each is checked as it is left, what was understood is shown, and nothing typed is lost on a refusal."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.suggester import Suggester, SuggestFromList
from textual.widgets import Input, Static

from fractui.core.errors import FieldRefused, FractuiError
from fractui.core.text import safe
from fractui.ui.dialogs.dialog import SavingDialog, quiet
from fractui.ui.dialogs.heading import Heading, lines_of, shown
from fractui.ui.dialogs.last_name import Names

Values = dict[str, str]
Check = Callable[[str], str]
Save = Callable[[Values], Awaitable[None]]
WIDTH, AROUND = 84, 6
"""How wide a form is where there is room, and the cells of that which its border and its margins take."""


@dataclass(frozen=True, slots=True)
class Field:
    """One line to fill in.

    ``check`` gets the text and returns how it was understood (shown below the field, "" for nothing to say); it raises a
    ``FractuiError`` whose sentence is shown instead. ``choices`` complete what is typed. ``hint`` is shown while the field is empty.
    A ``live`` one says how it is understood while it is typed. Where several choices may stand in it, ``mark`` stands between them.
    """

    name: str
    label: str
    value: str = ""
    hint: str = ""
    check: Check | None = None
    choices: tuple[str, ...] = ()
    live: bool = False
    mark: str = ""


class Form(SavingDialog[bool]):
    """Asks for a few values. Enter saves from any field, Esc leaves without a change, Tab and the arrows move.

    ``save`` is awaited with the values; a ``FractuiError`` it raises is shown and the dialog stays open.
    """

    DEFAULT_CSS = """
    Form { align: center middle; background: $background 60%; }
    Form > #form {
        width: 84; max-width: 96%; height: auto; max-height: 96%;
        background: $background; border: round $accent; padding: 0 2;
    }
    Form #title { height: auto; text-style: bold; color: $accent; margin-bottom: 1; }
    Form #fields { height: auto; scrollbar-size-vertical: 1; }
    Form .row { height: 1; }
    Form .label { width: 24; height: 1; color: $dim; }
    Form Input { width: 1fr; height: 1; border: none; padding: 0 1; background: $selection; }
    Form Input:focus { border: none; background: $selection; text-style: bold; }
    Form .said { height: auto; color: $dim; padding: 0 1; margin: 0 0 0 24; display: none; }
    Form .said.-some { display: block; }
    Form .said.-bad { color: $error; }
    Form #foot { height: auto; color: $dim; margin-top: 1; }
    Form #foot.-bad { color: $error; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(False)", "Cancel", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]
    FOOT = "enter save   tab next field   esc leave it"
    BELOW = 0
    """Lines that stand between the fields and the keys."""

    def __init__(self, title: Heading, fields: tuple[Field, ...], save: Save) -> None:
        super().__init__()
        self._title = title
        self._fields = {field.name: field for field in fields}
        self._save = save

    def compose(self) -> ComposeResult:
        """Title, a label, an input and a line of what was understood for each field, and the keys."""
        with Vertical(id="form"):
            yield Static(shown(self._title), id="title")
            with VerticalScroll(id="fields", can_focus=False):
                for field in self._fields.values():
                    with Horizontal(classes="row"):
                        yield Static(Content(field.label), classes="label")
                        yield self._input(field)
                    reading = self._reading(field, field.value)
                    yield Static(
                        Content(reading), id=f"said-{field.name}", classes="said -some" if reading else "said"
                    )
            yield from self.below()
            yield Static(Content(self.FOOT), id="foot")

    def below(self) -> ComposeResult:
        """What stands between the fields and the keys, for a form that has more than fields."""
        return ()

    def _input(self, field: Field) -> Input:
        entry = Input(
            safe(field.value),
            placeholder=field.hint,
            id=f"field-{field.name}",
            suggester=_suggester(field),
            select_on_focus=True,
        )
        return quiet(entry)

    def on_resize(self, event: events.Resize) -> None:
        """The fields scroll where they do not fit, so that title and keys are always in sight."""
        more = self.title_lines(event.size.width) - 1
        self.query_one("#fields").styles.max_height = max(3, event.size.height - 7 - self.BELOW - more)

    def title_lines(self, width: int) -> int:
        """In how many lines the title stands on a screen of ``width`` cells."""
        return lines_of(self._title, min(WIDTH, width * 96 // 100) - AROUND)

    def on_mount(self) -> None:
        """Begin in the first field."""
        self.query(Input).first().focus()

    @property
    def values(self) -> Values:
        """What the fields hold now."""
        return {name: self.query_one(f"#field-{name}", Input).value for name in self._fields}

    @on(Input.Blurred)
    def check_left_field(self, event: Input.Blurred) -> None:
        """A field was left: say how it was understood or why it cannot be taken."""
        name = (event.input.id or "").removeprefix("field-")
        if name in self._fields:
            self._check(name)

    @on(Input.Changed)
    def forget_complaint(self, event: Input.Changed) -> None:
        """While a refused field is being mended, its complaint does not linger."""
        name = (event.input.id or "").removeprefix("field-")
        said = self.query_one(f"#said-{name}", Static)
        if name in self._fields and self._fields[name].live:
            self._say(name, self._reading(self._fields[name], event.value), bad=False)
        elif said.has_class("-bad"):
            self._say(name, "", bad=False)

    @on(Input.Submitted)
    def save_all(self) -> None:
        """Check every field, save, and close; stay open with the reason otherwise."""
        bad = [name for name in self._fields if not self._check(name)]
        if bad:
            self.query_one(f"#field-{bad[0]}", Input).focus()
            return
        self.finish(lambda: self._save(self.values), True)

    def _reading(self, field: Field, text: str) -> str:
        if field.check is None or not text.strip():
            return ""
        try:
            return safe(field.check(text))
        except FractuiError:
            return ""

    def _check(self, name: str) -> bool:
        field = self._fields[name]
        if field.check is None:
            return True
        try:
            reading = field.check(self.query_one(f"#field-{name}", Input).value)
        except FractuiError as error:
            self._say(name, error.sentence, bad=True)
            return False
        self._say(name, reading, bad=False)
        return True

    def refuse(self, error: FractuiError) -> None:
        """Show why it was refused, at the field where it is about one."""
        if not isinstance(error, FieldRefused) or error.field not in self._fields:
            super().refuse(error)
            return
        self._say(error.field, error.sentence, bad=True)
        self.query_one(f"#field-{error.field}", Input).focus()

    def _say(self, name: str, text: str, *, bad: bool) -> None:
        said = self.query_one(f"#said-{name}", Static)
        said.set_class(bad, "-bad")
        said.set_class(bool(text), "-some")
        said.update(Content(safe(text)))


def _suggester(field: Field) -> Suggester | None:
    if not field.choices:
        return None
    return (
        Names(field.choices, field.mark)
        if field.mark
        else SuggestFromList(field.choices, case_sensitive=False)
    )


def changed(fields: tuple[Field, ...], values: Mapping[str, str]) -> Values:
    """The values that differ from what their fields began with."""
    return {field.name: values[field.name] for field in fields if values[field.name] != field.value}
