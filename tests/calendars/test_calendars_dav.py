"""A server that refuses, sends on, hangs, trickles and floods: one sentence each, and the password goes nowhere else."""

from __future__ import annotations

import hashlib
import re
import socket
from collections.abc import Iterator
from contextlib import closing

import pytest

from fractui.calendars.dav_server import LARGEST, Login, Patience, Server
from fractui.calendars.dav_trouble import (
    CannotDo,
    ChangedThere,
    EventRefused,
    NoSuchThing,
    ServerTrouble,
    Unreachable,
    WrongPassword,
)
from fractui.calendars.digest import Digest, challenge_of
from fractui.calendars.discovery import Discovery
from fractui.calendars.remote_calendar import RemoteCalendar
from fractui.core.errors import FieldRefused
from tests.calendar_servers import Handler, OddServer, running_odd_server

UID = "9bf39639-3899-bd7c-512f-aa59417fc649@fractui"
QUICK = Patience(connect_s=2, read_s=0.15, whole_s=0.3)
"""Of the tests that wait for a server that does not answer; a busy machine answers slower than that."""
PATIENT = Patience(connect_s=10, read_s=10, whole_s=20)
LOGIN = Login("marta", "hush-hush")
MULTI = '<?xml version="1.0"?><d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">{}</d:multistatus>'
ONE = "<d:response><d:href>{}</d:href><d:propstat><d:prop>{}</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>"
CALENDAR = "<d:resourcetype><d:collection/><c:calendar/></d:resourcetype>"


@pytest.fixture
def odd() -> Iterator[OddServer]:
    with running_odd_server() as server:
        yield server


def calendar(odd: OddServer, patience: Patience = PATIENT) -> RemoteCalendar:
    return RemoteCalendar(Server(odd.url, LOGIN, patience), f"{odd.url}cal/")


def multi(*parts: tuple[str, str]) -> bytes:
    return MULTI.format("".join(ONE.format(*part) for part in parts)).encode()


@pytest.mark.parametrize(
    ("status", "kind", "word"),
    [
        (401, WrongPassword, "password"),
        (403, ServerTrouble, "does not let this user write"),
        (404, NoSuchThing, "no calendar at this address"),
        (405, CannotDo, "the one for CalDAV"),
        (410, NoSuchThing, "no calendar at this address"),
        (400, EventRefused, "finds the event wrong"),
        (409, EventRefused, "another name"),
        (412, ChangedThere, "another version"),
        (413, EventRefused, "too large"),
        (418, ServerTrouble, "refused with 418"),
        (429, ServerTrouble, "left alone"),
        (500, ServerTrouble, "trouble of its own (500)"),
        (502, ServerTrouble, "trouble of its own (502)"),
        (503, ServerTrouble, "left alone"),
        (507, ServerTrouble, "no room"),
    ],
)
def test_each_refusal_is_one_sentence(
    odd: OddServer, status: int, kind: type[ServerTrouble], word: str
) -> None:
    odd.answer = lambda handler: handler.say(status, b"<html>\nTraceback secrets\n</html>")
    with pytest.raises(kind) as refused:
        calendar(odd).create(UID, b"x")
    assert type(refused.value) is kind
    assert word in refused.value.sentence
    assert "\n" not in refused.value.sentence
    assert "secrets" not in refused.value.sentence
    assert "hush" not in refused.value.sentence


@pytest.mark.parametrize(
    ("status", "word"),
    [
        (200, "did not answer as a calendar server"),
        (409, "refused with 409"),
        (412, "refused with 412"),
        (413, "refused with 413"),
    ],
)
def test_what_is_said_of_the_whole_calendar_is_not_about_one_event(
    odd: OddServer, status: int, word: str
) -> None:
    odd.answer = lambda handler: handler.say(status, b"<html>no-uid-conflict</html>")
    with pytest.raises(ServerTrouble, match=word) as refused:
        calendar(odd).marks()
    assert type(refused.value) is ServerTrouble


def test_a_uid_that_another_calendar_has_is_the_events_own_trouble(odd: OddServer) -> None:
    odd.answer = lambda handler: handler.say(403, b"<error><no-uid-conflict/></error>")
    with pytest.raises(EventRefused, match="another calendar of this account"):
        calendar(odd).create(UID, b"x")


def test_conditions_and_marks(odd: OddServer) -> None:
    odd.answer = lambda handler: handler.say(201, ETag='"1"')
    here = calendar(odd)
    assert here.create(UID, b"data") == '"1"'
    assert here.update(UID, b"data", '"1"') == '"1"'
    here.delete(UID, '"1"')
    conditions = [(t.method, t.headers.get("if-none-match"), t.headers.get("if-match")) for t in odd.told]
    assert conditions == [("PUT", "*", None), ("PUT", None, '"1"'), ("DELETE", None, '"1"')]
    assert {t.path for t in odd.told} == {f"/cal/{UID}.ics"}
    assert odd.told[0].body == b"data"


def test_a_mark_that_is_not_told_is_asked_for(odd: OddServer) -> None:
    def answer(handler: Handler) -> None:
        if handler.method == "PUT":
            handler.say(204)
        else:
            handler.say(207, multi(("/cal/x.ics", "<d:getetag>&quot;7&quot;</d:getetag>")))

    odd.answer = answer
    assert calendar(odd).create(UID, b"x") == '"7"'


def test_marks_are_by_uid_however_the_server_writes_its_addresses(odd: OddServer) -> None:
    odd.answer = lambda handler: handler.say(
        207,
        multi(
            ("/cal/", ""),
            (f"/cal/{UID.replace('@', '%40')}.ics", "<d:getetag>&quot;1&quot;</d:getetag>"),
            (f"{odd.url}cal/foreign.ics", "<d:getetag>&quot;2&quot;</d:getetag>"),
            ("/cal/no-mark.ics", ""),
        ),
    )
    assert calendar(odd).marks() == {UID: '"1"', "foreign": '"2"', "no-mark": None}


@pytest.mark.parametrize(
    "body",
    [
        b"<html>hello</html>",
        b"",
        b"\xff\xfe",
        b'<!DOCTYPE x [<!ENTITY a "aaaa">]><d:multistatus xmlns:d="DAV:">&a;</d:multistatus>',
        b"<d:multistatus xmlns:d='DAV:'>",
    ],
)
def test_an_answer_of_something_else_is_named_for_what_it_is(odd: OddServer, body: bytes) -> None:
    odd.answer = lambda handler: handler.say(207, body)
    with pytest.raises(ServerTrouble, match="did not answer as a calendar server"):
        calendar(odd).marks()


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_the_password_goes_to_no_other_server(odd: OddServer, status: int) -> None:
    with running_odd_server() as other:
        odd.answer = lambda handler: handler.say(status, Location=f"{other.url}cal/")
        with pytest.raises(ServerTrouble) as refused:
            calendar(odd).marks()
        assert other.told == []
        assert other.url.rstrip("/") in refused.value.sentence
        assert "password is not given" in refused.value.sentence


def test_nor_does_an_address_that_the_server_names(odd: OddServer) -> None:
    with running_odd_server() as other:
        home = f"<c:calendar-home-set><d:href>{other.url}home/</d:href></c:calendar-home-set>"
        odd.answer = lambda handler: handler.say(207, multi(("/", home)))
        with pytest.raises(ServerTrouble, match="password is not given"):
            Discovery(Server(odd.url, LOGIN, PATIENT), odd.url).find("", "ACME", "acme")
        assert other.told == []


def test_a_redirect_within_the_server_is_followed_but_not_for_ever(odd: OddServer) -> None:
    odd.answer = lambda handler: handler.say(308, Location="/cal/there/")
    with pytest.raises(ServerTrouble, match="in circles"):
        calendar(odd).marks()
    assert len(odd.told) == 5
    assert {told.method for told in odd.told} == {"PROPFIND"}

    odd.answer = lambda handler: handler.say(301, Location="http://[")
    with pytest.raises(ServerTrouble, match="did not answer as"):
        calendar(odd).marks()


def test_a_server_that_hangs_is_left(odd: OddServer) -> None:
    odd.answer = lambda handler: (odd.done.wait(2), None)[1]
    with pytest.raises(Unreachable, match="took too long"):
        calendar(odd, QUICK).marks()


def test_a_server_that_trickles_is_left(odd: OddServer) -> None:
    def answer(handler: Handler) -> None:
        handler.send_response(207)
        handler.send_header("Content-Length", "1000000")
        handler.end_headers()
        while not odd.done.wait(0.03):
            handler.wfile.write(b"x")
            handler.wfile.flush()

    odd.answer = answer
    with pytest.raises(Unreachable, match="took too long"):
        calendar(odd, QUICK).marks()


@pytest.mark.parametrize("status", [207, 302, 401])
def test_fifty_megabytes_are_not_read(odd: OddServer, status: int) -> None:
    sent = 0

    def answer(handler: Handler) -> None:
        nonlocal sent
        handler.send_response(status)
        handler.send_header("Location", "/cal/x/")
        handler.send_header("WWW-Authenticate", 'Digest realm="R", nonce="n"')
        handler.send_header("Content-Length", str(50_000_000))
        handler.end_headers()
        for _ in range(50):
            handler.wfile.write(b"x" * 1_000_000)
            sent += 1_000_000

    odd.answer = answer
    server = Server(odd.url, LOGIN, Patience(2, 2, 10))
    with pytest.raises(ServerTrouble, match="more than 16 MB"):
        RemoteCalendar(server, f"{odd.url}cal/").marks()
    assert sent < 50_000_000
    assert LARGEST < 50_000_000


def test_a_line_that_breaks_is_no_traceback(odd: OddServer) -> None:
    def answer(handler: Handler) -> None:
        handler.send_response(207)
        handler.send_header("Content-Length", "100")
        handler.end_headers()
        handler.wfile.write(b"half")
        handler.close_connection = True

    odd.answer = answer
    with pytest.raises(ServerTrouble):
        calendar(odd).marks()


def test_nobody_there_is_said_so() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}/"
    with pytest.raises(Unreachable, match="cannot be reached"):
        RemoteCalendar(Server(url, LOGIN, PATIENT), url).marks()


def test_a_server_without_a_certificate_gets_nothing(odd: OddServer) -> None:
    url = odd.url.replace("http://", "https://")
    with pytest.raises(Unreachable):
        RemoteCalendar(Server(url, LOGIN, PATIENT), url).marks()
    assert odd.told == []


def test_no_proxy_sees_what_goes_to_this_computer(odd: OddServer, monkeypatch: pytest.MonkeyPatch) -> None:
    with running_odd_server() as proxy:
        monkeypatch.setenv("http_proxy", proxy.url)
        odd.answer = lambda handler: handler.say(207, multi(("/cal/", "")))
        assert calendar(odd).marks() == {}
        assert proxy.told == []


def test_a_digest_is_given_where_the_server_asks_for_it(odd: OddServer) -> None:
    def answer(handler: Handler) -> None:
        if "Digest" in handler.headers.get("Authorization", ""):
            handler.say(207, multi(("/cal/", "")))
        else:
            handler.say(401, WWW_Authenticate='Digest realm="R", qop="auth", nonce="n1", opaque="o"')

    odd.answer = answer
    here = calendar(odd)
    assert here.marks() == {}
    assert here.marks() == {}
    proofs = [told.headers["authorization"] for told in odd.told]
    assert [proof.partition(" ")[0] for proof in proofs] == ["Basic", "Digest", "Digest"]
    said = dict(re.findall(r'(\w+)="?([^",]+)"?', proofs[2]))
    assert said["nc"] == "00000002"
    first, second = (hashlib.md5(t.encode()).hexdigest() for t in ("marta:R:hush-hush", "PROPFIND:/cal/"))
    proof = hashlib.md5(f"{first}:n1:00000002:{said['cnonce']}:auth:{second}".encode()).hexdigest()
    assert said["response"] == proof


def test_the_digest_of_the_standards_example() -> None:
    challenge = challenge_of(
        'Basic realm="x", Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=SHA-256, '
        'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"'
    )
    assert challenge is not None
    digest = Digest(
        challenge, "Mufasa", "Circle of Life", lambda: "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"
    )
    said = digest.header("GET", "http://www.example.org/dir/index.html")
    assert 'response="753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"' in said
    assert challenge_of('Digest realm="x", nonce="n", algorithm=SHA-512-256') is None
    assert challenge_of("Negotiate") is None


def test_a_wrong_password_is_not_asked_about_twice(odd: OddServer) -> None:
    odd.answer = lambda handler: handler.say(401, WWW_Authenticate='Digest realm="R", nonce="n1"')
    with pytest.raises(WrongPassword):
        calendar(odd).marks()
    assert len(odd.told) == 2


@pytest.mark.parametrize(
    ("properties", "word"),
    [
        (
            CALENDAR
            + '<c:supported-calendar-component-set><c:comp name="VTODO"/></c:supported-calendar-component-set>',
            "takes no events",
        ),
        (
            CALENDAR
            + "<d:current-user-privilege-set><d:privilege><d:read/></d:privilege></d:current-user-privilege-set>",
            "may not write",
        ),
    ],
)
def test_a_calendar_that_is_of_no_use_is_not_set_up(odd: OddServer, properties: str, word: str) -> None:
    odd.answer = lambda handler: handler.say(207, multi(("/cal/", properties)))
    with pytest.raises(FieldRefused, match=word):
        Discovery(Server(odd.url, LOGIN, PATIENT), f"{odd.url}cal/").find("", "ACME", "acme")


def test_a_server_that_makes_no_calendars_says_what_there_is(odd: OddServer) -> None:
    def answer(handler: Handler) -> None:
        if handler.method == "MKCALENDAR":
            handler.say(403)
        else:
            name = "<d:displayname>Work</d:displayname>"
            handler.say(
                207,
                multi(("/", "<d:resourcetype><d:collection/></d:resourcetype>"), ("/w/", CALENDAR + name)),
            )

    odd.answer = answer
    discovery = Discovery(Server(odd.url, LOGIN, PATIENT), odd.url)
    with pytest.raises(FieldRefused, match=r"makes no calendar “ACME”.*“Work”"):
        discovery.find("", "ACME", "acme")
    assert discovery.find("work", "ACME", "x").url == f"{odd.url}w/"


def test_a_page_that_is_none_is_looked_for_at_the_well_known_address(odd: OddServer) -> None:
    def answer(handler: Handler) -> None:
        if handler.path == "/.well-known/caldav":
            handler.say(301, Location="/dav/")
        elif handler.path == "/dav/":
            principal = "<d:current-user-principal><d:href>/p/marta/</d:href></d:current-user-principal>"
            handler.say(207, multi(("/dav/", principal)))
        elif handler.path == "/p/marta/":
            home = "<c:calendar-home-set><d:href>/c/marta/</d:href></c:calendar-home-set>"
            handler.say(207, multi(("/p/marta/", home)))
        elif handler.path == "/c/marta/":
            handler.say(207, multi(("/c/marta/one/", CALENDAR)))
        else:
            handler.say(404)

    odd.answer = answer
    found = Discovery(Server(odd.url, LOGIN, PATIENT), odd.url).find("one", "ACME", "x")
    assert (found.url, found.name, found.made) == (f"{odd.url}c/marta/one/", "one", False)
