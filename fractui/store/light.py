"""Loading the store for one command: without what its libraries import and a command never uses.

Measured: of 50 ms that loading takes, 11 go to modules that ``dataclasses``, msgspec, tinydb and ``uuid`` want for a part of them
that is not used here.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from types import ModuleType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_LATER = ("inspect", "json", "msgspec.inspect")
"""Imported whole by ``dataclasses``, tinydb and msgspec, and not asked for anything while they are loaded."""


class _Later(ModuleType):
    """Stands for a module that is imported when it is first asked for something."""

    def __getattr__(self, name: str) -> Any:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


def load_store() -> None:
    """Import the store while stand-ins take the places of modules that are not needed; nothing where it is imported already.

    Only for a process that has one thread, since another one's import would find the stand-ins.
    """
    if "msgspec" in sys.modules or "tinydb" in sys.modules:
        return
    hidden = {name: module for name, module in _stand_ins().items() if name not in sys.modules}
    sys.modules.update(hidden)  # type: ignore[arg-type]  # None is how the import system is told that there is none
    try:
        import_module("fractui.store.practice")
    finally:
        for name, module in hidden.items():
            if sys.modules.get(name, module) is module:
                sys.modules.pop(name, None)


def _stand_ins() -> dict[str, ModuleType | None]:
    """What is put in the places; None is a module that is not there, for which msgspec has another way."""
    found: dict[str, ModuleType | None] = {name: _Later(name) for name in _LATER}
    found["typing_extensions"] = None
    schemas = found["msgspec._json_schema"] = ModuleType("msgspec._json_schema")
    for name in ("schema", "schema_components"):
        setattr(schemas, name, _forwarded(schemas.__name__, name))
    if hasattr(os, "uname"):
        # All that ``uuid`` wants of it is the system's name.
        platform = found["platform"] = ModuleType("platform")
        vars(platform).update(system=lambda: os.uname().sysname)
    return found


def _forwarded(module: str, name: str) -> Callable[..., Any]:
    """A function that imports the one that it stands for when it is called."""
    return lambda *given, **named: getattr(import_module(module), name)(*given, **named)
