"""The exercises of lesson 03, gradient descent."""

from collections.abc import Callable

import numpy as np

from mlcourse import data
from mlcourse.checks.engine.check import Check, Mistake
from mlcourse.checks.engine.observers import calls, drawn, tuning
from mlcourse.taught import cost_model
from mlcourse.taught import gradient_descent as ours


def cube(w: float) -> float:
    """Return the third power: its slope differs from one side to the other."""
    return w**3


def bowl(w: float) -> float:
    """Return a bowl whose bottom is at 1."""
    return 3 * (w - 1) ** 2


slope = Check(
    "slope",
    reference=ours.slope,
    observe=calls((bowl, 2.0), (bowl, -1.0, 0.5), (cube, 1.0, 0.5), (cube, -2.0, 0.1)),
    rtol=1e-4,
    mistakes=[
        Mistake(
            lambda cost, w, step=1e-5: (cost(w + step) - cost(w)) / step,
            "this looks to one side only. The formula goes from `w - step` to `w + step`.",
        ),
        Mistake(
            lambda cost, w, step=1e-5: (cost(w) - cost(w - step)) / step,
            "this looks to one side only. The formula goes from `w - step` to `w + step`.",
        ),
        Mistake(
            lambda cost, w, step=1e-5: abs(cost(w + step) - cost(w - step)) / (2 * step),
            "the sign is lost. Whether the slope is positive or negative is what tells us where to go.",
        ),
        Mistake(
            lambda cost, w, step=1e-5: cost(w + step) - cost(w - step) / (2 * step),
            "only the second cost is divided. Put parentheses around the difference.",
        ),
        Mistake(
            lambda cost, w, step=1e-5: (cost(w + step) - cost(w - step)) / step,
            "this is twice the slope: from `w - step` to `w + step` it is *two* steps, so divide by `2 * step`.",
        ),
        Mistake(
            lambda cost, w, step=1e-5: (cost(w + step) - cost(w - step)) / 2 * step,
            "Python divides by 2 and then *multiplies* by `step`. Put parentheses around `(2 * step)`.",
        ),
        Mistake(
            lambda cost, w, step=1e-5: (cost(w - step) - cost(w + step)) / (2 * step),
            "the sign is flipped: a slope is the cost on the *right* minus the cost on the left.",
        ),
        Mistake(
            lambda cost, w, step=1e-5: cost(w + step) - cost(w - step),
            "this is the rise. The slope is the rise *per unit of w*: divide by `2 * step`.",
        ),
    ],
)


def draw_line(rng: np.random.Generator) -> tuple:
    """Draw the parameters of a line, a feature and targets."""
    n = rng.integers(2, 6)
    return *rng.normal(size=2), rng.normal(2, 1, n), rng.normal(size=n)


def with_error(formula: Callable) -> Callable:
    """Return a wrong gradient, made from a formula of the error and the feature."""
    return lambda w, b, x, y: formula(w * x + b - y, x)


LINES = (1.0, 0.0, np.array([1.0, 2.0]), np.array([0.0, 0.0])), *drawn(draw_line)

gradient = Check(
    "gradient",
    reference=ours.gradient,
    observe=calls(*LINES),
    mistakes=[
        Mistake(
            with_error(lambda error, x: (2 * np.sum(error * x), 2 * np.sum(error))),
            "the 1/n is missing: this sums over the dots where the formula averages.",
        ),
        Mistake(
            with_error(lambda error, x: (np.mean(error * x), np.mean(error))),
            "the 2 is missing. It comes down from the square: the derivative of e² is 2e.",
        ),
        Mistake(
            with_error(lambda error, x: (-2 * np.mean(error * x), -2 * np.mean(error))),
            "the sign is flipped. The gradient points uphill; the minus comes later, in the step.",
        ),
        Mistake(
            with_error(lambda error, x: (2 * np.mean(error), 2 * np.mean(error))),
            "in the derivative by `w`, each error is multiplied by its own `x`: the second factor of the chain rule.",
        ),
        Mistake(
            with_error(lambda error, x: (2 * np.mean(error), 2 * np.mean(error * x))),
            "these are the right two numbers in the wrong order: `w`'s first, then `b`'s.",
        ),
        Mistake(
            with_error(lambda error, x: (2 * np.mean(error**2 * x), 2 * np.mean(error**2))),
            "the error is still squared. Its derivative is 2e: the square goes away.",
        ),
        Mistake(
            with_error(lambda error, x: (2 * error * x, 2 * error)),
            "this is one slope per *dot*. The cost is their average, so average the slopes too.",
        ),
        Mistake(
            with_error(lambda error, x: (2 * error * x, 2 * np.mean(error))),
            "the first of the two is one slope per *dot*. Average it too: `np.mean(error * x)`.",
        ),
        Mistake(
            with_error(lambda error, x: (2 * np.mean(error) * x, 2 * np.mean(error))),
            "`x` stands outside the mean, so the first of the two is one number per dot. Write `np.mean(error * x)`.",
        ),
        Mistake(
            with_error(lambda error, x: (2 * np.mean(error * x), np.mean(error))),
            "in the second of the two, the 2 is missing. It comes down from the square in both.",
        ),
        Mistake(
            with_error(lambda error, x: (np.mean(error * x), 2 * np.mean(error))),
            "in the first of the two, the 2 is missing. It comes down from the square in both.",
        ),
        Mistake(
            with_error(lambda error, x: (np.sum(error * x), np.sum(error))),
            "this is a sum. The formula has 2/n in front: twice the mean.",
        ),
        Mistake(
            with_error(lambda error, x: (2 * np.mean(error * x), 2 * np.mean(error * x))),
            "these are `w`'s slope twice. Along `b` an error moves as much as `b` does: no `x` in the second.",
        ),
        Mistake(
            with_error(lambda error, x: 2 * np.mean(error * x)),
            "this is one number. There are two parameters: return two, with a comma between them.",
        ),
        Mistake(
            with_error(lambda error, x: (2 * np.mean(error) * np.mean(x), 2 * np.mean(error))),
            "this multiplies two averages. The formula averages the products: `np.mean(error * x)`.",
        ),
    ],
)


def uphill(w: float, b: float, x: np.ndarray, y: np.ndarray, learning_rate: float) -> tuple:
    """Take the step with the wrong sign."""
    return ours.take_step(w, b, x, y, -learning_rate)


def weight_alone(w: float, b: float, x: np.ndarray, y: np.ndarray, learning_rate: float) -> tuple:
    """Move the weight and leave the bias where it is."""
    return ours.take_step(w, b, x, y, learning_rate)[0], b


def one_after_the_other(w: float, b: float, x: np.ndarray, y: np.ndarray, learning_rate: float) -> tuple:
    """Move the weight first, and measure the bias's slope only then."""
    w = w - learning_rate * ours.gradient(w, b, x, y)[0]
    return w, b - learning_rate * ours.gradient(w, b, x, y)[1]


def full_length(w: float, b: float, x: np.ndarray, y: np.ndarray, learning_rate: float) -> tuple:
    """Forget the learning rate."""
    return ours.take_step(w, b, x, y, 1.0)


def change_alone(w: float, b: float, x: np.ndarray, y: np.ndarray, learning_rate: float) -> tuple:
    """Return how far to go instead of where one gets to."""
    dw, db = ours.gradient(w, b, x, y)
    return -learning_rate * dw, -learning_rate * db


def bias_alone(w: float, b: float, x: np.ndarray, y: np.ndarray, learning_rate: float) -> tuple:
    """Move the bias and leave the weight where it is."""
    return w, ours.take_step(w, b, x, y, learning_rate)[1]


def uphill_change(w: float, b: float, x: np.ndarray, y: np.ndarray, learning_rate: float) -> tuple:
    """Return how far to go, uphill."""
    dw, db = ours.gradient(w, b, x, y)
    return learning_rate * dw, learning_rate * db


def swapped_parameters(w: float, b: float, x: np.ndarray, y: np.ndarray, learning_rate: float) -> tuple:
    """Return the bias first."""
    return ours.take_step(w, b, x, y, learning_rate)[::-1]


def swapped_slopes(w: float, b: float, x: np.ndarray, y: np.ndarray, learning_rate: float) -> tuple:
    """Move each parameter by the other's slope."""
    dw, db = ours.gradient(w, b, x, y)
    return w - learning_rate * db, b - learning_rate * dw


take_step = Check(
    "take_step",
    reference=ours.take_step,
    observe=calls(*[(*line, 0.1) for line in LINES]),
    mistakes=[
        Mistake(uphill, "this walks *up* the hill. Step against the gradient: minus."),
        Mistake(weight_alone, "only `w` moved. Both parameters take the step."),
        Mistake(bias_alone, "only `b` moved. Both parameters take the step."),
        Mistake(swapped_parameters, "`b` comes first here. Return `w`, then `b`."),
        Mistake(swapped_slopes, "each parameter moved by the *other's* slope. `dw` belongs to `w`, and `db` to `b`."),
        Mistake(
            one_after_the_other,
            "`w` moved first, and the slope along `b` was then measured in a new place. "
            "Use `dw` and `db` from before the step for both.",
        ),
        Mistake(full_length, "the learning rate is missing: this goes the gradient's full length."),
        Mistake(change_alone, "this is the way to go, not the place one gets to. Start from `w` and `b`."),
        Mistake(uphill_change, "this is how far to go, not the place one gets to. Start from `w` and `b`: minus."),
    ],
)


def walk_dots(learning_rate: float) -> str:
    """Return how eighty steps from the lazy rule end, on the eleven dots."""
    dots = data.load_eleven_dots()
    x, y = np.log10(dots["mass_g"]), (dots["kind"] == "animal").astype(int)
    path = ours.descend(x, y, 0.0, 1.0, learning_rate, n_steps=80)
    lowest = cost_model.mean_squared_error(y, np.polyval(np.polyfit(x, y, deg=1), x))
    if learning_rate <= 0:
        return "uphill"
    if cost_model.mean_squared_error(y, np.polyval(path[-1], x)) < lowest + 0.001:
        return "arrives"
    before_last, last = np.diff(path[-3:], axis=0)
    return "creeps" if before_last @ last > 0 else "jumps"  # to and fro, or beyond all numbers


learning_rate = Check(
    "learning_rate",
    reference=0.09,
    observe=tuning(walk_dots),
    mistakes=[
        Mistake(0.01, "the steps are too short: after 80 of them the cost is still too far above the lowest. Longer!"),
        Mistake(0.2, "the steps are too long: they jump to and fro across the valley. Shorter!"),
        Mistake(-0.09, "a learning rate is positive; with zero nothing moves, and below zero it goes uphill."),
    ],
)  # fmt: skip
