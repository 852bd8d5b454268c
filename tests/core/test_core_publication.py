"""What publishing would do, and which addresses are taken."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fractui.core.errors import FieldRefused
from fractui.core.publication import Do, Sent, Step, checked_address, pending, steps

UIDS = st.sampled_from("abcd")
WORDS = st.sampled_from("xyz")
WANTED = st.dictionaries(UIDS, WORDS)
THERE = st.dictionaries(UIDS, st.sampled_from(["1", "2"]))
SENT = st.dictionaries(UIDS, st.tuples(WORDS, st.sampled_from(["1", "2"]), st.booleans())).map(
    lambda found: {uid: Sent(uid, digest, etag, kept) for uid, (digest, etag, kept) in found.items()}
)


def done(wanted: dict[str, str], sent: dict[str, Sent], there: dict[str, str | None]) -> list[Step]:
    return list(steps(wanted, sent, there))


def test_what_is_new_changed_or_gone_is_created_updated_and_deleted() -> None:
    sent = {uid: Sent(uid, "old", "1") for uid in "bcd"}
    there: dict[str, str | None] = {"b": "1", "c": "1", "d": "1", "foreign": "9"}
    assert done({"a": "new", "b": "old", "c": "new"}, sent, there) == [
        Step(Do.CREATE, "a"),
        Step(Do.UPDATE, "c", "1"),
        Step(Do.DELETE, "d", "1"),
    ]


def test_what_the_server_has_otherwise_is_looked_at_first() -> None:
    sent = {uid: Sent(uid, "old", "1") for uid in "abc"}
    there: dict[str, str | None] = {"a": "2", "c": "2", "d": "1", "e": None}
    assert done({"a": "old", "b": "old", "d": "new"}, sent, there) == [
        Step(Do.LOOK, "a", "2"),
        Step(Do.LOOK, "b"),
        Step(Do.LOOK, "d", "1"),
        Step(Do.LOOK, "c", "2"),
    ]


def test_a_choice_for_theirs_stands_until_ours_changes() -> None:
    sent = {"a": Sent("a", "ours", "2", kept=True)}
    assert done({"a": "ours"}, sent, {"a": "3"}) == []
    assert done({"a": "ours"}, sent, {}) == []
    assert done({"a": "newer"}, sent, {"a": "2"}) == [Step(Do.LOOK, "a", "2")]
    assert done({}, sent, {"a": "2"}) == [Step(Do.LOOK, "a", "2")]
    assert done({}, sent, {}) == [Step(Do.FORGET, "a")]


@settings(max_examples=60, deadline=None)
@given(WANTED, SENT, THERE)
def test_nothing_that_somebody_else_put_there_is_ever_replaced_unseen(
    wanted: dict[str, str], sent: dict[str, Sent], there: dict[str, str]
) -> None:
    found = done(wanted, sent, dict(there))
    assert len({step.uid for step in found}) == len(found)
    for step in found:
        if step.do in (Do.UPDATE, Do.DELETE):
            assert sent[step.uid].etag == there[step.uid] == step.etag
            assert not sent[step.uid].kept
        if step.do in (Do.CREATE, Do.FORGET):
            assert step.uid not in there
    untouched = set(there) - set(wanted) - set(sent)
    assert not untouched & {step.uid for step in found}


def test_pending_counts_what_differs_from_what_was_sent() -> None:
    sent = {"a": Sent("a", "1", ""), "b": Sent("b", "1", "")}
    assert pending({"a": "1", "c": "1"}, sent) == 2
    assert pending({"a": "1", "b": "1"}, sent) == 0


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("cal.example.com", "https://cal.example.com/"),
        (" https://Cal.Example.com:443/dav/x/ ", "https://cal.example.com/dav/x/"),
        ("https://cal.example.com:8443/dav", "https://cal.example.com:8443/dav/"),
        ("http://localhost:5232", "http://localhost:5232/"),
        ("http://127.8.0.1/a/", "http://127.8.0.1/a/"),
        ("http://[::1]:5232/a", "http://[::1]:5232/a/"),
    ],
)
def test_an_address_is_kept_whole(typed: str, kept: str) -> None:
    assert checked_address(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ftp://cal.example.com",
        "https://",
        "https://x:99999/",
        "https://[::1",
        "https://cäl.example.com",
        "https://a\x1b.com/",
        "http://cal.example.com/",
        "http://10.0.0.1/",
        "http://localhost.example.com/",
        "https://marta:secret@cal.example.com/",
    ],
)
def test_what_is_no_safe_address_is_refused(typed: str) -> None:
    with pytest.raises(FieldRefused) as refused:
        checked_address(typed)
    assert refused.value.field == "url"
    assert "secret" not in refused.value.sentence
