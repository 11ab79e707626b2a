"""The exercises of lesson 14, PyTorch."""

from mlcourse.torch_extra import require_torch

require_torch()  # before it is imported: what follows needs it

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from mlcourse.checks.engine.check import Check, Mistake
from mlcourse.checks.engine.compare import agree
from mlcourse.checks.engine.guard import run
from mlcourse.checks.engine.observers import wrong_type
from mlcourse.checks.engine.torch_observers import flat, training_loop
from mlcourse.checks.engine.values import Observation, Problem
from mlcourse.taught import pytorch as ours

RNG = np.random.default_rng(7)
LAYERS = [(RNG.normal(size=shape), RNG.normal(size=shape[1])) for shape in ((2, 3), (3, 2), (3, 3))]


def observe_layer(answer: Any) -> list[Observation]:
    """Observe a function by the layers that it makes of weights and biases."""
    if not callable(answer):
        return [wrong_type(answer, "a function")]
    return [seen for W, b in LAYERS for seen in observe_one_layer(answer, W, b)]


def observe_one_layer(answer: Callable, W: NDArray, b: NDArray) -> list[Observation]:
    """Observe the layer that a function makes of one pair (W, b)."""
    called = f"`{{name}}(W, b)` with `W` of shape {W.shape}"
    layer = run(answer, W.copy(), b.copy())
    if isinstance(layer, Problem) or not isinstance(layer, nn.Linear):
        problem = layer if isinstance(layer, Problem) else wrong_type(layer, "an `nn.Linear`").value
        return [Observation(called, problem)]
    watched = "watched" if all(p.requires_grad for p in layer.parameters()) else "not watched"
    return [
        Observation(f"the shape of `weight` for {called}", tuple(layer.weight.shape)),
        Observation(f"the type of its numbers, for {called},", str(layer.weight.dtype)),
        Observation(f"the weight of {called}", layer.weight),
        Observation(f"the bias of {called}", layer.bias),
        Observation(f"whether slopes are asked for after {called}", watched),
    ]


def layer_from(change: Callable[[nn.Linear, Tensor, Tensor], None], watched: bool = False) -> Callable:
    """Return a function that makes a layer and then changes it in some way."""

    def to_linear(W: NDArray, b: NDArray) -> nn.Linear:
        layer = nn.Linear(*W.shape)
        with torch.set_grad_enabled(watched):
            change(layer, torch.tensor(W), torch.tensor(b))
        return layer

    return to_linear


def copy_both(layer: nn.Linear, weight: Tensor, bias: Tensor) -> None:
    """Overwrite a layer's weights and biases."""
    layer.weight.copy_(weight)
    layer.bias.copy_(bias)


def assign(layer: nn.Linear, weight: Tensor, bias: Tensor) -> None:
    """Put new parameters in the place of a layer's own."""
    layer.weight, layer.bias = nn.Parameter(weight), nn.Parameter(bias)


def swapped_sizes(W: NDArray, b: NDArray) -> nn.Linear:
    """Make the layer with its two sizes exchanged."""
    layer = nn.Linear(W.shape[1], W.shape[0])
    with torch.no_grad():
        copy_both(layer, torch.tensor(W), torch.tensor(b))
    return layer


TRANSPOSED = "the weights are not transposed. Our `W` has one *column* a neuron, `weight` one *row*: `W.T`."
PLAIN = "a layer's weight must be a parameter, which PyTorch watches. Overwrite the one that is there, with `copy_`."

to_linear = Check(
    "to_linear",
    reference=ours.to_linear,
    observe=observe_layer,
    mistakes=[
        Mistake(layer_from(copy_both), TRANSPOSED),
        Mistake(layer_from(lambda layer, W, b: assign(layer, W.float(), b.float())), TRANSPOSED),
        Mistake(layer_from(assign), TRANSPOSED),
        Mistake(
            layer_from(lambda layer, W, b: copy_both(layer, W.reshape(layer.weight.shape), b)),
            "`reshape` gives the right shape and the wrong order: it fills row by row. Transpose: `W.T`.",
        ),
        Mistake(
            swapped_sizes,
            "the two sizes are exchanged. `nn.Linear(n_in, n_out)` wants them in the order of `W.shape`; it is "
            "`weight` that lies the other way round.",
        ),
        Mistake(layer_from(lambda layer, W, b: layer.weight.copy_(W.T)), "the biases are still PyTorch's: copy `b`."),
        Mistake(layer_from(lambda layer, W, b: layer.bias.copy_(b)), "the weights are still PyTorch's: copy `W.T`."),
        Mistake(
            layer_from(lambda layer, W, b: assign(layer, W.T, b)),
            "these numbers are still float64, and inputs in float32 will not fit. `copy_` makes them float32.",
        ),
        Mistake(
            layer_from(lambda layer, W, b: copy_both(layer, W.T, b), watched=True),
            "PyTorch watches this. Put both `copy_` lines inside `with torch.no_grad():`.",
        ),
        Mistake(layer_from(lambda layer, W, b: setattr(layer, "weight", W.T)), PLAIN),
        Mistake(layer_from(lambda layer, W, b: setattr(layer, "weight", W.T.float())), PLAIN),
    ],
)  # fmt: skip

X, Y = torch.tensor(RNG.normal(size=(7, 3)), dtype=torch.float32), torch.tensor([0, 1, 2, 2, 0, 1, 2])
BATCHES = [(X[:5], Y[:5]), (X[5:], Y[5:])]  # the last one is short
torch.optim.SGD([torch.zeros(1, requires_grad=True)])  # the first one loads for seconds: not while an answer is timed


def make_model() -> nn.Module:
    """Return a small network, always with the same weights."""
    return nn.Sequential(ours.to_linear(*LAYERS[2]), nn.ReLU(), ours.to_linear(*LAYERS[2]))


def weighted(values: list[float], sizes: list[int]) -> float:
    """Return the average over the rows."""
    return sum(value * size for value, size in zip(values, sizes, strict=True)) / sum(sizes)


def mean_of_means(values: list[float], sizes: list[int]) -> float:
    """Return the average over the batches, as if all were equally long."""
    return sum(values) / len(sizes)


def looped(
    order: str = "zero backward step",
    mode: bool = True,
    loss: Callable = cross_entropy,
    average: Callable = weighted,
    number: Callable = Tensor.item,
) -> Callable:
    """Return a training loop that does something after each forward pass, in some order."""

    def train_epoch(model: nn.Module, batches: Iterable, optimizer: torch.optim.Optimizer) -> float:
        model.train(mode)
        values, sizes = [], []
        for inputs, y in batches:
            cost = loss(model(inputs), y)
            for part in order.split():
                {"zero": optimizer.zero_grad, "backward": cost.backward, "step": optimizer.step}[part]()
            values.append(number(cost))
            sizes.append(len(y))
        return average(values, sizes)

    return train_epoch


def watching_nothing(model: nn.Module, batches: Iterable, optimizer: torch.optim.Optimizer) -> float:
    """Train where nothing is recorded."""
    with torch.no_grad():
        return looped()(model, batches, optimizer)


def softmax_first(logits: Tensor, y: Tensor) -> Tensor:
    """Return the cross-entropy of probabilities taken for logits."""
    return cross_entropy(logits.softmax(dim=1), y)


SOFTMAX = "there is a softmax before the cross-entropy. That does its own: give it the logits."
INSIDE = "only the first batch was used: `return` stands inside the loop. Move it to the left, behind the loop."
SHORT = "this is the mean of the batches' means. The last batch is short: weight each loss by its rows, `len(y)`."

observe_loop = training_loop(make_model, lambda parameters: torch.optim.SGD(parameters, lr=0.5), BATCHES)
RIGHT = [seen.value for seen in observe_loop(ours.train_epoch)]


def observe_epoch(answer: Any) -> list[Observation]:
    """Observe a training loop; where all else is right, also whether its average loss drags a graph along."""
    seen = observe_loop(answer)
    right = agree([o.value for o in seen], RIGHT, rtol=1e-5, atol=1e-6)
    drags = right and any(isinstance(o.value, Tensor) and o.value.requires_grad for o in seen)
    return [*seen, Observation("what the average loss keeps hold of", "a graph" if drags else "nothing")]


train_epoch = Check(
    "train_epoch",
    reference=ours.train_epoch,
    observe=observe_epoch,
    mistakes=[
        Mistake(
            looped("backward step"),
            "the slopes pile up: each step takes those of all batches before as well. Every batch needs its "
            "`optimizer.zero_grad()`.",
        ),
        Mistake(
            looped("zero step"),
            "steps were taken, and no weight moved: no slopes were there. Keep the order `zero_grad`, forward, "
            "`backward`, `step`.",
        ),
        Mistake(
            looped("step zero backward"),
            "`step` stands before `backward`, so each step takes the slopes of the batches before. First `backward`, "
            "then `step`.",
        ),
        Mistake(looped("zero backward"), "there is no step: `optimizer.step()`, after `backward`."),
        Mistake(looped(loss=softmax_first), SOFTMAX),
        Mistake(
            looped(loss=lambda logits, y: cross_entropy(y, logits)),
            "the two are exchanged. PyTorch's `cross_entropy` wants the logits first: `cross_entropy(model(X), y)`.",
        ),
        Mistake(looped(average=mean_of_means), SHORT),
        Mistake(
            looped(average=lambda values, sizes: sum(values) / sum(sizes)),
            "each loss is a mean over its batch. Before you divide by the rows, multiply it by its own: `len(y)`.",
        ),
        Mistake(
            looped(average=lambda values, sizes: weighted(values, sizes) * sum(sizes)),
            "this is the sum over all rows. Divide it by their number.",
        ),
        Mistake(
            looped(average=lambda values, sizes: weighted(values, sizes) * sum(sizes) / len(sizes)),
            "this divides the sum over the rows by the number of *batches*. Count rows.",
        ),
        Mistake(
            looped(average=lambda values, sizes: values[-1]), "this is the last batch's loss: collect them all."
        ),
        Mistake(
            looped(number=lambda loss: loss),
            "the number is right, but it is a tensor that keeps hold of every batch's graph, and memory fills up. "
            "Collect plain numbers: `loss.item()`.",
        ),
        Mistake(lambda model, batches, optimizer: looped()(model, batches[:1], optimizer), INSIDE),
        Mistake(
            watching_nothing,
            "this loss remembers nothing, so `backward` finds no way back. `no_grad` and `.detach()` are for judging.",
        ),
        Mistake(
            looped(mode=False),
            "the model is in evaluation mode. Switch it with `model.train()`, before the first batch.",
        ),
    ],
)  # fmt: skip


def observe_evaluation(answer: Any) -> list[Observation]:
    """Observe a function `evaluate(model, batches)`: its two numbers, the model's mode, and what is remembered."""
    if not callable(answer):
        return [wrong_type(answer, "a function")]
    model, modes, recorded = make_model().train(), [], []
    model.register_forward_pre_hook(lambda module, _: modes.append(module.training))
    model.register_forward_pre_hook(lambda *_: recorded.append(torch.is_grad_enabled()))
    returned = run(answer, model, [(inputs.clone(), y.clone()) for inputs, y in BATCHES])
    if isinstance(returned, Problem):
        return [Observation("`{name}`", returned)]
    if not isinstance(returned, tuple | list) or len(returned) != 2:
        return [wrong_type(returned, "two numbers, the loss and the accuracy")]
    return [
        Observation("the average loss", returned[0]),
        Observation("the accuracy", returned[1]),
        Observation("the model's mode during the passes", "training" if any(modes) else "evaluation"),
        Observation("what PyTorch remembers of them", "all" if any(recorded) else "nothing"),
        Observation("the weights afterwards", flat(model.parameters())),
    ]


def evaluated(
    mode: bool = False,
    record: bool = False,
    loss: Callable = cross_entropy,
    averages: tuple[Callable, Callable] = (weighted, weighted),
    result: Callable = lambda loss, accuracy: (loss, accuracy),
    answer_of: Callable = lambda logits: logits.argmax(dim=1),
) -> Callable:
    """Return an evaluation that does something in its own way."""

    def evaluate(model: nn.Module, batches: Iterable) -> Any:
        model.train(mode)
        losses, accuracies, sizes = [], [], []
        with torch.set_grad_enabled(record):
            for inputs, y in batches:
                logits = model(inputs)
                losses.append(loss(logits, y).item())
                accuracies.append((answer_of(logits) == y).float().mean().item())
                sizes.append(len(y))
        return result(averages[0](losses, sizes), averages[1](accuracies, sizes))

    return evaluate


DROPOUT = "the model is still in training mode, and dropout would go on. `model.eval()`, before the first batch."
GRAPH = "PyTorch remembers every pass here, in vain. Put the loop inside `with torch.no_grad():`."
ROWS = "the last batch is short: count the right *rows*, and divide by the rows at the end."

evaluate = Check(
    "evaluate",
    reference=ours.evaluate,
    observe=observe_evaluation,
    mistakes=[
        Mistake(evaluated(mode=True), DROPOUT),
        Mistake(evaluated(record=True), GRAPH),
        Mistake(evaluated(mode=True, record=True), "`model.eval()` and `with torch.no_grad():` are both missing."),
        Mistake(evaluated(averages=(mean_of_means, mean_of_means)), SHORT + " The accuracy likewise."),
        Mistake(evaluated(averages=(mean_of_means, weighted)), SHORT),
        Mistake(evaluated(averages=(weighted, mean_of_means)), "in the accuracy, " + ROWS),
        Mistake(
            evaluated(averages=(lambda values, sizes: sum(values) / sum(sizes), weighted)),
            "each loss is a mean over its batch. Before you divide by the rows, multiply it by its own: `len(y)`.",
        ),
        Mistake(lambda model, batches: evaluated()(model, batches[:1]), INSIDE),
        Mistake(
            evaluated(answer_of=lambda logits: logits.argmax()),
            "`argmax()` alone finds the highest of *all* the batch's logits. `argmax(dim=1)` finds one in each row.",
        ),
        Mistake(
            evaluated(answer_of=lambda logits: logits.argmax(dim=0)),
            "`argmax(dim=0)` goes down the columns, to a row for each class. Along each row it is `argmax(dim=1)`.",
        ),
        Mistake(evaluated(loss=softmax_first), SOFTMAX),
        Mistake(
            evaluated(loss=lambda logits, y: cross_entropy(y, logits)),
            "the two are exchanged. PyTorch's `cross_entropy` wants the logits first.",
        ),
        Mistake(
            evaluated(result=lambda loss, accuracy: (loss, accuracy * len(Y))),
            "this *counts* the right rows. The accuracy is their share: divide by the number of rows.",
        ),
        Mistake(
            evaluated(result=lambda loss, accuracy: (loss, 1 - accuracy)),
            "this is the error rate. The accuracy is the share of rows that are *right*.",
        ),
        Mistake(evaluated(result=lambda loss, accuracy: (accuracy, loss)), "first the loss, then the accuracy."),
    ],
)  # fmt: skip
