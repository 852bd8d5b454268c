"""A client's tools: where an access leads on the web (row 000-05)."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace

import pytest

from fractui.core.access import Grant
from fractui.core.errors import FieldRefused, NotFound, Refused
from fractui.services import opener
from fractui.services.access import Access
from fractui.services.finding import rank
from fractui.store.codec import decode, encode
from tests.services.desk import Desk

URL = "https://go.xero.com/app?org=7"


@pytest.fixture
def access(desk: Desk) -> Access:
    for code in ("ACME", "BETA"):
        desk.client(code, hours=0)
    return Access(desk.practice)


def test_an_access_leads_to_its_tool(desk: Desk, access: Access) -> None:
    xero = access.add("ACME", system="Xero", url=URL, owner="Lena")
    room = access.add("ACME", system="Data room")
    assert access.address("acme", xero.id[:12]) == URL
    rows = {row.system: (row.host, row.owner) for row in desk.workspaces.view("ACME").access}
    assert rows == {"Xero": ("go.xero.com", "Lena"), "Data room": ("", "")}
    with pytest.raises(Refused, match="Data room has no address yet"):
        access.address("ACME", room.id)
    with pytest.raises(NotFound, match="2 accesses of ACME begin with 0000"):
        access.address("ACME", "0000")
    access.edit("ACME", xero.id, url="")
    with pytest.raises(Refused):
        access.address("ACME", xero.id)
    desk.history.undo()
    assert access.address("ACME", xero.id) == URL


def test_a_tool_is_found_by_its_host_with_its_own_client_alone(desk: Desk, access: Access) -> None:
    for code in ("ACME", "BETA"):
        access.add(code, system=f"{code} books", url=f"https://{code.lower()}.xero.com")
    found = rank("xero.com", desk.finder.items("ACME"))
    assert [(item.title, item.code) for item in found] == [("ACME books", "ACME")]
    assert "beta" not in repr(desk.workspaces.view("ACME")).casefold()
    assert len(rank("xero.com", desk.finder.items())) == 2
    with pytest.raises(NotFound):
        access.address("ACME", access.list("BETA")[0].grant.id)


def test_what_somebody_wrote_into_the_file_is_looked_at_before_a_browser_gets_it(
    desk: Desk, access: Access
) -> None:
    made = access.add("ACME", system="Xero", url=URL)
    with desk.practice.transaction("by hand") as tx:
        tx.put_in("ACME", replace(made, url="file:///etc/passwd"))
    with pytest.raises(FieldRefused):
        access.address("ACME", made.id)


def test_an_access_of_before_is_read_and_keeps_its_bytes() -> None:
    raw = encode(Grant(id="1", system="Xero"))
    assert not {"url", "owner"} & set(raw)
    assert decode(Grant, raw, "grants") == Grant(id="1", system="Xero")


def test_the_browser_gets_the_address_as_one_word_and_no_shell_reads_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started: list[tuple[object, dict[str, object]]] = []
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(opener, "Popen", lambda command, **options: started.append((command, options)))
    opener.open_address("https://x.example/?a=1&b=$(id);rm")
    command, options = started[0]
    assert command == ["/usr/bin/xdg-open", "https://x.example/?a=1&b=$(id);rm"]
    assert "shell" not in options
    assert options["stdin"] is subprocess.DEVNULL


def test_where_nothing_opens_the_address_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(Refused, match=r"No browser can be opened here; the address is https://go\.xero\.com"):
        opener.open_address(URL)
