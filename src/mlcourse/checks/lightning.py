"""The exercises of lesson 15, Lightning."""

from mlcourse.torch_extra import require_torch

require_torch()  # before it is imported: what follows needs it

import inspect
from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn.functional import cross_entropy

from mlcourse.checks.engine.check import Check, Mistake
from mlcourse.checks.engine.guard import run
from mlcourse.checks.engine.observers import calls, choice, drawn
from mlcourse.checks.engine.torch_observers import lightning_module
from mlcourse.checks.engine.values import Observation
from mlcourse.taught import lightning as ours

RATE = 0.02  # nobody's default
X = torch.arange(28.0).reshape(7, 4).sin()
y = torch.arange(7) % 3


def small_network() -> nn.Sequential:
    """Return a network of 4 inputs and 10 classes, always with the same weights."""
    torch.manual_seed(7)
    return nn.Sequential(nn.Linear(4, 5), nn.ReLU(), nn.Linear(5, 10))


def observe_classifier(answer: Any) -> list[Observation]:
    """Observe a class of LightningModules that is made from a network and a learning rate."""
    if not inspect.isclass(answer):
        return lightning_module((X, y), cross_entropy)(answer)
    seen = lightning_module((X, y), cross_entropy)(lambda: answer(small_network(), learning_rate=RATE))
    return [*seen, Observation("what `training_step` leaves in the network", traces(answer))]


def traces(answer: type) -> str:
    """Say whether `training_step` did the Trainer's work: slopes that are there already, or weights that moved."""
    model = run(lambda: answer(small_network(), learning_rate=RATE))
    if not isinstance(model, nn.Module):
        return "nothing"
    run(model.training_step, (X.clone(), y.clone()), 0)
    moved = any(not torch.equal(a, b) for a, b in zip(model.parameters(), small_network().parameters(), strict=False))
    return "another step" if moved else "slopes" if any(p.grad is not None for p in model.parameters()) else "nothing"


def by_step(loss_of: Callable) -> type:
    """Return the reference with another `training_step`: `loss_of` gets the module, the inputs and the classes."""
    return type(
        "Classifier", (ours.Classifier,), {"training_step": lambda self, batch, batch_idx: loss_of(self, *batch)}
    )


def by_optimizer(optimizer_of: Callable) -> type:
    """Return the reference with another `configure_optimizers`."""
    return type("Classifier", (ours.Classifier,), {"configure_optimizers": optimizer_of})


def without_memory(self: ours.Classifier, X: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    """Calculate the loss where nothing is recorded."""
    with torch.no_grad():
        return cross_entropy(self(X), y)


def with_backward(self: ours.Classifier, X: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    """Leave the loop's `backward` in."""
    loss = cross_entropy(self(X), y)
    loss.backward()
    return loss


def with_step(self: ours.Classifier, X: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    """Leave the loop's three lines in."""
    optimizer = self.configure_optimizers()
    loss = with_backward(self, X, y)
    optimizer.step()
    return loss


OTHER = "this optimizer holds another network's parameters, and ours would never move. Give it `self.parameters()`."

Classifier = Check(
    "Classifier",
    reference=ours.Classifier,
    observe=observe_classifier,
    mistakes=[
        Mistake(
            by_step(lambda self, X, y: cross_entropy(self(X).softmax(dim=1), y)),
            "there is a softmax before `cross_entropy`, which does one itself. Give it the logits, as in lesson 14.",
        ),
        Mistake(
            by_step(lambda self, X, y: cross_entropy(y, self(X))),
            "the two are exchanged. PyTorch's `cross_entropy` wants the logits first: `cross_entropy(self(X), y)`.",
        ),
        Mistake(
            by_step(lambda self, X, y: cross_entropy(self(X), y, reduction="sum")),
            "the loss is the *sum* over the batch. It should be the mean, so that a short batch makes no small step.",
        ),
        Mistake(
            by_step(lambda self, X, y: cross_entropy(self(X), y).item()),
            "with `.item()` the loss is a plain number, which has forgotten where it came from. The Trainer calls "
            "`backward()` on it: return the tensor.",
        ),
        Mistake(
            by_step(without_memory),
            "this loss has no memory: `no_grad` and `.detach()` are for judging. The Trainer calls `backward()` on it.",
        ),
        Mistake(
            by_step(with_backward),
            "`backward()` is the Trainer's line now. Called here as well, it goes through the same graph twice, and "
            "PyTorch refuses.",
        ),
        Mistake(
            by_step(with_step),
            "`backward()` and `step()` are the Trainer's lines now. Calculate the loss, and return it.",
        ),
        Mistake(
            by_step(lambda self, X, y: None),
            "`training_step` returns nothing. The Trainer needs the loss: `return loss`.",
        ),
        Mistake(
            by_optimizer(lambda self: None),
            "`configure_optimizers` returns nothing. Then Lightning trains without an optimizer, and no weight moves.",
        ),
        Mistake(
            by_optimizer(lambda self: torch.optim.Adam(self.parameters())),
            "the optimizer does not get our learning rate, and takes one of its own: `lr=self.learning_rate`.",
        ),
        Mistake(by_optimizer(lambda self: torch.optim.Adam(small_network().parameters())), OTHER),
        Mistake(by_optimizer(lambda self: torch.optim.Adam(small_network().parameters(), self.learning_rate)), OTHER),
        Mistake(
            by_optimizer(lambda self: torch.optim.SGD(self.parameters(), lr=self.learning_rate)),
            "this is lesson 14's `SGD`. Today's is `torch.optim.Adam`.",
        ),
    ],
)  # fmt: skip


def draw_losses(rng: np.random.Generator) -> tuple:
    """Draw some losses that fall and rise again, rounded so that some are equal, and a patience."""
    n = int(rng.integers(6, 14))
    losses = np.abs(np.arange(n) - n / 2) / n + rng.normal(0, 0.12, n)
    return losses.round(1).tolist(), int(rng.integers(1, 4))


CASES = [([0.5], 1), ([0.5, 0.4, 0.3], 1), ([0.3, 0.4, 0.2], 1), ([0.5, 0.4, 0.6, 0.5, 0.3], 2)]


def by_rule(wait_after: Callable, enough: Callable = int.__ge__, swapped: bool = False) -> Callable:
    """Return an early stop that counts in its own way: `wait_after(wait, loss, lowest, before)` is the new count."""

    def early_stop(losses: list[float], patience: int) -> tuple[int, int]:
        best = wait = 0
        for epoch in range(1, len(losses)):
            wait = wait_after(wait, losses[epoch], losses[best], losses[epoch - 1])
            best = epoch if losses[epoch] < losses[best] else best
            if enough(wait, patience):
                break
        else:
            epoch = len(losses) - 1
        return (best, epoch) if swapped else (epoch, best)

    return early_stop


def since_best(wait: int, loss: float, lowest: float, before: float) -> int:
    """Count the epochs since the lowest loss."""
    return 0 if loss < lowest else wait + 1


def looks_ahead(losses: list[float], patience: int) -> tuple[int, int]:
    """Take the best of all epochs, and not of those that were trained."""
    return ours.early_stop(losses, patience)[0], int(np.argmin(losses))


def equal_is_best(losses: list[float], patience: int) -> tuple[int, int]:
    """Take an epoch as good as the best for a new best."""
    best = 0
    for epoch in range(len(losses)):
        best = epoch if losses[epoch] <= losses[best] else best
        if epoch - best >= patience:
            break
    return epoch, best


early_stop = Check(
    "early_stop",
    reference=ours.early_stop,
    observe=calls(*CASES, *drawn(draw_losses, n=12)),
    mistakes=[
        Mistake(
            by_rule(lambda wait, loss, lowest, before: 0 if loss < before else wait + 1),
            "this compares with the epoch *before*. Patience is counted from the lowest loss so far: an epoch that is "
            "better than a bad one is no new best.",
        ),
        Mistake(
            by_rule(lambda wait, loss, lowest, before: wait if loss < lowest else wait + 1),
            "the count is never set back. A new lowest loss earns the full patience again.",
        ),
        Mistake(
            by_rule(since_best, int.__gt__),
            "this waits one epoch too long. When `patience` epochs have passed without a new best, it is over: `>=`.",
        ),
        Mistake(
            equal_is_best,
            "an equal loss counts as a new best here. It is none: `<`.",
        ),
        Mistake(
            looks_ahead,
            "this best epoch lies in the future, in epochs that were never trained. Look no further than the stop.",
        ),
        Mistake(
            by_rule(since_best, swapped=True),
            "these are the right two in the wrong order: first the last epoch, then the best.",
        ),
        Mistake(
            lambda losses, patience: (
                ours.early_stop(losses, patience)[0],
                losses[ours.early_stop(losses, patience)[1]],
            ),
            "the second number is the lowest *loss*. Return the epoch that it belongs to.",
        ),
        Mistake(
            lambda losses, patience: ours.early_stop(losses, patience)[0],
            "this is the last epoch alone. Return two numbers, with a comma between them.",
        ),
        Mistake(
            lambda losses, patience: (len(losses) - 1, int(np.argmin(losses))),
            "this never stops: it goes through all epochs. Does anything `break` out of the loop?",
        ),
    ],
)  # fmt: skip

may_stop_on = Check(
    "may_stop_on",
    reference="validation",
    observe=choice("train", "validation", "test", "validation and test"),
    mistakes=[
        Mistake(
            "train",
            "the train loss keeps falling while the network learns the rows by heart. It would hardly ever stop us.",
        ),
        Mistake(
            "test",
            "then the test rows choose the epoch, and a number that chose is too good as a grade: lesson 06's winner. "
            "They grade at the very end.",
        ),
        Mistake(
            "validation and test",
            "more rows choose better, true. But no rows are left that had no part in the choice, and those must grade.",
        ),
    ],
)  # fmt: skip
