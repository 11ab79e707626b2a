"""The exercises of lesson 05, logistic regression."""

from collections.abc import Callable

import numpy as np

from mlcourse.checks.engine.check import Check, Mistake
from mlcourse.checks.engine.observers import calls, drawn
from mlcourse.taught import cost_model
from mlcourse.taught import logistic_regression as ours


def draw_some_scores(rng: np.random.Generator) -> tuple:
    """Draw scores on both sides of zero."""
    return (rng.normal(0, 2, rng.integers(3, 7)),)


sigmoid = Check(
    "sigmoid",
    reference=ours.sigmoid,
    observe=calls((np.array([3.0, -1.0]),), *drawn(draw_some_scores)),
    mistakes=[
        Mistake(
            lambda score: 1 / (1 + np.exp(score)),
            "this is the probability of the *fruit*: it falls where the score grows. The exponent is minus the score.",
        ),
        Mistake(
            lambda score: np.exp(score) / (1 + np.exp(-score)),
            "the two forms of the formula are mixed. It is either $e^z / (e^z + 1)$ or $1 / (1 + e^{-z})$.",
        ),
        Mistake(
            lambda score: np.exp(score),
            "these are the *odds*, from 0 to infinity. A probability is odds / (odds + 1).",
        ),
        Mistake(
            lambda score: np.exp(-score),
            "these are the odds of the *fruit*. The formula goes on: 1 + …, and one divided by that.",
        ),
        Mistake(
            lambda score: 1 / 1 + np.exp(-score),
            "Python divides first: this is 1 + $e^{-z}$. Put parentheses around `(1 + …)`.",
        ),
        Mistake(
            lambda score: 1 / (1 - np.exp(-score)),
            "below the line stands 1 *plus* a power. The minus belongs into the exponent.",
        ),
        Mistake(
            lambda score: (score > 0).astype(int),
            "this jumps from 0 to 1: it is the prediction. A probability tells how sure it is.",
        ),
        Mistake(
            lambda score: np.clip(score, 0, 1),
            "this cuts the line off at 0 and 1. A score of 3 would be certain; the sigmoid is never quite sure.",
        ),
        Mistake(
            lambda score: score / (score + 1),
            "this takes the score for the odds. The odds are $e$ to the power of the score: `np.exp(score)`.",
        ),
        Mistake(
            lambda score: np.tanh(score),
            "`tanh` is a sigmoid's cousin, from -1 to 1. A probability lies between 0 and 1.",
        ),
        Mistake(
            lambda score: np.exp(score) / np.sum(np.exp(score)),
            "this shares one probability out among the *dots*. Each dot has its own: odds / (odds + 1).",
        ),
    ],
)


def draw_forecasts(rng: np.random.Generator) -> tuple:
    """Draw true classes, of both kinds, and probabilities."""
    n = rng.integers(3, 7)
    y = np.append([0, 1], rng.integers(0, 2, n - 2))
    return y, rng.uniform(0.05, 0.95, n)


def given_to_truth(y: np.ndarray, p: np.ndarray) -> np.ndarray:
    """Return the probability that each dot gave to the truth."""
    return np.where(y == 1, p, 1 - p)


log_loss = Check(
    "log_loss",
    reference=ours.log_loss,
    observe=calls((np.array([1, 0]), np.array([0.9, 0.2])), *drawn(draw_forecasts)),
    mistakes=[
        Mistake(
            lambda y, p: np.mean(np.log(given_to_truth(y, p))),
            "the minus is missing. The logarithm of a probability is negative; a cost is not.",
        ),
        Mistake(
            lambda y, p: -np.mean([np.mean(np.log(given_to_truth(y, p)[y == kind])) for kind in (0, 1)]),
            "this averages the two classes' averages. Every dot counts the same: one mean over all of them.",
        ),
        Mistake(
            lambda y, p: -np.sum(np.log(given_to_truth(y, p))),
            "this is the *sum*. Average over the dots: twice as many must not cost twice as much.",
        ),
        Mistake(
            lambda y, p: -np.log(given_to_truth(y, p)),
            "these are the costs, one per dot. The log loss is one number: their mean.",
        ),
        Mistake(
            lambda y, p: -np.log(np.mean(given_to_truth(y, p))),
            "this is the logarithm of the average. Take the average of the *logarithms*, so that one dot which is "
            "sure and wrong cannot hide among the others.",
        ),
        Mistake(
            lambda y, p: -np.mean(np.log(p)),
            "this charges every dot by the probability of *animal*. A fruit gave `1 - p` to the truth.",
        ),
        Mistake(
            lambda y, p: -np.mean(np.log(given_to_truth(1 - y, p))),
            "this charges by what was given to the *wrong* class, so being right costs most. Swap `p` and `1 - p`.",
        ),
        Mistake(
            lambda y, p: -np.mean(y * np.log(p)),
            "the fruits cost nothing here: where `y` is 0, so is `y * …`. They pay by `1 - p`.",
        ),
        Mistake(
            lambda y, p: -np.mean((1 - y) * np.log(1 - p)),
            "the animals cost nothing here. They pay by `p`.",
        ),
        Mistake(
            lambda y, p: -np.mean(y * np.log(p) - (1 - y) * np.log(1 - p)),
            "the minus reaches the animals' part alone, and the fruits' costs are taken off. "
            "Put the whole sum in parentheses after the minus.",
        ),
        Mistake(
            lambda y, p: -np.mean(np.log10(given_to_truth(y, p))),
            "this is the logarithm to base 10. Ours is the natural one, `np.log`: its slope is the simplest.",
        ),
        Mistake(
            lambda y, p: -np.mean(np.log2(given_to_truth(y, p))),
            "this is the logarithm to base 2: the cost in bits. Ours is the natural one, `np.log`.",
        ),
        Mistake(
            lambda y, p: np.mean((p - y) ** 2),
            "this is the squared error of the probability. Take minus the logarithm of what was given to the truth.",
        ),
        Mistake(
            lambda y, p: np.mean(1 - given_to_truth(y, p)),
            "the logarithm is missing: this is how much was *not* given to the truth, on average.",
        ),
        Mistake(
            lambda y, p: -np.mean(np.log(given_to_truth(y, p) > 0.5)),
            "this keeps only right and wrong. The logarithm belongs around the probability itself.",
        ),
    ],
)  # fmt: skip


def draw_table(rng: np.random.Generator) -> tuple:
    """Draw weights, a bias, features and classes."""
    n_samples, n_features = rng.integers(3, 6), rng.integers(1, 4)
    X = rng.normal(1, 1, (n_samples, n_features))
    return rng.normal(size=n_features), rng.normal(), X, rng.integers(0, 2, n_samples)


def with_error(formula: Callable) -> Callable:
    """Return a wrong gradient, made from a formula of the error p - y and the features."""
    return lambda w, b, X, y: formula(ours.sigmoid(X @ w + b) - y, X)


def averaged(error: np.ndarray, X: np.ndarray) -> tuple:
    """Return the average of error times feature, and of the error, whatever the error is."""
    return X.T @ error / len(X), np.mean(error)


def with_other_error(formula: Callable) -> Callable:
    """Return a wrong gradient, made with a wrong error: a formula of the scores and the classes."""
    return lambda w, b, X, y: averaged(formula(X @ w + b, y), X)


SMALLEST = (np.array([0.5, 0.0]), 0.2, np.array([[1.0, 2.0], [3.0, 0.5]]), np.array([1, 0]))

log_loss_gradient = Check(
    "log_loss_gradient",
    reference=ours.log_loss_gradient,
    observe=calls(SMALLEST, *drawn(draw_table)),
    mistakes=[
        Mistake(
            with_error(lambda error, X: (X.T @ error, np.sum(error))),
            "the 1/n is missing: this sums over the dots where the formula averages.",
        ),
        Mistake(
            with_error(lambda error, X: (X.T @ error / len(X), np.sum(error))),
            "in the second of the two, the 1/n is missing: the bias's derivative is the *mean* of the errors.",
        ),
        Mistake(
            with_error(lambda error, X: (np.mean(error * X, axis=0), np.mean(error))),
            "`error * X` does not match row with row: `error` has one entry a row, `X` one column a feature. "
            "Use `X.T @ error`.",
        ),
        Mistake(
            with_error(lambda error, X: (np.mean(error * X), np.mean(error))),
            "`error * X` does not match row with row, and its mean is one number for all features. Use `X.T @ error`.",
        ),
        Mistake(
            with_error(lambda error, X: (X.T @ error, np.mean(error))),
            "in the first of the two, the 1/n is missing: `X.T @ error` is a sum over the dots. Divide by `len(y)`.",
        ),
        Mistake(
            with_error(lambda error, X: (2 * X.T @ error / len(X), 2 * np.mean(error))),
            "there is no 2 here. In lesson 03 it came down from the square; the log loss has no square.",
        ),
        Mistake(
            with_error(lambda error, X: (-X.T @ error / len(X), -np.mean(error))),
            "the sign is flipped. The error is `p - y`; the gradient points uphill, and the minus comes in the step.",
        ),
        Mistake(
            with_error(lambda error, X: X.T @ error / len(X)),
            "these are the weights' derivatives alone. Return the bias's as well: the mean of the errors.",
        ),
        Mistake(
            with_error(lambda error, X: (np.mean(error), X.T @ error / len(X))),
            "these are the right two in the wrong order: the weights' first, then the bias's.",
        ),
        Mistake(
            with_error(lambda error, X: (X.T @ error / X.size, np.mean(error))),
            "this divides by the number of *entries* of X, features included. The average is over the dots: `len(y)`.",
        ),
        Mistake(
            with_error(lambda error, X: (X.T * error / len(X), np.mean(error))),
            "`*` multiplies and does not sum. `X.T @ error` multiplies each feature with the errors *and* adds up.",
        ),
        Mistake(
            with_error(lambda error, X: (np.mean(X.T @ error / len(X)), np.mean(error))),
            "this averages over the features too. Each weight has a derivative of its own: shape (n_features,).",
        ),
        Mistake(
            with_error(lambda error, X: (X.mean(axis=0) * np.mean(error), np.mean(error))),
            "this multiplies two averages. The formula averages the products of each dot's error and feature.",
        ),
        Mistake(
            with_error(lambda error, X: (X.T @ error / len(X), error)),
            "the second is one error per dot. The bias has one derivative: their mean.",
        ),
        Mistake(
            with_other_error(lambda z, y: z - y),
            "the sigmoid is missing: the error is the *probability* minus `y`, not the score minus `y`.",
        ),
        Mistake(
            with_other_error(lambda z, y: (z > 0) - y),
            "this takes the prediction, 0 or 1, for the probability. Being half sure is half an error.",
        ),
        Mistake(
            with_other_error(lambda z, y: (ours.sigmoid(z) - y) * ours.sigmoid(z) * ours.sigmoid(-z)),
            "the factor p (1 - p) belongs to the *squared* error of a sigmoid. In the log loss it cancels: that is "
            "why it does not go flat.",
        ),
        Mistake(
            with_other_error(lambda z, y: 2 * (ours.sigmoid(z) - y) * ours.sigmoid(z) * ours.sigmoid(-z)),
            "this is the gradient of the *squared* error of a sigmoid. In the log loss the factor p (1 - p) cancels, "
            "and no 2 comes down.",
        ),
        Mistake(
            lambda w, b, X, y: averaged(ours.sigmoid(X @ w) - y, X),
            "the bias is missing in the score: it is `X @ w + b`.",
        ),
        Mistake(
            with_other_error(lambda z, y: np.logaddexp(0, np.where(y == 1, -z, z))),
            "this multiplies the *costs* with the features. The derivative of a dot's cost is its error, `p - y`.",
        ),
    ],
)


def draw_predictions(rng: np.random.Generator) -> tuple:
    """Draw classes and predictions, in which both kinds occur, one of them more often."""
    n = rng.integers(4, 9)
    y = np.append([0, 1, 1, 1], rng.integers(0, 2, n))
    prediction = np.append([1, 0, 1, 1], rng.integers(0, 2, n))
    return (y, prediction) if rng.integers(2) else (1 - y, 1 - prediction)


def rates(y: np.ndarray, prediction: np.ndarray) -> np.ndarray:
    """Return the two classes' error rates."""
    return np.array([cost_model.error_rate(y[y == kind], prediction[y == kind]) for kind in (0, 1)])


def by_prediction(y: np.ndarray, prediction: np.ndarray) -> float:
    """Return the mean of the shares of wrong answers among those called fruit and those called animal."""
    return np.mean(rates(prediction, y))


balanced_error = Check(
    "balanced_error",
    reference=ours.balanced_error,
    observe=calls((np.array([0, 1, 1, 1]), np.array([1, 1, 1, 0])), *drawn(draw_predictions)),
    mistakes=[
        Mistake(
            lambda y, prediction: (np.sum(prediction[y == 0] != 0) / 35 + np.sum(prediction[y == 1] != 1) / 90) / 2,
            "35 and 90 belong to our table alone. Count the rows of each class in `y`.",
        ),
        Mistake(
            cost_model.error_rate,
            "this is the error rate: every *row* counts the same, and so the larger class counts more. "
            "Take each class's own rate first.",
        ),
        Mistake(
            lambda y, prediction: np.sum(rates(y, prediction)),
            "this is the sum of the two rates. Their mean is half of it: at worst 1.",
        ),
        Mistake(
            lambda y, prediction: 1 - np.mean(rates(y, prediction)),
            "this is the balanced *accuracy*, the share of right answers. An error grows with what is wrong.",
        ),
        Mistake(
            lambda y, prediction: rates(y, prediction),
            "these are the two classes' rates. Return one number: their mean.",
        ),
        Mistake(
            lambda y, prediction: rates(y, prediction)[0],
            "this is the fruits' error rate alone. Average it with the animals'.",
        ),
        Mistake(
            lambda y, prediction: rates(y, prediction)[1],
            "this is the animals' error rate alone. Average it with the fruits'.",
        ),
        Mistake(
            lambda y, prediction: cost_model.error_rate(y, prediction) / 2,
            "each class's errors are divided by the number of *all* rows. Divide the wrong fruits by the fruits, "
            "and the wrong animals by the animals.",
        ),
        Mistake(
            by_prediction,
            "this divides by how many were *called* fruit or animal. Divide by how many *are*: the mask is `y == 0`, "
            "not `prediction == 0`.",
        ),
        Mistake(
            lambda y, prediction: np.max(rates(y, prediction)),
            "this is the worse of the two rates. The balanced error is their mean.",
        ),
        Mistake(
            lambda y, prediction: np.sum(prediction != y) / 2,
            "this counts errors and halves them. Each class's errors are divided by the size of that class.",
        ),
    ],
)
