"""The exercises of the lesson backpropagation."""

from collections.abc import Callable
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mlcourse.checks.engine.check import Check, Mistake
from mlcourse.checks.engine.guard import run
from mlcourse.checks.engine.observers import calls, drawn, value, with_arrays, wrong_type
from mlcourse.checks.engine.typed import typed
from mlcourse.checks.engine.values import Observation
from mlcourse.taught import backpropagation as ours
from mlcourse.taught.backpropagation import Value
from mlcourse.taught.neural_network import cross_entropy, relu


def chain() -> list[Value]:
    """Return the values of (3x)², where nothing but the product is used twice."""
    x = Value(2.0)
    product = x * Value(3.0)
    return [x, product, product * product]


def diamond() -> list[Value]:
    """Return the values of a product whose factors share what they were made from."""
    x, y = Value(1.5), Value(-2.0)
    total = x + y
    return [x, y, total, total * (x * y)]


def shut() -> list[Value]:
    """Return the values of a neuron whose ReLU is shut, beside one whose ReLU is open."""
    x, w, v = Value(2.0), Value(-1.5), Value(0.5)
    return [x, w, v, (x * w).relu() * Value(3.0) + (x * v).relu()]


def thrice() -> list[Value]:
    """Return the values of a formula with a power and a logarithm, in which a number is used three times."""
    x, y = Value(0.5), Value(2.0)
    power = x.exp()
    total = power + y
    return [x, y, power, total, total.log() * y + power * y]


GRAPHS = {
    "to x, 3x and the cost, for (3x)² at x = 2,": chain,
    "to x, y, their sum and the cost, for (x + y) · xy at x = 1.5, y = -2,": diamond,
    "to x, w, v and the cost, for 3 · relu(wx) + relu(vx) at x = 2, w = -1.5, v = 0.5,": shut,
    "to x, y, eˣ, their sum and the cost, for y · ln(eˣ + y) + y · eˣ at x = 0.5, y = 2,": thrice,
}


def grads_after(function: Callable, graph: Callable) -> list[float]:
    """Return the `grad` of a graph's named values after a function has passed the blame."""
    values = graph()
    values[-1].grad = 1.0
    function(ours.in_order(values[-1], []))
    return [value.grad for value in values]


def observe_blame(answer: Any) -> list[Observation]:
    """Observe a function by the blame that it leaves on some graphs."""
    if not callable(answer):
        return [wrong_type(answer, "a function")] * len(GRAPHS)
    return [
        Observation(f"the blame that `{{name}}` gives {formula}", run(lambda g=graph: grads_after(answer, g)))
        for formula, graph in GRAPHS.items()
    ]


pass_blame = Check(
    "pass_blame",
    reference=ours.pass_blame,
    observe=observe_blame,
    mistakes=typed(
        ours.pass_blame,
        {
            "+= -> =": "a value that is used twice keeps only one of its shares: `=` overwrites the other. "
            "Shares add up: `+=`.",
            "reversed(order) -> order": "only the cost's own parents got a share. Does this walk from the front, "
            "where nobody has any blame yet? Begin at the cost, `reversed(order)`, and go through the whole list.",
            "grad * local -> grad": "the local slope is missing. A share is the blame *times* the local slope.",
            "value.grad * local -> local": "the value's own blame is missing. "
            "A share is `value.grad` times the local slope.",
            "parent.grad += value.grad * local -> value.grad += parent.grad * local": "no blame reached anybody. "
            "Does the walk begin at the cost, the last of `order`? And is each share added *to the parents*: "
            "`parent.grad += …`?",
            "value.grad -> value.data": "this passes on the value's number, `value.data`. "
            "What flows back is its blame, `value.grad`.",
            """
            for value in reversed(order):
                for parent in value.parents:
                    for local in value.slopes:
                        parent.grad += value.grad * local
            """: "each parent has its own local slope. Walk through both lists side by side: "
            "`zip(value.parents, value.slopes)`.",
            """
            def visit(value):
                for parent, local in zip(value.parents, value.slopes):
                    parent.grad += value.grad * local
                    visit(parent)
            visit(order[-1])
            """: "a value passed on its first share before the second had come, and then both again. "
            "That is what the order is for: one loop over `reversed(order)`, and nobody calls anybody.",
            "* local -> * parent.data": "this multiplies by the parent's number. "
            "The local slope is in `value.slopes`; of a product, it is the *other* factor.",
            "+= -> -=": "the sign is flipped. Blame is a slope, uphill; the minus comes later, in the step.",
        },
    ),
)


def draw_layer(rng: np.random.Generator) -> tuple:
    """Draw what came into a layer, and the blame of its scores."""
    n, n_in, n_out = rng.permutation([2, 3, 4])
    return rng.normal(size=(n, n_in)).round(1), rng.normal(size=(n, n_out)).round(1)


SQUARE = np.array([[1.0, -2.0], [0.0, 3.0]])
LAYER = (np.array([[1.0, -2.0, 0.0], [3.0, 0.0, 1.0]]), np.array([[2.0], [-1.0]]))

layer_slopes = Check(
    "layer_slopes",
    reference=ours.layer_slopes,
    observe=with_arrays(calls(LAYER, *drawn(draw_layer)), n_arrays=2),
    mistakes=typed(
        ours.layer_slopes,
        {
            (
                "A @ dZ, dZ.sum(axis=0)",
                "np.dot(A, dZ), dZ.sum(axis=0)",
                "A @ dZ.T, dZ.sum(axis=0)",
                "dZ @ A.T, dZ.sum(axis=0)",
            ): "the shapes do not "
            "fit: both have one row per sample, and the sum goes over the samples. "
            "`@` sums over what stands inside, so `A` comes first, transposed.",
            "A.T * dZ, dZ.sum(axis=0)": "`*` multiplies number by number. "
            "The sum over the samples is a matrix product: `@`.",
            "dZ.T @ A, dZ.sum(axis=0)": "`dW` is transposed: it must have the shape of `W`, `(n_in, n_out)`.",
            "A.T @ dZ / len(A), dZ.mean(axis=0)": "the 1/n is in here twice. "
            "It is in `dZ` already, so sum over the rows.",
            "A.T @ dZ / len(A), dZ.sum(axis=0)": "in `dW`, the 1/n is in here twice. It is in `dZ` already.",
            "A.T @ dZ, dZ.mean(axis=0)": "in `db`, the 1/n is in here twice. "
            "It is in `dZ` already, so sum over the rows.",
            "A.T @ dZ, dZ": "`db` is still one row per sample. "
            "Every row uses the same biases, so shares add up: sum over `axis=0`.",
            "A.T @ dZ, dZ.sum(axis=1)": "this sums each row over the neurons. "
            "`db` has one number per neuron: sum over the rows, `axis=0`.",
            "A.T @ dZ, dZ.sum()": "this sums over everything. `db` has one number per neuron: `axis=0`.",
            "A.T @ dZ, dZ.sum(axis=0, keepdims=True)": "`db` has the shape `(1, n_out)` here. "
            "In the shape of `b` it is `(n_out,)`: leave `keepdims` out.",
            "A.T @ dZ, A.sum(axis=0)": "`db` is the sum of the inputs here. "
            "A bias meets no input: sum the blame, `dZ`.",
            "dZ.sum(axis=0), A.T @ dZ": "these are the right two in the wrong order: first `dW`, then `db`.",
            "-A.T @ dZ, -dZ.sum(axis=0)": "the sign is flipped. "
            "The gradient points uphill; the minus comes later, in the step.",
            "A.T @ dZ": "this is `dW` alone. Return two arrays, with a comma between them.",
        },
    ),
)


def draw_hidden(rng: np.random.Generator) -> tuple:
    """Draw the blame of a layer's scores, its weights, and what came into it out of a ReLU."""
    n, n_in, n_out = rng.permutation([2, 3, 4])
    dZ, W, A = rng.normal(size=(n, n_out)), rng.normal(size=(n_in, n_out)), rng.normal(size=(n, n_in))
    return dZ.round(1), W.round(1), np.maximum(0, A).round(1)


HIDDEN = (np.array([[1.0, -2.0]]), np.array([[1.0, 0.0], [2.0, -1.0], [0.0, 3.0]]), np.array([[2.0, 0.0, 1.0]]))

blame_before = Check(
    "blame_before",
    reference=ours.blame_before,
    observe=with_arrays(calls(HIDDEN, (SQUARE, SQUARE.T, np.abs(SQUARE)), *drawn(draw_hidden, n=8))),
    mistakes=typed(
        ours.blame_before,
        {
            "dZ @ W.T": "the ReLU is missing, or its mask is open everywhere. "
            "A neuron that put out 0 was shut, and lets no blame through: multiply by `A > 0`.",
            "np.maximum(0, dZ @ W.T)": "the mask is taken from the *blame*. Blame may be negative; "
            "what decides is whether the neuron was open on the way forward: `A > 0`.",
            "np.maximum(0, dZ) @ W.T": "the mask is on `dZ`, after the layer. The ReLU stands *before* it: "
            "pass back through `W` first, and then multiply by `A > 0`.",
            "(dZ @ W.T) * A": "this multiplies by what the ReLU put out. Its *slope* is 1 where it is open: `A > 0`.",
            "A > 0": "this is the mask alone. Multiply it with the blame that comes back through `W`.",
            "(dZ @ W.T) * (A <= 0)": "the mask is upside down: blame passes here where the ReLU was shut.",
            "dZ @ W.T * A > 0": "Python compares last, so this asks whether a whole product is above 0. "
            "Put parentheses around `(A > 0)`.",
            (
                "(A > 0) * dZ @ W.T",
                "(dZ * (A > 0)) @ W.T",
            ): "the mask meets `dZ` here. (Python goes from left to right.) "
            "First `(dZ @ W.T)`, in parentheses, and then the mask.",
            ("(dZ @ W) * (A > 0)", "(W.T @ dZ) * (A > 0)"): "the shapes do not fit: "
            "the sum goes over the layer's neurons, the columns of `dZ` and of `W`. "
            "`@` sums over what stands inside, so `W` comes last, transposed.",
            "(W @ dZ.T) * (A > 0)": "here the samples are columns, and the mask does not fit. "
            "One row per sample: `dZ @ W.T`.",
            "(dZ @ W.T) * (A > 0) / len(A)": "the 1/n is in here twice. It is in `dZ` already.",
            "-(dZ @ W.T) * (A > 0)": "the sign is flipped. Blame is a slope; the minus comes later, in the step.",
        },
    ),
)


def backward_from(blame_of_logits: Callable, blame_before: Callable) -> Callable:
    """Return a backward pass that is put together from these two parts and from our slopes of a layer."""

    def backward(parameters: list, X: NDArray, y: NDArray) -> tuple:
        """Return what a network costs, and its gradient, if it is right."""
        inputs = [X]
        for W, b in parameters[:-1]:
            inputs.append(relu(inputs[-1] @ W + b))
        logits = inputs[-1] @ parameters[-1][0] + parameters[-1][1]
        dZ, gradient = blame_of_logits(y, logits), []
        for A, (W, _) in zip(reversed(inputs), reversed(parameters), strict=True):
            gradient.append(ours.layer_slopes(A, dZ))
            dZ = blame_before(dZ, W, A)
        return cross_entropy(y, logits), gradient[::-1]

    return backward


def not_turned(dZ: NDArray, W: NDArray, A: NDArray) -> NDArray:
    """Forget to transpose the weights of a hidden layer, which are square: the shapes fit."""
    return (dZ @ (W if W.shape[0] == W.shape[1] else W.T)) * (A > 0)


def masked_by_blame(dZ: NDArray, W: NDArray, A: NDArray) -> NDArray:
    """Shut the ReLU where the blame is negative, and not where it was shut on the way forward."""
    return np.maximum(0, dZ @ W.T)


def not_averaged(y: NDArray, logits: NDArray) -> NDArray:
    """Lose the 1/n."""
    return len(y) * ours.blame_of_logits(y, logits)


SUSPECTS = {
    "Ada": backward_from(ours.blame_of_logits, not_turned),
    "Ben": backward_from(ours.blame_of_logits, masked_by_blame),
    "Cleo": backward_from(not_averaged, ours.blame_before),
}

SWAPPED = "Ada and Ben are swapped. The mask works at both ReLUs, and the first stands between layers 3 and 2: "
EVERY_LAYER = "lines 2 and 3 work in every layer, and each spoils only `W` or only `b`."
OTHER_ORDER = "these are the right three digits in another order. Ada's comes first, then Ben's, then Cleo's."

KNOWN = [
    Mistake(541, SWAPPED + "a wrong mask spoils layer 2 as well."),
    Mistake(551, "Cleo and Ben are found. Ada's layer 2 is right, so her mask is right: what comes after that?"),
    Mistake(441, "Cleo and Ada are found. Ben's layer 2 is wrong already: what stands between layers 3 and 2?"),
    Mistake(452, "Ada and Ben are found. Cleo: line 2 would leave every `b` right."),
    Mistake(453, "Ada and Ben are found. Cleo: line 3 would leave every `W` right."),
    *[Mistake(n, "Cleo and Ben are found. Ada: " + EVERY_LAYER) for n in (251, 351)],
    *[Mistake(n, "Cleo and Ada are found. Ben: " + EVERY_LAYER) for n in (421, 431)],
    Mistake(151, "Cleo and Ben are found. Ada's layers 3 and 2 are right: the blame of the logits is, too."),
    *[Mistake(n, OTHER_ORDER) for n in (145, 154, 415, 514)],
]


def others(known: list[Mistake]) -> list[Mistake]:
    """Return a sentence for every other code of three of the five lines: it says who is found."""
    answers = {451, *(mistake.answer for mistake in known)}
    lines = [(a, b, c) for a, b, c in product(range(1, 6), repeat=3) if 100 * a + 10 * b + c not in answers]
    return [Mistake(100 * a + 10 * b + c, who_is_found(a == 4, b == 5, c == 1)) for a, b, c in lines]


def who_is_found(*is_right: bool) -> str:
    """Say who of the three is found."""
    names = [name for name, right in zip(SUSPECTS, is_right, strict=True) if right]
    if not names:
        return "none of the three is found yet. Begin with Cleo: which line would change *every* slope alike?"
    return f"{' and '.join(names)} {'is' if len(names) == 1 else 'are'} found, nobody else yet."


bugs = Check(
    "bugs",
    reference=451,  # Ada 4, Ben 5, Cleo 1
    observe=value(),
    rtol=0,
    atol=0.1,
    mistakes=[*KNOWN, *others(KNOWN)],
)
