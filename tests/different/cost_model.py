"""Right answers to the exercises of cost_model that are written in another way than the course's."""

import numpy as np


def error_rate_by_loop(y, prediction):
    n_wrong = 0
    for truth, guess in zip(y, prediction, strict=True):
        n_wrong += truth != guess
    return n_wrong / len(y)


def mean_price_by_loop(y, prediction, price_missed, price_alarm):
    paid = 0
    for truth, guess in zip(y, prediction, strict=True):
        if truth == 1 and guess == 0:
            paid += price_missed
        elif truth == 0 and guess == 1:
            paid += price_alarm
    return paid / len(y)


DIFFERENT = {
    "n_errors": [2.0, np.int64(2)],
    "error_rate": [
        error_rate_by_loop,
        lambda y, p: np.float32(np.abs(y - p).mean()),
        lambda y, p: 1 - np.mean(y == p),
        lambda y, p: np.mean((y - p) ** 2),
    ],
    "mean_price": [
        mean_price_by_loop,
        lambda y, p, missed, alarm: missed * np.mean((y == 1) & (p == 0)) + alarm * np.mean((y == 0) & (p == 1)),
        lambda y, p, missed, alarm: np.mean(np.where(p == y, 0, np.where(y == 1, missed, alarm))),
        lambda y, p, missed, alarm: float((missed * y * (1 - p) + alarm * (1 - y) * p).sum() / y.size),
    ],
    "mean_squared_error": [
        lambda y, s: sum((a - b) ** 2 for a, b in zip(y, s, strict=True)) / len(y),
        lambda y, s: np.float32(((y - s) @ (y - s)) / y.size),
    ],
}
