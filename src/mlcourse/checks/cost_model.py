"""The exercises of the lesson cost_model."""

import numpy as np

from mlcourse.checks.engine.check import Check, Mistake
from mlcourse.checks.engine.observers import calls, drawn, value
from mlcourse.checks.engine.typed import typed
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


def draw_prices(rng: np.random.Generator) -> tuple:
    """Draw true classes, predictions and two prices that tell every sort of error apart."""
    return *draw_classes(rng), *(rng.permutation([2.0, 5.0, 11.0])[:2])


mean_price = Check(
    "mean_price",
    reference=ours.mean_price,
    observe=calls(
        (np.array([1, 0]), np.array([0, 0]), 3, 1),  # one missed
        (np.array([1, 0]), np.array([1, 1]), 3, 1),  # one false alarm
        (np.array([0, 1, 1, 0]), np.array([1, 0, 0, 0]), 3, 1),
        (np.array([0, 1, 1, 0]), np.array([0, 1, 1, 0]), 3, 1),
        (np.array([0, 1, 1, 0, 0]), np.array([1, 0, 1, 1, 0]), 1, 1),
        (np.array([0, 1, 1, 0]), np.array([True, False, False, False]), 0.5, 0),
        *drawn(draw_prices),
    ),
    mistakes=typed(
        ours.mean_price,
        {
            "np.mean(price_alarm * missed + price_missed * alarm)": "the prices are swapped: "
            "`price_missed` belongs to `missed`, and `price_alarm` to `alarm`.",
            """
            missed = (y == 0) & (prediction == 1)
            alarm = (y == 1) & (prediction == 0)
            np.mean(price_missed * missed + price_alarm * alarm)
            """: "the two sorts of error are swapped: "
            "a missed animal has `y == 1` and `prediction == 0`, a false alarm the opposite.",
            """
            missed = (y == 1) & (prediction == 0)
            alarm = (y == 0) & (prediction == 1)
            np.sum(price_missed * missed + price_alarm * alarm)
            """: "this is what all errors cost *together*. Divide by the number of predictions: `np.mean`.",
            """
            missed = (y == 1) & (prediction == 0)
            alarm = (y == 0) & (prediction == 1)
            np.sum(price_missed * missed + price_alarm * alarm) / np.sum(missed | alarm)
            """: "this is what an *error* costs on average. The formula divides by all predictions, right or wrong.",
            """
            missed = (y == 1) & (prediction == 0)
            alarm = (y == 0) & (prediction == 1)
            price_missed * missed + price_alarm * alarm
            """: "this is the price of each dot. The cost is one number: the mean of these.",
            """
            missed = (y == 1) & (prediction == 0)
            alarm = (y == 0) & (prediction == 1)
            price_missed * np.mean(missed[y == 1]) + price_alarm * np.mean(alarm[y == 0])
            """: "this takes the share of each *kind*, and adds. Both sorts are counted per prediction, of all dots.",
            """
            missed = (y == 1) & (prediction == 0)
            alarm = (y == 0) & (prediction == 1)
            np.mean(missed + alarm)
            """: "the prices are missing: this is the error rate.",
            """
            missed = (y == 1) & (prediction == 0)
            np.mean(price_missed * missed)
            """: "the false alarms are missing: they cost something too.",
            """
            alarm = (y == 0) & (prediction == 1)
            np.mean(price_alarm * alarm)
            """: "the missed animals are missing: they cost something too.",
            """
            np.mean(price_missed * (y == 1) + price_alarm * (y == 0))
            """: "here every dot pays, right or wrong. Only errors do: compare with `prediction` as well.",
            """
            np.mean(price_missed * (prediction == 0) + price_alarm * (prediction == 1))
            """: "here every dot pays, right or wrong. Only errors do: compare with `y` as well.",
            """
            missed = (y == 1) & (prediction == 0)
            alarm = (y == 0) & (prediction == 1)
            (price_missed + price_alarm) * np.mean(missed | alarm)
            """: "here every error pays both prices. Each sort has its own.",
            "np.mean(3 * ((y == 1) & (prediction == 0)) + ((y == 0) & (prediction == 1)))": "here the prices are "
            "always 3 and 1. Use the ones that are handed in.",
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
