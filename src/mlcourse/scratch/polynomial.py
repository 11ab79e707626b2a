"""Polynomials of any degree, and the choice of the degree on rows held back. Taught in lesson 06."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mlcourse.scratch.cost import mean_squared_error


def powers(x: NDArray, degree: int) -> NDArray:
    """Return the powers of `x` from 0 to `degree`, one a column.

    Parameters
    ----------
    x : ndarray of shape (n_samples,)
        One feature, best between -1 and 1: high powers of larger numbers leave float64's reach.
    degree : int
        The highest power, at least 0.

    Returns
    -------
    ndarray of shape (n_samples, degree + 1)
        Its first column holds ones. Taught in lesson 06; NumPy calls it `polynomial.polynomial.polyvander`.
    """
    return np.column_stack([x**power for power in range(degree + 1)])


def fit_polynomial(x: NDArray, y: NDArray, degree: int) -> NDArray:
    """Return the weights with the lowest mean squared error, one for each power.

    Parameters
    ----------
    x, y : ndarray of shape (n_samples,)
        One feature and the targets.
    degree : int
        The highest power of `x`.

    Returns
    -------
    ndarray of shape (degree + 1,)
        The constant first. Taught in lesson 06.
    """
    return np.linalg.lstsq(powers(x, degree), y, rcond=None)[0]


def predict_polynomial(w: NDArray, x: NDArray) -> NDArray:
    """Return the height of the polynomial with weights `w` at each `x`.

    Parameters
    ----------
    w : ndarray of shape (degree + 1,)
        As `fit_polynomial` returns them.
    x : ndarray of shape (n_samples,)
        Where to predict.

    Returns
    -------
    ndarray of shape (n_samples,)
        Taught in lesson 06.
    """
    return powers(x, len(w) - 1) @ w


def best_degree(
    x_train: NDArray, y_train: NDArray, x_validation: NDArray, y_validation: NDArray, degrees: Sequence[int]
) -> int:
    """Return the degree that, fitted on train, has the lowest mean squared error on validation.

    Parameters
    ----------
    x_train, y_train : ndarray of shape (n_train,)
        What each polynomial is fitted on.
    x_validation, y_validation : ndarray of shape (n_validation,)
        What it is judged on.
    degrees : sequence of int
        The ones to try.

    Returns
    -------
    int
        One of `degrees`. Taught in lesson 06.
    """
    costs = []
    for degree in degrees:
        w = fit_polynomial(x_train, y_train, degree)
        costs.append(mean_squared_error(y_validation, predict_polynomial(w, x_validation)))
    return degrees[np.argmin(costs)]
