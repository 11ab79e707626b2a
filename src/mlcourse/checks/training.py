"""The exercises of the lesson training."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from mlcourse.checks.engine.check import Check
from mlcourse.checks.engine.compare import show
from mlcourse.checks.engine.guard import run
from mlcourse.checks.engine.observers import Observer, calls, drawn, with_arrays, wrong_type
from mlcourse.checks.engine.typed import typed
from mlcourse.checks.engine.values import Observation, Problem
from mlcourse.taught import training as ours

SIZES = [(5, 2), (5, 5), (6, 3), (7, 10), (8, 5), (9, 1), (12, 4)]


def as_walked(observe: Observer) -> Observer:
    """Observe a function whose output the lesson walks through, part by part."""

    def see(function: Callable) -> list[Observation]:
        return [o._replace(value=parts_of(o.value)) for o in observe(function)]

    return see


def parts_of(value: Any) -> Any:
    """Return a list's parts, of which each is shown; a generator is a problem, and anything else stays."""
    if isinstance(value, Iterator):
        return Problem("returns a generator", "gave a generator, which is empty after one walk: return a list")
    is_walkable = isinstance(value, list) or (isinstance(value, np.ndarray) and value.ndim > 0)
    return tuple(value) if is_walkable else value


batches = Check(
    "batches",
    reference=ours.batches,
    observe=as_walked(calls(*[(np.random.default_rng(n).permutation(2 * n)[:n], size) for n, size in SIZES])),
    mistakes=typed(
        ours.batches,
        {
            "range(0, len(rows), batch_size) -> range(0, len(rows) - batch_size + 1, batch_size)": "rows are lost: the "
            "last part may be short, and has what is left.",
            "range(0, len(rows), batch_size) -> range(len(rows))": "the parts overlap. The next one begins where the "
            "last one ended: `range(0, len(rows), batch_size)`.",
            "range(0, len(rows), batch_size) -> range(0, len(rows) // batch_size)": "the parts overlap. The next one "
            "begins where the last one ended: `range(0, len(rows), batch_size)`.",
            "rows[start : start + batch_size] -> rows[start:batch_size]": "the second number of a slice is where it "
            "*ends*: `start + batch_size`.",
            "rows[start : start + batch_size] -> rows[start : start + batch_size + 1]": "each part has one row too "
            "many, which the next part has as well. A slice ends *before* its second number.",
            "rows[start : start + batch_size] -> np.arange(len(rows))[start : start + batch_size]": "these are places, "
            "0, 1, 2 and so on. The shuffled row numbers are in `rows`.",
            "range(0, len(rows), batch_size) -> range(0, len(rows) - batch_size, batch_size)": "the last part is lost. "
            "Whether it is full or short, it begins before `len(rows)`.",
            "range(0, len(rows), batch_size) -> range(batch_size, len(rows), batch_size)": "the first part is lost: "
            "rows count from 0.",
            "return [rows[start : start + batch_size] for start in range(0, len(rows), batch_size)] -> "
            "return rows[0:batch_size]": "this is the first part alone. Does a `return` end the loop at once?",
            "rows[start : start + batch_size] -> sorted(rows)[start : start + batch_size]": "the rows are sorted here. "
            "They were shuffled on purpose: keep their order.",
            "np.array_split(rows, batch_size)": "`array_split` wants the number of *parts*. "
            "`batch_size` is how many rows each part has.",
            "np.array_split(rows, -(-len(rows) // batch_size))": "these parts are as equal as can be. "
            "Each part has `batch_size` rows, and only the last may have fewer.",
            "[rows[start :: -(-len(rows) // batch_size)] for start in range(-(-len(rows) // batch_size))]": "the parts "
            "take turns at the rows. Keep the order: the first part has the first rows.",
        },
    ),
)


def observe_layers(new_layer: Any) -> list[Observation]:
    """Observe what must be true of every new layer, whatever its weights."""
    if not callable(new_layer):
        return [wrong_type(new_layer, "a function")]
    seen, drawn_by = [], np.random.default_rng(7)
    for n_in, n_out in [(300, 400), (400, 250)]:
        layer = run(new_layer, n_in, n_out, drawn_by)
        looked_at = layer if isinstance(layer, Problem) else run(look_at, layer, n_in, n_out)
        if isinstance(looked_at, Problem):
            return [Observation("`{name}`", layer if looked_at is layer else no_pair(layer))]
        seen += looked_at
    return [*seen, Observation("the weights of two layers that one `rng` draws", drawn_alike(new_layer))]


def no_pair(layer: Any) -> Problem:
    """Return the problem of an output that is not two arrays."""
    what = f"one array of shape {layer.shape}" if isinstance(layer, np.ndarray) else show(layer)
    says = f"returned {what}, expected two arrays: the weights, and the biases"
    return Problem(says, says)


def look_at(layer: Any, n_in: int, n_out: int) -> list[Observation]:
    """Observe the shapes of one layer, and how large its weights and biases are."""
    W, b = (np.asarray(part, dtype=float) for part in layer)
    of = f"of `{{name}}({n_in}, {n_out}, rng)`"
    return [
        Observation(f"the shape of the weights {of}", W.shape),
        Observation(f"the shape of the biases {of}", b.shape),
        Observation(f"the largest bias {of}, by size,", np.abs(b).max()),
        Observation(f"the number of different weights of one input {of}", len(set(W[0].tolist()))),
        Observation(f"the variance of the weights {of}, times n_in,", n_in * W.var()),
        Observation(f"the mean of the weights {of}, in standard deviations,", rounded(W.mean() / (W.std() or 1))),
        Observation(f"the share of weights {of} within one standard deviation", np.mean(np.abs(W) <= W.std())),
        Observation(
            "the form of `{name}`'s arrays, which training changes in place,", "; ".join(map(form_in_words, layer))
        ),
    ]


def form_in_words(part: Any) -> str:
    """Say in a word whether training can change some weights in place."""
    if not isinstance(part, np.ndarray):
        return "a list"
    return "an array of floats" if part.dtype.kind == "f" else "an array of whole numbers"


def rounded(number: float) -> float:
    """Return a number without the luck of the draw."""
    return round(float(number), 1)


def drawn_alike(new_layer: Callable) -> str:
    """Say in a word whether the weights come from the generator that is handed in."""
    rng, again = np.random.default_rng(7), np.random.default_rng(7)
    first, second, third = (np.asarray(new_layer(4, 3, r)[0]) for r in (rng, rng, again))
    return (
        "other numbers each time"
        if not np.array_equal(first, second) and np.array_equal(first, third)
        else ("the same numbers" if np.array_equal(first, second) else "not from `rng`")
    )


DRAW = "rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))"

new_layer = Check(
    "new_layer",
    reference=ours.new_layer,
    observe=observe_layers,
    rtol=0.03,
    mistakes=typed(
        ours.new_layer,
        {
            "np.sqrt(2 / n_in) -> 2 / n_in": "`rng.normal` wants the standard deviation: the *root* of the variance.",
            "np.sqrt(2 / n_in) -> 1": "the weights have variance 1. After a few layers the signal explodes: "
            "the variance is 2 / n_in.",
            "np.sqrt(2 / n_in) -> np.sqrt(1 / n_in)": "this is variance 1 / n_in, without the ReLU's 2: "
            "the signal fades.",
            "np.sqrt(2 / n_in) -> np.sqrt(2 / n_out)": "this divides by the layer's *outputs*. "
            "A sum has as many terms as there are inputs: `n_in`.",
            "np.sqrt(2 / n_in) -> np.sqrt(2) / n_in": "`n_in` stands outside the root: `np.sqrt(2 / n_in)`.",
            "np.sqrt(2 / n_in) -> np.sqrt(2 / (n_in + n_out))": "this is Glorot's variance, for layers without a ReLU. "
            "Ours is 2 / n_in.",
            f"{DRAW} -> rng.normal(0, np.sqrt(2 / n_in), (n_out, n_in))": "the weights are transposed: their shape is "
            "`(n_in, n_out)`.",
            "np.zeros(n_out) -> np.zeros(n_in)": "there is one bias per *neuron*: `n_out` of them.",
            "np.zeros(n_out) -> 0.0": "there is one bias per neuron: `np.zeros(n_out)`.",
            "np.zeros(n_out) -> np.zeros((1, n_out))": "the biases have the shape `(n_out,)`: `np.zeros(n_out)`.",
            f"{DRAW}, np.zeros(n_out) -> {DRAW}": "these are the weights alone. Return the biases with them, zeros.",
            f"{DRAW}, np.zeros(n_out) -> np.zeros(n_out), {DRAW}": "these are the right two in the wrong order: "
            "first the weights, then the biases.",
            "np.zeros(n_out) -> np.zeros(n_out, dtype=int)": "these biases are whole numbers, and training cannot add "
            "fractions to them in place: leave `dtype` out.",
            "rng.normal -> np.random.normal": "your weights do not come from the `rng` that you are given, so the same "
            "seed brings other weights each time. Draw with `rng.normal`.",
            "rng.normal -> np.random.default_rng(7).normal": "every layer gets the same weights, because you make a "
            "new generator inside. Draw with the `rng` you are given.",
            f"{DRAW} -> rng.uniform(-np.sqrt(6 / n_in), np.sqrt(6 / n_in), (n_in, n_out))": "the variance is right, "
            "but these are drawn evenly from a range. Here we want `rng.normal`.",
            "np.zeros(n_out) -> rng.normal(0, np.sqrt(2 / n_in), n_out)": "the biases are random too. They begin at 0: "
            "random weights part the twins already.",
            "np.zeros(n_out) -> np.ones(n_out)": "the biases begin at 0, not at 1.",
            f"{DRAW} -> rng.uniform(0, np.sqrt(2 / n_in), (n_in, n_out))": "these "
            "weights are all positive. `rng.normal(0, …)` draws them around 0.",
            f"{DRAW} -> rng.normal(np.sqrt(2 / n_in), size=(n_in, n_out))": "the "
            "first argument of `rng.normal` is the *mean*, and that is 0. The standard deviation comes second.",
            f"{DRAW} -> np.zeros((n_in, n_out))": "all weights are 0: these "
            "neurons are twins, and no blame gets through.",
        },
    ),
)


def draw_push(rng: np.random.Generator) -> tuple:
    """Draw a place, a velocity and a slope, a learning rate and a momentum."""
    n = rng.integers(2, 5)
    return *rng.normal(size=(3, n)).round(1), rng.integers(1, 10) / 20, rng.integers(10, 20) / 20


MOVE = "w - learning_rate * velocity, velocity"

momentum_step = Check(
    "momentum_step",
    reference=ours.momentum_step,
    observe=with_arrays(
        calls(
            (np.array([1.0]), np.array([2.0]), np.array([3.0]), 0.1, 0.5),
            (np.array([0.0, 1.0]), np.zeros(2), np.array([3.0, -1.0]), 0.05, 0.8),
            *drawn(draw_push),
        ),
        n_arrays=2,
    ),
    mistakes=typed(
        ours.momentum_step,
        {
            "momentum * velocity + slope -> momentum * velocity - slope": "the sign of the slope is flipped. "
            "The minus comes later, where the place moves.",
            f"{MOVE} -> w + learning_rate * velocity, velocity": "this rolls *up* the hill: minus.",
            "momentum * velocity + slope -> momentum * velocity + (1 - momentum) * slope": "this is a running *mean* "
            "of the slopes. Here the slope counts in full: `momentum * velocity + slope`.",
            "momentum * velocity + slope -> velocity + slope": "nothing is ever forgotten here, and the ball never "
            "comes to rest. Keep a part of the velocity: `momentum * velocity`.",
            "momentum * velocity + slope -> slope": "the ball has no memory: this is plain gradient descent.",
            "momentum * velocity + slope -> momentum * (velocity + slope)": "the momentum belongs to the old velocity "
            "alone. The slope is added in full.",
            "velocity = momentum * velocity + slope -> old, velocity = velocity, momentum * velocity + slope\n"
            f"{MOVE} -> w - learning_rate * old, velocity": "the place moved with the "
            "*old* velocity. First the velocity, then the place.",
            "momentum * velocity + slope -> momentum * velocity + learning_rate * slope": "the learning rate is "
            "in here twice. It comes where the place moves, and the slope counts in full.",
            "momentum * velocity + slope -> momentum * velocity - learning_rate * slope\n"
            f"{MOVE} -> w + velocity, velocity": "this velocity has the learning rate and the minus in it already. "
            "In our formula the velocity adds up plain slopes; both come where the place moves.",
            f"{MOVE} -> w - velocity, velocity": "the learning rate is missing: the place "
            "moves by `learning_rate * velocity`.",
            "momentum * velocity + slope -> momentum * velocity + learning_rate * slope\n"
            f"{MOVE} -> w - velocity, velocity": "this velocity has the learning rate in it already. "
            "In our formula, and in PyTorch's, the velocity adds up plain slopes; the rate comes where the place "
            "moves.",
            f"{MOVE} -> w - learning_rate * slope, velocity": "the place moved by the "
            "slope alone. It moves by the *velocity*.",
            f"{MOVE} -> velocity, w - learning_rate * velocity": "these are the right two "
            "in the wrong order: first the place, then the velocity.",
            "velocity = momentum * velocity + slope -> w = w - learning_rate * (momentum * velocity + slope)\n"
            f"{MOVE} -> w, velocity": "the place is right, but the velocity that comes back is the *old* one. "
            "The next step needs the new one.",
            f"{MOVE} -> w - learning_rate * velocity": "this is the place alone. "
            "Return the new velocity as well: the next step needs it.",
        },
    ),
)
