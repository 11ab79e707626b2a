"""The exercises of the lesson cost_model."""

from typing import Any

import numpy as np

from mlcourse.checks.engine.check import Check, Mistake
from mlcourse.checks.engine.compare import show
from mlcourse.checks.engine.observers import calls, drawn, outcomes, value
from mlcourse.checks.engine.typed import typed
from mlcourse.checks.engine.values import Observation, Problem
from mlcourse.taught import cost_model as ours

n_errors = Check(
    "n_errors",
    reference=2,
    observe=value(),
    mistakes=[
        Mistake(9, "9 is the number of dots that the rule gets *right*. Count the others."),
        Mistake(1, "there are two ways to be wrong: an animal below 1 kg and a fruit above it. Look on both sides."),
        Mistake(2 / 11, "that is already the share of errors. First count them: a whole number."),
        Mistake(0.18, "that is already the share of errors. First count them: a whole number."),
        Mistake(0, "somebody is on the wrong side: look for the lightest animal and the heaviest fruit."),
        Mistake(5, "5 is the number of fruits. Most of them are light, and so on the right side."),
        Mistake(6, "6 is the number of animals. Most of them are heavy, and so on the right side."),
        Mistake(11, "11 is the number of all dots. Count those on the wrong side of 1 kg."),
    ],
)


def draw_classes(rng: np.random.Generator) -> tuple:
    """Draw true classes and predictions, of some length."""
    n = rng.integers(3, 9)
    return rng.integers(0, 2, n), rng.integers(0, 2, n)


error_rate = Check(
    "error_rate",
    reference=ours.error_rate,
    observe=calls(
        (np.array([1, 0]), np.array([1, 1])),
        (np.array([1, 0]), np.array([0, 1])),
        (np.array([0, 1, 1]), np.array([0, 1, 1])),
        (np.array([0, 1, 1, 0]), np.ones(4)),
        (np.array([0, 1, 1, 0]), np.array([False, True, False, False])),
        (np.array([False, True, True, False]), np.array([1, 1, 0, 0])),
        (np.array([0.0, 1.0, 1.0, 1.0]), np.array([True, False, False, True])),
        *drawn(draw_classes),
    ),
    mistakes=typed(
        ours.error_rate,
        {
            "np.sum(prediction != y)": "this is the *number* of errors. The cost divides it by the number of "
            "predictions, so that eleven dots and eleven thousand can be compared: see the formula above.",
            "np.mean(prediction == y)": "this is the share of *right* answers, the accuracy. "
            "A cost grows with the errors: look at `==` and `!=`.",
            ("np.mean(prediction - y)", "np.mean(y - prediction)"): "the signs cancel: "
            "a 0 taken for a 1 makes up for a 1 taken for a 0. An error counts one, whichever way it goes.",
            "abs(np.mean(prediction - y))": "`abs` comes too late: inside the mean, the signs have cancelled already. "
            "Compare with `!=`.",
            "prediction != y": "this says for each dot whether it is wrong. The cost is one number: the mean of these.",
            "np.sum(prediction != y) / 11": "this divides by 11, whatever the number of dots. "
            "`len(y)` is how many there are.",
            "np.sum(prediction != y) // len(y)": "this is rounded down to a whole number, as `//` and `int` do. "
            "The cost is a share.",
            ("round(np.mean(prediction != y), 2)", "round(np.mean(prediction != y), 3)"): "this is rounded. "
            "Return the share as it is: rounding is for printing.",
            """
            n_wrong = 0
            for truth, guess in zip(y, prediction):
                n_wrong += truth != guess
                return n_wrong / len(y)
            """: "only the first dot was looked at: `return` stands inside the loop, and ends it.",
            "np.mean(y ^ prediction)": "`^` works on whole numbers alone, and the next cell hands in floats. "
            "To ask where two arrays differ is a comparison.",
            "np.sum(prediction != y) / np.sum(y)": "this divides by the number of *animals*. "
            "The cost divides by the number of predictions.",
            "100 * np.mean(prediction != y)": "this is the error rate in percent. "
            "Our formula gives a share, between 0 and 1.",
            "np.mean((prediction == 1) & (y == 0))": "this counts the fruits taken for animals alone. "
            "An animal taken for a fruit is an error too.",
            "np.mean((prediction == 0) & (y == 1))": "this counts the animals taken for fruits alone. "
            "A fruit taken for an animal is an error too.",
        },
    ),
)


SEARCHES = [
    ([1, 4], [0, 1], [0.5, 2.5, 4.5]),
    ([4, 1], [1, 0], [4.5, 2.5, 0.5]),
    ([2.5, 3.5], [0, 1], [3.5, 2.5, 1.5]),  # a dot on a threshold
    ([2.5, 3.5], [0, 1], [1.5, 2.5, 4.5]),
    ([2.5, 3.5], [1, 0], [2.5, 1.5, 4.5]),  # the wrong way round
    ([1, 2, 3], [0, 0, 0], [0.5, 1.5, 2.5, 3.5]),  # one class: the best threshold is the last
    ([1, 2, 3], [1, 1, 1], [0.5, 1.5, 2.5, 3.5]),  # or the first
    ([1, 2, 3, 4, 5], [0, 1, 0, 0, 1], [0.5, 1.5, 2.5, 3.5, 4.5, 5.5]),  # the cost rises before it is lowest
    ([1, 2, 3, 4, 5], [0, 1, 1, 1, 0], [4.5, 6.5, 1.5, 3.5, 0.5]),
]


def draw_search(rng: np.random.Generator) -> tuple:
    """Draw a feature, classes and thresholds for which no known mistake hits the best one by luck."""
    x = rng.normal(3, 1, 9)
    y = (x > 3).astype(int)
    y[rng.integers(9)] ^= 1
    return x, y, np.linspace(-4, 8, 49)


def cost_at(found: Any, x: np.ndarray, y: np.ndarray, thresholds: np.ndarray) -> Any:
    """Return the error rate at the threshold that was found, if it is one of those on offer."""
    if np.ndim(found) == 0 and found in thresholds:
        return ours.error_rate(y, ours.predict_above(x, found))
    if np.ndim(found) == 1 and np.size(found) and np.all(np.isin(found, thresholds)):
        return Problem("returns an array", f"returned the array {show(found)}: return one threshold, a single number")
    return Problem(f"returns {show(found)}", f"returned {show(found)}, which is none of the thresholds on offer")


def observe_searches(answer: Any) -> list[Observation]:
    """Observe a search by what the thresholds that it finds cost."""
    cases = [(np.array(x, dtype=float), np.array(y), np.array(thresholds)) for x, y, thresholds in SEARCHES]
    cases += drawn(draw_search)
    label = "the error rate at the threshold that `{{name}}({})` returned"
    observers = [outcomes(cost_at, label.format(", ".join(map(show, case))), case) for case in cases]
    return [observation for observe in observers for observation in observe(answer)]


best_threshold = Check(
    "best_threshold",
    reference=ours.best_threshold,
    observe=observe_searches,
    mistakes=typed(
        ours.best_threshold,
        {
            "thresholds[np.argmin(costs)] -> np.min(costs)": "this is the lowest *cost*. "
            "We want to know where it is reached: the threshold. "
            "`np.argmin` gives the position, and `thresholds[...]` what stands there.",
            "thresholds[np.argmin(costs)] -> np.argmin(costs)": "this is the *position* of the lowest cost. "
            "Look up what stands there: `thresholds[position]`.",
            "np.argmin -> np.argmax": "this is the threshold with the *highest* cost. "
            "Was it `argmax`, or a `<` where animals lie *above*?",
            "thresholds[np.argmin(costs)] -> costs": "these are all the costs. "
            "The lowest of them stands at one threshold: return that.",
            "thresholds[0]": "this does no better than the first threshold. "
            "Does a `return` inside the loop end it at once? Is each cost compared with the lowest *cost* so far?",
            "thresholds[-1]": "this is the last threshold, whatever it costs. Keep the best one found so far.",
            "predict_above(x, threshold) -> (x >= threshold)": "here a thing that lies exactly *on* the threshold is "
            "an animal. Only what lies above it is.",
            "threshold in thresholds] -> threshold in thresholds[:-1]]": "the last threshold was never tried.",
            """
            costs = [error_rate(y, predict_above(x, threshold)) for threshold in thresholds[1:]]
            thresholds[1:][np.argmin(costs)]
            """: "the first threshold was never tried.",
            """
            costs = [error_rate(y, predict_above(x, threshold)) for threshold in thresholds[1:]]
            thresholds[np.argmin(costs)]
            """: "positions and thresholds are one apart, since the costs leave out the first threshold.",
            """
            costs = [error_rate(y, predict_above(x, threshold)) for threshold in thresholds]
            for i in range(1, len(thresholds)):
                if costs[i] > costs[i - 1]:
                    return thresholds[i - 1]
            return thresholds[-1]
            """: "this stops where the cost first rises. Further on it may fall, and lower than before: try them all.",
            """
            best, before = thresholds[0], 2
            for threshold in thresholds:
                cost = error_rate(y, predict_above(x, threshold))
                if cost < before:
                    best = threshold
                before = cost
            return best
            """: "this compares each cost with the *one before*. Compare it with the lowest so far.",
            """
            costs = [np.mean(predict_above(x, threshold) - y) for threshold in thresholds]
            thresholds[np.argmin(costs)]
            """: "this is the highest threshold, whatever it costs. "
            "Do signs cancel in your cost, so that the most *negative* wins? An error costs one, either way.",
            """
            best, lowest = thresholds[0], 1
            for threshold in thresholds:
                if error_rate(y, predict_above(x, threshold)) < lowest:
                    best = threshold
            return best
            """: "each cost is compared with what `lowest` was at the start. Note the new lowest cost as well.",
        },
    ),
)


def draw_scores(rng: np.random.Generator) -> tuple:
    """Draw targets and scores, of some length."""
    n = rng.integers(3, 9)
    return rng.integers(0, 3, n).astype(float), rng.normal(0.5, 1, n)


mean_squared_error = Check(
    "mean_squared_error",
    reference=ours.mean_squared_error,
    observe=calls(
        (np.array([0, 1]), np.array([0.5, 3.0])),
        (np.array([0, 1, 1]), np.array([-2.0, 1.0, 3.0])),
        (np.array([2.0, -1.0, 0.0]), np.array([2.0, 1.0, 0.5])),
        *drawn(draw_scores),
    ),
    mistakes=typed(
        ours.mean_squared_error,
        {
            "np.sum((score - y) ** 2)": "this is the *sum* of the squares. The formula has 1/n in front: "
            "twice as many dots must not cost twice as much.",
            "(score - y) ** 2": "these are the squares, one per dot. The cost is one number: their mean.",
            ("np.mean(score - y)", "np.mean(y - score)"): "the differences are not squared, "
            "so that positive and negative ones cancel.",
            "np.mean(score - y**2)": "only `y` is squared: `**` comes before `-`. "
            "Put the difference in parentheses: `(score - y) ** 2`.",
            "np.mean(((score > 0.5) - y) ** 2)": "this squares the errors of the *prediction*, "
            "and that is the error rate again. Use the score as it is.",
            "(score - y) ^ 2": "in Python `^` is another operation. A square is `** 2`.",
            "np.mean(score - y) ** 2": "this squares the average; the formula averages the squares. "
            "Mind the parentheses: `np.mean((…) ** 2)`.",
            "np.mean(np.abs(score - y))": "this is the mean *absolute* error. "
            "It leans too, but has a kink at zero; here we square.",
            "np.sqrt(np.mean((score - y) ** 2))": "this is the *root* of the mean squared error. "
            "Leave the square root off.",
            ("np.linalg.norm(score - y)", "np.sqrt(np.sum((score - y) ** 2))"): "this is the *root* of the *sum*. "
            "The formula has 1/n in front, and no root.",
            "np.var(score - y)": "the variance takes the mean off first, and a line that is always too high would cost "
            "nothing. Square the differences themselves.",
            "np.sum((score - y) ** 2) / (len(y) - 1)": "this divides by n - 1. The formula has 1/n in front.",
            "np.sum((score - y) ** 2) / 11": "this divides by 11, whatever the number of dots. "
            "`len(y)` is how many there are.",
            ("np.mean(score**2 - y**2)", "np.mean(y**2 - score**2)"): "each is squared on its own. "
            "First subtract, and then square the difference.",
            "np.mean((score - y) * 2)": "`* 2` doubles. A square is `** 2`.",
            ("round(np.mean((score - y) ** 2), 2)", "round(np.mean((score - y) ** 2), 3)"): "this is rounded. "
            "Return the number as it is: rounding is for printing.",
            "np.mean((score - y) ** 2) / 2": "this is half of it. "
            "Some books put 1/2 in front to make the derivative shorter; our formula does not.",
        },
    ),
)
