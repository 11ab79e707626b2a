"""The exercises of lesson 14, PyTorch."""

from mlcourse.torch_extra import require_torch

require_torch()  # before it is imported: what follows needs it

from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from mlcourse.checks.engine.check import Check
from mlcourse.checks.engine.compare import agree
from mlcourse.checks.engine.guard import run
from mlcourse.checks.engine.observers import wrong_type
from mlcourse.checks.engine.torch_observers import flat, training_loop
from mlcourse.checks.engine.typed import typed
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


to_linear = Check(
    "to_linear",
    reference=ours.to_linear,
    observe=observe_layer,
    mistakes=typed(
        ours.to_linear,
        {
            (
                "W.T -> W",
                """
                layer = nn.Linear(*W.shape)
                layer.weight = nn.Parameter(torch.tensor(W).float())
                layer.bias = nn.Parameter(torch.tensor(b).float())
                layer
                """,
                """
                layer = nn.Linear(*W.shape)
                layer.weight, layer.bias = nn.Parameter(torch.tensor(W)), nn.Parameter(torch.tensor(b))
                layer
                """,
            ): "the weights are not transposed. Our `W` has one *column* a neuron, `weight` one *row*: `W.T`.",
            "W.T -> W.reshape(layer.weight.shape)": "`reshape` gives the right shape and the wrong order: "
            "it fills row by row. Transpose: `W.T`.",
            """
            layer = nn.Linear(W.shape[1], W.shape[0])
            with torch.no_grad():
                layer.weight.copy_(torch.tensor(W))
                layer.bias.copy_(torch.tensor(b))
            layer
            """: "the two sizes are exchanged. `nn.Linear(n_in, n_out)` wants them in the order of `W.shape`; "
            "it is `weight` that lies the other way round.",
            "layer.bias.copy_(torch.tensor(b)) -> pass": "the biases are still PyTorch's: copy `b`.",
            "layer.weight.copy_(torch.tensor(W.T)) -> pass": "the weights are still PyTorch's: copy `W.T`.",
            """
            layer = nn.Linear(*W.shape)
            layer.weight, layer.bias = nn.Parameter(torch.tensor(W.T)), nn.Parameter(torch.tensor(b))
            layer
            """: "these numbers are still float64, and inputs in float32 will not fit. `copy_` makes them float32.",
            """
            layer = nn.Linear(*W.shape)
            layer.weight.copy_(torch.tensor(W.T))
            layer.bias.copy_(torch.tensor(b))
            layer
            """: "PyTorch watches this. Put both `copy_` lines inside `with torch.no_grad():`.",
            (
                "layer.weight.copy_(torch.tensor(W.T)) -> layer.weight = torch.tensor(W.T)",
                "layer.weight.copy_(torch.tensor(W.T)) -> layer.weight = torch.tensor(W.T).float()",
            ): "a layer's weight must be a parameter, which PyTorch watches. "
            "Overwrite the one that is there, with `copy_`.",
        },
    ),
)

X, Y = torch.tensor(RNG.normal(size=(7, 3)), dtype=torch.float32), torch.tensor([0, 1, 2, 2, 0, 1, 2])
BATCHES = [(X[:5], Y[:5]), (X[5:], Y[5:])]  # the last one is short
torch.optim.SGD([torch.zeros(1, requires_grad=True)])  # the first one loads for seconds: not while an answer is timed


def make_model() -> nn.Module:
    """Return a small network, always with the same weights."""
    return nn.Sequential(ours.to_linear(*LAYERS[2]), nn.ReLU(), ours.to_linear(*LAYERS[2]))


SOFTMAX = "there is a softmax before the cross-entropy. That does its own: give it the logits."
INSIDE = "only the first batch was used: `return` stands inside the loop. Move it to the left, behind the loop."
SHORT = "this is the mean of the batches' means. The last batch is short: weight each loss by its rows, `len(y)`."
UNWEIGHTED = "each loss is a mean over its batch. Before you divide by the rows, multiply it by its own: `len(y)`."

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
    mistakes=typed(
        ours.train_epoch,
        {
            "optimizer.zero_grad() -> pass": "the slopes pile up: each step takes those of all batches before as well. "
            "Every batch needs its `optimizer.zero_grad()`.",
            "loss.backward() -> pass": "steps were taken, and no weight moved: no slopes were there. "
            "Keep the order `zero_grad`, forward, `backward`, `step`.",
            """
            model.train()
            total, n_rows = 0.0, 0
            for X, y in batches:
                loss = cross_entropy(model(X), y)
                optimizer.step()
                optimizer.zero_grad()
                loss.backward()
                total += loss.item() * len(y)
                n_rows += len(y)
            total / n_rows
            """: "`step` stands before `backward`, so each step takes the slopes of the batches before. "
            "First `backward`, then `step`.",
            "optimizer.step() -> pass": "there is no step: `optimizer.step()`, after `backward`.",
            "model(X) -> model(X).softmax(dim=1)": SOFTMAX,
            "model(X), y -> y, model(X)": "the two are exchanged. "
            "PyTorch's `cross_entropy` wants the logits first: `cross_entropy(model(X), y)`.",
            """
            model.train()
            losses = []
            for X, y in batches:
                optimizer.zero_grad()
                loss = cross_entropy(model(X), y)
                loss.backward()
                optimizer.step()
                losses.append(loss.item())
            sum(losses) / len(losses)
            """: SHORT,
            "loss.item() * len(y) -> loss.item()": UNWEIGHTED,
            "total / n_rows -> total": "this is the sum over all rows. Divide it by their number.",
            "n_rows += len(y) -> n_rows += 1": "this divides the sum over the rows by the number of *batches*. "
            "Count rows.",
            "total / n_rows -> loss.item()": "this is the last batch's loss: collect them all.",
            "loss.item() -> loss": "the number is right, but it is a tensor that keeps hold of every batch's graph, "
            "and memory fills up. Collect plain numbers: `loss.item()`.",
            "return total ->     return total": INSIDE,
            "loss = -> with torch.no_grad(): loss =": "this loss remembers nothing, so `backward` finds no way back. "
            "`no_grad` and `.detach()` are for judging.",
            "model.train() -> pass": "the model is in evaluation mode. "
            "Switch it with `model.train()`, before the first batch.",
        },
    ),
)


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


# an evaluation without `model.eval()` and `with torch.no_grad():`
UNPREPARED = """
total, n_right, n_rows = 0.0, 0, 0
for X, y in batches:
    logits = model(X)
    total += cross_entropy(logits, y).item() * len(y)
    n_right += (logits.argmax(dim=1) == y).sum().item()
    n_rows += len(y)
total / n_rows, n_right / n_rows
"""
# an evaluation but for its averages: the mean losses and the shares of right rows, batch by batch
COLLECTED = """
model.eval()
losses, shares, rows = [], [], []
with torch.no_grad():
    for X, y in batches:
        logits = model(X)
        losses.append(cross_entropy(logits, y).item())
        shares.append((logits.argmax(dim=1) == y).float().mean().item())
        rows.append(len(y))
"""

evaluate = Check(
    "evaluate",
    reference=ours.evaluate,
    observe=observe_evaluation,
    mistakes=typed(
        ours.evaluate,
        {
            "model.eval() -> pass": "the model is still in training mode, and dropout would go on. "
            "`model.eval()`, before the first batch.",
            "model.eval()" + UNPREPARED: "PyTorch remembers every pass here, in vain. "
            "Put the loop inside `with torch.no_grad():`.",
            UNPREPARED: "`model.eval()` and `with torch.no_grad():` are both missing.",
            COLLECTED + "sum(losses) / len(rows), sum(shares) / len(rows)": SHORT + " The accuracy likewise.",
            COLLECTED + "sum(losses) / len(rows), sum(s * n for s, n in zip(shares, rows)) / sum(rows)": SHORT,
            COLLECTED + "sum(l * n for l, n in zip(losses, rows)) / sum(rows), sum(shares) / len(rows)": "in the "
            "accuracy, the last batch is short: count the right *rows*, and divide by the rows at the end.",
            ".item() * len(y) -> .item()": UNWEIGHTED,
            "return total ->         return total": INSIDE,
            "argmax(dim=1) -> argmax()": "`argmax()` alone finds the highest of *all* the batch's logits. "
            "`argmax(dim=1)` finds one in each row.",
            "argmax(dim=1) -> argmax(dim=0)": "`argmax(dim=0)` goes down the columns, to a row for each class. "
            "Along each row it is `argmax(dim=1)`.",
            "logits, y -> logits.softmax(dim=1), y": SOFTMAX,
            "logits, y -> y, logits": "the two are exchanged. PyTorch's `cross_entropy` wants the logits first.",
            "n_right / n_rows -> n_right": "this *counts* the right rows. "
            "The accuracy is their share: divide by the number of rows.",
            "== y -> != y": "this is the error rate. The accuracy is the share of rows that are *right*.",
            "total / n_rows, n_right / n_rows -> n_right / n_rows, total / n_rows": "first the loss, "
            "then the accuracy.",
        },
    ),
)
