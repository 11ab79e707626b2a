"""Find out whether an answer, where it is graded, only hands on the course's own."""

import sys
from collections.abc import Callable, Iterator
from types import CodeType, FrameType, FunctionType
from typing import Any

from mlcourse.checks.engine import guard
from mlcourse.checks.engine.guard import run_alone

CHECKS = "mlcourse.checks."


def hands_on(answer: Any, reference: Any, observe: Callable, seconds: float) -> bool:
    """Tell whether an answer calls the reference, or is made of it, while it is observed.

    Parameters
    ----------
    answer, reference : object
        The student's function or class, and the course's own.
    observe : callable
        What observes an answer.
    seconds : float
        How long it may take.
    """
    ours, found = set(codes(reference)), []
    if not ours:
        return False

    def look(frame: FrameType, event: str, _: Any) -> None:
        if event == "call" and frame.f_code in ours and not is_checks_own(frame.f_back):
            found.append(frame)

    def observe_watched(answer: Any) -> Any:
        before = sys.getprofile()
        sys.setprofile(look)
        try:
            return observe(answer)
        finally:
            sys.setprofile(before)

    run_alone(observe_watched, answer, seconds)
    return bool(found)


def codes(thing: Any) -> Iterator[CodeType]:
    """Yield the code of a function, or of all methods of a class or of an object's class."""
    if isinstance(thing, FunctionType):
        yield thing.__code__
    elif callable(thing):
        of_class = thing if isinstance(thing, type) else type(thing)
        yield from (method.__code__ for method in vars(of_class).values() if isinstance(method, FunctionType))


def is_checks_own(frame: FrameType | None) -> bool:
    """Tell whether a call comes from an observer, which may call the reference, and not from an answer."""
    name = frame.f_globals.get("__name__", "") if frame else ""
    return name.startswith(CHECKS) and name != guard.__name__
