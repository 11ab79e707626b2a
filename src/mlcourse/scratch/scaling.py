"""Measure each column in its own standard deviation. Taught in lesson 07."""

from numpy.typing import NDArray


def standardize(X_train: NDArray, X: NDArray) -> NDArray:
    """Return `X` in the train rows' standard deviations, counted from the train rows' mean.

    Parameters
    ----------
    X_train : ndarray of shape (n_train, n_features)
        The rows to learn mean and deviation from; no column may be constant.
    X : ndarray of shape (n_samples, n_features)
        The rows to scale: the train rows themselves, or others.

    Returns
    -------
    ndarray of shape (n_samples, n_features)
        Taught in lesson 07; scikit-learn's `StandardScaler`.
    """
    return (X - X_train.mean(axis=0)) / X_train.std(axis=0)
