"""Logistic regression as a scikit-learn estimator: the model of lessons 05 and 13, found by Newton's steps."""

import warnings
from numbers import Integral
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import expit
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.exceptions import ConvergenceWarning
from sklearn.utils import gen_batches
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_is_fitted, check_scalar, validate_data

from estimators.linear import centered, check_number
from mlcourse.taught.logistic_regression import log_loss_of_score
from mlcourse.taught.neural_network import cross_entropy, softmax


class LogisticRegression(ClassifierMixin, BaseEstimator):
    """The weights with the lowest log loss plus penalty.

    No lesson takes Newton's steps. A few of them suffice, but each solves for all weights of all classes at once: with
    10 classes and 300 columns, a matrix of 3,010 rows and as many columns.

    Parameters
    ----------
    C : float, default=1.0
        How cheap weights are: the penalty is their sum of squares over 2 C n_samples. `np.inf` charges nothing.
    tol : float, default=1e-8
        Stop when the next step promises to lower the cost by no more than this.
    max_iter : int, default=100
        The most steps to take.

    Attributes
    ----------
    classes_ : ndarray of shape (n_classes,)
        The classes.
    coef_ : ndarray of shape (1, n_features) or (n_classes, n_features)
        The weights: of the second class where there are two, else of each.
    intercept_ : ndarray of shape (1,) or (n_classes,)
        The biases, which cost nothing.
    n_iter_ : int
        How many steps were taken, with all rows.
    """

    def __init__(self, C: float = 1.0, tol: float = 1e-8, max_iter: int = 100):
        self.C = C
        self.tol = tol
        self.max_iter = max_iter

    def fit(self, X: ArrayLike, y: ArrayLike) -> Self:
        """Find the weights for X of shape (n_samples, n_features) and classes y of shape (n_samples,)."""
        check_number(self.C, "C", min_val=0, include_boundaries="neither")
        check_number(self.tol, "tol", min_val=0)
        check_scalar(self.max_iter, "max_iter", Integral, min_val=1)
        X, y = validate_data(self, X, y, dtype=float)
        check_classification_targets(y)
        self.classes_, y = np.unique(y, return_inverse=True)
        if len(self.classes_) < 2:
            raise ValueError(f"y must hold at least 2 classes, got only one class: {self.classes_[0]}")

        A = np.column_stack([centered(X), np.ones(len(X))])  # (n_samples, n_features + 1)
        price = np.append(np.full(X.shape[1], 1 / (self.C * len(X))), 0)  # of each weight; none for the bias
        n_outputs = len(self.classes_) if len(self.classes_) > 2 else 1  # two classes share one output
        W, H = np.zeros((n_outputs, A.shape[1])), None
        if len(A) >= 200 * W.size:  # a tenth of the rows has nearly the same weights, and nearly the same curvature
            some = np.random.default_rng(0).choice(len(A), len(A) // 10, replace=False)
            W, H, _, _ = self._descend(A[some], y[some], price, W, max(self.tol, 1e-4))
        W, _, self.n_iter_, arrived = self._descend(A, y, price, W, self.tol, H)
        if not arrived:
            warnings.warn(f"no convergence after max_iter={self.max_iter} steps", ConvergenceWarning, stacklevel=2)
        elif n_outputs > 1:
            W = W - W.mean(axis=0)  # of several classes, only the differences matter
        self.coef_ = W[:, :-1]
        self.intercept_ = W[:, -1] - self.coef_ @ X.mean(axis=0)
        return self

    def _descend(
        self, A: NDArray, y: NDArray, price: NDArray, W: NDArray, tol: float, H: NDArray | None = None
    ) -> tuple[NDArray, NDArray | None, int, bool]:
        """Return the weights after Newton's steps from W, the last curvature, how many steps, and whether they arrived.

        Given the curvature H of a tenth of the rows, it is thrifty: each H is kept while a step promises a tenth of the
        one before, or less. That of a tenth is at most ten times that of all: it promises at least a tenth as much.
        """
        kinds = np.arange(len(W)) if len(W) > 1 else np.array([1])
        Y = (y == kinds[:, None]).astype(float).T  # (n_samples, n_outputs), and a column's numbers stand together
        score = (W @ A.T).T  # as they do here: so, NumPy finds each row's sum much faster
        cost, fall_before, thrifty = penalized_cost(y, score, W, price), np.inf, H is not None
        for n_steps in range(1, self.max_iter + 1):
            p = probability(score)  # (n_samples, n_outputs)
            gradient = (p - Y).T @ A / len(A) + price * W
            for kept in (True, False) if thrifty else (False,):
                H = H if kept else curvature(A, p, price)
                step = newton_step(gradient, H)
                fall = np.sum(gradient * step)  # by how much a whole step would lower the cost, were it straight
                if fall <= fall_before / 10:
                    break
            if fall <= (tol / 10 if kept else tol):
                return W - step, H, n_steps, True
            score_step, W_before, score_before, cost_before = (step @ A.T).T, W, score, cost
            for length in 0.5 ** np.arange(50):  # a whole step, unless it climbs
                W, score = W_before - length * step, score_before - length * score_step
                cost = penalized_cost(y, score, W, price)
                if cost <= cost_before - length * fall / 1e4:
                    break
            fall_before = fall
        return W, H, self.max_iter, False

    def decision_function(self, X: ArrayLike) -> NDArray:
        """Return the scores, of shape (n_samples,) for two classes, else (n_samples, n_classes)."""
        check_is_fitted(self)
        score = validate_data(self, X, dtype=float, reset=False) @ self.coef_.T + self.intercept_
        return score[:, 0] if len(self.classes_) == 2 else score

    def predict_proba(self, X: ArrayLike) -> NDArray:
        """Return the probability of each class, an array of shape (n_samples, n_classes)."""
        score = self.decision_function(X)
        return softmax(score) if score.ndim == 2 else expit(np.column_stack([-score, score]))

    def predict(self, X: ArrayLike) -> NDArray:
        """Return the most probable class for each row of X, an array of shape (n_samples,)."""
        score = self.decision_function(X)
        return self.classes_[score.argmax(axis=1) if score.ndim == 2 else (score > 0).astype(int)]


def probability(score: NDArray) -> NDArray:
    """Return the probabilities of scores, both of shape (n_samples, n_outputs); one output is the second of two."""
    return softmax(score) if score.shape[1] > 1 else expit(score)


def penalized_cost(y: NDArray, score: NDArray, W: NDArray, price: NDArray) -> float:
    """Return the log loss of scores, of shape (n_samples, n_outputs), plus the penalty for the weights W."""
    loss = cross_entropy(y, score) if score.shape[1] > 1 else log_loss_of_score(y, score[:, 0])
    return loss + np.sum(price * W**2) / 2


def curvature(A: NDArray, p: NDArray, price: NDArray) -> NDArray:
    """Return how the gradient changes with each weight: one row and one column for each entry of W, in order."""
    (n_samples, n_columns), n_outputs = A.shape, p.shape[1]
    share = p if n_outputs > 1 else np.sqrt(p * (1 - p))
    H = np.zeros((n_outputs * n_columns, n_outputs * n_columns))
    for rows in gen_batches(n_samples, 1000):  # so that Z stays small
        Z = (share[rows, :, None] * A[rows, None, :]).reshape(-1, len(H))
        H += Z.T @ Z / n_samples
    if n_outputs > 1:
        blocks = H.reshape(n_outputs, n_columns, n_outputs, n_columns)
        blocks *= -1  # what one class wins, the others lose
        for k in range(n_outputs):
            blocks[k, :, k] = blocks[k, :, k] - blocks[k].sum(axis=1)
    return H + np.diag(np.tile(price, n_outputs))


def newton_step(gradient: NDArray, H: NDArray) -> NDArray:
    """Return the step to where the gradient would vanish, were the curvature H the same everywhere.

    Where the cost is level, as along collinear columns, it stays: a trace more of curvature sees to that.
    """
    scale = np.sqrt(np.diag(H)) + 1e-100  # so that the units of the columns do not matter
    scaled = H / np.outer(scale, scale) + 1e-13 * np.eye(len(H))
    return (np.linalg.solve(scaled, gradient.ravel() / scale) / scale).reshape(gradient.shape)
