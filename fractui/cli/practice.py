"""The practice as a whole: the demo, where it is kept, its health and its backups, and the dashboard's keys."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from fractui.cli.grammar import Command, option, switch, word
from fractui.cli.shell import Shell
from fractui.cli.tables import Table
from fractui.core.errors import Refused, StorageTrouble, WrongUsage
from fractui.services.demo import Built, build
from fractui.wiring import Services

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace


def _demo(shell: Shell, given: Namespace) -> int:
    if given.keep is None:
        if given.no_open:
            raise WrongUsage("With --no-open say where to keep the demo, like --keep ~/demo.")
        with TemporaryDirectory(prefix="fractui-demo-") as folder:
            services = shell.services_over(folder)
            _built(services, given)
            return shell.open_dashboard(services, shell.folders_with(folder))
    folder = os.path.abspath(os.path.expanduser(given.keep))  # noqa: PTH100, PTH111 - of nobody's home it makes no error
    if Path(folder).exists() and next(Path(folder).iterdir(), None) is not None:
        raise Refused(
            f"{given.keep} is not empty; choose another folder, or open what is there: fractui --data DIR"
        )
    services = shell.services_over(folder)
    built = _built(services, given)
    if given.json:
        shell.give({"data": folder, "clients": built.clients, "entries": built.entries})
    elif given.no_open:
        shell.say(f"made {built.clients} clients with {built.entries} entries in {folder}")
        shell.say(f"open it with: fractui --data {given.keep}")
    return 0 if given.no_open else shell.open_dashboard(services, shell.folders_with(folder))


def _built(services: Services, given: Namespace) -> Built:
    """The made-up practice, written whole; the folder is let go of."""
    sizes = {name: getattr(given, name) for name in ("years", "clients", "seed")}
    wanted = {name: size for name, size in sizes.items() if size is not None}
    home = services.home_zone()
    # A machine that lives in UTC is a server; its user is somewhere, and the demo's owner is in New York.
    built = (
        build(services.practice, **wanted) if home == "UTC" else build(services.practice, zone=home, **wanted)
    )
    services.close()
    return built


def _path(shell: Shell, given: Namespace) -> None:
    folders = shell.folders
    places = {
        "data": folders.data,
        "settings": folders.settings,
        "themes": folders.own_themes,
        "shipped_themes": folders.shipped_themes,
        "logs": folders.logs,
    }
    if given.json:
        shell.give(places)
        return
    for name, place in places.items():
        shell.say(f"{name.replace('_', ' '):<15} {place}")


def _keys(shell: Shell, given: Namespace) -> None:
    actions = shell.actions()
    shell.table(
        given,
        Table(
            ("id", "keys", "what it does", "group"),
            [(name, "  ".join(keys), label, group) for name, keys, label, group in actions],
        ),
        {
            "actions": [
                {"id": name, "keys": list(keys), "label": label, "group": group}
                for name, keys, label, group in actions
            ]
        },
        "The dashboard has no actions.",
    )


def _doctor(shell: Shell, given: Namespace) -> int:
    done = shell.services.repair() if given.repair else ()
    findings = shell.services.examine()
    value: dict[str, object] = {
        "findings": [
            {"kind": each.kind, "path": each.path, "problem": each.sentence, "remedy": each.remedy}
            for each in findings
        ]
    }
    if given.repair:
        value["repaired"] = list(done)
    if not given.json and given.format in (None, "table"):
        for sentence in done:
            shell.say(sentence)
    table = Table(
        ("file", "what is wrong", "what --repair does"),
        [(each.path, each.sentence, each.remedy or "cannot be helped here") for each in findings],
    )
    shell.table(given, table, value, f"Every file in {shell.folders.data} is well.")
    return 3 if findings else 0


def _backup(shell: Shell, given: Namespace) -> None:
    path = shell.services.care.backup(given.code, _ordinary(given.output))
    if given.json:
        shell.give({"path": path, "client": given.code and given.code.upper()})
    else:
        shell.say(f"backed up {given.code.upper() if given.code else 'the practice'} to {path}")


def _restore(shell: Shell, given: Namespace) -> None:
    label = shell.services.care.restore(_ordinary(given.file))
    if given.json:
        shell.give({"restored": label})
    else:
        shell.say(f"done: {label}; fractui undo takes it back")


def _ordinary(path: str) -> str:
    """The path, if no device or pipe is there, which would be read for ever.

    Raises:
        StorageTrouble: there is.
    """
    place = Path(path)
    if place.exists() and not place.is_file():
        raise StorageTrouble(f"{path} is no ordinary file; name one that is.")
    return path


COMMANDS = {
    "doctor": Command(
        _doctor,
        (switch("--repair", "put right what can be, losing nothing that is not said first"),),
        ("doctor", "doctor --repair"),
        table=True,
        notes=("The exit code is 3 as long as something is wrong.",),
    ),
    "backup": Command(
        _backup,
        (
            word("code", "only this client", nargs="?", kind="client"),
            option("-o --output", "the zip file to write", "FILE.zip", required=True, kind="file"),
        ),
        ("backup -o ~/practice.zip", "backup ACME -o acme.zip"),
    ),
    "restore": Command(_restore, (word("file", "a backup", "FILE.zip", kind="file"),), ("restore acme.zip",)),
    "demo": Command(
        _demo,
        (
            option(
                "--keep",
                "make it in this folder, which is then an ordinary data folder",
                "DIR",
                kind="folder",
            ),
            option("--years", "how many years it goes back (1)", "N", number=True),
            option("--clients", "how many clients it has (5)", "N", number=True),
            option("--seed", "another number makes another practice", "N", number=True),
            switch("--no-open", "only make it, do not open the dashboard"),
        ),
        ("demo", "demo --keep ~/demo --years 3", "demo --keep /tmp/big --years 10 --clients 10 --no-open"),
    ),
    "path": Command(_path),
    "keys": Command(
        _keys,
        table=True,
        notes=("The settings' config.toml gives an action another key, under [keys] by its id.",),
    ),
}
"""The commands that this module has."""
