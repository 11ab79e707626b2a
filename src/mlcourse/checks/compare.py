"""Compare what came with what was expected, and show both in a few words."""

from typing import Any

import numpy as np

from mlcourse.checks.guard import Problem

SHOWN = 6  # so many entries of an array are shown


def agree(came: Any, expected: Any, rtol: float, atol: float) -> bool:
    """Tell whether two observed values are the same up to a tolerance.

    Parameters
    ----------
    came, expected : object
        Numbers, strings, arrays or anything that NumPy reads as one (lists, tensors),
        tuples of these, or a `Problem`.
    rtol, atol : float
        Relative and absolute tolerance, as in `numpy.isclose`.
    """
    if isinstance(came, Problem) or isinstance(expected, Problem):
        return isinstance(came, Problem) and isinstance(expected, Problem) and came.kind == expected.kind
    if isinstance(expected, tuple):
        pairs = zip(came, expected, strict=False) if is_sequence_of(came, len(expected)) else [(None, 0.0)]
        return all(agree(c, e, rtol, atol) for c, e in pairs)
    came, expected = as_array(came), as_array(expected)
    if came.shape != expected.shape or is_numeric(came) != is_numeric(expected):
        return False
    if not is_numeric(expected):
        return bool(np.all(came == expected))
    return bool(np.all(np.isclose(came, expected, rtol=rtol, atol=atol, equal_nan=True)))


def is_sequence_of(value: Any, length: int) -> bool:
    """Tell whether `value` can stand for a tuple of this length."""
    return isinstance(value, tuple | list | np.ndarray) and np.ndim(value) != 0 and len(value) == length


def as_array(value: Any) -> np.ndarray:
    """Return `value` as an array; a tensor is detached from its graph first."""
    if hasattr(value, "detach"):
        value = value.detach().cpu()
    try:
        return np.asarray(value)
    except (ValueError, TypeError):  # a ragged list, a foreign object
        return np.asarray(None)


def is_numeric(array: np.ndarray) -> bool:
    """Tell whether an array holds numbers or truth values."""
    return np.issubdtype(array.dtype, np.number) or array.dtype == bool


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
    if not isinstance(expected, tuple):
        shapes = np.shape(as_array(came)), np.shape(as_array(expected))
        if shapes[0] != shapes[1]:
            return f"came out with shape {shapes[0]}, expected shape {shapes[1]}"
        if is_numeric(as_array(expected)) and not is_numeric(as_array(came)):
            return f"came out as {show(came)} ({type(came).__name__}), expected numbers"
    if not secret:
        return f"came out as {show(came)}, expected {show(expected)}"
    if np.shape(came) == () and is_numeric(as_array(came)) and not np.isnan(as_array(came)):
        return f"is {show(came)}, and that is too {'large' if came > expected else 'small'}"
    return f"is {show(came)}, and that is not it"


def show(value: Any) -> str:
    """Return a value as one would type it, shortened, with four significant digits."""
    if isinstance(value, tuple):
        return "(" + ", ".join(show(v) for v in value) + ")"
    array = as_array(value)
    if array.dtype == object or (array.ndim == 0 and not is_numeric(array)):
        return repr(value)
    if array.ndim == 0:
        return str(array[()]) if array.dtype == bool else f"{array[()]:.4g}"
    shown = ", ".join(show(v) for v in array[:SHOWN])
    return f"[{shown}{', …' if len(array) > SHOWN else ''}]"
