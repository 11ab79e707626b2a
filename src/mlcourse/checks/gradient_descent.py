"""The exercises of the lesson gradient_descent."""

import numpy as np

from mlcourse import data
from mlcourse.checks.engine.check import Check, Mistake
from mlcourse.checks.engine.observers import calls, drawn, tuning
from mlcourse.checks.engine.typed import typed
from mlcourse.taught import cost_model
from mlcourse.taught import gradient_descent as ours


def square(w: float) -> float:
    """Return the simplest bowl, as the lesson calls it."""
    return w**2


def cube(w: float) -> float:
    """Return the third power: its slope differs from one side to the other."""
    return w**3


slope = Check(
    "slope",
    reference=ours.slope,
    observe=calls(
        (square, 3.0),
        (square, 3),
        (square, 3, 1),
        (square, 0.0),
        (cube, np.float64(-2.0)),
        (cube, 1 / 3),
        (square, -1.0, 0.5),
        (cube, 1.0, 0.5),
        (cube, -2.0, 0.1),
    ),
    rtol=1e-6,
    mistakes=typed(
        ours.slope,
        {
            (
                "(cost(w + step) - cost(w)) / step",
                "(cost(w) - cost(w - step)) / step",
            ): "this looks to one side only. The formula goes from `w - step` to `w + step`.",
            "abs(cost(w + step) - cost(w - step)) / (2 * step)": "the sign is lost. "
            "Whether the slope is positive or negative is what tells us where to go.",
            "cost(w + step) - cost(w - step) / (2 * step)": "only the second cost is divided. "
            "Put parentheses around the difference.",
            "(cost(w + step) - cost(w - step)) / step": "this is twice the slope: "
            "from `w - step` to `w + step` it is *two* steps, so divide by `2 * step`.",
            "(cost(w + step) - cost(w - step)) / 2 * step": "Python divides by 2 and then *multiplies* by `step`. "
            "Put parentheses around `(2 * step)`.",
            "(cost(w - step) - cost(w + step)) / (2 * step)": "the sign is flipped: "
            "a slope is the cost on the *right* minus the cost on the left.",
            "cost(w + step) - cost(w - step)": "this is the rise. "
            "The slope is the rise *per unit of w*: divide by `2 * step`.",
            "cost(w + step) - cost(w - step) / 2 * step": "Python divides first. "
            "Put parentheses around what stands above the line, and around what stands below it.",
            "(cost(w + step) - cost(w)) / (2 * step)": "from `w` to `w + step` is *one* step. "
            "The formula looks to both sides, and that is two.",
            "2 * w": "this is the slope of $w^2$ alone. Any function may be handed in: call it, on both sides of `w`.",
            "(cost * (w + step) - cost * (w - step)) / (2 * step)": "`cost` is a function, and is not multiplied but "
            "*called*, as in `cost(3)`.",
            "cost(w)": "this is the height at `w`. The slope says how much the height grows, per unit of `w`.",
            "(cost(w + 1e-5) - cost(w - 1e-5)) / (2 * 1e-5)": "here the step is the same whatever "
            "is handed in. What the formula calls $h$ is called `step` in the code: use that.",
            (
                "round((cost(w + step) - cost(w - step)) / (2 * step), 2)",
                "round((cost(w + step) - cost(w - step)) / (2 * step), 3)",
            ): "this is rounded. Return the slope as it is: rounding is for printing.",
            "step=1e-5 -> step": "its `step` has no default any more, and the next cells leave it out. "
            "Put the first line back as it was, with `step=1e-5`.",
        },
    ),
)


def hidden_curve(w: float | np.ndarray) -> float | np.ndarray:
    """Return the height of the curve that the lesson hides in the dark: two valleys, the right one deeper."""
    u = 0.9 * (w - 0.7)
    return 0.015 * u**4 - 0.3 * u**2 - 0.2 * u + 3


def draw_line(rng: np.random.Generator) -> tuple:
    """Draw the parameters of a line, a feature and targets."""
    n = rng.integers(2, 6)
    return *rng.normal(size=2), rng.normal(2, 1, n), rng.normal(size=n)


LINES = (
    (2.0, 1.0, np.array([1.0, 2.0]), np.array([0, 1])),
    (np.float64(1.0), np.float64(-1.0), np.array([1.0, 3.0]), np.array([1, 1])),
    *drawn(draw_line),
)

gradient = Check(
    "gradient",
    reference=ours.gradient,
    observe=calls(*LINES),
    mistakes=typed(
        ours.gradient,
        {
            "2 * np.sum(error * x), 2 * np.sum(error)": "the 1/n is missing: "
            "this sums over the dots where the formula averages.",
            "np.mean(error * x), np.mean(error)": "the 2 is missing. "
            "It comes down from the square: the derivative of e² is 2e.",
            "-2 * np.mean(error * x), -2 * np.mean(error)": "the sign is flipped. "
            "The gradient points uphill; the minus comes later, in the step.",
            "2 * np.mean(error), 2 * np.mean(error)": "in the derivative with respect to `w`, "
            "each error is multiplied by its own `x`: the second factor of the chain rule.",
            "2 * np.mean(error), 2 * np.mean(error * x)": "these are the right two numbers in the wrong order: "
            "`w`'s first, then `b`'s.",
            "2 * np.mean(error**2 * x), 2 * np.mean(error**2)": "the error is still squared. "
            "Its derivative is 2e: the square goes away.",
            "2 * error * x, 2 * error": "this is one slope per *dot*. "
            "The cost is their average, so average the slopes too.",
            "2 * error * x, 2 * np.mean(error)": "the first of the two is one slope per *dot*. "
            "Average it too: `np.mean(error * x)`.",
            "2 * np.mean(error) * x, 2 * np.mean(error)": "`x` stands outside the mean, "
            "so the first of the two is one number per dot. Write `np.mean(error * x)`.",
            "2 * np.mean(error * x), np.mean(error)": "in the second of the two, the 2 is missing. "
            "It comes down from the square in both.",
            "np.mean(error * x), 2 * np.mean(error)": "in the first of the two, the 2 is missing. "
            "It comes down from the square in both.",
            "np.sum(error * x), np.sum(error)": "this is a sum. The formula has 2/n in front: twice the mean.",
            "2 * np.mean(error * x), 2 * np.mean(error * x)": "these are `w`'s slope twice. "
            "Along `b` an error moves as much as `b` does: no `x` in the second.",
            "2 * np.mean(error * x)": "this is one number. "
            "There are two parameters: return two, with a comma between them.",
            "2 * np.mean(error * w), 2 * np.mean(error)": "here each error is multiplied by `w`. "
            "Nudge `w`, and the error moves as much as its `x` says.",
            "2 * np.sum(error * x) / 11, 2 * np.sum(error) / 11": "this divides by 11, whatever the number of dots. "
            "`np.mean` counts by itself.",
            "np.mean(error**2)": "this is the cost itself. Return its two slopes, along `w` and along `b`.",
            "2 * np.mean(error) * np.mean(x), 2 * np.mean(error)": "this multiplies two averages. "
            "The formula averages the products: `np.mean(error * x)`.",
        },
    ),
)


RATES = [0.1, 0.05, 0.3, 0.1, 0.2, 0.01, 0.5]

take_step = Check(
    "take_step",
    reference=ours.take_step,
    observe=calls(*[(*line, rate) for line, rate in zip(LINES, RATES, strict=True)]),
    by_name=("learning_rate",),
    mistakes=typed(
        ours.take_step,
        {
            "w + learning_rate * dw, b + learning_rate * db": "this walks *up* the hill. "
            "Step against the gradient: minus.",
            "w - learning_rate * dw, b": "only `w` moved. Both parameters take the step.",
            "w, b - learning_rate * db": "only `b` moved. Both parameters take the step.",
            "b - learning_rate * db, w - learning_rate * dw": "`b` comes first here. Return `w`, then `b`.",
            "w - learning_rate * db, b - learning_rate * dw": "each parameter moved by the *other's* slope. "
            "`dw` belongs to `w`, and `db` to `b`.",
            """
            w = w - learning_rate * gradient(w, b, x, y)[0]
            w, b - learning_rate * gradient(w, b, x, y)[1]
            """: "`w` moved first, and the slope along `b` was then measured in a new place. "
            "Use `dw` and `db` from before the step for both.",
            "w - learning_rate * dw, b - learning_rate * dw": "both moved by `w`'s slope. `db` belongs to `b`.",
            ("w - 0.05 * dw, b - 0.05 * db", "w - 0.1 * dw, b - 0.1 * db", "w - 0.01 * dw, b - 0.01 * db"): "here the "
            "learning rate is always the same number. Use the `learning_rate` that is handed in.",
            "dw, db": "these are the two slopes. Return the place one gets to: start from `w` and `b`.",
            "w - learning_rate * dw": "this is one number. Both parameters take the step: return two.",
            "w - learning_rate, b - learning_rate": "the slopes are missing: where it is steep, the step is longer.",
            "w - dw / learning_rate, b - db / learning_rate": "this divides by the learning rate. "
            "A small one has to make the step short.",
            "w - dw, b - db": "the learning rate is missing: this goes the gradient's full length.",
            "-learning_rate * dw, -learning_rate * db": "this is the way to go, not the place one gets to. "
            "Start from `w` and `b`.",
            "learning_rate * dw, learning_rate * db": "this is how far to go, not the place one gets to. "
            "Start from `w` and `b`: minus.",
        },
    ),
)


def walk_dots(learning_rate: float) -> str:
    """Return how eighty steps from the lazy rule end, on the eleven dots."""
    dots = data.load_eleven_dots()
    x, y = np.log10(dots["mass_g"]), (dots["kind"] == "animal").astype(int)
    path = ours.descend(x, y, 0.0, 1.0, learning_rate, n_steps=80)
    lowest = cost_model.mean_squared_error(y, np.polyval(np.polyfit(x, y, deg=1), x))
    if np.isnan(learning_rate):
        return "nowhere"
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
        Mistake(np.nan, "`nan` is not a number, and no step can be that long. Write one down, such as 0.05."),
    ],
)  # fmt: skip
