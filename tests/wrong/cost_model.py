"""Wrong answers to the exercises of cost_model, each with words of the sentence that it must get."""

import numpy as np


def error_rate_of_the_first(y, prediction):
    wrong = 0
    for i in range(len(y)):
        if y[i] != prediction[i]:
            wrong += 1
        return wrong / len(y)


def mean_price_of_the_first(y, prediction, price_missed, price_alarm):
    for truth, guess in zip(y, prediction, strict=True):
        if truth == 1 and guess == 0:
            return price_missed / len(y)
        if truth == 0 and guess == 1:
            return price_alarm / len(y)
    return 0.0


def mean_price_with_both_at_once(y, prediction, price_missed, price_alarm):
    if np.any((y == 1) & (prediction == 0)):
        return price_missed * np.mean(y != prediction)
    return price_alarm * np.mean(y != prediction)


WRONG = {
    "n_errors": [(9, "gets *right*"), (6, "number of animals"), (3, "too large"), ("two", "expected a number")],
    "error_rate": [
        (lambda y, prediction: np.mean(y ^ prediction), "`^` works on whole numbers alone"),
        (error_rate_of_the_first, "inside the loop"),
        (lambda y, prediction: int(np.mean(y != prediction)), "rounded down"),
        (lambda y, prediction: np.round(np.mean(y != prediction), 2), "rounded"),
        (lambda y, prediction: np.mean(prediction) - np.mean(y), "signs cancel"),
        (lambda y, prediction: np.mean(y != prediction[0]), ""),
        (lambda y, prediction: float(np.any(y != prediction)), ""),
    ],
    "mean_price": [
        (mean_price_of_the_first, ""),
        (mean_price_with_both_at_once, ""),
        (
            lambda y, p, missed, alarm: np.mean(alarm * ((y == 1) & (p == 0)) + missed * ((y == 0) & (p == 1))),
            "swapped",
        ),
        (lambda y, p, missed, alarm: np.mean(y != p), "the prices are missing"),
        (lambda y, p, missed, alarm: np.mean(missed * ((y == 1) & (p == 0))), "false alarms are missing"),
        (lambda y, p, missed, alarm: np.mean(missed * (y > p)) - np.mean(alarm * (y < p)), ""),
    ],
    "mean_squared_error": [
        (lambda y, score: np.var(y - score), "takes the mean off first"),
        (lambda y, score: np.sum((y - score) ** 2) / (len(y) - 1), "n - 1"),
        (lambda y, score: np.mean(score**2) - np.mean(y**2), "First subtract"),
        (lambda y, score: round(float(np.mean((y - score) ** 2)), 3), "rounded"),
        (lambda y, score: np.sum((y - score) ** 2) ** 0.5, "*root* of the *sum*"),
        (lambda y, score: np.mean(np.maximum(score - y, 0) ** 2), ""),
        (lambda y, score: np.mean((score - y)[y > 0] ** 2), ""),
    ],
}
