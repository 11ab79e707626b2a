"""What every supervised algorithm needs around it. Taught in lesson 01."""

import numpy as np
from numpy.typing import NDArray


def split(n_samples: int, n_train: int, rng: np.random.Generator) -> tuple[NDArray, NDArray]:
    """Return the numbers of the train rows and of the test rows, in random order.

    Parameters
    ----------
    n_samples : int
        How many rows there are.
    n_train : int
        How many of them to learn from.
    rng : Generator
        Draws the order.

    Returns
    -------
    (ndarray of int of shape (n_train,), ndarray of int of shape (n_samples - n_train,))
        Taught in lesson 01; scikit-learn calls it `train_test_split`.
    """
    shuffled = rng.permutation(n_samples)
    return shuffled[:n_train], shuffled[n_train:]
