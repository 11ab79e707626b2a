"""Run a student's code without being hurt by it: it may raise, print, or never end."""

import contextlib
import inspect
import io
import linecache
import os
import re
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from mlcourse.checks.engine.alarm import TooSlow, stop_after
from mlcourse.checks.engine.surroundings import undisturbed
from mlcourse.checks.engine.values import Problem, clean

SECONDS = 5.0
PACKAGE = Path(__file__).parents[2]
PYTHON = Path(os.__file__).parent
OTHER_PARAMETERS = "takes other parameters"
FOLDERS = re.compile(r"(?<![\w.])(?:[A-Za-z]:)?[\\/]+(?:[\w.+-]+[\\/]+)+")


def run_alone(observe: Callable, answer: Any, seconds: float) -> Any:
    """Observe an answer for some seconds at most, cut off from its surroundings.

    Returns
    -------
    object
        What `observe` returned, or a `Problem`.
    """
    screen = sys.stdout
    try:
        with undisturbed(), stop_after(seconds, screen, __name__):
            return run(observe, answer)
    except (TooSlow, KeyboardInterrupt):
        return Problem("never ends", "did not come to an end: is there a loop whose condition never changes?")


def run(answer: Callable, *arguments: Any) -> Any:
    """Call `answer` and return its value, or a `Problem` where there is none.

    Parameters
    ----------
    answer : callable
        The student's function, or one of ours that calls it.
    *arguments
        What it is called with.

    Returns
    -------
    object
        What `answer` returned; a `Problem` if it raised, only printed, or cannot be called like this.
    """
    if not accepts(answer, len(arguments)):
        return Problem(OTHER_PARAMETERS, f"takes the parameters `{written(answer)}`")
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed):
            value = answer(*arguments)
    except (TooSlow, KeyboardInterrupt):
        raise
    except SystemExit:
        return Problem("exits", "asked Python to exit: leave `exit`, `quit` and `sys.exit` out")
    except BaseException as error:
        return raised(error)
    if value is None:
        also = "printed its result and " if printed.getvalue() else ""
        return Problem("returns None", f"{also}returned nothing: does it end with `return`?")
    return value


def accepts(function: Callable, n_arguments: int) -> bool:
    """Tell whether a function can be called with that many arguments, as far as its signature tells."""
    try:
        signature = inspect.signature(function)
    except Exception:  # some functions written in C do not say
        return True
    try:
        signature.bind(*range(n_arguments))
    except TypeError:
        return False
    return True


def parameters(function: Callable) -> list[str]:
    """Return the names of a function's parameters; none where it does not say."""
    try:
        return list(inspect.signature(function).parameters)
    except Exception:
        return []


def takes(function: Callable, names: Sequence[str]) -> bool:
    """Tell whether parameters can be passed to a function by these names, as far as its signature tells."""
    try:
        known = inspect.signature(function).parameters.values()
    except Exception:
        return True
    return any(p.kind == p.VAR_KEYWORD for p in known) or set(names) <= {p.name for p in known}


def written(function: Callable) -> str:
    """Return a function's parameters as one writes them, such as `(cost, w, step=1e-05)`."""
    try:
        signature = inspect.signature(function)
        bare = [p.replace(annotation=p.empty) for p in signature.parameters.values()]
        return clean(str(signature.replace(parameters=bare, return_annotation=signature.empty)))
    except Exception:
        return "(…)"


def raised(error: BaseException) -> Problem:
    """Return the problem of an error: its name, its message and the student's line that raised it."""
    name = type(error).__name__
    message = "it calls itself without end" if isinstance(error, RecursionError) else message_of(error)
    what = f"{name}: {message}" if message else name
    return Problem(f"raises {name}", f"raised {what}{where(error)}", error=what)


def message_of(error: BaseException) -> str:
    """Return an error's message, without folders; a class of the student's own may fail even at that."""
    try:
        return clean(FOLDERS.sub("", str(error)))
    except Exception:
        return ""


def where(error: BaseException) -> str:
    """Return the phrase that shows the last line of the student's own on the way to an error, if there is one."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if is_students(f.filename)]
    if not frames:
        return ""
    line = clean(linecache.getline(frames[-1].filename, frames[-1].lineno or 0).strip())
    return f", in line {frames[-1].lineno}" + (f": `{line}`" if line else "")


def is_students(filename: str) -> bool:
    """Tell whether code from this file is the student's: neither the course's nor a library's."""
    path = Path(filename)
    library = PYTHON in path.parents or "site-packages" in path.parts or filename.startswith("<frozen")
    return not library and PACKAGE not in path.parents
