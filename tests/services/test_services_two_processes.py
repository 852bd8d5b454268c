"""Two real processes that want the same card at the same moment: one gets it, the other a sentence, nothing is lost or doubled."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

from fractui.core.naming import read_name
from fractui.wiring import Services

ROUNDS = 12
SAID = {
    "move": "in review by now: it was moved in another window",
    "deliver": "delivered by now: it was moved in another window",
    "attach": "got another document meanwhile, in another window",
}
"""What the slower one is told, who has seen the card as it was before; else that it is so already."""


def beside(data: Path, name: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.services.beside_worker", str(data), name],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).resolve().parents[2],
    )


def answer(worker: subprocess.Popen[str]) -> str:
    assert worker.stdout is not None
    return worker.stdout.readline().strip()


def test_one_gets_the_card_and_the_other_a_sentence(tmp_path: Path) -> None:
    data = tmp_path / "data"
    services = Services(str(data))
    services.clients.add("ACME", name="Acme Robotics")
    (tmp_path / "first.md").write_text("first")
    ids = {
        what: [
            services.delivery.add("ACME", "Pack", f"{what.title()}{number}", date(2026, 11, 30)).id
            for number in range(ROUNDS)
        ]
        for what in SAID
    }
    for known in ids["attach"]:
        services.filing.attach(known, str(tmp_path / "first.md"))
    services.practice.settle()
    with beside(data, "one") as one, beside(data, "two") as two:
        assert (answer(one), answer(two)) == ("READY", "READY")
        for what, known in ((each, known) for each in ids for known in ids[each]):
            for worker in (one, two):
                assert worker.stdin is not None
                worker.stdin.write(f"{what} {known}\n")
                worker.stdin.flush()
            said = sorted((answer(one), answer(two)))
            # Who comes when all is over begins the version after; nobody is turned away then.
            assert said[1] == "ok"
            assert said[0].startswith("no ") or what == "attach"
            assert said[0] == "ok" or SAID[what] in said[0] or "already" in said[0]
    services.practice.catch_up()
    portal = services.practice.portal("ACME")
    for known in ids["deliver"]:
        owed = portal.deliverable(known)
        assert (owed.version, len(owed.receipts), len(owed.log)) == (1, 1, 1)
    named = [name for known in ids["attach"] for name in portal.deliverable(known).files]
    there = {each.name for each in (data / "clients" / "ACME" / "files").iterdir()}
    assert (len(named), set(named)) == (len(set(named)), there)
    for known in ids["attach"]:
        versions = [parts.version for parts in map(read_name, portal.deliverable(known).files) if parts]
        assert versions == sorted(set(versions))
    assert services.examine() == ()
