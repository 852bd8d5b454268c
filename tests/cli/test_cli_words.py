"""Reading a command's words without argparse: what is read at all is read as argparse reads it."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fractui.cli.dispatch import INDEX, command_named
from fractui.cli.parser import parse
from fractui.cli.words import read
from fractui.core.errors import WrongUsage
from tests.cli.conftest import Cli

COMMANDS = {name: command_named(name) for name in INDEX}
PLAIN = ("ACME", "3f9a", "", "-", "--", "-20m", "14:05", "a b", "7", "x=y", "--help", "--note=x", "-nx")


@st.composite
def typed(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A command and words that a person may have typed after it, mistakes included."""
    name = draw(st.sampled_from(sorted(COMMANDS)))
    arguments = COMMANDS[name].all_arguments()
    words: list[str] = []
    for each in draw(st.lists(st.sampled_from(arguments), max_size=5)) if arguments else []:
        if not each.positional:
            words.append(draw(st.sampled_from(each.flags)))
        if not each.switch:
            values = [*each.choices, *(one.upper().replace("_", "-") for one in each.choices), *PLAIN]
            words.append(draw(st.sampled_from(values)))
    for at in range(draw(st.integers(0, 1))):
        words.insert(draw(st.integers(0, len(words))), draw(st.sampled_from(PLAIN)) or str(at))
    return name, words


@settings(max_examples=300, deadline=None)
@given(typed())
def test_what_is_read_is_read_as_argparse_reads_it(given_words: tuple[str, list[str]]) -> None:
    name, words = given_words
    found = read(COMMANDS[name], words)
    # argparse makes an empty list of the value ``--``; here it is the text that was typed.
    if found is not None and "--" not in words:
        assert vars(found) == vars(parse(name, "", COMMANDS[name], words))


@pytest.mark.parametrize(
    ("name", "words", "some"),
    [
        ("start", ["ACME", "-n", "call", "--at", "-20m"], {"who": "ACME", "note": "call", "at": "-20m"}),
        ("stop", [], {"at": None, "next": None, "json": False}),
        ("add", ["bd", "--from", "9:00", "--for", "1h30", "-c", "Deep-Work"], {"category": "deep_work"}),
        ("log", ["--json", "ACME", "today"], {"words": ["ACME", "today"], "json": True}),
        ("report", [], {"words": []}),
        ("history", ["--limit", "3"], {"limit": 3}),
        ("undo", ["--data", "x"], {"data": "x"}),
        ("start", ["ACME", "--at", "--"], {"at": "--"}),
    ],
)
def test_plain_words_are_read(name: str, words: list[str], some: dict[str, Any]) -> None:
    found = read(COMMANDS[name], words)
    assert found is not None
    assert some.items() <= vars(found).items()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("start", []),
        ("start", ["ACME", "BETA"]),
        ("start", ["ACME", "--at"]),
        ("start", ["ACME", "--help"]),
        ("start", ["ACME", "-c", "chess"]),
        ("start", ["ACME", "--note=x"]),
        ("split", ["3f9a"]),
        ("log", ["ACME", "--json", "today"]),
        ("history", ["--limit", "few"]),
        ("stop", ["--", "x"]),
    ],
)
def test_the_rest_is_left_to_argparse(name: str, words: list[str]) -> None:
    assert read(COMMANDS[name], words) is None


@pytest.mark.parametrize("words", [["start", "ACME"], ["stop"], ["undo"], ["log", "today"]])
def test_a_plain_command_does_not_import_argparse(words: list[str], tmp_path: Any) -> None:
    code = (
        "import sys; from fractui.__main__ import main; main(sys.argv[1:]);"
        " print('argparse' in sys.modules, file=sys.stderr)"
    )
    command = [sys.executable, "-c", code, "--data", str(tmp_path / "data"), *words]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert result.stderr.splitlines()[-1] == "False"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("start", ["ACME", "-c", "--"]),
        ("start", ["ACME", "--note=--"]),
        ("add", ["ACME", "--from", "9:00", "--for=--"]),
        ("away", ["drop", "--at", "--"]),
        ("history", ["--limit", "--"]),
        ("client edit", ["ACME", "--key", "--"]),
    ],
)
def test_two_dashes_are_no_value(name: str, words: list[str]) -> None:
    with pytest.raises(WrongUsage, match="expected one argument"):
        parse(name, "", COMMANDS[name], words)


def test_every_value_has_a_name_in_the_usage() -> None:
    for name, command in COMMANDS.items():
        for each in command.all_arguments():
            assert each.metavar or each.switch or each.choices, f"{name} {each.flags[0]}"


@pytest.mark.parametrize(
    "words",
    [
        ("today", "done"),
        ("access", "revoke", "ACME"),
        ("deliverable", "write"),
        ("entry", "delete"),
        ("block", "delete"),
        ("template", "show"),
        ("client", "show"),
    ],
)
def test_a_word_of_any_length_is_answered_with_one_short_sentence(
    practice: Cli, words: tuple[str, ...]
) -> None:
    answer = practice(*words, "x" * 700)
    assert answer.code in (1, 2)
    assert answer.err.startswith("fractui: ")
    assert len(answer.err.splitlines()) == 1
    assert len(answer.err) < 200
