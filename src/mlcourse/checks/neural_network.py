"""The exercises of the lesson neural_network."""

from itertools import pairwise
from typing import Any

import numpy as np

from mlcourse.checks.engine.check import Check, Mistake
from mlcourse.checks.engine.observers import calls, drawn, value, with_arrays
from mlcourse.checks.engine.typed import typed
from mlcourse.checks.engine.values import Observation
from mlcourse.taught import neural_network as ours

ONE_LAYER = [(np.array([[1.0, -2.0], [0.5, 1.0]]), np.array([0.5, -1.0]))]


def draw_network(rng: np.random.Generator, sizes: list[int]) -> tuple:
    """Draw a network with layers of some sizes, and rows to put into it."""
    parameters = [
        (rng.normal(size=(n_in, n_out)).round(1), rng.normal(size=n_out).round(1)) for n_in, n_out in pairwise(sizes)
    ]
    return parameters, rng.normal(size=(3, sizes[0])).round(1)


TWO_LAYERS = [(np.array([[1.0, -1.0]]), np.array([0.0, 1.0])), (np.array([[2.0], [-3.0]]), np.array([1.0]))]


SIZES = [[2, 4, 2], [3, 3, 3, 3], [2, 5, 4, 3], [2, 4, 4, 4, 2]]
NETWORKS = [draw_network(np.random.default_rng(3), sizes) for sizes in SIZES]


def observe_networks(forward: Any) -> list[Observation]:
    """Observe two small networks as they are, and larger ones by the sizes of their layers."""
    small = calls((ONE_LAYER, np.array([[1.0, 2.0], [-1.0, 0.5]])), (TWO_LAYERS, np.array([[1.0], [-2.0], [3.0]])))
    large = [calls(network)(forward)[0] for network in NETWORKS]
    labels = [f"`{{name}}(parameters, X)`, for a network of the sizes {sizes}," for sizes in SIZES]
    return [*small(forward), *(o._replace(label=label) for o, label in zip(large, labels, strict=True))]


forward = Check(
    "forward",
    reference=ours.forward,
    observe=with_arrays(observe_networks),
    mistakes=typed(
        ours.forward,
        {
            (
                "return A @ W + b -> return relu(A @ W + b)",
                "A = X\nfor W, b in parameters:\n    A = relu(A @ W + b)\nA",
            ): "there is a ReLU after the *last* layer too. It makes all negative logits 0, "
            "and the classes that have them can no longer be told apart.",
            "relu(A @ W + b) -> A @ W + b": "the ReLU is missing. Without it, all the layers together are one line.",
            """
            A = X
            for W, b in parameters:
                A = A @ W + b
            relu(A)
            """: "the only ReLU is after the last layer. "
            "It belongs *between* the layers; after the last there is none.",
            "relu(A @ W + b) -> 1 / (1 + np.exp(-(A @ W + b)))": "here the hidden layers have a sigmoid. "
            "In this lesson they have a ReLU.",
            "relu(A @ W + b) -> relu(A @ W) + b": "the bias is added after the ReLU. "
            "It belongs inside: it says where the crease lies.",
            """
            A = X
            for W, _ in parameters[:-1]:
                A = relu(A @ W)
            A @ parameters[-1][0]
            """: "the biases are missing: without them, every crease runs through the origin.",
            "relu(A @ W + b) -> np.minimum(0, A @ W + b)": "this keeps what is *below* 0. "
            "The ReLU is the maximum of 0 and the score.",
            "A = relu(A @ W + b) -> relu(A @ W + b)": "the last layer looks at `X` here: "
            "what the layers before it put out is thrown away. Keep it: `A = relu(A @ W + b)`.",
            (
                "A = relu(A @ W + b) -> A = relu(X @ W + b)",
                "for W, b in parameters:\n    A = relu(X @ W + b)\nA",
            ): "every layer here looks at `X`, and forgets the one before. "
            "A layer looks at what the layer before it put out: `A = relu(A @ W + b)`.",
            (
                """
                A = X
                for W, b in parameters[:-1]:
                    A = relu(A @ W + b)
                    W, b = parameters[-1]
                    return A @ W + b
                """,
                """
                A = X
                for W, b in parameters[:-1]:
                    A = relu(A @ W + b)
                    return A
                """,
            ): "only the first of the hidden layers was asked. "
            "Is there a `return` inside the loop, which ends it at once?",
            """
            A = X
            for W, b in parameters:
                A = A @ W + b
                return A
            """: "this is the first layer alone. Is there a `return` inside the loop, which ends it at once?",
            """
            A = X
            for W, b in parameters[:-1]:
                A = relu(A @ W + b)
            A @ W + b
            """: "after the loop, `W` and `b` are still those of the last *hidden* layer. "
            "Take the last ones of all: `W, b = parameters[-1]`.",
            "A = X -> A = relu(X)": "the *input* goes through a ReLU here. It belongs between the layers.",
            (
                """
                A = X
                for W, b in parameters[:-1]:
                    A = relu(A @ W.T + b)
                W, b = parameters[-1]
                return A @ W.T + b
                """,
                "return A @ W + b -> return A @ W.T + b",
                "relu(A @ W + b) -> relu(A @ W.T + b)",
            ): "`.T` turns the weights over. They stand as they are needed, one *column* per neuron: `A @ W`.",
            """
            A = X
            for W, b in parameters[:-1]:
                A = relu(W @ A + b)
            W, b = parameters[-1]
            return W @ A + b
            """: "the two stand the wrong way round: the rows come first, and then the weights, `A @ W`.",
            """
            (W_1, b_1), (W_2, b_2) = parameters
            relu(X @ W_1 + b_1) @ W_2 + b_2
            """: "this expects two layers. There may be one or twenty: go through them with a loop.",
            """
            W_1, b_1 = parameters[0]
            W_2, b_2 = parameters[1]
            relu(X @ W_1 + b_1) @ W_2 + b_2
            """: "this takes the first two layers, whatever comes after. "
            "There may be one or twenty: go through them with a loop.",
            "return A @ W + b -> return A": "this stops before the last layer. "
            "After the loop comes one more `A @ W + b`, without the ReLU.",
            """
            for W, b in parameters:
                return relu(X @ W + b)
            """: "this comes back from the first layer. Is the `return` inside the loop?",
            "return A @ W + b -> return softmax(A @ W + b)": "these are already probabilities. Return the logits.",
            "return A @ W + b -> return np.argmax(A @ W + b, axis=1)": "this is the predicted class. "
            "Return the logits.",
        },
    ),
)

FAR_APART = np.array(
    [[1000.0, 999.0, 997.0], [0.0, 1.0, -1.0], [-2000.0, -2000.0, -2001.0], [3.0, 3.0, -800.0], [2000.0, 0.0, -1000.0]]
)
NEAR = np.array([[2.0, 1.0, -1.0], [0.0, 0.0, 3.0]])
FARTHEST = np.array([[1e6, 1e6 + 1], [-1e6, 0.0], [-3e5, -3e5]])


def draw_logits(rng: np.random.Generator) -> tuple:
    """Draw logits of a few rows and a few classes, never as many of the one as of the other."""
    n_samples = rng.integers(2, 5)
    return (rng.normal(0, 2, (n_samples, n_samples + rng.integers(1, 3))).round(1),)


softmax = Check(
    "softmax",
    reference=ours.softmax,
    observe=calls((NEAR,), (NEAR[:1],), (FARTHEST,), (FAR_APART,), *drawn(draw_logits)),
    mistakes=typed(
        ours.softmax,
        {
            "logits - logits.max(axis=1, keepdims=True) -> logits": "right for ordinary logits, "
            "but with 1,000 it gives `nan`: the power is too large for the computer. Subtract the row's maximum first.",
            "powers.sum(axis=1, keepdims=True) -> np.exp(logits).sum(axis=1, keepdims=True)": "above the line, the "
            "maximum is subtracted, below it is not. It cancels only if it is in both.",
            "logits.max -> logits.min": "here the row's *minimum* is subtracted, and a logit far above it is still too "
            "large a power. Subtract the row's maximum: then no power is above 1.",
            "logits.max -> logits.mean": "here the row's *mean* is subtracted. "
            "A logit far above it is still too large a power. Subtract the row's maximum: then no power is above 1.",
            "np.exp(logits) / np.exp(logits).sum()": "the whole *table* sums to 1. "
            "Each row is to: `sum(axis=1, keepdims=True)`. "
            "And with 1,000 the power is too large for the computer: subtract the row's maximum first.",
            "max(axis=1, keepdims=True) -> max()": "here the maximum of the whole *table* is subtracted. "
            "A row far below it becomes 0 divided by 0. Each row has its own: `axis=1`.",
            "max(axis=1, keepdims=True) -> max(axis=0)": "the maximum is each *column's*. "
            "That changes the rows, and no longer cancels. Each row has its own: `axis=1`.",
            (
                "np.exp(logits - logits.max(axis=0)) / np.exp(logits - logits.max(axis=0)).sum(axis=0)",
                "sum(axis=1, keepdims=True) -> sum(axis=0)",
            ): "these sum to 1 "
            "down the *columns*: the samples share one class out among them. Each row is to sum to 1: `axis=1`.",
            "sum(axis=1, keepdims=True) -> sum()": "the whole *table* sums to 1. "
            "Each row is to: `sum(axis=1, keepdims=True)`.",
            "max(axis=1, keepdims=True) -> max(axis=1)": "one number per row cannot be subtracted from the rows, "
            "nor divide them, as long as it lies flat. `keepdims=True` makes it a column.",
            "np.exp(logits - logits.max()) / np.exp(logits - logits.max()).sum()": "the whole *table* sums to 1, "
            "and has one maximum. Each row has its own of both: `axis=1, keepdims=True`.",
            "np.eye(logits.shape[1])[np.argmax(logits, axis=1)]": "this gives the largest logit everything. "
            "Each class gets its share: the power, divided by the sum of the powers.",
            "logits - logits.max(axis=1, keepdims=True) -> logits.clip(-500, 500)": "clipping changes the logits: "
            "1000 and 999 become equal. Subtract the row's maximum, which changes nothing.",
            "np.exp(logits - -> 2 ** (logits -": "these are powers of 2. The formula has powers of $e$: `np.exp`.",
            "powers / powers.sum(axis=1, keepdims=True) -> powers": "these are the powers. Divide each row by its sum.",
            "logits / logits.sum(axis=1, keepdims=True)": "the logits themselves are divided by their sum. "
            "First take `np.exp` of them: a probability is never negative.",
            "np.exp( -> (": "`np.exp` is missing: what is divided by its sum are the *powers*.",
            "1 / (1 + np.exp(-logits))": "this is a sigmoid for each logit alone. "
            "The probabilities of a row share 1 among them. They need each other.",
            """
            shifted = logits - logits.max(axis=1, keepdims=True)
            shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
            """: "these are the *logarithms* of the probabilities. They come in the next exercise.",
            "np.argmax(logits, axis=1)": "this says which class is the most probable. We want the probability of each.",
        },
    ),
)


def draw_truths(rng: np.random.Generator) -> tuple:
    """Draw classes, and logits that do not always favor them."""
    (logits,) = draw_logits(rng)
    return rng.integers(0, logits.shape[1], len(logits)), logits


cross_entropy = Check(
    "cross_entropy",
    reference=ours.cross_entropy,
    observe=calls(
        (np.array([1, 2]), NEAR),
        (np.array([0]), NEAR[:1]),
        (np.array([0, 1, 0]), FARTHEST),
        (np.array([2, 1, 0, 2, 0]), FAR_APART),
        *drawn(draw_truths),
    ),
    mistakes=typed(
        ours.cross_entropy,
        {
            "-np.mean(np.log(softmax(logits)[np.arange(len(y)), y]))": "right for ordinary logits, but where a "
            "probability rounds to 0 the cost is infinite. Take the logarithm by the formula, from the logits.",
            tuple(f"-np.mean(np.log(softmax(logits)[np.arange(len(y)), y] + 1e-{n}))" for n in (15, 12, 10, 9, 8)): "a "
            "small number in the logarithm keeps the cost finite, but wrong: a row that gives nothing to the truth "
            "pays too little. Take the logarithm by the formula, from the logits.",
            "logits - logits.max(axis=1, keepdims=True) -> logits": "the row's maximum is not subtracted: "
            "with a logit of 1,000 the power is too large for the computer.",
            "sum(axis=1, keepdims=True) -> sum(axis=1)": "one number per row cannot be subtracted from the rows as "
            "long as it lies flat: `keepdims=True` makes it a column.",
            "return -np.mean -> return np.mean": "the minus is missing. "
            "The logarithm of a probability is negative; a cost is not.",
            "np.mean -> np.sum": "this is the *sum*. Average over the rows: twice as many must not cost twice as much.",
            "np.mean(log_p[np.arange(len(y)), y]) -> log_p[np.arange(len(y)), y]": "these are the costs, one a row. "
            "The cross-entropy is one number: their mean.",
            "log_p[np.arange(len(y)), y] -> log_p[:, y]": "`log_p[:, y]` takes *all* the classes in `y` from every "
            "row. One from each row: `log_p[np.arange(len(y)), y]`.",
            "log_p[np.arange(len(y)), y] -> log_p": "this charges for every class. "
            "Only the probability given to the truth counts: `log_p[np.arange(len(y)), y]`.",
            "log_p[np.arange(len(y)), y] -> np.eye(logits.shape[1])[y] * log_p": "this divides by the number of rows "
            "*times classes*. Sum each row first, then take the mean over the rows.",
            "max(axis=1, keepdims=True) -> max(axis=0)": "the maximum is each *column's*, and no longer cancels. "
            "Each row has its own: `axis=1`.",
            (
                "sum(axis=1, keepdims=True) -> sum(axis=0, keepdims=True)",
                "sum(axis=1, keepdims=True) -> sum(axis=0)",
            ): "the powers are summed down the *columns*. Each row has its own sum: `axis=1`.",
            "np.log(np.exp -> np.log10(np.exp": "`np.log10` is another logarithm. "
            "The formula has the natural one: `np.log`.",
            """
            logits = softmax(logits)
            shifted = logits - logits.max(axis=1, keepdims=True)
            log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
            -np.mean(log_p[np.arange(len(y)), y])
            """: "the softmax is taken twice: the formula begins with the logits, and makes probabilities itself.",
            "log_p[np.arange(len(y)), y] -> log_p[y, np.arange(len(y))]": "the two lists are swapped: "
            "first the rows, `np.arange(len(y))`, then the columns, `y`.",
            "shifted - np.log( -> shifted + np.log(": "the sign of the last term is flipped: *minus* the logarithm.",
            "log_p[np.arange(len(y)), y] -> log_p.max(axis=1)": "this charges by the class that the network "
            "*believes* in. Charge by the true one, `y`.",
            "-np.mean(softmax(logits)[np.arange(len(y)), y])": "the logarithm is missing.",
            "log_p[np.arange(len(y)), y] -> shifted[np.arange(len(y)), y]": "the formula goes on after $z_k - m$: "
            "minus the logarithm of the sum of the powers.",
            "np.exp(shifted) -> np.exp(logits)": "the maximum is subtracted from $z_k$, but not inside the sum. "
            "Use `shifted` in both places.",
            "np.log(np.exp(shifted).sum(axis=1, keepdims=True)) -> np.exp(shifted).sum(axis=1, keepdims=True)": "the "
            "logarithm of the sum is missing: `np.log(…)` of it.",
            "log_p = shifted -> log_p = logits": "the maximum is subtracted inside the sum, but not from $z_k$. "
            "Use `shifted` in both places.",
            "sum(axis=1, keepdims=True) -> sum()": "here the powers of the whole *table* are summed. "
            "Each row has its own sum: `axis=1, keepdims=True`.",
            "-np.log(np.mean(softmax(logits)[np.arange(len(y)), y]))": "this is the logarithm of the average. Take "
            "the average of the *logarithms*, so that one row which is sure and wrong cannot hide among the others.",
        },
    ),
)

n_parameters = Check(
    "n_parameters",
    reference=28 * 28 * 128 + 128 + 128 * 10 + 10,
    observe=value(),
    rtol=0,
    atol=0.5,
    mistakes=[
        Mistake(28 * 28 * 128 + 128 * 10, "the biases are missing: one for each neuron, 128 and 10."),
        Mistake(28 * 28 * 128 + 128, "the layer from the 128 hidden neurons to the ten classes is missing."),
        Mistake(28 * 28 * 128, "these are the first layer's weights alone. Add its biases, and the second layer."),
        Mistake(28 * 28 * 128 + 128 + 128 * 10, "the biases of the *output* are missing: a class is a neuron too."),
        Mistake(28 * 28 * 128 + 128 * 10 + 10, "the biases of the hidden layer are missing: one for each of the 128."),
        Mistake(
            28 * 28 + 28 * 28 * 128 + 128 + 128 * 10 + 10,
            "here the pixels have biases. They are inputs, not neurons: nothing is added to them.",
        ),
        Mistake(
            (28 * 28 + 1) * (128 + 1) * 10, "the layers are multiplied. They stand one after the other: *add* them."
        ),
        Mistake(4 * 101_770, "these are bytes, four for a number. We asked for the numbers."),
        Mistake(28 * 128 + 128 + 128 * 10 + 10, "a picture has 28 times 28 pixels, not 28."),
        Mistake(28 * 28 * 128 * 10, "the layers are multiplied. They stand one after the other: *add* what each has."),
        Mistake(
            28 * 28 + 128 + 10,
            "these are the inputs and the neurons. A weight belongs to each *pair* of an input and a neuron.",
        ),
        Mistake(128 + 10, "these are the neurons, or their biases. Each also has a weight for each of its inputs."),
    ],
)
