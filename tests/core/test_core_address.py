"""The address of a tool: what may be kept of one and handed to a browser."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fractui.core.access import Grant, check_grant
from fractui.core.address import check_address, host_of
from fractui.core.errors import FieldRefused


@pytest.mark.parametrize(
    ("text", "kept", "host"),
    [
        ("", "", ""),
        ("  https://go.xero.com ", "https://go.xero.com", "go.xero.com"),
        (
            "https://www.Xero.com/app?org=1&x=a@b#top",
            "https://www.Xero.com/app?org=1&x=a@b#top",
            "xero.com",
        ),
        ("http://localhost:8080/x", "http://localhost:8080/x", "localhost:8080"),
        ("http://[::1]:80?a", "http://[::1]:80?a", "[::1]:80"),
        ("https://bi.example/q?f={a|b}^2", "https://bi.example/q?f={a|b}^2", "bi.example"),
        ("HTTPS://jira.example", "HTTPS://jira.example", "jira.example"),
        ("https://会計.example/帳", "https://会計.example/帳", "会計.example"),
    ],
)
def test_an_address_is_kept_as_it_is_and_told_by_its_host(text: str, kept: str, host: str) -> None:
    assert check_address("url", text) == kept
    assert host_of(kept) == host


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("go.xero.com", "https://"),
        ("xero", "https://"),
        ("https://", "https://"),
        ("https:///path", "https://"),
        ("https://.", "https://"),
        ("javascript:alert(1)", "https://"),
        ("file:///etc/passwd", "https://"),
        ("ftp://files.example", "https://"),
        ("mailto:lena@acme.example", "https://"),
        ("-x https://go.xero.com", "https://"),
        ("https://me:secret@go.xero.com", "password manager"),
        ("https://me@go.xero.com", "password manager"),
        ("https://@go.xero.com", "password manager"),
        ("https://a b.example", "no spaces"),
        ("https://go.xero.com/a b", "no spaces"),
        ("https://go.xero.com\\@evil.example", "password manager"),
        ("https://go.xero.com/a\\b", "no spaces"),
        ('https://go.xero.com/"', "no spaces"),
        ("https://go.xero.com:port", "no address"),
        ("https://[::1", "no address"),
        pytest.param("https://go.xero.com/" + "a" * 1000, "1,000", id="long"),
    ],
)
def test_what_no_browser_should_get_is_refused_in_a_sentence(text: str, word: str) -> None:
    with pytest.raises(FieldRefused) as refused:
        check_grant(Grant(id="1", system="Xero", url=text))
    assert refused.value.field == "url"
    assert word in refused.value.sentence
    assert "secret" not in refused.value.sentence


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(), st.text().map("https://{}".format)))
def test_whatever_is_typed_is_an_address_or_refused(text: str) -> None:
    try:
        kept = check_address("url", text)
    except FieldRefused:
        return
    assert not kept or kept.lower().startswith(("http://", "https://"))
    assert bool(kept) is bool(host_of(kept))
    assert check_address("url", kept) == kept
