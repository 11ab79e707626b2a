"""Stop code that runs for too long; where the platform cannot, say how to stop it by hand."""

import contextlib
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any, TextIO

AGAIN = 0.2  # seconds until the alarm rings once more, should the first one have been swallowed
LATER = 1.0  # seconds after the alarm: a loop inside a library written in C does not hear it
PATIENCE = 4  # times as long, at most, where others have the processor; nbgrader gives a cell six times
REMINDER = "mlcourse reminder"
STILL_RUNNING = (
    "Still running after {:g} s, and it cannot be stopped from here: "
    "press the stop button, and if that does not help, restart the kernel."
)


STILL_CHECKING = (
    "Checking `{}`. If this sentence stays for longer than a minute, your answer does not come to an end, and nothing "
    "can stop it here: choose *Kernel*, *Restart Kernel*, change the loop, and run the cells above again."
)


class TooSlow(BaseException):
    """Raised inside an answer that runs for too long; no `except Exception` of its own stops it."""


class Excuse:
    """Whether an alarm rings too early: Python was importing, or others had the processor, as in a class on a hub."""

    def __init__(self, seconds: float) -> None:
        self.seconds, self.until = seconds, 0.0
        self.thread = getattr(threading, "get_native_id", int)()  # a browser has none: 0, which is nobody's
        self.began, self.waited = time.monotonic(), waited(self.thread)

    def holds(self, frame: FrameType | None) -> bool:
        """Tell whether an alarm that rings in this frame is to be ignored."""
        now = time.monotonic()
        if is_importing(frame):
            self.until = now + self.seconds
        passed = now - self.began
        own = passed - (waited(self.thread) - self.waited)
        return now < self.until or (own < 0.9 * self.seconds and passed < PATIENCE * self.seconds)


def waited(thread: int) -> float:
    """Return the seconds for which a thread was ready to run but had no processor: on Linux; elsewhere 0."""
    try:
        return int(Path(f"/proc/self/task/{thread}/schedstat").read_text(encoding="ascii").split()[1]) / 1e9
    except (OSError, IndexError, ValueError):
        return 0.0


def is_importing(frame: FrameType | None) -> bool:
    """Tell whether a frame was called, however indirectly, by Python's machinery of imports."""
    while frame:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False


@contextlib.contextmanager
def stop_after(seconds: float, screen: TextIO, below: str) -> Iterator[None]:
    """Stop the code inside after some seconds, or say on `screen` how to.

    `below` names the module that calls the code: only frames above its own are interrupted.
    """
    if not can_stop():
        with reminder(seconds, screen):
            yield
        return
    with reminder(seconds + LATER, screen), alarm(seconds, below):
        yield


def can_stop() -> bool:
    """Tell whether running code can be stopped here: there is a timer that rings, and it reaches the main thread alone.

    In a browser, Python knows the signal SIGALRM, but has no timer.
    """
    rings = hasattr(signal, "SIGALRM") and hasattr(signal, "setitimer")
    return rings and threading.current_thread() is threading.main_thread()


def is_helpless() -> bool:
    """Tell whether code that runs can neither be stopped nor spoken of meanwhile, as in a browser: no threads start."""
    if can_stop():
        return False
    try:
        threading.Thread(target=str, daemon=True).start()
    except RuntimeError:
        return True
    return False


@contextlib.contextmanager
def alarm(seconds: float, below: str) -> Iterator[None]:
    """Raise `TooSlow` in the code inside after some seconds; put an earlier alarm and its handler back afterwards.

    The time that Python takes to import does not count, and no import is broken off: half a library is worse than none.
    Nor does the time for which others had the processor, up to a limit: a right answer is right on a busy machine, too.
    """
    began, tracer = time.monotonic(), sys.gettrace()
    handler = signal.signal(signal.SIGALRM, partial(interrupt, below, Excuse(seconds)))
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


def interrupt(below: str, excuse: Excuse, _: int, frame: FrameType | None) -> None:
    """Answer the alarm: raise `TooSlow` here, and again at the next line, should a bare `except` swallow it."""
    if excuse.holds(frame):
        return
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
    """Say on `screen`, after some seconds without an import, that only the student can stop the code inside."""
    over = threading.Event()
    arguments = (seconds, screen, over, threading.get_ident(), Excuse(seconds))
    with contextlib.suppress(RuntimeError):  # where no threads start, the check has said it before: see `is_helpless`
        threading.Thread(target=remind, args=arguments, name=REMINDER, daemon=True).start()
    try:
        yield
    finally:
        over.set()


def remind(seconds: float, screen: TextIO, over: threading.Event, thread: int, excuse: Excuse) -> None:
    """Wait until it is over, or until there is something to say about what runs in another thread."""
    while not over.wait(seconds):
        if not excuse.holds(sys._current_frames().get(thread)):
            print(STILL_RUNNING.format(seconds), file=screen, flush=True)
            return
