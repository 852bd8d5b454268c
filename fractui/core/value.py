"""Values: frozen dataclasses that cost little to define, for there are dozens and every start defines them anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, fields
from operator import attrgetter
from typing import Any, NoReturn, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def value(cls: type[T]) -> type[T]:
    """Make a class what ``dataclass(frozen=True, slots=True)`` would make of it, in a quarter of the time.

    ``dataclass`` compiles six methods for each class, which was half of what opening the practice cost. Here only ``__init__``
    is compiled, and not before a first value is made; what is the same for all values is shared. Defaults are values themselves:
    there are no factories.
    """
    return _made(cls, kw_only=False)


@dataclass_transform(frozen_default=True, kw_only_default=True)
def record(cls: type[T]) -> type[T]:
    """Make a class a value whose fields are given by name, for there are many of them; one record may build on another."""
    return _made(cls, kw_only=True)


def _made(plain: type[T], *, kw_only: bool) -> type[T]:
    cls: type[Any] = dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(plain)
    all_fields = fields(cls)
    content = attrgetter(*(each.name for each in all_fields))
    methods = {
        "__init__": _begin(all_fields),
        "__eq__": _equal(content),
        "__hash__": lambda self: hash(content(self)),
        "__repr__": _shown,
        "__setattr__": _refuse_to_set,
        "__delattr__": _refuse_to_delete,
    }
    for name, method in methods.items():
        if name not in vars(plain):
            setattr(cls, name, method)
    return cls


def _begin(all_fields: tuple[Field[Any], ...]) -> Callable[..., None]:
    """An ``__init__`` that puts the compiled one in its own place: of most classes no start or command makes a value by hand."""

    def __init__(self: Any, *given: Any, **named: Any) -> None:  # noqa: N807
        made = _init(all_fields)
        # Another thread may have made the first value meanwhile.
        for cls in type(self).__mro__:
            if vars(cls).get("__init__") is __init__:
                cls.__init__ = made  # type: ignore[misc]  # once, and by what was to be there
        made(self, *given, **named)

    return __init__


def _init(all_fields: tuple[Field[Any], ...]) -> Callable[..., None]:
    """``__init__`` with every field as an argument; it goes around the value's own refusal to be set."""
    known: dict[str, Any] = {"_set": object.__setattr__}
    placed, named = ["self"], ["*"]
    for each in all_fields:
        word = each.name
        if each.default is not MISSING:
            word += f"=_{each.name}"
            known[f"_{each.name}"] = each.default
        (named if each.kw_only else placed).append(word)
    head = ", ".join(placed + named if len(named) > 1 else placed)
    body = "; ".join(f"_set(self, {each.name!r}, {each.name})" for each in all_fields)
    exec(f"def __init__({head}): {body}", known)  # noqa: S102 - of the class's own field names, as dataclass does
    made: Callable[..., None] = known["__init__"]
    return made


def _equal(content: attrgetter[Any]) -> Callable[[Any, object], bool]:
    def __eq__(self: Any, other: object) -> bool:  # noqa: N807
        if other.__class__ is not self.__class__:
            return NotImplemented
        return self is other or bool(content(self) == content(other))

    return __eq__


def _shown(self: Any) -> str:
    said = ", ".join(f"{each.name}={getattr(self, each.name)!r}" for each in fields(self))
    return f"{type(self).__qualname__}({said})"


def _refuse_to_set(self: Any, name: str, _: object) -> NoReturn:  # noqa: ARG001
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: Any, name: str) -> NoReturn:  # noqa: ARG001
    raise FrozenInstanceError(f"cannot delete field {name!r}")
