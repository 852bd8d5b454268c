"""Another process over a data folder, for tests of two at once: does what each line of stdin says, and says how it went."""

from __future__ import annotations

import sys
from pathlib import Path

from fractui.core.errors import FractuiError
from fractui.wiring import Services


def main(data: str, name: str) -> None:
    """Each line is ``move ID``, ``deliver ID`` or ``attach ID``; the answer is ``ok`` or ``no`` with the sentence."""
    services = Services(data)
    services.practice.codes()
    print("READY", flush=True)
    for line in sys.stdin:
        what, known = line.split()
        try:
            _do(services, what, known, name, Path(data).parent)
        except FractuiError as error:
            print(f"no {error.sentence}", flush=True)
        else:
            print("ok", flush=True)
    services.close()


def _do(services: Services, what: str, known: str, name: str, folder: Path) -> None:
    if what == "move":
        services.delivery.move(known, "in_review")
    elif what == "deliver":
        services.delivery.move(known, "delivered", to_whom=name, via="email")
    else:
        document = folder / f"mine.{name}"
        document.write_text(name)
        services.filing.attach(known, str(document), next_version=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
