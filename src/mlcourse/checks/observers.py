"""Ways to observe an answer: a function by its outputs, a number, a choice, a tuned value by what it does."""

import copy
import inspect
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from mlcourse.checks.compare import agree, as_array, is_numeric, show
from mlcourse.checks.engine import Observation
from mlcourse.checks.guard import Problem, run

Observer = Callable[[Any], list[Observation]]


def calls(*cases: tuple) -> Observer:
    """Observe a function by its outputs.

    Parameters
    ----------
    *cases : tuple
        The arguments of each call. Cases are observed from the smallest to the largest,
        so that a verdict shows the smallest one that differs.

    Returns
    -------
    callable
        Maps a function to one observation a case: its output, or what it did instead.
    """
    ordered = smallest_first(cases)

    def observe(function: Any) -> list[Observation]:
        if not callable(function):
            return [wrong_type(function, "a function")] * len(ordered)
        return [observe_call(function, arguments) for arguments in ordered]

    return observe


def outcomes(outcome: Callable, label: str, *cases: tuple) -> Observer:
    """Observe a function by what its outputs lead to: where several outputs are right, each of them is.

    Parameters
    ----------
    outcome : callable
        Maps an output, followed by the arguments of its call, to the value to observe.
    label : str
        A phrase for that value; `{name}` in it becomes the exercise's name.
    *cases : tuple
        The arguments of each call.
    """
    ordered = smallest_first(cases)

    def observe(function: Any) -> list[Observation]:
        seen = zip(calls(*cases)(function), ordered, strict=True)
        led_to = [s if isinstance(s.value, Problem) else s._replace(value=outcome(s.value, *a)) for s, a in seen]
        return [s if isinstance(s.value, Problem) else s._replace(label=label) for s in led_to]

    return observe


def smallest_first(cases: Sequence[tuple]) -> list[tuple]:
    """Return the arguments of some calls, ordered by how many numbers they hold."""
    return sorted(cases, key=lambda arguments: sum(np.size(a) for a in arguments))


def observe_call(function: Callable, arguments: tuple) -> Observation:
    """Observe one call, on copies of the arguments, and whether it changed them."""
    shown = ", ".join(getattr(a, "__name__", None) or show(a) for a in arguments)
    label = "`{name}(" + shown.replace("{", "{{").replace("}", "}}") + ")`"
    copies = copy.deepcopy(arguments)
    value = run(function, *copies)
    changed = [i for i, (a, b) in enumerate(zip(copies, arguments, strict=True)) if not is_unchanged(a, b)]
    if changed and not isinstance(value, Problem):
        which = list(inspect.signature(function).parameters)[changed[0]]
        value = Problem("changes its input", f"changed its own input `{which}`: make a new array instead")
    return Observation(label, value)


def is_unchanged(after: Any, before: Any) -> bool:
    """Tell whether an array or a list is still what it was; nothing else can be changed in place here."""
    return not isinstance(before, np.ndarray | list) or agree(after, before, rtol=0, atol=0)


def value(secret: bool = True) -> Observer:
    """Observe a number or an array, computed or read off a figure.

    Parameters
    ----------
    secret : bool, default=True
        Whether a verdict must not show the expected value.
    """

    def observe(answer: Any) -> list[Observation]:
        if callable(answer) or not is_numeric(as_array(answer)):
            return [wrong_type(answer, "a number")]
        return [Observation("`{name}`", answer, secret)]

    return observe


def choice(*options: str) -> Observer:
    """Observe which of the options was chosen; upper and lower case and outer spaces do not matter."""

    def observe(answer: Any) -> list[Observation]:
        chosen = answer.strip().lower() if isinstance(answer, str) else answer
        if chosen not in [o.lower() for o in options]:
            return [wrong_type(answer, "one of " + ", ".join(f'"{o}"' for o in options))]
        return [Observation("`{name}`", chosen, secret=True)]

    return observe


def tuning(outcome: Callable[[float], str]) -> Observer:
    """Observe what a tuned number does: our own loop is run with it, and says how that ended.

    Parameters
    ----------
    outcome : callable
        Maps the number to a word, such as "arrives", "explodes" or "crawls".
    """

    def observe(answer: Any) -> list[Observation]:
        if isinstance(answer, bool) or not np.isscalar(answer) or isinstance(answer, str):
            return [wrong_type(answer, "a number")]
        return [Observation("`{name}`", outcome(answer), secret=True)]

    return observe


def wrong_type(answer: Any, wanted: str) -> Observation:
    """Return the observation of an answer that is not even of the right form."""
    sentence = f"is {show_briefly(answer)} ({type(answer).__name__}), expected {wanted}"
    return Observation("`{name}`", Problem("wrong type", sentence))


def show_briefly(answer: Any) -> str:
    """Return an answer's name or its value, never an address in memory."""
    return getattr(answer, "__name__", None) or show(answer)


def drawn(draw: Callable[[np.random.Generator], tuple], n: int = 5, seed: int = 7) -> Sequence[tuple]:
    """Draw the arguments of `n` calls, always the same ones."""
    rng = np.random.default_rng(seed)
    return [draw(rng) for _ in range(n)]
