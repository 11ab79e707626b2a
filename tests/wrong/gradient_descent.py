"""Wrong answers to the exercises of gradient_descent, each with words of the sentence that it must get."""

import numpy as np

from mlcourse.taught.gradient_descent import gradient


def slope_with_a_wide_default(cost, w, step=1.00001):
    return (cost(w + step) - cost(w - step)) / (2 * step)


def slope_without_a_default(cost, w, step):
    return (cost(w + step) - cost(w - step)) / (2 * step)


def slope_of_its_own_step(cost, w, step=1e-5):
    h = 0.00001
    return (cost(w + h) - cost(w - h)) / (2 * h)


def step_with_another_name(w, b, x, y, eta):
    dw, db = gradient(w, b, x, y)
    return w - eta * dw, b - eta * db


def step_of_a_fixed_length(w, b, x, y, learning_rate):
    dw, db = gradient(w, b, x, y)
    return w - 0.1 * dw, b - 0.1 * db


def step_of_signs(w, b, x, y, learning_rate):
    dw, db = gradient(w, b, x, y)
    return w - learning_rate * np.sign(dw), b - learning_rate * np.sign(db)


def step_measured_anew(w, b, x, y, learning_rate):
    w = w - learning_rate * gradient(w, b, x, y)[0]
    b = b - learning_rate * gradient(w, b, x, y)[1]
    return w, b


WRONG = {
    "slope": [
        (lambda cost, w, step=1e-5: round((cost(w + step) - cost(w - step)) / (2 * step), 2), "rounded"),
        (lambda cost, w, step=1e-5: round((cost(w + step) - cost(w - step)) / (2 * step), 4), ""),
        (slope_with_a_wide_default, ""),
        (slope_without_a_default, "has no default any more"),
        (slope_of_its_own_step, "called `step` in the code"),
        (lambda cost, w, step=1e-5: 2 * w, "$w^2$ alone"),
        (lambda cost, w, step=1e-5: cost(w), "the height"),
    ],
    "gradient": [
        (lambda w, b, x, y: (2 * np.mean((w * x + b - y) * w), 2 * np.mean(w * x + b - y)), "multiplied by `w`"),
        (lambda w, b, x, y: (2 * np.mean((w * x - y) * x), 2 * np.mean(w * x - y)), ""),
        (lambda w, b, x, y: np.mean((w * x + b - y) ** 2), "the cost itself"),
        (lambda w, b, x, y: (2 * (w * x + b - y) @ x / 2, 2 * np.sum(w * x + b - y) / 2), ""),
        (lambda w, b, x, y: (2 * np.mean(abs(w * x + b - y) * x), 2 * np.mean(abs(w * x + b - y))), ""),
    ],
    "take_step": [
        (step_with_another_name, "expected `(w, b, x, y, learning_rate)`"),
        (step_of_a_fixed_length, "always the same number"),
        (step_of_signs, ""),
        (step_measured_anew, "measured in a new place"),
        (lambda w, b, x, y, learning_rate: gradient(w, b, x, y), "the two slopes"),
        (lambda w, b, x, y: gradient(w, b, x, y), "expected `(w, b, x, y, learning_rate)`"),
    ],
    "learning_rate": [(np.nan, "not a number"), (0.1, "too long"), (0.05, "too short"), (0, "is positive")],
}
