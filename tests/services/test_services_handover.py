from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from fractui.core.errors import Refused
from fractui.exchange.document_text import text_of
from fractui.services.access import Access
from fractui.services.decisions import Decisions
from fractui.services.filing import Filing
from fractui.services.handover import Handover
from fractui.services.wrong_client import WrongClient
from tests.services.desk import Desk


@pytest.fixture
def told(desk: Desk, tmp_path: Path) -> Desk:
    """ACME with a delivery, a decision, an access and a promise; BETA with a secret in every place."""
    desk.client("ACME", "Acme | <b>Robotics</b>")
    desk.client("BETA", "planted-word")
    for code in ("ACME", "BETA"):
        mine = "planted-word" if code == "BETA" else "quarterly numbers"
        owed = desk.delivery.add(code, mine, "BoardPack", date(2026, 11, 30))
        document = tmp_path / f"{code}.txt"
        document.write_text(mine)
        Filing(desk.practice, text_of).attach(owed.id, str(document), names="BETA")
        desk.delivery.move(owed.id, "delivered", "the board", "email")
        Decisions(desk.practice).add(code, f"{mine} decided", outcome="done")
        Access(desk.practice).add(
            code,
            system=f"{mine} system",
            expires_on=date(2026, 12, 31),
            url="https://books.example",
            owner="Maya",
            account="cfo@acme.example",
        )
        desk.clients.add_promise(code, f"{mine} promised", due_on=date(2026, 12, 1))
    return desk


def test_the_pack_has_all_of_one_client_and_nothing_of_another(told: Desk, tmp_path: Path) -> None:
    pack = Handover(told.practice).write("acme", str(tmp_path / "pack"))
    index = (tmp_path / "pack" / "index.md").read_text("utf-8")
    assert pack.documents == ("2026-11-30_BoardPack_ACME_v1.txt",)
    assert (tmp_path / "pack" / "documents" / pack.documents[0]).read_text() == "quarterly numbers"
    for words in (
        "| 2026-11-24 | quarterly numbers | v1 | the board | email | yes |",
        "| yes | [2026-11-30_BoardPack_ACME_v1.txt](documents/2026-11-30_BoardPack_ACME_v1.txt) |",
        "decided",
        "promised",
        "| quarterly numbers system | https://books.example | the executive | cfo@acme.example | Maya | read | 2026-12-31 |",
    ):
        assert words in index
    assert "- promised: quarterly numbers promised (the executive, due 2026-12-01)" in index, (
        "it is read on another day"
    )
    assert "decided | the executive | done |" in index
    everything = "".join(each.read_text() for each in (tmp_path / "pack").rglob("*") if each.is_file())
    assert "planted" not in everything
    assert "Acme \\| \\<b>Robotics\\</b>" in index, "people's text makes no table and no tag"


def test_records_that_name_another_client_are_handed_over_only_on_purpose(told: Desk, tmp_path: Path) -> None:
    Decisions(told.practice).add("ACME", "the rates that we pay at planted-word")
    with pytest.raises(WrongClient, match=r"for ACME names another client \(BETA, “planted-word”\)"):
        Handover(told.practice).write("ACME", str(tmp_path / "pack"))
    assert not (tmp_path / "pack").exists()
    assert Handover(told.practice).write("ACME", str(tmp_path / "pack"), "beta").documents


def test_written_again_it_is_brought_up_to_date_and_nothing_else_is_replaced(
    told: Desk, tmp_path: Path
) -> None:
    folder = tmp_path / "pack"
    Handover(told.practice).write("ACME", str(folder))
    Decisions(told.practice).add("ACME", "one more")
    Handover(told.practice).write("ACME", str(folder))
    assert "one more" in (folder / "index.md").read_text("utf-8")
    (folder / "index.md").write_text("somebody's own")
    with pytest.raises(Refused):
        Handover(told.practice).write("ACME", str(folder))
    assert (folder / "index.md").read_text() == "somebody's own"


def test_a_document_that_is_gone_is_told(told: Desk, tmp_path: Path) -> None:
    (told.root / "clients" / "ACME" / "files" / "2026-11-30_BoardPack_ACME_v1.txt").unlink()
    pack = Handover(told.practice).write("ACME", str(tmp_path / "pack"))
    assert (pack.documents, pack.missing) == ((), ("2026-11-30_BoardPack_ACME_v1.txt",))


def test_closing_takes_back_the_accesses_of_that_client_only(told: Desk) -> None:
    closing = told.clients.close("ACME", revoke=True)
    assert closing.accesses == ("quarterly numbers system",)
    access = Access(told.practice)
    assert [each.grant.revoked_on for each in access.list("ACME", revoked=True)] == [date(2026, 11, 24)]
    assert [each.grant.revoked_on for each in access.list("BETA")] == [None]
    told.history.undo()
    assert [each.grant.revoked_on for each in access.list("ACME")] == [None]


def test_a_closed_client_is_handed_over_too(told: Desk, tmp_path: Path) -> None:
    told.clients.close("ACME")
    assert Handover(told.practice).write("ACME", str(tmp_path / "pack")).documents


def test_a_folder_with_another_clients_pack_is_refused(told: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "handover"
    Handover(told.practice).write("BETA", str(folder))
    before = sorted(each.name for each in folder.rglob("*"))
    with pytest.raises(
        Refused, match=r"has a pack of another client in it \(BETA.*choose a folder of its own"
    ):
        Handover(told.practice).write("ACME", str(folder))
    (folder / "index.md").unlink()
    with pytest.raises(Refused, match="has a pack of another client in it"):
        Handover(told.practice).write("ACME", str(folder))
    assert sorted(each.name for each in folder.rglob("*")) == [name for name in before if name != "index.md"]


def test_a_copy_that_was_changed_is_not_replaced(told: Desk, tmp_path: Path) -> None:
    pack = Handover(told.practice).write("ACME", str(tmp_path / "pack"))
    copy = tmp_path / "pack" / "documents" / pack.documents[0]
    copy.chmod(0o600)
    copy.write_text("changed by hand")
    with pytest.raises(Refused, match="is another file than what was sent; move it away"):
        Handover(told.practice).write("ACME", str(tmp_path / "pack"))
    assert copy.read_text() == "changed by hand"


def test_what_would_have_come_again_after_the_end_is_not_owed(told: Desk, tmp_path: Path) -> None:
    told.delivery.add("ACME", "Weekly update", "WeeklyUpdate", date(2026, 11, 20), every="week")
    told.delivery.add("ACME", "Yearly report", "Report", date(2026, 12, 31))
    for each in told.delivery.list("ACME", "draft"):
        if each.every:
            told.delivery.move(each.id, "delivered", "the board", "email")
    told.clients.close("ACME")
    Handover(told.practice).write("ACME", str(tmp_path / "pack"))
    still_open = (tmp_path / "pack" / "index.md").read_text("utf-8").partition("## Still open")[2]
    assert "Yearly report" in still_open
    assert "Weekly update" not in still_open
