from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fractui.core.errors import FieldRefused
from fractui.core.mention import Known, Mention, mentioned_in_name, mentioned_in_text, mentioned_person
from fractui.core.naming import FileName, complaints, file_name, read_name, suffix_of, suggested

DAY = date(2026, 3, 31)
BETA, GRID, ACME = Known("BETA", "Beta Foods GmbH"), Known("GRID", "Grid"), Known("AC", "Acme")


def test_a_name_is_read_as_it_is_made() -> None:
    assert file_name(DAY, "MonthlyReport", "ACME", 2) == "2026-03-31_MonthlyReport_ACME_v2"
    assert read_name("2026-03-31_MonthlyReport_ACME_v2.docx") == FileName(
        DAY, "MonthlyReport", "ACME", 2, ".docx"
    )
    assert read_name("2026-03-31_Größe_ACME_v1") == FileName(DAY, "Größe", "ACME", 1)


@pytest.mark.parametrize(
    "name",
    [
        "report final2.docx",
        "2026-02-31_A_ACME_v1",
        "2026-03-31_A_acme_v1",
        "2026-03-31_A_ACME_v0",
        "",
        "2026-03-31_A_ACME_v1/x",
    ],
)
def test_any_other_name_is_not_by_the_convention(name: str) -> None:
    assert read_name(name) is None
    assert complaints(name, "ACME")


def test_a_name_for_somebody_else_is_told() -> None:
    assert complaints("2026-03-31_A_BETA_v1.pdf", "ACME") == ("it names BETA, not ACME",)
    assert complaints("2026-03-31_A_ACME_v1.pdf", "ACME") == ()


@pytest.mark.parametrize(
    ("name", "better"),
    [
        ("report final2.docx", "2026-03-31_Report_ACME_v2.docx"),
        ("Monthly report v3.PDF", "2026-03-31_MonthlyReport_ACME_v3.pdf"),
        ("board_pack_ACME", "2026-03-31_BoardPack_ACME_v1"),
        ("???.x y", "2026-03-31_Document_ACME_v1"),
        ("Report_v2_final.docx", "2026-03-31_Report_ACME_v2.docx"),
        ("Monthly report_final2.docx", "2026-03-31_MonthlyReport_ACME_v2.docx"),
        ("2025-12-31 Board pack.docx", "2025-12-31_BoardPack_ACME_v1.docx"),
        ("20251231_Board.docx", "2025-12-31_Board_ACME_v1.docx"),
        ("Plan 2025-13-45.docx", "2026-03-31_Plan_ACME_v1.docx"),
        ("Canvas 2.docx", "2026-03-31_Canvas_ACME_v1.docx"),
    ],
)
def test_a_better_name_is_suggested(name: str, better: str) -> None:
    assert suggested(name, DAY, "ACME") == better


def test_a_name_by_the_convention_keeps_all_but_its_code() -> None:
    assert suggested("2025-01-31_BoardPack_BETA_v3.pdf", DAY, "ACME") == "2025-01-31_BoardPack_ACME_v3.pdf"


def test_a_code_within_the_clients_own_name_is_not_somebody_else() -> None:
    own, beta = "ACME BETA Holdings", [Known("BETA", "Beta Labs")]
    assert mentioned_in_text("ACME BETA Holdings, monthly report", beta, own) is None
    assert mentioned_in_name("acme_beta_holdings report.pdf", beta, own) is None
    assert mentioned_in_text("ACME BETA Holdings and BETA", beta, own) == Mention("BETA", "BETA")
    assert mentioned_in_text("BETA Holdings", beta, own) == Mention("BETA", "BETA")
    assert mentioned_in_name("beta_acme.pdf", beta, own) == Mention("BETA", "BETA")
    assert mentioned_in_text("for BETA", beta, "Beta") == Mention("BETA", "BETA")


@given(st.text(max_size=80))
def test_what_is_suggested_is_by_the_convention(name: str) -> None:
    assert complaints(suggested(name, DAY, "ACME"), "ACME") == ()


@pytest.mark.parametrize(
    ("name", "suffix"),
    [("a.PDF", ".pdf"), ("a", ""), (".hidden", ""), ("a.tar.gz", ".gz"), ("NUL.txt", ".txt")],
)
def test_the_ending(name: str, suffix: str) -> None:
    assert suffix_of(name) == suffix


@pytest.mark.parametrize("name", ["a.b c", "a.", "a.é", "a." + "x" * 11])
def test_an_ending_that_not_every_system_takes_is_refused(name: str) -> None:
    with pytest.raises(FieldRefused):
        suffix_of(name)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("2026_BETA_numbers.xlsx", "BETA"),
        ("beta-foods-report.pdf", "BETA"),
        ("BetaFoodsReport.pdf", "BETA"),
        ("grid.pdf", "GRID"),
        ("gridlock.pdf", None),
        ("alphabeta.pdf", None),
        ("Acme Robotics pack.pdf", None),
        ("acme.pdf", "AC"),
    ],
)
def test_a_file_name_gives_somebody_else_away(name: str, code: str | None) -> None:
    found = mentioned_in_name(name, [BETA, GRID, ACME], own="Acme Robotics")
    assert (found and found.code) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The board of Beta Foods meets on Monday.", "BETA"),
        ("Numbers for BETA:", "BETA"),
        ("a beta version", None),
        ("the power grid", "GRID"),
        ("Acme Robotics, board pack", None),
        ("Acme\nRobotics", None),
        ("like Acme does", "AC"),
        ("as we did for Beta", "BETA"),
        ("# Beta's numbers", "BETA"),
        ("# Beta Version", None),
        ("Beta is what it is called. Beta too.", None),
        ("| Beta | Core |", None),
        ("for Betamax", None),
        ("", None),
    ],
)
def test_a_text_gives_somebody_else_away(text: str, code: str | None) -> None:
    found = mentioned_in_text(text, [BETA, GRID, ACME], own="Acme Robotics Inc.")
    assert (found and found.code) == code


UNUSUAL = (
    Known("MUEL", "Müller Söhne"),
    Known("NIPP", "日本精密工業株式会社"),
    Known("TOYO", "東洋工業"),
    Known("SEOU", "서울식품"),
    Known("ABCD", "ABC商事"),
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Mu\u0308ller So\u0308hne pack", "MUEL"),
        ("Muller Sohne pack", "MUEL"),
        ("Mül\u00adler S\u200böhne pack", "MUEL"),
        ("ＭＵＥＬ pack", "MUEL"),
        ("MUEL社の数字", "MUEL"),
        ("これは日本精密工業株式会社の月次報告書です", "NIPP"),
        ("日本精密工業（株）御中", "NIPP"),
        ("東洋工業報告書", "TOYO"),
        ("서울식품의 보고서", "SEOU"),
        ("ＡＢＣ商事様", "ABCD"),
        ("東洋の工業", None),
        ("日本", None),
        ("Mueller und Söhne", None),
    ],
)
def test_however_a_name_is_written_or_encoded_it_is_found(text: str, code: str | None) -> None:
    for found in (mentioned_in_text(text, UNUSUAL), mentioned_in_name(f"{text}.md", UNUSUAL)):
        assert (found and found.code) == code


def test_a_word_of_ones_own_name_is_nobody_elses() -> None:
    assert mentioned_in_text("as we did for Beta", [BETA], own="Beta Kitchens") is None
    assert mentioned_in_text("as we did for Beta Foods", [BETA], own="Beta Kitchens") is not None


def test_a_part_of_ones_own_name_is_nobody_elses_without_spaces_too() -> None:
    assert mentioned_in_text("東洋工業大阪の報告", UNUSUAL, own="東洋工業大阪") is None
    assert mentioned_in_text("東洋工業大阪と東洋工業", UNUSUAL, own="東洋工業大阪") is not None


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_text_and_no_name_is_too_odd(text: str, name: str) -> None:
    others = (Known("BETA", name),)
    mentioned_in_name(text, others, own=name)
    assert mentioned_in_text(text, others, own=name) in (None, Mention("BETA", "BETA"))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Lena Hoff", True),
        ("board, LENA hoff", True),
        ("lena.hoff@beta.example", True),
        ("Lena", False),
        ("Mia", True),
        ("Mia Sand", False),
        ("田中花子様", True),
        ("the board", False),
    ],
)
def test_somebody_elses_people(text: str, named: bool) -> None:
    people = [Known("BETA", name) for name in ("Lena Hoff", "lena.hoff@beta.example", "Mia", "田中花子", "")]
    assert (mentioned_person(text, people) is not None) is named
    assert mentioned_person(text, people, [each.name for each in people]) is None
