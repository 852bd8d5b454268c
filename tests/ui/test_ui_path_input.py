"""A path that is pasted where a path begins already."""

from __future__ import annotations

import pytest
from textual import events
from textual.app import App, ComposeResult

from fractui.ui.dialogs.path_input import PathInput, whole_path


@pytest.mark.parametrize(
    ("pasted", "path"),
    [
        ("/tmp/toggl.csv\n", "/tmp/toggl.csv"),
        ("~/toggl.csv", "~/toggl.csv"),
        ("'/tmp/my report.csv' ", "/tmp/my report.csv"),
        ("/tmp/my\\ report.csv", "/tmp/my report.csv"),
        ("file:///tmp/toggl.csv", "/tmp/toggl.csv"),
        ("file:///tmp/My%20Dir/%C3%BC.csv", "/tmp/My Dir/ü.csv"),
        ("'file://desk.local/tmp/toggl.csv'", "/tmp/toggl.csv"),
        ("file://", ""),
        ("toggl.csv", ""),
        ("'/tmp/half", ""),
        ("'/tmp/a' '/tmp/b'", ""),
        ("", ""),
    ],
)
def test_a_whole_path_is_known_as_one(pasted: str, path: str) -> None:
    assert whole_path(pasted) == path


class OneField(App[None]):
    """Nothing but the field."""

    def compose(self) -> ComposeResult:
        """The field as a dialog begins with it."""
        yield PathInput("~/", id="path")


async def test_a_pasted_path_stands_for_what_was_there_and_a_name_goes_on_from_it() -> None:
    app = OneField()
    async with app.run_test() as pilot:
        field = app.query_one(PathInput)
        field.cursor_position = 2
        field.post_message(events.Paste("toggl.csv"))
        await pilot.pause()
        assert field.value == "~/toggl.csv"
        field.post_message(events.Paste("/tmp/other.csv"))
        await pilot.pause()
        assert field.value == "/tmp/other.csv"


@pytest.mark.parametrize(("typed", "value"), [("/tmp/a", "/tmp/a"), ("~/b", "~/b"), ("c", "~/c")])
async def test_a_path_from_the_root_or_from_home_is_typed_over_its_beginning(typed: str, value: str) -> None:
    app = OneField()
    async with app.run_test() as pilot:
        app.query_one(PathInput).begin()
        for letter in typed:
            await pilot.press(letter)
        assert app.query_one(PathInput).value == value
