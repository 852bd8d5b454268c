"""Calendar servers for tests: a real Radicale, and one that answers as oddly as it is told to."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import requests
from radicale import config
from radicale.server import serve
from requests.auth import HTTPBasicAuth

USER, PASSWORD = "marta", "s3cret ü:é"


@dataclass
class Radicale:
    """A running server; ``user`` makes a user with nothing yet."""

    url: str
    users: Path
    count: int = 0

    def user(self) -> str:
        """A new user's name; the password is ``PASSWORD``."""
        self.count += 1
        name = f"{USER}{self.count}"
        with self.users.open("a", encoding="utf-8") as file:
            file.write(f"{name}:{PASSWORD}\n")
        return name

    def page(self, user: str) -> str:
        """The address of a user's own page."""
        return f"{self.url}{user}/"

    def ask(self, user: str, method: str, url: str, body: bytes = b"", **headers: str) -> requests.Response:
        """A request of the test's own, as another program of the user's would make it."""
        return requests.request(
            method, url, data=body, headers=headers, auth=HTTPBasicAuth(user, PASSWORD.encode()), timeout=10
        )

    def events(self, user: str, calendar: str) -> dict[str, str]:
        """The events in a calendar by their UIDs, as Radicale serves them."""
        from icalendar import Calendar

        whole = Calendar.from_ical(self.ask(user, "GET", calendar).content)
        return {str(each["UID"]): str(each["SUMMARY"]) for each in whole.walk("VEVENT")}


@contextmanager
def running_radicale(folder: Path) -> Iterator[Radicale]:
    """Radicale on a free port of this computer, with its data in ``folder``."""
    users = folder / "users"
    users.write_text(f"{USER}:{PASSWORD}\n", encoding="utf-8")
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    settings = config.load()
    settings.update(
        {
            "server": {"hosts": f"127.0.0.1:{port}", "timeout": 5},
            "auth": {
                "type": "htpasswd",
                "htpasswd_filename": str(users),
                "htpasswd_encryption": "plain",
                "delay": 0,
                "htpasswd_cache": False,
            },
            "storage": {"filesystem_folder": str(folder / "collections"), "_filesystem_fsync": False},
            "web": {"type": "none"},
            "logging": {"level": "critical"},
        },
        "test",
        privileged=True,
    )
    stop, stopped = socket.socketpair()
    thread = threading.Thread(target=serve, args=(settings, stopped), daemon=True)
    thread.start()
    _wait_for(port)
    try:
        yield Radicale(f"http://127.0.0.1:{port}/", users)
    finally:
        stop.close()
        thread.join(10)
        stopped.close()


def _wait_for(port: int) -> None:
    for _ in range(500):
        with suppress(OSError), closing(socket.create_connection(("127.0.0.1", port), 1)):
            return
        time.sleep(0.01)
    raise TimeoutError("Radicale did not come up")


@dataclass
class Told:
    """A request that the odd server got."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


Answering = Callable[["Handler"], None]


@dataclass
class OddServer:
    """Answers every request by ``answer``; ``told`` is what it was asked."""

    url: str = ""
    told: list[Told] = field(default_factory=list)
    answer: Answering = lambda handler: handler.say(404)
    done: threading.Event = field(default_factory=threading.Event)


class Handler(BaseHTTPRequestHandler):
    """Hands every request to the server's ``answer``."""

    odd: OddServer
    protocol_version = "HTTP/1.1"

    def parse_request(self) -> bool:
        """Take any method."""
        if not super().parse_request():
            return False
        self.command, self.method = "ANY", self.command
        return True

    def do_ANY(self) -> None:
        """Remember, and answer."""
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        headers = {name.lower(): text for name, text in self.headers.items()}
        self.odd.told.append(Told(self.method, self.path, headers, body))
        with suppress(ConnectionError):
            self.odd.answer(self)

    def say(self, status: int, body: bytes = b"", **headers: str) -> None:
        """Send an answer; in the names of headers _ stands for -."""
        self.send_response(status)
        for name, text in headers.items():
            self.send_header(name.replace("_", "-"), text)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Be quiet."""


@contextmanager
def running_odd_server() -> Iterator[OddServer]:
    """An odd server on a free port of this computer."""
    odd = OddServer()
    handler = type("OneHandler", (Handler,), {"odd": odd})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    odd.url = f"http://127.0.0.1:{server.server_address[1]}/"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield odd
    finally:
        odd.done.set()
        server.shutdown()
        server.server_close()
        thread.join(5)
