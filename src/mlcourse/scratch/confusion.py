"""Read a table of truth against answer. Taught in lesson 17."""

import numpy as np
from numpy.typing import NDArray


def recalls(matrix: NDArray) -> NDArray:
    """Return of each class which share of its rows was found.

    Parameters
    ----------
    matrix : ndarray of shape (n_classes, n_classes)
        How many rows of each true class (down) got each answer (across), as scikit-learn's `confusion_matrix` counts.

    Returns
    -------
    ndarray of shape (n_classes,)
        Between 0 and 1. Taught in lesson 17; scikit-learn's `recall_score(…, average=None)`.
    """
    return np.diag(matrix) / matrix.sum(axis=1)
