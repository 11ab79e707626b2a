"""A test set under a seal, which remembers how often it was opened."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray


class SealedTestSet:
    """Rows that grade a model at the very end, and count how often they did.

    Opened once, it grades. Opened again, it still answers, and says why that number is worth less. To ask the same once
    more, with the same predictions, does not count.
    It is a seal and no lock: it keeps nobody out, and shows that somebody was in.

    Parameters
    ----------
    X : array-like of shape (n_samples, …)
        What the model is asked about. Copied.
    y : array-like of shape (n_samples,)
        The true answers. Copied.

    Attributes
    ----------
    n_openings : int
        How many different predictions it has graded.

    Raises
    ------
    ValueError
        If `X` and `y` differ in length or are empty, or `y` does not hold one number per row.
    """

    def __init__(self, X: ArrayLike, y: ArrayLike) -> None:
        self._X, self._y = np.array(X), np.array(y)
        if self._X.ndim == 0 or self._y.ndim != 1:
            raise ValueError(f"X must have rows, and y one answer a row, got {self._X.shape} and {self._y.shape}")
        if len(self._X) != len(self._y) or len(self._y) == 0:
            raise ValueError(f"X and y must have equally many rows, at least 1, got {len(self._X)} and {len(self._y)}")
        self.n_openings = 0
        self._asked: set[bytes] = set()

    def grade(
        self, predict: Callable[[NDArray], NDArray], cost: Callable[[NDArray, NDArray], float | NDArray]
    ) -> float | NDArray:
        """Open the seal: let the model predict all rows, and return what its predictions cost.

        Parameters
        ----------
        predict : callable
            Maps `X` to one prediction a row.
        cost : callable
            Maps the truth and the predictions, in this order, to one number, or to an array of several.

        Returns
        -------
        float or ndarray
            What `cost` returned. From the second opening on, a printed sentence says why it is worth less.

        Raises
        ------
        ValueError
            If there is not one prediction per row. The seal is then whole: NumPy would have stretched them, and the
            cost would be of nothing.
        """
        prediction = predict(self._X.copy())
        if np.shape(prediction) != self._y.shape:
            raise ValueError(f"predict must return shape {self._y.shape}, one per row, got {np.shape(prediction)}")
        number = cost(self._y.copy(), prediction)
        question = np.asarray(prediction).tobytes()  # a cell that is run again asks nothing new
        self._asked.add(question)  # only now: a model that fails has seen no grade
        self.n_openings = len(self._asked)
        if self.n_openings > 1:
            print(
                f"⚠️ Opened {self.n_openings} times. This number is worth less than the first: whatever was changed "
                "since then may have been changed to suit these very rows."
            )
        return number

    def __len__(self) -> int:
        return len(self._y)

    def __repr__(self) -> str:
        states = {0: "sealed", 1: "opened once"}
        return f"SealedTestSet({len(self)} rows, {states.get(self.n_openings, f'opened {self.n_openings} times')})"
