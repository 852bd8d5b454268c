from __future__ import annotations

import sys
from datetime import timedelta

from fractui.services.access import Access
from fractui.services.checklists import Checklists
from fractui.services.decisions import Decisions
from fractui.services.finding import rank
from fractui.services.views.find import FindItem
from tests.services.desk import Desk


def item(title: str, code: str = "ACME", kind: str = "deliverable", detail: str = "") -> FindItem:
    return FindItem(kind, title, code, "steelblue", detail, f"{kind}:{code}:{title}")


def titles(query: str, *items: FindItem) -> list[str]:
    return [each.title for each in rank(query, items)]


def test_an_empty_query_keeps_everything_in_its_order() -> None:
    assert titles("", item("b"), item("a")) == ["b", "a"]


def test_a_beginning_beats_the_inside_of_a_word_and_that_beats_loose_letters() -> None:
    found = titles("pack", item("unpacking"), item("pale fabric"), item("Pack list"), item("p a c k"))
    assert found == ["Pack list", "unpacking", "p a c k"]


def test_the_code_of_a_client_comes_first() -> None:
    found = titles("acme", item("About acme"), item("Acme Robotics", kind="client"), item("x", code="BETA"))
    assert found[0] == "Acme Robotics"


def test_every_word_must_be_somewhere() -> None:
    found = titles(
        "beta board", item("Board pack", "ACME"), item("Board deck", "BETA"), item("Beta plan", "ACME")
    )
    assert found == ["Board deck"]


def test_case_accents_and_invisible_characters_do_not_count() -> None:
    assert titles("cafe", item("Café Zürich")) == ["Café Zürich"]
    assert titles("ZURICH", item("Café Zürich")) == ["Café Zürich"]
    assert titles("acme", item("Ac\u200bme", code="BETA")) == ["Ac\u200bme"]


def test_a_word_of_the_detail_finds_less_strongly() -> None:
    found = titles("cfo", item("Lena", detail="CFO"), item("CFO search"))
    assert found == ["CFO search", "Lena"]


def test_what_is_nowhere_is_not_found() -> None:
    assert titles("zzz", item("Board pack")) == []


def test_markup_is_only_letters() -> None:
    assert titles("[red]", item("[red]x[/red]"), item("red")) == ["[red]x[/red]"]


def test_twice_as_many_names_are_twice_the_work() -> None:
    for query in ("qrtly bd", "report", "board mon", "zq"):
        once, twice = _calls_of(query, 200), _calls_of(query, 400)
        assert twice <= 2 * once


def _calls_of(query: str, many: int) -> int:
    """How many functions are called to rank so many names; no clock says so reliably on a busy machine."""
    items = tuple(
        item(f"Quarterly board report number {n % 10} of the café", kind=kind, detail="in review · 3 d late")
        for n in range(many)
        for kind in ("deliverable", "note")
    )
    calls = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        rank(query, items)
    finally:
        sys.setprofile(before)
    return calls


def test_items_are_clients_first_then_what_they_hold(desk: Desk) -> None:
    desk.client("ACME", "Acme Robotics")
    desk.client("BETA", "Beta Foods")
    desk.delivery.add("ACME", "Board pack", "BoardPack", desk.today)
    desk.clients.add_person("BETA", "Lena Hoff", role="CEO")
    items = desk.finder.items()
    assert [(each.kind, each.code, each.title) for each in items] == [
        ("client", "ACME", "Acme Robotics"),
        ("client", "BETA", "Beta Foods"),
        ("deliverable", "ACME", "Board pack"),
        ("person", "BETA", "Lena Hoff"),
    ]
    assert items[2].detail == "draft · today"
    assert items[2].target.startswith("deliverable:ACME:")


def test_what_is_written_down_is_found_with_what_it_is(desk: Desk) -> None:
    desk.client("ACME", "Acme Robotics", notes="## Watch\n- Pays on day 52. Terms say 30.\n\n---\n")
    desk.clients.add_person("ACME", "Lena Hoff", notes="Wants the number first.")
    desk.delivery.add("ACME", "Board pack", "BoardPack", desk.today, notes="Page seven is the bridge")
    desk.clients.add_promise("ACME", "pricing memo to Jonas", due_on=desk.today + timedelta(days=2))
    Decisions(desk.practice).add(
        "ACME", "No second warehouse", on=desk.today, owner="board", outcome="leased instead"
    )
    Access(desk.practice).add(
        "ACME", system="NetSuite", account="me@acme.example", expires_on=desk.today + timedelta(days=9)
    )
    Checklists(desk.practice).add("ACME", text="Know who decides what", section="people")
    items = desk.finder.items("ACME")

    def found(letters: str) -> list[tuple[str, str, str]]:
        return [(each.kind, each.title, each.detail) for each in rank(letters, items)]

    assert found("pric jonas") == [("promise", "pricing memo to Jonas", "promise · Thu")]
    assert found("warehouse") == [
        ("decision", "No second warehouse", "decision · 24 Nov · board · leased instead")
    ]
    assert found("leased")[0][0] == "decision"
    assert found("netsuite") == [("access", "NetSuite", "access · read · me@acme.example · until 3 Dec")]
    assert found("decides") == [("todo", "Know who decides what", "onboarding · people · open")]
    assert found("day 52") == [("note", "Pays on day 52.", "note")]
    assert found("number first") == [("note", "Wants the number first.", "note · about Lena Hoff")]
    assert found("bridge") == [("note", "Page seven is the bridge", "note · about Board pack")]
    assert found("watch") == [("note", "Watch", "note")]
    notes = [each.target for each in items if each.kind == "note" and each.target.startswith("notes:")]
    assert notes == ["notes:ACME~0", "notes:ACME~1", "notes:ACME~2"]
    assert len({each.target for each in items}) == len(items)


def test_letters_strewn_over_a_sentence_find_nothing() -> None:
    words = "No second warehouse before gross margin holds"
    assert titles("nsw", item(words, kind="decision")) == []
    assert titles("nsw", item(words)) == [words]


def test_inside_a_workspace_nothing_of_another_client_is_offered(desk: Desk) -> None:
    desk.client("ACME", "Acme Robotics")
    desk.client("BETA", "Beta Foods")
    desk.clients.add_person("BETA", "Lena Hoff")
    assert {each.code for each in desk.finder.items("ACME")} == {"ACME"}


def test_an_empty_practice_offers_nothing(desk: Desk) -> None:
    assert desk.finder.items() == ()
