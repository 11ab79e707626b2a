"""The checks as they were before a student's code ran: what grades is neither read nor altered by what is graded."""

import sys
from dataclasses import fields
from types import FunctionType, ModuleType
from typing import Any

from mlcourse.checks.engine.check import Check

PARTS = ("mlcourse.checks", "mlcourse.taught")  # what judges, and what it compares with
SECRET = {"reference", "observe", "mistakes", "ours", "given", "expected", "known", "__dict__"}
REMEMBERED = ("expected", "known")  # of an earlier check
UNCHANGED = {"__dict__", "__weakref__", "__doc__", "__module__", "__abstractmethods__"}


class Closed:
    """Keeps the checks as they are, and puts them back as they were.

    Attributes
    ----------
    check : ModuleType or None
        The lesson's checks, under the name that its cells use.
    """

    def __init__(self) -> None:
        self.check: ModuleType | None = None
        self.contents: list[tuple[Any, dict[str, Any]]] = []
        self.codes: list[tuple[FunctionType, Any]] = []

    def keep(self, check: ModuleType) -> None:
        """Close the checks to the cells of a notebook, and keep all that they and their modules hold."""
        Check.__getattribute__ = closed_to_cells
        self.check = check
        for name, module in list(sys.modules.items()):
            if name.startswith(PARTS):
                self.keep_contents(module)
        for thing in vars(check).values():
            if isinstance(thing, Check):
                self.contents.append((thing, {field.name: getattr(thing, field.name) for field in fields(thing)}))

    def keep_contents(self, module: ModuleType) -> None:
        """Keep what a module and its own classes hold, and the code of their functions."""
        own = [thing for thing in vars(module).values() if getattr(thing, "__module__", "") == module.__name__]
        for holder in [module, *(thing for thing in own if isinstance(thing, type))]:
            held = dict(vars(holder))
            self.contents.append((holder, held))
            functions = [thing for thing in held.values() if isinstance(thing, FunctionType)]
            self.codes += [(function, function.__code__) for function in functions]

    def put_back(self) -> None:
        """Put everything back; what a check remembers of its own answer, it finds out again."""
        for function, code in self.codes:
            function.__code__ = code
        for holder, held in self.contents:
            if isinstance(holder, type):
                put_back_class(holder, held)
            else:
                vars(holder).update(held)
        for thing in vars(self.check).values() if self.check else ():
            if isinstance(thing, Check):
                for name in REMEMBERED:
                    vars(thing).pop(name, None)


def put_back_class(holder: type, held: dict[str, Any]) -> None:
    """Put a class's attributes back, and take away those that were added."""
    for name in set(vars(holder)) - set(held) - UNCHANGED:
        delattr(holder, name)
    for name in set(held) - UNCHANGED:
        if vars(holder).get(name) is not held[name]:
            setattr(holder, name, held[name])


def closed_to_cells(check: Check, name: str) -> Any:
    """Stand in for reading an attribute of a check: a notebook's cell may call it, and no more."""
    if name in SECRET and sys._getframe(1).f_globals.get("__name__") == "__main__":
        raise AttributeError(f"`{name}` of a check is closed while it grades: write your own answer")
    return object.__getattribute__(check, name)
