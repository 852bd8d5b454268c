"""The completion scripts know every command and option; bash's is asked what it would offer."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from fractui.cli.dispatch import INDEX, command_named
from tests.cli.conftest import Cli


@pytest.mark.parametrize("name", INDEX)
def test_every_command_has_help_with_its_options(cli: Cli, name: str) -> None:
    out = cli.done(*name.split(), "--help").out
    assert out.startswith(f"usage: fractui {name} ")
    assert INDEX[name][1] in " ".join(out.split())
    for argument in command_named(name).all_arguments():
        assert (argument.metavar if argument.positional else argument.flags[0]) in out


@pytest.mark.parametrize(
    ("name", "explained"),
    [
        ("start", "'20 min ago'"),
        ("add", "1h30"),
        ("report", "last-month"),
        ("block add", "mon-fri"),
        ("edit", "beginning"),
    ],
)
def test_help_explains_how_times_and_periods_are_written(cli: Cli, name: str, explained: str) -> None:
    assert explained in cli.done(*name.split(), "--help").out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_names_every_command_and_option(cli: Cli, shell: str) -> None:
    script = cli.done("completion", shell).out
    for name in INDEX:
        assert name in script
        for argument in command_named(name).arguments:
            for flag in argument.flags:
                wanted = flag.lstrip("-") if shell == "fish" else flag
                assert argument.positional or wanted in script
    if shutil.which(shell):
        subprocess.run([shell, "-n"], input=script, text=True, check=True)


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not installed")
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("", {"start", "client", "report"}),
        ("sta", {"start", "status"}),
        ("client ", {"add", "list", "show", "edit", "close", "reopen"}),
        ("start ", {"ACME", "BETA", "admin", "--note", "--at"}),
        ("start ACME -c dee", {"deep_work"}),
        ("--data x client show ", {"ACME", "BETA"}),
        ("deliverable list --status ", {"draft", "in_review", "delivered"}),
        ("report --by w", {"week"}),
        ("report --for", {"--format"}),
    ],
)
def test_what_bash_offers(cli: Cli, tmp_path: Path, typed: str, offered: set[str]) -> None:
    (tmp_path / "fractui").write_text("#!/bin/sh\necho ACME\necho BETA\n")
    (tmp_path / "fractui").chmod(0o700)
    script = cli.done("completion", "bash").out
    words = ["fractui", *typed.split(" ")]
    asked = f"""{script}
COMP_WORDS=({" ".join(word or "''" for word in words)})
COMP_CWORD={len(words) - 1}
_fractui
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
    environ = {"PATH": f"{tmp_path}:/usr/bin:/bin"}
    found = subprocess.run(
        ["bash", "-c", asked], capture_output=True, text=True, check=True, env=environ
    ).stdout.split()
    assert offered <= set(found)
    if typed.strip() and not typed.endswith(" "):
        assert set(found) == offered


def test_the_codes_are_asked_for_quietly(practice: Cli) -> None:
    assert practice.done("--codes").out == "ACME\nBETA\n"
