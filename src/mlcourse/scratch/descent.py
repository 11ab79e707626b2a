"""Slopes, measured and derived, and the walk down them. Taught in lesson 03."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray


def slope(cost: Callable[[float], float], w: float, step: float = 1e-5) -> float:
    """Return the slope of `cost` at `w`, measured half on either side.

    Parameters
    ----------
    cost : callable
        Maps one number to one number.
    w : float
        Where to measure.
    step : float, default=1e-5
        How far to look to either side, in units of `w`.

    Returns
    -------
    float
        Change in cost per unit of `w`: the central difference. Taught in lesson 03.
    """
    return (cost(w + step) - cost(w - step)) / (2 * step)


def gradient(w: float, b: float, x: NDArray, y: NDArray) -> tuple[float, float]:
    """Return the partial derivatives of the mean squared error by `w` and by `b`.

    Parameters
    ----------
    w, b : float
        The parameters of the line `w * x + b`.
    x, y : ndarray of shape (n_samples,)
        One feature and the targets.

    Returns
    -------
    (float, float)
        Change in cost per unit of `w`, and of `b`. Taught in lesson 03.
    """
    error = w * x + b - y
    return 2 * np.mean(error * x), 2 * np.mean(error)


def take_step(w: float, b: float, x: NDArray, y: NDArray, learning_rate: float) -> tuple[float, float]:
    """Return both parameters after one step against the gradient.

    Parameters
    ----------
    w, b : float
        The parameters of the line `w * x + b`.
    x, y : ndarray of shape (n_samples,)
        One feature and the targets.
    learning_rate : float
        The step's length, as a multiple of the gradient.

    Returns
    -------
    (float, float)
        The new `w` and `b`. Taught in lesson 03.
    """
    dw, db = gradient(w, b, x, y)
    return w - learning_rate * dw, b - learning_rate * db


def descend(x: NDArray, y: NDArray, w: float, b: float, learning_rate: float, n_steps: int) -> NDArray:
    """Return every pair of parameters on the way down, the start included.

    Parameters
    ----------
    x, y : ndarray of shape (n_samples,)
        One feature and the targets.
    w, b : float
        Where to start.
    learning_rate : float
        The step's length, as a multiple of the gradient.
    n_steps : int
        How many steps to take.

    Returns
    -------
    ndarray of shape (n_steps + 1, 2)
        One `(w, b)` a row. Taught in lesson 03.
    """
    path = [(w, b)]
    for _ in range(n_steps):
        w, b = take_step(w, b, x, y, learning_rate)
        path.append((w, b))
    return np.array(path)
