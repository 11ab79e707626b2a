"""Run a student's code without being hurt by it: it may raise, print, or never end."""

import contextlib
import io
import linecache
import signal
import sys
import threading
import traceback
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SECONDS = 5.0
PACKAGE = Path(__file__).parents[1]


@dataclass(frozen=True)
class Problem:
    """Something an answer did instead of giving a value.

    Two problems of the same kind count as the same behavior, however they are worded.
    """

    kind: str
    says: str


class TooSlow(BaseException):
    """Raised inside an answer that runs for too long; no `except Exception` of its own stops it."""


def run(answer: Callable, *arguments: Any, seconds: float | None = None) -> Any:
    """Call `answer` and return its value, or a `Problem` where there is none.

    Parameters
    ----------
    answer : callable
        The student's function, or one of ours that calls it.
    *arguments
        What it is called with.
    seconds : float, optional
        How long it may take; without it, as long as whoever called `run` allows.

    Returns
    -------
    object
        What `answer` returned; a `Problem` if it raised, ran for too long or only printed.
    """
    printed = io.StringIO()
    try:
        with limit(seconds), contextlib.redirect_stdout(printed), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            value = answer(*arguments)
    except (TooSlow, KeyboardInterrupt):
        if seconds is None:
            raise
        return Problem("never ends", "did not come to an end: is there a loop whose condition never changes?")
    except Exception as error:
        return Problem(f"raises {type(error).__name__}", f"raised {describe(error)}")
    if value is None:
        also = "printed its result and " if printed.getvalue() else ""
        return Problem("returns None", f"{also}returned nothing: does it end with `return`?")
    return value


def describe(error: Exception) -> str:
    """Return the error's name, its message and the student's line that raised it."""
    what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    frames = [f for f in traceback.extract_tb(error.__traceback__) if is_students(f.filename)]
    if not frames:
        return what
    line = linecache.getline(frames[-1].filename, frames[-1].lineno).strip()
    return f"{what}, in line {frames[-1].lineno}" + (f": `{line}`" if line else "")


def is_students(filename: str) -> bool:
    """Tell whether code from this file is the student's: neither the course's nor a library's."""
    path = Path(filename)
    return PACKAGE not in path.parents and "site-packages" not in path.parts


def limit(seconds: float | None) -> contextlib.AbstractContextManager:
    """Return the context in which an answer runs: limited to some seconds, or not limited."""
    return contextlib.nullcontext() if seconds is None else stop_after(seconds)


@contextlib.contextmanager
def stop_after(seconds: float) -> Iterator[None]:
    """Stop the code inside after some seconds; where the platform cannot, say how to stop it by hand."""
    if can_stop():
        before = signal.signal(signal.SIGALRM, raise_too_slow)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
    else:
        timer = threading.Timer(seconds, say_how_to_stop, [seconds, sys.stdout])
        timer.start()
        try:
            yield
        finally:
            timer.cancel()


def can_stop() -> bool:
    """Tell whether running code can be stopped here: alarm signals exist, and reach the main thread alone."""
    return hasattr(signal, "SIGALRM") and threading.current_thread() is threading.main_thread()


def raise_too_slow(*_: Any) -> None:
    """Answer the alarm."""
    raise TooSlow


def say_how_to_stop(seconds: float, screen: Any) -> None:
    """Say plainly that only the student can stop what runs."""
    print(
        f"Still running after {seconds:g} s, and this platform cannot stop it by itself: press ■ to stop it.",
        file=screen,
    )
