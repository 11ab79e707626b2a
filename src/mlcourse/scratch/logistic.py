"""From a score to a probability: the sigmoid, its log loss, and the descent of it. Taught in lesson 05."""

import numpy as np
from numpy.typing import NDArray

from mlcourse.scratch.cost import error_rate


def sigmoid(score: NDArray) -> NDArray:
    """Return the probability that belongs to a score.

    Parameters
    ----------
    score : ndarray of any shape
        Log odds: 0 is "I cannot tell".

    Returns
    -------
    ndarray of the same shape
        Between 0 and 1. Below a score of about -709 the answer, 0, is right, but NumPy warns of an overflow.
        Taught in lesson 05; SciPy calls it `expit`.
    """
    return 1 / (1 + np.exp(-score))


def log_loss(y: NDArray, p: NDArray) -> float:
    """Return the average cost of probabilities: minus the logarithm of what each gave to the truth.

    Parameters
    ----------
    y : ndarray of int of shape (n_samples,)
        The true classes, 0 or 1.
    p : ndarray of shape (n_samples,)
        The probability that each was given of being class 1.

    Returns
    -------
    float
        At least 0, with natural logarithms; infinite where the truth was given probability 0.
        Taught in lesson 05; scikit-learn has it under the same name.
    """
    return -np.mean(np.log(np.where(y == 1, p, 1 - p)))


def log_loss_of_score(y: NDArray, score: NDArray) -> float:
    """Return the log loss, calculated from the scores: finite for every finite score.

    Parameters
    ----------
    y : ndarray of int of shape (n_samples,)
        The true classes, 0 or 1.
    score : ndarray of shape (n_samples,)
        The log odds that each was given of being class 1.

    Returns
    -------
    float
        The same as `log_loss(y, sigmoid(score))` where that can be told.
        Taught in lesson 05; PyTorch calls it `binary_cross_entropy_with_logits`.
    """
    return np.mean(np.logaddexp(0, np.where(y == 1, -score, score)))


def log_loss_gradient(w: NDArray, b: float, X: NDArray, y: NDArray) -> tuple[NDArray, float]:
    """Return the partial derivatives of the log loss by each weight and by the bias.

    Parameters
    ----------
    w : ndarray of shape (n_features,)
        The weights of the score `X @ w + b`.
    b : float
        Its bias.
    X : ndarray of shape (n_samples, n_features)
        The features.
    y : ndarray of int of shape (n_samples,)
        The true classes, 0 or 1.

    Returns
    -------
    (ndarray of shape (n_features,), float)
        Change in cost per unit of each weight, and of the bias. Taught in lesson 05.
    """
    error = sigmoid(X @ w + b) - y
    return X.T @ error / len(y), np.mean(error)


def fit_logistic(X: NDArray, y: NDArray, n_steps: int) -> tuple[NDArray, float]:
    """Return the weights and the bias after a descent of the log loss, from zero, with a step that is safe.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        The features.
    y : ndarray of int of shape (n_samples,)
        The true classes, 0 or 1.
    n_steps : int
        How many steps to take, each 1 / L long. A step of length 1 moves the score of sample x by at most the root
        of 1 + |x|², and the slope of its cost changes by at most ¼ per unit of score: so nowhere does the cost curve
        more than L, a quarter of the mean of 1 + |x|².

    Returns
    -------
    (ndarray of shape (n_features,), float)
        The weights, and the bias. Taught in lesson 05.
    """
    learning_rate = 4 / np.mean(1 + np.sum(X**2, axis=1))
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(n_steps):
        dw, db = log_loss_gradient(w, b, X, y)
        w, b = w - learning_rate * dw, b - learning_rate * db
    return w, b


def balanced_error(y: NDArray, prediction: NDArray) -> float:
    """Return the mean of the two classes' error rates.

    Parameters
    ----------
    y : ndarray of int of shape (n_samples,)
        The true classes, 0 or 1; each must occur.
    prediction : ndarray of shape (n_samples,)
        The predicted classes.

    Returns
    -------
    float
        Between 0 and 1; one half for whoever does not look.
        Taught in lesson 05; 1 minus scikit-learn's `balanced_accuracy_score`.
    """
    rates = [error_rate(y[y == kind], prediction[y == kind]) for kind in (0, 1)]
    return np.mean(rates)
