"""The exercises of the lesson logistic_regression."""

import numpy as np

from mlcourse.checks.engine.check import Check
from mlcourse.checks.engine.observers import calls, drawn
from mlcourse.checks.engine.typed import typed
from mlcourse.taught import logistic_regression as ours


def draw_some_scores(rng: np.random.Generator) -> tuple:
    """Draw scores on both sides of zero."""
    return (rng.normal(0, 2, rng.integers(3, 7)),)


sigmoid = Check(
    "sigmoid",
    reference=ours.sigmoid,
    observe=calls(
        (3,),
        (-1.0,),
        (np.float64(0.0),),
        (np.array([3.0, -1.0]),),
        (np.array([-3, 0, 3]),),
        (np.array([234.0, -40.0, 0.0]),),
        *drawn(draw_some_scores),
    ),
    mistakes=typed(
        ours.sigmoid,
        {
            "1 / (1 + np.exp(score))": "this is the probability of the *fruit*: it falls where the score grows. "
            "Look at the sign in the exponent.",
            "np.exp(score) / (1 + np.exp(-score))": "the two forms of the formula are mixed. "
            "It is either $e^z / (e^z + 1)$ or $1 / (1 + e^{-z})$.",
            "np.exp(score)": "these are the *odds*, from 0 to infinity. A probability is odds / (odds + 1).",
            "np.exp(-score)": "these are the odds of the *fruit*. The formula goes on: 1 + …, and one divided by that.",
            "1 / 1 + np.exp(-score)": "Python divides first: this is 1 + $e^{-z}$. Put parentheses around `(1 + …)`.",
            "1 / (1 - np.exp(-score))": "below the line stands 1 *plus* a power. The minus belongs into the exponent.",
            "np.exp(score) / np.exp(score) + 1": "Python divides first: this is always 2. "
            "Put parentheses around what stands below the line.",
            ("score > 0", "(score > 0).astype(int)"): "this jumps from 0 to 1: it is the prediction. "
            "A probability tells how sure it is.",
            (
                "[1 / (1 + np.exp(-z)) for z in score]",
                """
                p = np.zeros(len(score))
                for i in range(len(score)):
                    p[i] = 1 / (1 + np.exp(-score[i]))
                return p
                """,
            ): "the next cell also asks for a single score, `sigmoid(3)`, and a number has no entries to go through. "
            "No loop is needed: `np.exp` takes numbers and arrays alike.",
            """
            p = np.zeros_like(score)
            p[:] = 1 / (1 + np.exp(-score))
            return p
            """: "`np.zeros_like` keeps whole numbers whole, and for a single score it has no `[:]`. "
            "Return the formula itself.",
            """
            import math
            1 / (1 + math.exp(-score))
            """: "`math.exp` takes a single number. `np.exp` takes arrays as well.",
            ("1 / (1 + 2.7 ** (-score))", "1 / (1 + 2.718 ** (-score))"): "this cuts $e$ short. "
            "`np.exp` knows all its digits.",
            "np.clip(score, 0, 1)": "this cuts the line off at 0 and 1. "
            "A score of 3 would be certain; the sigmoid is never quite sure.",
            "score / (score + 1)": "this takes the score for the odds. "
            "The odds are $e$ to the power of the score: `np.exp(score)`.",
            "np.tanh(score)": "`tanh` is a sigmoid's cousin, from -1 to 1. A probability lies between 0 and 1.",
            "np.exp(score) / np.sum(np.exp(score))": "this shares one probability out among the *dots*. "
            "Each dot has its own: odds / (odds + 1).",
        },
    ),
)


def draw_forecasts(rng: np.random.Generator) -> tuple:
    """Draw true classes, of both kinds, and probabilities."""
    n = rng.integers(3, 7)
    y = np.append([0, 1], rng.integers(0, 2, n - 2))
    return y, rng.uniform(0.05, 0.95, n)


log_loss = Check(
    "log_loss",
    reference=ours.log_loss,
    observe=calls(
        (np.array([1, 0]), np.array([0.9, 0.2])),
        (np.array([1, 0, 1]), np.array([0.5, 0.5, 0.1])),
        (np.array([1, 0, 1, 0]), np.array([0.00005, 0.99995, 0.99995, 0.00005])),  # sure, and half of them wrong
        *drawn(draw_forecasts),
    ),
    mistakes=typed(
        ours.log_loss,
        {
            "np.mean(np.log(np.where(y == 1, p, 1 - p)))": "the minus is missing. "
            "The logarithm of a probability is negative; a cost is not.",
            "-(np.mean(np.log(p[y == 1])) + np.mean(np.log(1 - p[y == 0]))) / 2": "this averages the two classes' "
            "averages. Every dot counts the same: one mean over all of them.",
            "-np.sum(np.log(np.where(y == 1, p, 1 - p)))": "this is the *sum*. "
            "Average over the dots: twice as many must not cost twice as much.",
            "-np.sum(np.log(np.where(y == 1, p, 1 - p))) / 11": "this divides by 11, whatever the number of dots. "
            "`np.mean` counts by itself.",
            "-np.log(np.where(y == 1, p, 1 - p))": "these are the costs, one per dot. "
            "The log loss is one number: their mean.",
            "-np.log(np.mean(np.where(y == 1, p, 1 - p)))": "this is the logarithm of the average. Take the average of "
            "the *logarithms*, so that one dot which is sure and wrong cannot hide among the others.",
            "-np.mean(np.log(p))": "this charges every dot by the probability of *animal*. "
            "A fruit gave `1 - p` to the truth.",
            "-np.mean(np.log(np.where(y == 1, 1 - p, p)))": "this charges by what was given to the *wrong* class, "
            "so being right costs most. Swap `p` and `1 - p`.",
            (
                "-np.mean(np.log(np.clip(np.where(y == 1, p, 1 - p), 0.01, 0.99)))",
                "-np.mean(np.log(np.clip(np.where(y == 1, p, 1 - p), 0.001, 0.999)))",
                "-np.mean(np.log(np.clip(np.where(y == 1, p, 1 - p), 0.0001, 0.9999)))",
            ): "this lets no probability come near 0 or 1, and so makes it cheap to be sure and wrong.",
            "-np.mean(np.log(p[y == 1]))": "these are the animals' costs alone. The fruits pay by `1 - p`.",
            "-np.mean(y * np.log(p))": "the fruits cost nothing here: where `y` is 0, so is `y * …`. "
            "They pay by `1 - p`.",
            "-np.mean((1 - y) * np.log(1 - p))": "the animals cost nothing here. They pay by `p`.",
            "-np.mean(y * np.log(p) - (1 - y) * np.log(1 - p))": "the minus reaches the animals' part alone, "
            "and the fruits' costs are taken off. Put the whole sum in parentheses after the minus.",
            "-np.mean(np.log10(np.where(y == 1, p, 1 - p)))": "this is the logarithm to base 10. "
            "Ours is the natural one, `np.log`: its slope is the simplest.",
            "-np.mean(np.log2(np.where(y == 1, p, 1 - p)))": "this is the logarithm to base 2: the cost in bits. "
            "Ours is the natural one, `np.log`.",
            "np.mean((p - y) ** 2)": "this is the squared error of the probability. "
            "Take minus the logarithm of what was given to the truth.",
            "1 - np.mean(np.where(y == 1, p, 1 - p))": "the logarithm is missing: "
            "this is how much was *not* given to the truth, on average.",
            "-np.mean(np.log(np.where(y == 1, p, 1 - p) > 0.5))": "this keeps only right and wrong. "
            "The logarithm belongs around the probability itself.",
        },
    ),
)


def draw_table(rng: np.random.Generator) -> tuple:
    """Draw weights, a bias, features and classes."""
    n_samples, n_features = rng.integers(3, 6), rng.integers(1, 4)
    X = rng.normal(1, 1, (n_samples, n_features)).round(1)
    return rng.normal(size=n_features).round(1), rng.normal(), X, rng.integers(0, 2, n_samples)


AT_ZERO = (np.zeros(2), 0.0, np.array([[1.0, 2.0], [3.0, 0.0]]), np.array([1, 0]))  # where a descent begins
SMALLEST = (np.array([0.5, 0.0]), 0.2, np.array([[1.0, 2.0], [3.0, 0.5]]), np.array([1, 0]))

log_loss_gradient = Check(
    "log_loss_gradient",
    reference=ours.log_loss_gradient,
    observe=calls(AT_ZERO, SMALLEST, *drawn(draw_table)),
    mistakes=typed(
        ours.log_loss_gradient,
        {
            "X.T @ error / len(y), np.mean(error) -> X.T @ error, np.sum(error)": "the 1/n is missing: "
            "this sums over the dots where the formula averages.",
            "X.T @ error / len(y), np.mean(error) -> X.T @ error / 11, np.sum(error) / 11": "this divides by 11, "
            "whatever the number of dots. `len(y)` is how many there are.",
            "np.mean(error) -> np.sum(error)": "in the second of the two, the 1/n is missing: "
            "the bias's derivative is the *mean* of the errors.",
            "X.T @ error / len(y) -> np.mean(error * X, axis=0)": "`error * X` does not match row with row: "
            "`error` has one entry per row, `X` one column per feature. `X.T @ error` makes one sum per feature; then "
            "divide.",
            "X.T @ error / len(y) -> np.mean(error * X)": "`error * X` does not match row with row, "
            "and its mean is one number for all features. `X.T @ error` makes one sum per feature; then divide.",
            "X.T @ error / len(y) -> X.T @ error": "in the first of the two, the 1/n is missing: "
            "`X.T @ error` is a sum over the dots. Divide by `len(y)`.",
            "sigmoid(X @ w + b) - y -> 2 * (sigmoid(X @ w + b) - y)": "there is no 2 here. "
            "In lesson 03 it came down from the square; the log loss has no square.",
            "sigmoid(X @ w + b) - y -> y - sigmoid(X @ w + b)": "the sign is flipped. "
            "The error is `p - y`; the gradient points uphill, and the minus comes in the step.",
            "X.T @ error / len(y), np.mean(error) -> X.T @ error / len(y)": "these are the weights' derivatives alone. "
            "Return the bias's as well: the mean of the errors.",
            "X.T @ error / len(y), np.mean(error) -> np.mean(error), X.T @ error / len(y)": "these are the right two "
            "in the wrong order: the weights' first, then the bias's.",
            "X.T @ error / len(y) -> X.T @ error / X.size": "this divides by the number of *entries* of X, "
            "features included. The average is over the dots: `len(y)`.",
            "X.T @ error / len(y) -> X @ error / len(y)": "the dots have to meet in the middle: "
            "`X.T` has shape `(n_features, n_samples)`.",
            "X.T @ error / len(y) -> X[:, 0] @ error / len(y)": "this is the derivative of the first weight alone. "
            "Each feature has a weight.",
            "X.T @ error / len(y) -> X.T @ error / X.shape[1]": "this divides by the number of *features*. "
            "The average is over the dots: `len(y)`.",
            "X.T @ error -> X.T * error": "`*` multiplies and does not sum. "
            "`X.T @ error` multiplies each feature with the errors *and* adds up.",
            "X.T @ error / len(y) -> np.mean(X.T @ error / len(y))": "this averages over the features too. "
            "Each weight has a derivative of its own: shape (n_features,).",
            "X.T @ error / len(y) -> X.mean(axis=0) * np.mean(error)": "this multiplies two averages. "
            "The formula averages the products of each dot's error and feature.",
            "np.mean(error) -> error": "the second is one error per dot. The bias has one derivative: their mean.",
            "sigmoid(X @ w + b) - y -> X @ w + b - y": "the sigmoid is missing: "
            "the error is the *probability* minus `y`, not the score minus `y`.",
            "sigmoid(X @ w + b) - y -> (X @ w + b > 0) - y": "this takes the prediction, 0 or 1, for the probability. "
            "Being half sure is half an error.",
            """
            p = sigmoid(X @ w + b)
            error = (p - y) * p * (1 - p)
            X.T @ error / len(y), np.mean(error)
            """: "the factor p (1 - p) belongs to the *squared* error of a sigmoid. "
            "In the log loss it cancels: that is why it does not go flat.",
            """
            p = sigmoid(X @ w + b)
            error = 2 * (p - y) * p * (1 - p)
            X.T @ error / len(y), np.mean(error)
            """: "this is the gradient of the *squared* error of a sigmoid. "
            "In the log loss the factor p (1 - p) cancels, and no 2 comes down.",
            "X @ w + b -> X @ w": "the bias is missing in the score: it is `X @ w + b`.",
            """
            p = sigmoid(X @ w + b)
            error = -np.log(np.where(y == 1, p, 1 - p))
            X.T @ error / len(y), np.mean(error)
            """: "this multiplies the *costs* with the features. The derivative of a dot's cost is its error, `p - y`.",
        },
    ),
)
