"""The form: fields are checked as they are left, a refusal keeps what was typed."""

from __future__ import annotations

from textual.app import App
from textual.widgets import Input, Static

from fractui.core.errors import FieldRefused, Refused
from fractui.ui.dialogs.form import Field, Form, Values


def check_even(text: str) -> str:
    if not text.isdigit() or int(text) % 2:
        raise FieldRefused("even", "Write an even number.")
    return f"half is {int(text) // 2}"


class Asking(App[None]):
    def __init__(self, refuse: bool = False) -> None:
        super().__init__()
        self.saved: list[Values] = []
        self.results: list[bool | None] = []
        self.refuse = refuse

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return {"dim": "#808080", "rule": "#404040", "selection": "#303030"}

    async def save(self, values: Values) -> None:
        if self.refuse:
            raise Refused("The disk said no [red]x[/]: try again.")
        self.saved.append(values)

    def on_mount(self) -> None:
        fields = (Field("name", "Name", "[/] Acme"), Field("even", "Even", "", "like 4", check_even))
        self.push_screen(Form("Ask [/]", fields, self.save), self.results.append)


def said(app: App[None], name: str) -> str:
    return str(app.screen.query_one(f"#said-{name}", Static).render())


async def test_enter_saves_from_any_field() -> None:
    app = Asking()
    async with app.run_test() as pilot:
        await pilot.press("tab", "4", "enter")
        await pilot.pause()
    assert app.saved == [{"name": "[/] Acme", "even": "4"}]
    assert app.results == [True]


async def test_leaving_a_field_says_how_it_was_understood() -> None:
    app = Asking()
    async with app.run_test() as pilot:
        await pilot.press("tab", "8", "tab")
        await pilot.pause()
        assert said(app, "even") == "half is 4"


async def test_a_bad_field_keeps_the_form_open_with_its_reason() -> None:
    app = Asking()
    async with app.run_test() as pilot:
        await pilot.press("tab", "3", "enter")
        await pilot.pause()
        assert said(app, "even") == "Write an even number."
        assert app.screen.query_one("#field-even", Input).value == "3"
    assert app.saved == []


async def test_a_refusal_of_the_service_is_shown_and_nothing_typed_is_lost() -> None:
    app = Asking(refuse=True)
    async with app.run_test() as pilot:
        await pilot.press("tab", "4", "enter")
        await pilot.pause()
        assert "The disk said no [red]x[/]" in str(app.screen.query_one("#foot", Static).render())
        assert app.screen.query_one("#field-even", Input).value == "4"


async def test_escape_changes_nothing() -> None:
    app = Asking()
    async with app.run_test() as pilot:
        await pilot.press("tab", "4", "escape")
        await pilot.pause()
    assert app.saved == []
    assert app.results == [False]
