"""A calendar server over HTTP: one origin, which alone gets the password, and bounds on how long and how much it may answer.

``requests`` carries the bytes. The ``caldav`` package is not used for it: that mends calendars before it sends them, follows a
server's addresses to other hosts, reads answers without a bound, and puts another urllib3 in the place of everybody's.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from secrets import token_hex
from urllib.parse import urljoin, urlsplit

import requests
import urllib3.exceptions
from requests.auth import HTTPBasicAuth

from fractui.calendars.dav_trouble import (
    ServerTrouble,
    elsewhere,
    offline,
    senseless,
    slow,
    too_large,
    uncertified,
)
from fractui.calendars.digest import Digest, challenge_of
from fractui.core.value import value

LARGEST = 16_000_000
"""Bytes that an answer may have: the marks of a hundred thousand events."""

_REDIRECTS = frozenset({301, 302, 307, 308})
_MOST_REDIRECTS = 5
_PART = 65_536
_PORTS = {"https": 443, "http": 80}


@value
class Patience:
    """Seconds to wait for a connection, for the next bytes, and for a whole answer."""

    connect_s: float = 10.0
    read_s: float = 30.0
    whole_s: float = 120.0


@value
class Answer:
    """What came back: the status, the headers by lower-case names, the body, and the address that answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str


class Login:
    """A user with a password, which is shown nowhere."""

    __slots__ = ("password", "user")

    def __init__(self, user: str, password: str) -> None:
        self.user = user
        self.password = password


class Server:
    """Asks one server; ``url`` says which one. Close it when done."""

    def __init__(self, url: str, login: Login, patience: Patience | None = None) -> None:
        self._origin = _origin(url)
        self.host = urlsplit(url).netloc
        self._login = login
        self._patience = patience or Patience()
        self._digest: Digest | None = None
        self._session = requests.Session()
        # On the way to this computer itself the password is in the clear: no proxy may see it.
        self._session.trust_env = url.startswith("https:")
        self._session.headers.update({"User-Agent": "fractui", "Accept-Encoding": "identity"})

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def ask(
        self, method: str, url: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> Answer:
        """One request, redirects within the server followed; whatever the status, its answer.

        Raises:
            Unreachable: nobody answers, or not in time, or not provably the right one.
            ServerTrouble: it sends on to another server, in circles, or too much.
        """
        for _ in range(_MOST_REDIRECTS):
            self.check(url)
            answer = self._asked(method, url, body, headers or {})
            if answer.status not in _REDIRECTS or "location" not in answer.headers:
                return answer
            url = self._next(url, answer.headers["location"])
        raise ServerTrouble(f"{self.host} sends in circles; see that the address is the one for CalDAV.")

    def check(self, url: str) -> None:
        """See that an address is on this server.

        Raises:
            ServerTrouble: it is on another one.
        """
        if _origin(url) != self._origin:
            raise elsewhere(self.host, f"{urlsplit(url).scheme}://{urlsplit(url).netloc}"[:80])

    def _next(self, url: str, location: str) -> str:
        try:
            target = urljoin(url, location)
            _origin(target)
        except ValueError as error:
            raise senseless(self.host) from error
        return target

    def _asked(self, method: str, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """One request, asked again where the server wants the password proved in another way."""
        answer = self._once(method, url, body, headers)
        if answer.status != 401:
            return answer
        challenge = challenge_of(answer.headers.get("www-authenticate", ""))
        if challenge is None or (self._digest is not None and "stale" not in challenge):
            return answer
        self._digest = Digest(challenge, self._login.user, self._login.password, lambda: token_hex(8))
        return self._once(method, url, body, headers)

    def _once(self, method: str, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        patience = self._patience
        until = time.monotonic() + patience.whole_s
        try:
            with self._sent(method, url, body, headers) as response:
                data = self._body(response, until)
                told = {name.lower(): text for name, text in response.headers.items()}
                return Answer(response.status_code, told, data, url)
        except requests.exceptions.SSLError as error:
            raise uncertified(self.host) from error
        except (requests.exceptions.Timeout, urllib3.exceptions.TimeoutError) as error:
            raise slow(self.host) from error
        except (
            requests.exceptions.RequestException,
            urllib3.exceptions.HTTPError,
            OSError,
            UnicodeError,
        ) as error:
            raise offline(self.host) from error

    def _sent(self, method: str, url: str, body: bytes, headers: Mapping[str, str]) -> requests.Response:
        """The answer as far as its headers; the session itself would read a redirect's whole body, and follow where it may not."""
        session, patience = self._session, self._patience
        asked = requests.Request(method, url, dict(headers), data=body or None, auth=self._proof)
        prepared = session.prepare_request(asked)
        how = session.merge_environment_settings(prepared.url, {}, True, None, None)
        return session.get_adapter(url).send(
            prepared,
            stream=True,
            timeout=(patience.connect_s, patience.read_s),
            verify=how["verify"] or True,
            cert=how["cert"],
            proxies=how["proxies"],
        )

    def _proof(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        """Put the password's proof on a request."""
        if self._digest is None:
            user, password = (text.encode() for text in (self._login.user, self._login.password))
            HTTPBasicAuth(user, password)(request)
            return request
        request.headers["Authorization"] = self._digest.header(request.method or "", request.url or "")
        return request

    def _body(self, response: requests.Response, until: float) -> bytes:
        """The answer's bytes as they come, so that neither a flood nor a trickle goes on for ever."""
        parts: list[bytes] = []
        size = 0
        while part := response.raw.read1(_PART, decode_content=True):
            size += len(part)
            if size > LARGEST:
                raise too_large(self.host, LARGEST)
            if time.monotonic() > until:
                raise slow(self.host)
            parts.append(part)
        return b"".join(parts)


def _origin(url: str) -> tuple[str, str, int]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 0)
