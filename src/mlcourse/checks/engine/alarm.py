"""Stop code that runs for too long; where the platform cannot, say how to stop it by hand."""

import contextlib
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from types import FrameType
from typing import Any, TextIO

AGAIN = 0.2  # seconds until the alarm rings once more, should the first one have been swallowed


class TooSlow(BaseException):
    """Raised inside an answer that runs for too long; no `except Exception` of its own stops it."""


def stop_after(seconds: float, screen: TextIO, below: str) -> contextlib.AbstractContextManager:
    """Return the context that stops the code inside after some seconds, or says on `screen` how to.

    `below` names the module that calls the code: only frames above its own are interrupted.
    """
    return alarm(seconds, below) if can_stop() else reminder(seconds, screen)


def can_stop() -> bool:
    """Tell whether running code can be stopped here: alarm signals exist, and reach the main thread alone."""
    return hasattr(signal, "SIGALRM") and threading.current_thread() is threading.main_thread()


@contextlib.contextmanager
def alarm(seconds: float, below: str) -> Iterator[None]:
    """Raise `TooSlow` in the code inside after some seconds; put an earlier alarm and its handler back afterwards."""
    began, tracer = time.monotonic(), sys.gettrace()
    handler = signal.signal(signal.SIGALRM, partial(interrupt, below))
    delay, interval = signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, handler or signal.SIG_DFL)
        if sys.gettrace() is not tracer:
            sys.settrace(tracer)
        if delay:
            signal.setitimer(signal.ITIMER_REAL, max(delay - (time.monotonic() - began), 0.001), interval)


def interrupt(below: str, _: int, frame: FrameType | None) -> None:
    """Answer the alarm: raise `TooSlow` here, and again at the next line, should a bare `except` swallow it."""
    sys.settrace(lambda *_: None)  # lines are traced in the frames below, and in no new ones
    while frame and frame.f_globals.get("__name__") != below:
        frame.f_trace = raise_at_line
        frame = frame.f_back
    raise TooSlow


def raise_at_line(_: FrameType, event: str, __: Any) -> Callable:
    """Trace a frame: raise `TooSlow` as soon as it begins another line."""
    if event == "line":
        raise TooSlow
    return raise_at_line


@contextlib.contextmanager
def reminder(seconds: float, screen: TextIO) -> Iterator[None]:
    """Say on `screen`, after some seconds, that only the student can stop the code inside."""
    sentence = f"Still running after {seconds:g} s, and it cannot be stopped from here: press the stop button."
    timer = threading.Timer(seconds, print, [sentence], {"file": screen, "flush": True})
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
