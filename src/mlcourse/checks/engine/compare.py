"""Compare what came with what was expected, and show both in a few words."""

from collections.abc import Iterable
from numbers import Real
from typing import Any

import numpy as np

from mlcourse.checks.engine.values import Problem, clean

SHOWN = 6  # how many entries of an array are shown
DEPTH = 4  # lists in lists are shown down to here


def agree(came: Any, expected: Any, rtol: float, atol: float) -> bool:
    """Tell whether two observed values are the same up to a tolerance.

    Parameters
    ----------
    came, expected : object
        Numbers, strings, arrays or anything that NumPy reads as one (lists, tensors),
        tuples, lists or dicts of these, or a `Problem`.
    rtol, atol : float
        Relative and absolute tolerance, as in `numpy.isclose`.
    """
    if isinstance(came, Problem) or isinstance(expected, Problem):
        return isinstance(came, Problem) and isinstance(expected, Problem) and came.kind == expected.kind
    if isinstance(expected, dict):
        same_keys = isinstance(came, dict) and came.keys() == expected.keys()
        return same_keys and all(agree(came[key], expected[key], rtol, atol) for key in expected)
    if is_numeric(as_array(expected)):
        return close(as_array(came), as_array(expected), rtol, atol)
    if is_sequence(expected):
        same_length = is_sequence(came) and len(came) == len(expected)
        return same_length and all(agree(c, e, rtol, atol) for c, e in zip(came, expected, strict=True))
    return equal(came, expected)


def close(came: np.ndarray, expected: np.ndarray, rtol: float, atol: float) -> bool:
    """Tell whether two arrays have the same shape and the same numbers, up to a tolerance."""
    if came.shape != expected.shape or not is_numeric(came):
        return False
    with np.errstate(all="ignore"):
        return bool(np.all(np.isclose(came, expected, rtol=rtol, atol=atol, equal_nan=True)))


def equal(came: Any, expected: Any) -> bool:
    """Tell whether two values other than numbers are equal; a foreign object may not even answer that."""
    try:
        return bool(came == expected)
    except Exception:
        return False


def is_sequence(value: Any) -> bool:
    """Tell whether `value` is a list, or can stand for one."""
    return isinstance(value, tuple | list) or (isinstance(value, np.ndarray) and value.ndim > 0)


def as_array(value: Any) -> np.ndarray:
    """Return `value` as an array, an empty one (None) where that is impossible; tensors leave their graph first."""
    for convert in (read, read_each):
        try:
            return with_numbers(convert(value))
        except Exception:  # a ragged list, a list of tensors, a foreign object
            continue
    return np.asarray(None)


def read(value: Any) -> np.ndarray:
    """Return an array, a tensor or anything that NumPy reads as an array."""
    return np.asarray(value.detach().cpu() if hasattr(value, "detach") else value)


def read_each(values: Iterable) -> np.ndarray:
    """Return a list of arrays or tensors as one array."""
    return np.asarray([read(v) for v in values]) if is_sequence(values) else np.asarray(None)


def with_numbers(array: np.ndarray) -> np.ndarray:
    """Return an array of objects that are all real numbers, such as fractions, as one of numbers."""
    holds_numbers = array.dtype == object and array.size and all(isinstance(v, Real) for v in array.flat)
    return array.astype(float) if holds_numbers else array


def is_numeric(array: np.ndarray) -> bool:
    """Tell whether an array holds numbers or truth values."""
    return array.dtype.kind in "biufc"


def contrast(came: Any, expected: Any, secret: bool) -> str:
    """Say in one phrase how what came differs from what was expected.

    Parameters
    ----------
    came, expected : object
        Two values that do not agree.
    secret : bool
        Whether the expected value is the exercise's answer, and so not shown.
    """
    if isinstance(came, Problem):
        return came.says
    a, b = as_array(came), as_array(expected)
    if is_numeric(b) and not isinstance(expected, tuple):
        if not is_numeric(a):
            return f"came out as {show(came)} ({type(came).__name__}), expected {'numbers' if b.ndim else 'a number'}"
        if a.shape != b.shape:
            return f"came out {show_shape(a)}, expected {show_shape(b).removeprefix('with ').removeprefix('as ')}"
    if secret:
        return f"is {show(came)}, and that is {direction(a, b)}"
    if show(came) != show(expected):
        return f"came out as {show(came)}, expected {show(expected)}"
    return (
        locate(a, b) if is_numeric(a) and a.shape == b.shape else f"came out as {show(came)}, expected something else"
    )


def show_shape(array: np.ndarray) -> str:
    """Return the phrase that tells an array's shape."""
    return f"with shape {array.shape}" if array.ndim else "as a single number"


def direction(came: np.ndarray, expected: np.ndarray) -> str:
    """Say on which side of a number another one lies, or only that it is not the one."""
    if not all(a.ndim == 0 and a.dtype.kind in "biuf" and a == a for a in (came, expected)):
        return "not it"
    return "too large" if came > expected else "too small"


def locate(came: np.ndarray, expected: np.ndarray) -> str:
    """Say where two arrays that look alike differ most, in full precision."""
    with np.errstate(all="ignore"):
        gap = np.nan_to_num(np.abs(came - 1.0 * expected), nan=np.inf) * ~(np.isnan(came) & np.isnan(expected))
    place = tuple(int(i) for i in np.unravel_index(np.argmax(gap), gap.shape))
    at = f" at {list(place)}" if place else ""
    return f"came out as {came[place].item()!r}{at}, expected {expected[place].item()!r}{' there' * bool(place)}"


def show(value: Any, depth: int = DEPTH) -> str:
    """Return a value as one would type it, shortened, with four significant digits; never an address in memory."""
    value = value.item() if isinstance(value, np.ndarray) and value.dtype.kind == "U" and not value.ndim else value
    if isinstance(value, str):
        return clean(repr(str(value)), 60)
    if value is None or value is ...:
        return repr(value)
    if isinstance(value, tuple):
        return f"({show_items(value, depth)})"
    if is_numeric(as_array(value)):
        return show_numbers(as_array(value))
    if is_sequence(value):
        return f"[{show_items(value, depth)}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{show(k)}: {show_items([v], depth)}" for k, v in list(value.items())[:SHOWN]) + "}"
    if isinstance(value, set | frozenset):
        return "{" + ", ".join(sorted(map(show, value))[:SHOWN]) + "}"  # sorted: a set's own order changes
    name = getattr(value, "__name__", None)
    return clean(name, 60) if isinstance(name, str) else f"<{type(value).__name__}>"


def show_items(values: Any, depth: int) -> str:
    """Return the first of some values, each as `show` gives it."""
    if depth == 0:
        return "…"
    return ", ".join(show(v, depth - 1) for v in values[:SHOWN]) + (", …" if len(values) > SHOWN else "")


def show_numbers(array: np.ndarray) -> str:
    """Return an array of numbers as a list; of a large one in several dimensions only the shape."""
    if array.ndim > 1 and array.size > SHOWN**2:
        return f"<array of shape {array.shape}>"
    if array.ndim == 0:
        return show_number(array[()])
    shown = ", ".join(show_numbers(np.asarray(a)) for a in array[:SHOWN])
    return f"[{shown}{', …' if len(array) > SHOWN else ''}]"


def show_number(number: Any) -> str:
    """Return a number with four significant digits, an integer with all of them."""
    if np.asarray(number).dtype.kind in "biu":
        return str(number)
    return f"{number:.0f}" if 1e4 <= abs(number) < 1e7 else f"{number + 0:.4g}"  # + 0 turns -0 into 0
