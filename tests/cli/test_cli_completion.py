"""The completion scripts know every command and option; bash's is asked what it would offer."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from fractui.cli.dispatch import INDEX, command_named
from fractui.cli.quick import answer
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
        ("report this-q", {"this-quarter"}),
        ("status --for ", {"tmux", "zsh", "pango"}),
        ("publish ", {"setup", "list", "forget", "ACME", "--each"}),
        ("publish se", {"setup"}),
        ("publish setup ", {"ACME", "--url", "--keyring"}),
        ("publish ACME --on-conflict ", {"leave", "theirs", "ours"}),
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


@pytest.mark.skipif(not shutil.which("fish"), reason="fish is not installed")
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("fractui sta", {"start\tStart the timer for a client or one of your own buckets"}),
        ("fractui edit 3f", {"3f9a1b2c\tACME 09:00 call"}),
        ("fractui start BE", {"BETA\twhose time it is"}),
        (
            "fractui publish se",
            {"setup\tSay where a client's calendar is published, and test the connection"},
        ),
        ("fractui publish setup BE", {"BETA\tthe client's code"}),
    ],
)
def test_what_fish_offers(cli: Cli, tmp_path: Path, typed: str, offered: set[str]) -> None:
    _stand_in(tmp_path)
    (tmp_path / "script").write_text(cli.done("completion", "fish").out)
    environ = {"PATH": f"{tmp_path}:/usr/bin:/bin", "HOME": str(tmp_path)}
    asked = ["fish", "-c", f"source {tmp_path}/script; complete -C '{typed}'"]
    found = subprocess.run(asked, capture_output=True, text=True, check=True, env=environ).stdout
    assert offered <= set(found.splitlines())


@pytest.mark.skipif(not shutil.which("zsh"), reason="zsh is not installed")
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("fractui sta", {"start", "status"}),
        ("fractui edit ", {"3f9a1b2c", "--note"}),
        ("fractui start ACME -c ", {"deep_work", "meeting"}),
        ("fractui publish ", {"setup", "list", "forget", "ACME", "--each"}),
        ("fractui publish setup ", {"ACME", "--url"}),
    ],
)
def test_what_zsh_offers(cli: Cli, tmp_path: Path, typed: str, offered: set[str]) -> None:
    _stand_in(tmp_path)
    asked = f"""compdef() {{ }}
compadd() {{ shift; print -rl -- "$@" }}
{cli.done("completion", "zsh").out}
words=("${{(@s: :)1}}"); CURRENT=${{#words}}
_fractui
"""
    environ = {"PATH": f"{tmp_path}:/usr/bin:/bin"}
    found = subprocess.run(
        ["zsh", "-f", "-c", asked, "zsh", typed], capture_output=True, text=True, check=True, env=environ
    ).stdout
    assert offered <= set(found.splitlines())


def _stand_in(folder: Path) -> None:
    """A fractui that answers what the scripts ask."""
    lines = (
        "#!/bin/sh",
        'case "$1" in',
        "--codes) echo ACME; echo BETA;;",
        "--ids) printf '3f9a1b2c\\tACME 09:00 call\\n';;",
        "esac",
    )
    (folder / "fractui").write_text("\n".join(lines) + "\n")
    (folder / "fractui").chmod(0o700)


def test_the_ids_are_asked_for_quietly(practice: Cli) -> None:
    for start in ("9:00", "11:00"):
        practice.done("add", "ACME", "--from", start, "--for", "1h", "-n", f"call at {start}\u202e")
    lines = practice.done("--ids", "entries").out.splitlines()
    assert [line.split("\t")[1] for line in lines] == [
        "ACME 11:00 call at 11:00·",
        "ACME 09:00 call at 9:00·",
    ]
    assert all(len(line.split("\t")[0]) == 8 for line in lines)
    practice.done("block", "add", "ACME", "--title", "focus", "--days", "tue", "--at", "09:00", "--for", "3h")
    assert practice.done("--ids", "blocks").out.endswith("\tACME focus\n")
    assert practice.done("--ids", "deliverables").out == ""
    assert "--ids" in practice.refused("--ids", "horses", code=2)


def test_the_codes_are_told_without_opening_the_practice_where_that_tells_the_same(
    practice: Cli, capsys: pytest.CaptureFixture[str]
) -> None:
    practice.done("client", "close", "BETA")
    capsys.readouterr()
    assert answer(["--codes"], practice.clock, {"FRACTUI_DATA": str(practice.data)}) == 0
    assert capsys.readouterr().out == practice.done("--codes").out == "ACME\n"
    practice.done("client", "reopen", "BETA")
    practice.done("client", "add", "GAMA", "--name", "Gama")
    practice.done("undo")
    capsys.readouterr()
    assert answer(["--codes"], practice.clock, {"FRACTUI_DATA": str(practice.data)}) in (0, None)
    assert capsys.readouterr().out in ("", "ACME\nBETA\n")
    assert practice.done("--codes").out == "ACME\nBETA\n"


def test_the_codes_are_asked_for_quietly(practice: Cli) -> None:
    assert practice.done("--codes").out == "ACME\nBETA\n"
