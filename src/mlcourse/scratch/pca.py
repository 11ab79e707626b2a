"""Turn the axes so that a few of them hold most of the variance, and drop the rest. Taught in lesson 11."""

import numpy as np
from numpy.typing import NDArray


def lost(X: NDArray, v: NDArray) -> float:
    """Return the mean squared distance of the samples from the line through their mean along `v`.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        The samples; they need not be centered.
    v : ndarray of shape (n_features,)
        The direction of the line, of length 1.

    Returns
    -------
    float
        What is lost when each sample is replaced by its nearest point on the line. Taught in lesson 11.
    """
    X_centered = X - X.mean(axis=0)
    X_line = np.outer(X_centered @ v, v)
    return np.mean(np.sum((X_centered - X_line) ** 2, axis=1))


def principal_components(X: NDArray) -> tuple[NDArray, NDArray, NDArray]:
    """Return the mean, the components (one a row), and the variance along each.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        At least two samples.

    Returns
    -------
    mean : ndarray of shape (n_features,)
        The mean of each column.
    components : ndarray of shape (min(n_samples, n_features), n_features)
        Directions of length 1, at right angles, that of the largest variance first; their signs are arbitrary.
    variances : ndarray of shape (min(n_samples, n_features),)
        The variance of the scores, with n_samples - 1 in the denominator. Taught in lesson 11.
    """
    mean = X.mean(axis=0)
    _, s, Vt = np.linalg.svd(X - mean, full_matrices=False)
    return mean, Vt, s**2 / (len(X) - 1)


def project(X: NDArray, mean: NDArray, components: NDArray) -> NDArray:
    """Return the scores of the samples: how far each lies along each component.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        The samples, not centered.
    mean : ndarray of shape (n_features,)
        The mean of the samples that the components were found on.
    components : ndarray of shape (n_components, n_features)
        One direction a row, of length 1 and at right angles to the others.

    Returns
    -------
    ndarray of shape (n_samples, n_components)
        Taught in lesson 11; scikit-learn calls it `PCA.transform`.
    """
    return (X - mean) @ components.T


def reconstruct(scores: NDArray, mean: NDArray, components: NDArray) -> NDArray:
    """Return the samples that the scores stand for.

    Parameters
    ----------
    scores : ndarray of shape (n_samples, n_components)
        How far each sample lies along each component.
    mean : ndarray of shape (n_features,)
        The mean of the samples that the components were found on.
    components : ndarray of shape (n_components, n_features)
        One direction a row, of length 1 and at right angles to the others.

    Returns
    -------
    ndarray of shape (n_samples, n_features)
        Taught in lesson 11; scikit-learn calls it `PCA.inverse_transform`.
    """
    return mean + scores @ components
