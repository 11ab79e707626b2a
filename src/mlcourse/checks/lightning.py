"""The exercises of lesson 15, Lightning."""

from mlcourse.torch_extra import require_torch

require_torch()  # before it is imported: what follows needs it

import inspect
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn.functional import cross_entropy

from mlcourse.checks.engine.check import Check, Mistake
from mlcourse.checks.engine.guard import run
from mlcourse.checks.engine.observers import calls, choice, drawn
from mlcourse.checks.engine.torch_observers import lightning_module
from mlcourse.checks.engine.typed import typed
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


Classifier = Check(
    "Classifier",
    reference=ours.Classifier,
    observe=observe_classifier,
    mistakes=typed(
        ours.Classifier,
        {
            "self(X) -> self(X).softmax(dim=1)": "there is a softmax before `cross_entropy`, which does one itself. "
            "Give it the logits, as in lesson 14.",
            "self(X), y -> y, self(X)": "the two are exchanged. "
            "PyTorch's `cross_entropy` wants the logits first: `cross_entropy(self(X), y)`.",
            'self(X), y -> self(X), y, reduction="sum"': "the loss is the *sum* over the batch. "
            "It should be the mean, so that a short batch makes no small step.",
            "self(X), y) -> self(X), y).item()": "with `.item()` the loss is a plain number, "
            "which has forgotten where it came from. The Trainer calls `backward()` on it: return the tensor.",
            (
                "self(X), y) -> self(X), y).detach()",
                "loss = -> with torch.no_grad(): loss =",
            ): "this loss has no memory: `no_grad` and `.detach()` are for judging. "
            "The Trainer calls `backward()` on it.",
            "self(X), y) -> self(X), y); loss.backward()": "`backward()` is the Trainer's line now. "
            "Called here as well, it goes through the same graph twice, and PyTorch refuses.",
            "self(X), y) -> self(X), y); loss.backward(); self.configure_optimizers().step()": "`backward()` and "
            "`step()` are the Trainer's lines now. Calculate the loss, and return it.",
            "return loss -> return": "`training_step` returns nothing. The Trainer needs the loss: `return loss`.",
            "return torch -> torch": "`configure_optimizers` returns nothing. "
            "Then Lightning trains without an optimizer, and no weight moves.",
            "self.parameters(), lr=self.learning_rate -> self.parameters()": "the optimizer does not get our learning "
            "rate, and takes one of its own: `lr=self.learning_rate`.",
            (
                "self.parameters(), lr=self.learning_rate -> torch.nn.Linear(4, 10).parameters()",
                "self.parameters() -> torch.nn.Linear(4, 10).parameters()",
            ): "this optimizer holds another network's parameters, and ours would never move. "
            "Give it `self.parameters()`.",
            "Adam -> SGD": "this is lesson 14's `SGD`. Today's is `torch.optim.Adam`.",
        },
    ),
)


def draw_losses(rng: np.random.Generator) -> tuple:
    """Draw some losses that fall and rise again, rounded so that some are equal, and a patience."""
    n = int(rng.integers(6, 14))
    losses = np.abs(np.arange(n) - n / 2) / n + rng.normal(0, 0.12, n)
    return losses.round(1).tolist(), int(rng.integers(1, 4))


CASES = [([0.5], 1), ([0.5, 0.4, 0.3], 1), ([0.3, 0.4, 0.2], 1), ([0.5, 0.4, 0.6, 0.5, 0.3], 2)]


early_stop = Check(
    "early_stop",
    reference=ours.early_stop,
    observe=calls(*CASES, *drawn(draw_losses, n=12)),
    mistakes=typed(
        ours.early_stop,
        {
            """
            best = wait = epoch = 0
            for epoch in range(1, len(losses)):
                if losses[epoch] < losses[best]:
                    best = epoch
                wait = 0 if losses[epoch] < losses[epoch - 1] else wait + 1
                if wait >= patience:
                    break
            epoch, best
            """: "this compares with the epoch *before*. Patience is counted from the lowest loss so far: "
            "an epoch that is better than a bad one is not a new best.",
            """
            best = wait = epoch = 0
            for epoch in range(1, len(losses)):
                if losses[epoch] < losses[best]:
                    best = epoch
                else:
                    wait += 1
                if wait >= patience:
                    break
            epoch, best
            """: "the count is never set back. A new lowest loss earns the full patience again.",
            ">= patience -> > patience": "this waits one epoch too long. "
            "When `patience` epochs have passed without a new best, it is over: `>=`.",
            "< losses[best] -> <= losses[best]": "an equal loss counts as a new best here. It is none: `<`.",
            "epoch, best -> epoch, losses.index(min(losses))": "this best epoch lies in the future, "
            "in epochs that were never trained. Look no further than the stop.",
            "epoch, best -> best, epoch": "these are the right two in the wrong order: "
            "first the last epoch, then the best.",
            "epoch, best -> epoch, losses[best]": "the second number is the lowest *loss*. "
            "Return the epoch that it belongs to.",
            "epoch, best -> epoch": "this is the last epoch alone. Return two numbers, with a comma between them.",
            "len(losses) - 1, losses.index(min(losses))": "this never stops: it goes through all epochs. "
            "Does anything `break` out of the loop?",
        },
    ),
)

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
