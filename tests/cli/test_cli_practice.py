"""The demo, the folders, the keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from fractui.cli.shell import Shell
from fractui.folders import Folders, system_zone
from tests.cli.conftest import Cli


def test_alone_it_opens_the_dashboard_on_the_data_folder(cli: Cli, tmp_path: Path) -> None:
    cli.done()
    cli.done("--data", str(tmp_path / "other"))
    assert cli.dashboard.opened == [str(cli.data), str(tmp_path / "other")]
    assert not cli.data.exists()


def test_the_demo_is_kept_and_is_an_ordinary_data_folder(cli: Cli, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    made = cli.json("demo", "--keep", str(kept), "--clients", "2", "--no-open", "--seed", "3")
    assert (made["data"], made["clients"]) == (str(kept), 2)
    assert cli.dashboard.opened == []
    assert len(cli.json("client", "list", "--data", str(kept))["clients"]) == 2
    assert not cli.data.exists()
    assert "not empty" in cli.refused("demo", "--keep", str(kept), "--no-open")


def test_the_demo_opens_and_a_temporary_one_is_gone_afterwards(cli: Cli, tmp_path: Path) -> None:
    cli.done("demo", "--clients", "1", "--seed", "1")
    cli.done("demo", "--keep", str(tmp_path / "kept"), "--clients", "1", "--seed", "1")
    temporary, kept = cli.dashboard.opened
    assert not Path(temporary).exists()
    assert kept == str(tmp_path / "kept")
    assert not cli.data.exists()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--no-open",), 2),
        (("--keep", "new", "--clients", "99", "--no-open"), 1),
        (("--keep", "new", "--years", "0", "--no-open"), 1),
        (("--years", "many"), 2),
        (("--keep", "/dev/null/x", "--no-open"), 3),
        (("--keep", "/dev/null", "--no-open"), 3),
    ],
)
def test_demo_refusals(cli: Cli, words: tuple[str, ...], code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(cli.root)
    cli.refused("demo", *words, code=code)


def test_path_says_where_everything_is(cli: Cli) -> None:
    places = cli.json("path")
    home = cli.environ["HOME"]
    assert places["data"] == str(cli.data)
    assert places["settings"] == f"{home}/.config/fractui"
    assert places["themes"] == f"{home}/.config/fractui/themes"
    assert places["logs"] == f"{home}/.local/state/fractui"
    assert f"data            {cli.data}\n" in cli.done("path").out


def test_folders_by_the_environment(tmp_path: Path) -> None:
    home = {"HOME": str(tmp_path)}
    assert Folders(None, home).data == f"{tmp_path}/.local/share/fractui"
    assert Folders(None, home | {"XDG_DATA_HOME": "/x"}).data == "/x/fractui"
    assert Folders(None, home | {"XDG_DATA_HOME": "relative"}).data == f"{tmp_path}/.local/share/fractui"
    assert Folders(None, home | {"FRACTUI_CONFIG": "/c"}).settings == "/c"
    assert Folders("/given", home | {"FRACTUI_DATA": "/env"}).data == "/given"
    assert Folders(None, home | {"FRACTUI_DATA": "/env"}).exports == "/env/exports"
    assert Path(Folders(None, home).shipped_themes).name == "themes"


@pytest.mark.parametrize(
    ("platform", "data", "settings"),
    [
        (
            "darwin",
            "Library/Application Support/fractui/data",
            "Library/Application Support/fractui/settings",
        ),
        ("win32", "AppData/Local/fractui/data", "AppData/Local/fractui/settings"),
    ],
)
def test_folders_on_other_systems(
    platform: str, data: str, settings: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setenv("HOME", str(tmp_path))
    folders = Folders(None, {})
    assert (folders.data, folders.settings) == (f"{tmp_path}/{data}", f"{tmp_path}/{settings}")


@pytest.mark.parametrize(
    ("named", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        (":Asia/Tokyo", "Asia/Tokyo"),
        ("US/Eastern", "America/New_York"),
        ("CET-1CEST", "UTC"),
        ("/etc/x", "UTC"),
    ],
)
def test_the_home_zone_is_the_computer_s(named: str, zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", named)
    assert system_zone() == zone


def test_keys_lists_the_dashboard_s_actions(cli: Cli) -> None:
    assert cli.json("keys")["actions"][1] == {
        "id": "undo",
        "keys": ["u", "ctrl+z"],
        "label": "Undo",
        "group": "Change",
    }
    assert cli.done("keys").rows == ["timer.switch s Switch Time", "undo u ctrl+z Undo Change"]


def test_without_a_dashboard_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    from fractui.cli.dispatch import dispatch
    from fractui.core.errors import Refused

    with pytest.raises(Refused, match="no dashboard"):
        dispatch([], Shell())


def test_help_and_version(cli: Cli) -> None:
    assert cli.done("--version").out.startswith("fractui ")
    assert "report" in cli.done("--help").out
    assert "add" in cli.done("client", "--help").out


@pytest.mark.parametrize(
    "words",
    [
        ("nope",),
        ("client",),
        ("client", "nope"),
        ("--nope",),
        ("--data",),
        ("--data=", "log"),
        ("log", "--data", ""),
        ("",),
        ("\udc80",),
        ("Start", "ACME"),
    ],
)
def test_words_that_are_no_command(cli: Cli, words: tuple[str, ...]) -> None:
    assert "fractui" in cli.refused(*words, code=2)
    assert cli.dashboard.opened == []


def test_the_data_folder_may_stand_before_or_after_the_command(practice: Cli, tmp_path: Path) -> None:
    other = str(tmp_path / "other")
    assert practice.json("--data", other, "client", "list")["clients"] == []
    assert practice.json("client", "list", "--data", other)["clients"] == []
    assert practice.json(f"--data={other}", "client", "list")["clients"] == []
    assert len(practice.json("client", "list")["clients"]) == 2


@pytest.mark.parametrize("place", ["/dev/null", "/dev/null/x", "/proc/1/nothing"])
def test_a_data_folder_that_cannot_be_is_a_sentence(cli: Cli, place: str) -> None:
    cli.refused("--data", place, "client", "add", "ACME", "--name", "Acme", code=3)


def test_damage_is_said_and_the_rest_goes_on(practice: Cli) -> None:
    practice.done("add", "ACME", "--from", "09:00", "--for", "1h")
    practice.done("add", "BETA", "--from", "10:00", "--for", "1h")
    shard = practice.data / "clients/ACME/time/2026-11.json"
    shard.write_bytes(b"\0" * 64)
    for words in (("log", "--json"), ("report", "--json"), ("report", "--by", "deliverable", "--json")):
        answer = practice(*words)
        assert answer.code == 3
        assert answer.err == f"fractui: clients/ACME/time/2026-11.json: {answer.err.partition('json: ')[2]}"
        assert "run fractui doctor" in answer.err
        assert answer.json["total_s"] >= 3600
    assert practice("log", "BETA").code == 0
    assert "doctor" in practice.refused("add", "ACME", "--from", "12:00", "--for", "1h", code=3)
    assert practice("add", "BETA", "--from", "12:00", "--for", "1h").code == 0
    assert shard.read_bytes() == b"\0" * 64
