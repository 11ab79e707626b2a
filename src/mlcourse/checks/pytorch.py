"""The exercises of the lesson pytorch."""

from mlcourse.torch_extra import require_torch

require_torch()  # before it is imported: what follows needs it

from itertools import permutations
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.utils.data import DataLoader, TensorDataset

from mlcourse.checks.engine.check import Check, Mistake
from mlcourse.checks.engine.compare import agree, as_array
from mlcourse.checks.engine.observers import wrong_type
from mlcourse.checks.engine.torch.loops import judging_loop, training_loop
from mlcourse.checks.engine.torch.modules import layer
from mlcourse.checks.engine.typed import typed
from mlcourse.checks.engine.values import Observation, Problem
from mlcourse.taught import pytorch as ours

RNG = np.random.default_rng(1203)  # of the nine rows, the network below has 3, 1 and 0 right in batches of 4, 3 and 2
X, Y = torch.tensor(RNG.normal(size=(9, 3)), dtype=torch.float32), torch.tensor(RNG.integers(0, 3, 9))
SQUARE = RNG.normal(size=(3, 3)), RNG.normal(size=3)
BY_HAND = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]), np.array([7.0, 8.0])
LAYERS = [BY_HAND, (RNG.normal(size=(2, 3)), RNG.normal(size=3)), SQUARE]


to_linear = Check(
    "to_linear",
    reference=ours.to_linear,
    observe=layer(*LAYERS),
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
            ): "the weights are not transposed. Our `W` has one *column* per neuron, `weight` one *row* per neuron: "
            "`W.T`.",
            "W.T -> W.reshape(layer.weight.shape)": "`reshape` gives the right shape and the wrong order: "
            "it fills row by row. Transpose: `W.T`.",
            (
                """
                layer = nn.Linear(W.shape[1], W.shape[0])
                with torch.no_grad():
                    layer.weight.copy_(torch.tensor(W))
                    layer.bias.copy_(torch.tensor(b))
                layer
                """,
                "*W.shape -> W.shape[1], W.shape[0]",
            ): "the two sizes are exchanged. `nn.Linear(n_in, n_out)` wants them in the order of `W.shape`; "
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
            (
                "return layer -> return layer.requires_grad_(False)",
                """
                layer = nn.Linear(*W.shape)
                layer.weight = nn.Parameter(torch.tensor(W.T).float(), requires_grad=False)
                layer.bias = nn.Parameter(torch.tensor(b).float(), requires_grad=False)
                layer
                """,
            ): "the numbers are right, but the layer is frozen: it asks for no slopes any more, and could never learn. "
            "Leave `requires_grad` as it is.",
        },
    ),
)

ROWS = TensorDataset(X, Y)
BATCHES = [DataLoader(ROWS, batch_size=4), ours.loader(X, Y, 2)]  # both kinds that the lesson makes; the last is short
torch.optim.SGD([torch.zeros(1, requires_grad=True)])  # the first one loads for seconds: not while an answer is timed


def make_model() -> nn.Module:
    """Return a small network, always with the same weights."""
    return nn.Sequential(ours.to_linear(*SQUARE), nn.ReLU(), ours.to_linear(*SQUARE))


def make_optimizer(parameters: Any) -> torch.optim.Optimizer:
    """Return an optimizer with long steps."""
    return torch.optim.SGD(parameters, lr=0.5)


SOFTMAX = "there is a softmax before the cross-entropy. That does its own: give it the logits."
INSIDE = "only the first batch was used: `return` stands inside the loop. Move it to the left, behind the loop."
SHORT = "this is the mean of the batches' means. The last batch is short: weight each loss by its rows, `len(y)`."
UNWEIGHTED = "each loss is a mean over its batch. Before you divide by the rows, multiply it by its own: `len(y)`."

LOOPS = [training_loop(make_model, make_optimizer, batches) for batches in BATCHES]
RIGHT = [seen.value for loop in LOOPS for seen in loop(ours.train_epoch)]


def observe_epoch(answer: Any) -> list[Observation]:
    """Observe a training loop; where all else is right, also whether its average loss drags a graph along."""
    seen = [observation for loop in LOOPS for observation in loop(answer)]
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
            "optimizer.step() -> optimizer.zero_grad(); optimizer.step()": "steps were taken, and no weight moved: the "
            "slopes are cleared between `backward`, which makes them, and `step`, which needs them.",
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
            ("model.train() -> pass", "model.train() -> model.eval()"): "the model is in evaluation mode. "
            "Switch it with `model.train()`, before the first batch.",
            "model.train() -> pass\nn_rows += len(y) -> n_rows += len(y); model.train()": "the first batch meets a "
            "model in evaluation mode: `model.train()` comes too late. Put it in front of the loop.",
            "n_rows += len(y) -> n_rows += len(y); model.eval()": "the first batch learns in training mode, and the "
            "others in evaluation mode. Once in front, `model.train()`, and nothing in the loop that switches back.",
        },
    ),
)


def observe_evaluation(answer: Any) -> list[Observation]:
    """Observe a function `evaluate(model, batches)` on batches in a list, on one batch of all rows, and on a loader."""
    three = [(X[:4], Y[:4]), (X[4:7], Y[4:7]), (X[7:], Y[7:])]
    loops = [judging_loop(make_model, batches) for batches in (three, [(X, Y)], ours.loader(X, Y, 4))]
    return [observation for loop in loops for observation in loop(answer)]


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


PATIENTS = (2, 5, 1, 3, 4)  # the diseases of A, B, C, D, E
MUST = {
    1: "Slopes that pile up begin small: such a loop learns something first, and then its loss climbs higher and "
    "higher above chance.",
    2: "Steps that are ten times too long lose everything at once: such a loop stays at chance from its first epoch "
    "on.",
    3: "With a softmax first no loss can fall below 1.46, and both curves come down slowly, side by side.",
    4: "A loop that sees one class after the other knows the last one best: its train loss falls, and for many epochs "
    "the validation rows cost more than chance.",
    5: "Rows that judge themselves leave no gap: both curves fall together, to the end.",
}


def number_of(diseases: tuple[int, ...]) -> int:
    """Return the diseases of all patients as one number, a digit each."""
    return int("".join(map(str, diseases)))


def digits_of(answer: Any) -> list[int]:
    """Return the digits of a number or a text, or those in a list or a dict; nothing where there are none."""
    try:
        if isinstance(answer, dict):
            return [int(answer[letter]) for letter in "ABCDE"]
        given = as_array(answer)
        return [int(digit) for digit in (given if given.ndim else str(given).removesuffix(".0"))]
    except (KeyError, TypeError, ValueError):
        return []


def observe_diseases(answer: Any) -> list[Observation]:
    """Observe which disease each patient is said to have: five digits, as a number, a text, a list or a dict."""
    each = digits_of(answer)
    if len(each) != len(PATIENTS):
        return [wrong_type(answer, "a number of five digits")]
    if unknown := sorted(set(each) - set(MUST)):
        says = f"names a disease {unknown[0]}, and they are numbered from 1 to 5: none of the five is healthy"
        return [Observation("`{name}`", Problem("unknown disease", says))]
    if twice := [disease for disease in MUST if each.count(disease) > 1]:
        says = f"gives disease {twice[0]} to more than one patient: each of the five has another one"
        return [Observation("`{name}`", Problem("a disease twice", says))]
    return [Observation("`{name}`", number_of(each), secret=True)]


def confusion(said: tuple[int, ...]) -> str:
    """Name what was confused: the patients that are not recognized, and what the first one would have to show."""
    confused = [letter for letter, own, other in zip("ABCDE", PATIENTS, said, strict=True) if own != other]
    first = said["ABCDE".index(confused[0])]
    if len(confused) == 2:
        return f"patients {confused[0]} and {confused[1]} are exchanged, the other three are right. {MUST[first]}"
    right = [letter for letter in "ABCDE" if letter not in confused]
    known = f"{' and '.join(right)} {'is' if len(right) == 1 else 'are'} right. " if right else ""
    return f"{known}Patient {confused[0]} does not have disease {first}. {MUST[first]}"


diseases = Check(
    "diseases",
    reference=number_of(PATIENTS),
    observe=observe_diseases,
    rtol=0,
    atol=0.1,
    mistakes=[Mistake(number_of(said), confusion(said)) for said in permutations(MUST) if said != PATIENTS],
)
