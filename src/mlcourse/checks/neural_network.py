"""The exercises of lesson 12, the neural network."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from mlcourse.checks.engine.check import Check, Mistake
from mlcourse.checks.engine.observers import calls, drawn, value
from mlcourse.taught import neural_network as ours
from mlcourse.taught.logistic_regression import sigmoid

ONE_LAYER = [(np.array([[1.0, -2.0], [0.5, 1.0]]), np.array([0.5, -1.0]))]


def draw_network(rng: np.random.Generator, sizes: list[int]) -> tuple:
    """Draw a network with layers of some sizes, and rows to put into it."""
    parameters = [(rng.normal(size=(n_in, n_out)), rng.normal(size=n_out)) for n_in, n_out in pairwise(sizes)]
    return parameters, rng.normal(size=(3, sizes[0]))


NETWORKS = [draw_network(np.random.default_rng(7), sizes) for sizes in ([2, 4, 2], [3, 3, 3], [2, 5, 4, 3])]


def with_layer(layer: Callable, last: Callable = ours.relu) -> Callable:
    """Return a forward pass with another `layer(A, W, b)` inside, and a last layer that is put through `last`."""

    def passed(parameters: list, X: np.ndarray) -> np.ndarray:
        A = X
        for W, b in parameters[:-1]:
            A = layer(A, W, b)
        W, b = parameters[-1]
        return last(A @ W + b)

    return passed


def same(Z: np.ndarray) -> np.ndarray:
    """Return what came."""
    return Z


def forward_from_X(parameters: list, X: np.ndarray) -> np.ndarray:
    """Let every layer look at the input."""
    for W, b in parameters[:-1]:
        ours.relu(X @ W + b)
    W, b = parameters[-1]
    return X @ W + b


def forward_without_biases(parameters: list, X: np.ndarray) -> np.ndarray:
    """Leave all biases out."""
    return ours.forward([(W, 0 * b) for W, b in parameters], X)


def two_layers(parameters: list, X: np.ndarray) -> np.ndarray:
    """Expect two layers, no more and no fewer."""
    (W_1, b_1), (W_2, b_2) = parameters
    return ours.relu(X @ W_1 + b_1) @ W_2 + b_2


def first_and_last(parameters: list, X: np.ndarray) -> np.ndarray:
    """Look layers up by number, as if there were two."""
    W_1, b_1 = parameters[0]
    W_2, b_2 = parameters[1]
    return ours.relu(X @ W_1 + b_1) @ W_2 + b_2


def all_but_last(parameters: list, X: np.ndarray) -> np.ndarray:
    """Stop before the last layer."""
    A = X
    for W, b in parameters[:-1]:
        A = ours.relu(A @ W + b)
    return A


def after_first_layer(parameters: list, X: np.ndarray) -> np.ndarray:
    """Return from within the loop."""
    W, b = parameters[0]
    return ours.relu(X @ W + b)


forward = Check(
    "forward",
    reference=ours.forward,
    observe=calls((ONE_LAYER, np.array([[1.0, 2.0], [-1.0, 0.5]])), *NETWORKS),
    mistakes=[
        Mistake(
            with_layer(lambda A, W, b: ours.relu(A @ W + b)),
            "there is a ReLU after the *last* layer too. It makes all negative logits 0, and the classes that have "
            "them can no longer be told apart.",
        ),
        Mistake(
            with_layer(lambda A, W, b: A @ W + b, last=same),
            "the ReLU is missing. Without it, all the layers together are one line.",
        ),
        Mistake(
            with_layer(lambda A, W, b: A @ W + b),
            "the only ReLU is after the last layer. It belongs *between* the layers; after the last there is none.",
        ),
        Mistake(
            with_layer(lambda A, W, b: sigmoid(A @ W + b), last=same),
            "here the hidden layers have a sigmoid. In this lesson they have a ReLU.",
        ),
        Mistake(
            with_layer(lambda A, W, b: ours.relu(A @ W) + b, last=same),
            "the bias is added after the ReLU. It belongs inside: it says where the crease lies.",
        ),
        Mistake(
            forward_without_biases,
            "the biases are missing: without them, every crease runs through the origin.",
        ),
        Mistake(
            with_layer(lambda A, W, b: -ours.relu(-A @ W - b), last=same),
            "this keeps what is *below* 0. The ReLU is the maximum of 0 and the score.",
        ),
        Mistake(
            forward_from_X,
            "every layer here looks at `X`, or the ReLU's result is thrown away. A layer looks at the layer before it: "
            "`A = relu(A @ W + b)`.",
        ),
        Mistake(
            two_layers,
            "this expects two layers. There may be one or twenty: go through them with a loop.",
        ),
        Mistake(
            first_and_last,
            "this takes the first two layers, whatever comes after. There may be one or twenty: go through them with a "
            "loop.",
        ),
        Mistake(
            all_but_last,
            "this stops before the last layer. After the loop comes one more `A @ W + b`, without the ReLU.",
        ),
        Mistake(
            after_first_layer,
            "this comes back from the first layer. Is the `return` inside the loop?",
        ),
        Mistake(
            lambda parameters, X: ours.softmax(ours.forward(parameters, X)),
            "these are already probabilities. Return the logits.",
        ),
        Mistake(
            lambda parameters, X: np.argmax(ours.forward(parameters, X), axis=1),
            "this is the predicted class. Return the logits.",
        ),
    ],
)

FAR_APART = np.array(
    [[1000.0, 999.0, 997.0], [0.0, 1.0, -1.0], [-2000.0, -2000.0, -2001.0], [3.0, 3.0, -800.0], [2000.0, 0.0, -1000.0]]
)


def draw_logits(rng: np.random.Generator) -> tuple:
    """Draw logits of a few rows and a few classes, never as many of the one as of the other."""
    n_samples = rng.integers(2, 5)
    return (rng.normal(0, 2, (n_samples, n_samples + rng.integers(1, 3))),)


def quietly(function: Callable) -> Callable:
    """Return the function without NumPy's warnings."""

    def quiet(*arguments: np.ndarray) -> np.ndarray:
        with np.errstate(all="ignore"):
            return function(*arguments)

    return quiet


def shares(powers: np.ndarray) -> np.ndarray:
    """Divide each row by its sum."""
    return powers / powers.sum(axis=1, keepdims=True)


def shifted(logits: np.ndarray) -> np.ndarray:
    """Subtract each row's maximum."""
    return logits - logits.max(axis=1, keepdims=True)


softmax = Check(
    "softmax",
    reference=ours.softmax,
    observe=calls((FAR_APART,), *drawn(draw_logits)),
    mistakes=[
        Mistake(
            quietly(lambda logits: shares(np.exp(logits))),
            "right for ordinary logits, but with 1,000 it gives `nan`: the power is too large for the computer. "
            "Subtract the row's maximum first.",
        ),
        Mistake(
            quietly(lambda logits: shares(np.exp(logits - logits.mean(axis=1, keepdims=True)))),
            "here the row's *mean* is subtracted. A logit far above it is still too large a power. Subtract the row's "
            "maximum: then no power is above 1.",
        ),
        Mistake(
            quietly(lambda logits: np.exp(logits) / np.exp(logits).sum()),
            "the whole *table* sums to 1. Each row is to: `sum(axis=1, keepdims=True)`. And with 1,000 the power is "
            "too large for the computer: subtract the row's maximum first.",
        ),
        Mistake(
            quietly(lambda logits: shares(np.exp(logits - logits.max()))),
            "here the maximum of the whole *table* is subtracted. A row far below it becomes 0 divided by 0. Each "
            "row has its own: `axis=1`.",
        ),
        Mistake(
            quietly(lambda logits: shares(np.exp(logits - logits.max(axis=0)))),
            "the maximum is each *column's*. That changes the rows, and no longer cancels. Each row has its own: "
            "`axis=1`.",
        ),
        Mistake(
            lambda logits: np.exp(logits - logits.max(axis=0)) / np.exp(logits - logits.max(axis=0)).sum(axis=0),
            "these sum to 1 down the *columns*: the samples share one class out among them. Each row is to sum to 1: "
            "`axis=1`.",
        ),
        Mistake(
            lambda logits: np.exp(shifted(logits)) / np.exp(shifted(logits)).sum(),
            "the whole *table* sums to 1. Each row is to: `sum(axis=1, keepdims=True)`.",
        ),
        Mistake(
            lambda logits: np.exp(logits - logits.max(axis=1)),
            "one number a row cannot be subtracted from the rows, nor divide them, as long as it lies flat. "
            "`keepdims=True` makes it a column.",
        ),
        Mistake(
            lambda logits: np.exp(shifted(logits)),
            "these are the powers. Divide each row by its sum.",
        ),
        Mistake(
            quietly(lambda logits: logits / logits.sum(axis=1, keepdims=True)),
            "the logits themselves are divided by their sum. First take `np.exp` of them: a probability is never "
            "negative.",
        ),
        Mistake(
            lambda logits: shares(shifted(logits)),
            "`np.exp` is missing: what is divided by its sum are the *powers*.",
        ),
        Mistake(
            quietly(lambda logits: sigmoid(logits)),
            "this is a sigmoid for each logit alone. The probabilities of a row share 1 among them."
            " They need each other.",
        ),
        Mistake(
            lambda logits: shifted(logits) - np.log(np.exp(shifted(logits)).sum(axis=1, keepdims=True)),
            "these are the *logarithms* of the probabilities. They come in the next exercise.",
        ),
        Mistake(
            lambda logits: np.argmax(logits, axis=1),
            "this says which class is the most probable. We want the probability of each.",
        ),
    ],
)  # fmt: skip


def draw_truths(rng: np.random.Generator) -> tuple:
    """Draw classes, and logits that do not always favor them."""
    (logits,) = draw_logits(rng)
    return rng.integers(0, logits.shape[1], len(logits)), logits


def log_p(logits: np.ndarray) -> np.ndarray:
    """Return the logarithms of the probabilities."""
    return shifted(logits) - np.log(np.exp(shifted(logits)).sum(axis=1, keepdims=True))


def of_truth(y: np.ndarray, table: np.ndarray) -> np.ndarray:
    """Pick each row's entry for its true class."""
    return table[np.arange(len(y)), y]


cross_entropy = Check(
    "cross_entropy",
    reference=ours.cross_entropy,
    observe=calls((np.array([2, 1, 0, 2, 0]), FAR_APART), *drawn(draw_truths)),
    mistakes=[
        Mistake(
            quietly(lambda y, logits: -np.mean(np.log(of_truth(y, ours.softmax(logits))))),
            "right for ordinary logits, but where a probability rounds to 0 the cost is infinite. Take the logarithm "
            "by the formula, from the logits.",
        ),
        *[
            Mistake(
                lambda y, logits, least=least: -np.mean(np.log(of_truth(y, ours.softmax(logits)) + least)),
                "a small number in the logarithm keeps the cost finite, but wrong: a row that gives nothing to the "
                "truth pays too little. Take the logarithm by the formula, from the logits.",
            )
            for least in (1e-15, 1e-12, 1e-10, 1e-9, 1e-8)
        ],
        Mistake(
            quietly(lambda y, logits: -np.mean(of_truth(y, logits) - np.log(np.exp(logits).sum(axis=1)))),
            "the row's maximum is not subtracted: with a logit of 1,000 the power is too large for the computer.",
        ),
        Mistake(
            lambda y, logits: -np.mean(of_truth(y, shifted(logits) - np.log(np.exp(shifted(logits)).sum(axis=1)))),
            "one number a row cannot be subtracted from the rows as long as it lies flat: `keepdims=True` makes it a "
            "column.",
        ),
        Mistake(
            lambda y, logits: np.mean(of_truth(y, log_p(logits))),
            "the minus is missing. The logarithm of a probability is negative; a cost is not.",
        ),
        Mistake(
            lambda y, logits: -np.sum(of_truth(y, log_p(logits))),
            "this is the *sum*. Average over the rows: twice as many must not cost twice as much.",
        ),
        Mistake(
            lambda y, logits: -of_truth(y, log_p(logits)),
            "these are the costs, one a row. The cross-entropy is one number: their mean.",
        ),
        Mistake(
            lambda y, logits: -np.mean(log_p(logits)[:, y]),
            "`log_p[:, y]` takes *all* the classes in `y` from every row. One from each row: "
            "`log_p[np.arange(len(y)), y]`.",
        ),
        Mistake(
            lambda y, logits: -np.mean(log_p(logits)),
            "this charges for every class. Only the probability given to the truth counts: "
            "`log_p[np.arange(len(y)), y]`.",
        ),
        Mistake(
            lambda y, logits: -np.mean((np.arange(logits.shape[1]) == y[:, None]) * log_p(logits)),
            "this divides by the number of rows *times classes*. Sum each row first, then take the mean over the rows.",
        ),
        Mistake(
            lambda y, logits: -np.mean(log_p(logits).max(axis=1)),
            "this charges by the class that the network *believes* in. Charge by the true one, `y`.",
        ),
        Mistake(
            lambda y, logits: -np.mean(of_truth(y, ours.softmax(logits))),
            "the logarithm is missing.",
        ),
        Mistake(
            lambda y, logits: -np.mean(of_truth(y, shifted(logits))),
            "the formula goes on after $z_k - m$: minus the logarithm of the sum of the powers.",
        ),
        Mistake(
            quietly(lambda y, logits: -np.mean(of_truth(y, logits) - np.log(np.exp(shifted(logits)).sum(axis=1)))),
            "the maximum is subtracted inside the sum, but not from $z_k$. Use `shifted` in both places.",
        ),
        Mistake(
            lambda y, logits: -np.mean(of_truth(y, shifted(logits) - np.log(np.exp(shifted(logits)).sum()))),
            "here the powers of the whole *table* are summed. Each row has its own sum: `axis=1, keepdims=True`.",
        ),
        Mistake(
            quietly(lambda y, logits: -np.log(np.mean(of_truth(y, ours.softmax(logits))))),
            "this is the logarithm of the average. Take the average of the *logarithms*, so that one row which is sure "
            "and wrong cannot hide among the others.",
        ),
    ],
)  # fmt: skip

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
        Mistake(
            28 * 28 * 128 + 128 + 128 * 10, "the biases of the *output* are missing: a class is a neuron too."
        ),
        Mistake(28 * 28 * 128 + 128 * 10 + 10, "the biases of the hidden layer are missing: one for each of the 128."),
        Mistake(
            28 * 28 + 28 * 28 * 128 + 128 + 128 * 10 + 10,
            "here the pixels have biases. They are inputs, not neurons: nothing is added to them.",
        ),
        Mistake(28 * 128 + 128 + 128 * 10 + 10, "a picture has 28 times 28 pixels, not 28."),
        Mistake(28 * 28 * 128 * 10, "the layers are multiplied. They stand one after the other: *add* what each has."),
        Mistake(
            28 * 28 + 128 + 10,
            "these are the inputs and the neurons. A weight belongs to each *pair* of an input and a neuron.",
        ),
        Mistake(128 + 10, "these are the neurons, or their biases. Each also has a weight for each of its inputs."),
    ],
)  # fmt: skip
