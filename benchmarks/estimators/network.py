"""A neural network as a scikit-learn estimator: lesson 15's epochs."""

import warnings
from collections.abc import Sequence
from numbers import Integral
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.exceptions import ConvergenceWarning
from sklearn.utils import check_random_state
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_is_fitted, check_scalar, validate_data

from estimators.linear import check_number
from mlcourse.taught.neural_network import forward, softmax
from mlcourse.taught.training import initialize, train_epoch


class MLPClassifier(ClassifierMixin, BaseEstimator):
    """A network with ReLUs, trained by mini-batches on the cross-entropy.

    Scale the features first, to about 1: the steps have one length for all weights. Where X is float32, so is all else.

    Parameters
    ----------
    hidden_layer_sizes : int or sequence of int, default=(100,)
        The number of neurons in each hidden layer; a number alone is one layer's.
    learning_rate_init : float, default=0.1
        The step's length, as a multiple of the gradient; the same throughout.
    batch_size : int, default=32
        Rows per batch; the last one has what is left.
    max_iter : int, default=200
        The number of epochs.
    random_state : int, RandomState or None, default=None
        Draws the first weights and shuffles the rows.

    Attributes
    ----------
    classes_ : ndarray of shape (n_classes,)
        The classes.
    coefs_, intercepts_ : list of ndarray of shape (n_in, n_out), and of shape (n_out,)
        The weights and the biases, one array per layer. The last layer has one neuron per class, even for two.
    loss_curve_ : list of float
        The mean cross-entropy of each epoch.
    n_iter_ : int
        The number of epochs.
    """

    def __init__(
        self,
        hidden_layer_sizes: int | Sequence[int] = (100,),
        learning_rate_init: float = 0.1,
        batch_size: int = 32,
        max_iter: int = 200,
        random_state: int | np.random.RandomState | None = None,
    ):
        self.hidden_layer_sizes = hidden_layer_sizes
        self.learning_rate_init = learning_rate_init
        self.batch_size = batch_size
        self.max_iter = max_iter
        self.random_state = random_state

    def fit(self, X: ArrayLike, y: ArrayLike) -> Self:
        """Train a network for X of shape (n_samples, n_features) and classes y of shape (n_samples,)."""
        hidden = np.atleast_1d(self.hidden_layer_sizes)
        for size in hidden:
            check_scalar(size, "each of hidden_layer_sizes", Integral, min_val=1)
        check_number(self.learning_rate_init, "learning_rate_init", min_val=0, include_boundaries="neither")
        check_scalar(self.batch_size, "batch_size", Integral, min_val=1)
        check_scalar(self.max_iter, "max_iter", Integral, min_val=1)
        X, y = validate_data(self, X, y, dtype=[np.float64, np.float32])
        check_classification_targets(y)
        self.classes_, y = np.unique(y, return_inverse=True)
        rng = check_random_state(self.random_state)

        sizes = X.shape[1], *hidden, len(self.classes_)
        parameters = [(W.astype(X.dtype), b.astype(X.dtype)) for W, b in initialize(sizes, rng)]
        self.loss_curve_ = []
        with np.errstate(over="ignore", invalid="ignore"):  # said below, in a sentence
            for _ in range(self.max_iter):
                cost = train_epoch(parameters, X, y, float(self.learning_rate_init), self.batch_size, rng)
                self.loss_curve_.append(float(cost))
        if not np.isfinite(self.loss_curve_[-1]):
            remedy = f"scale X, or take a smaller learning_rate_init than {self.learning_rate_init:g}"
            warnings.warn(f"the cost grew beyond all numbers: {remedy}", ConvergenceWarning, stacklevel=2)
        self.n_iter_ = self.max_iter
        self.coefs_, self.intercepts_ = map(list, zip(*parameters, strict=True))
        return self

    def predict_proba(self, X: ArrayLike) -> NDArray:
        """Return the probability of each class, an array of shape (n_samples, n_classes)."""
        check_is_fitted(self)
        X = validate_data(self, X, dtype=[np.float64, np.float32], reset=False)
        return softmax(forward(list(zip(self.coefs_, self.intercepts_, strict=True)), X))

    def predict(self, X: ArrayLike) -> NDArray:
        """Return the most probable class for each row of X, an array of shape (n_samples,)."""
        p = self.predict_proba(X)
        return self.classes_[p.argmax(axis=1)]
