"""Ways to observe an answer: a function by its outputs, a number, a choice, a tuned value by what it does."""

import copy
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from mlcourse.checks.engine.compare import agree, as_array, is_numeric, show
from mlcourse.checks.engine.guard import parameters, run
from mlcourse.checks.engine.values import Observation, Problem

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
        return [observe_outcome(outcome, label, output, arguments) for output, arguments in seen]

    return observe


def observe_outcome(outcome: Callable, label: str, output: Observation, arguments: tuple) -> Observation:
    """Observe what one output leads to; an output with which that cannot be told is a problem of its own."""
    if isinstance(output.value, Problem):
        return output
    led_to = run(outcome, output.value, *arguments)
    if isinstance(led_to, Problem) and led_to.error:
        sentence = f"returned {show(output.value)}, with which nothing can be done here"
        return output._replace(value=Problem(sentence, sentence))
    return output._replace(value=led_to) if isinstance(led_to, Problem) else Observation(label, led_to)


def with_arrays(observe: Observer, n_arrays: int = 1) -> Observer:
    """Observe a function by its outputs, and last of all whether they are arrays: the lesson calculates with them."""

    def see(function: Callable) -> list[Observation]:
        seen = observe(function)
        return [*seen, Observation("`{name}`", form_of([o.value for o in seen], n_arrays))]

    return see


def form_of(values: list, n_arrays: int) -> str | Problem:
    """Return a word where some outputs are arrays, or the problem that the next cells would have with lists."""
    several = [value if n_arrays > 1 and isinstance(value, tuple | list) else [value] for value in values]
    lists = [type(part).__name__ for parts in several for part in parts if isinstance(part, tuple | list)]
    if lists:
        says = f"has the right numbers in a {lists[0]}, and the next cells want an array: `np.array(…)`"
        return Problem("returns a list", says)
    return "arrays"


def smallest_first(cases: Sequence[tuple]) -> list[tuple]:
    """Return the arguments of some calls, ordered by how many numbers they hold."""
    return sorted(cases, key=lambda arguments: sum(as_array(a).size for a in arguments))


def observe_call(function: Callable, arguments: tuple) -> Observation:
    """Observe one call, on copies of the arguments, and whether it changed them."""
    label = "`{name}(" + ", ".join(map(show, arguments)) + ")`"
    copies = copy.deepcopy(arguments)
    value = snapshot(run(function, *copies))
    changed = [i for i, (a, b) in enumerate(zip(copies, arguments, strict=True)) if not is_unchanged(a, b)]
    if changed and not isinstance(value, Problem):
        which = ", ".join(f"`{name}`" for name in parameters(function)[changed[0] : changed[0] + 1])
        value = Problem("changes its input", f"changed its own input {which}".rstrip() + ": make a new array instead")
    return Observation(label, value)


def snapshot(value: Any) -> Any:
    """Return a copy of a value, which later calls cannot change; what cannot be copied is returned itself."""
    try:
        return copy.deepcopy(value)
    except Exception:
        return value


def is_unchanged(after: Any, before: Any) -> bool:
    """Tell whether an argument is still what it was: an array, a tensor, or numbers in lists and dicts."""
    if isinstance(before, dict):
        return after.keys() == before.keys() and all(is_unchanged(after[key], before[key]) for key in before)
    if isinstance(before, list | tuple) and not is_plain(before):
        return len(after) == len(before) and all(map(is_unchanged, after, before))
    return not is_plain(before) or agree(after, before, rtol=0, atol=0)


def is_plain(value: Any) -> bool:
    """Tell whether a value consists of numbers or strings alone: nothing else is compared."""
    return as_array(value).dtype != object


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
        return [Observation("`{name}`", snapshot(answer), secret)]

    return observe


def choice(*options: str) -> Observer:
    """Observe which of the options was chosen; upper and lower case and outer spaces do not matter."""

    def observe(answer: Any) -> list[Observation]:
        chosen = answer.strip().lower() if isinstance(answer, str) else ""
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
        number = as_array(answer)
        if callable(answer) or number.ndim or number.dtype.kind not in "iuf":
            return [wrong_type(answer, "a number")]
        return [Observation("what `{name}` leads to", outcome(number.item()))]

    return observe


def wrong_type(answer: Any, wanted: str) -> Observation:
    """Return the observation of an answer that is not even of the right form."""
    sentence = f"is {show(answer)} ({type(answer).__name__}), expected {wanted}"
    return Observation("`{name}`", Problem(sentence, sentence))


def drawn(draw: Callable[[np.random.Generator], tuple], n: int = 5, seed: int = 7) -> Sequence[tuple]:
    """Draw the arguments of `n` calls, always the same ones."""
    rng = np.random.default_rng(seed)
    return [draw(rng) for _ in range(n)]
