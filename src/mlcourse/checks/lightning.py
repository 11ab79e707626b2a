"""The exercises of the lesson lightning."""

from mlcourse.torch_extra import require_torch

require_torch()  # before it is imported: what follows needs it

import inspect
from collections import Counter
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn.functional import cross_entropy

from mlcourse.checks.engine.check import Check
from mlcourse.checks.engine.guard import run
from mlcourse.checks.engine.observers import calls, drawn, wrong_type
from mlcourse.checks.engine.torch.lightning import call_step, lightning_module
from mlcourse.checks.engine.torch.loops import flat
from mlcourse.checks.engine.typed import typed
from mlcourse.checks.engine.values import Observation, Problem
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
    model = run(answer, small_network(), RATE)
    return [*seen, *observe_traces(model)] if isinstance(model, nn.Module) else seen


def observe_traces(model: Any) -> list[Observation]:
    """Observe what else `training_step` does: the Trainer's work, or none of the logging."""
    logged: dict[str, tuple] = {}
    model.log = lambda name, value, **options: logged.update({name: (value, options)})
    call_step(model, (X.clone(), y.clone()))
    network = small_network()
    moved = any(not torch.equal(a, b) for a, b in zip(model.parameters(), network.parameters(), strict=False))
    slopes = any(p.grad is not None for p in model.parameters())
    value, options = logged.get("train_loss", (None, {}))
    by_epoch = options.get("on_epoch") is True and options.get("on_step") is False
    return [
        Observation(
            "what `training_step` leaves in the network", "another step" if moved else "slopes" if slopes else "nothing"
        ),
        Observation("what is logged", "train_loss" if "train_loss" in logged else ", ".join(logged) or "nothing"),
        Observation("the number logged as `train_loss`", value),
        Observation("how often `train_loss` is logged", "once an epoch" if by_epoch else "at each step"),
        Observation("for how many rows the logged loss counts", options.get("batch_size") or len(y)),
        Observation("what `forward` returns", run(model, X.clone())),
        Observation("the name of the network in `{name}`", "model" if hasattr(model, "model") else "another one"),
    ]


Classifier = Check(
    "Classifier",
    reference=ours.Classifier,
    observe=observe_classifier,
    mistakes=typed(
        ours.Classifier,
        {
            "self(X) -> self(X).softmax(dim=1)": "there is a softmax before `cross_entropy`, which does one itself. "
            "Give it the logits, as in lesson 16.",
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
            "Adam -> AdamW": "this is `AdamW`, which lesson 19 takes. Today's is `torch.optim.Adam`.",
            "Adam -> SGD": "this is lesson 16's `SGD`. Today's is `torch.optim.Adam`.",
        },
    ),
)


PARTS = [(X, y), (X[:4], y[:4])]  # two train batches, the last one short, and one to judge on


class Watched(ours.Judged):
    """Takes notes of who calls it, and how."""

    def __init__(self) -> None:
        super().__init__(small_network(), learning_rate=RATE)
        self.notes: list[str] = []

    def note(self, step: str) -> None:
        """Take a note of one call."""
        mode = "training" if self.training else "evaluation"
        slopes = "recorded" if torch.is_grad_enabled() else "not recorded"
        self.notes.append(f"{step} in {mode} mode, slopes {slopes}")

    def training_step(self, batch: tuple, batch_idx: int) -> torch.Tensor:
        """Note the call, and return the loss."""
        self.note("training_step")
        return super().training_step(batch, batch_idx)

    def validation_step(self, batch: tuple, batch_idx: int) -> None:
        """Note the call, and judge."""
        self.note("validation_step")
        super().validation_step(batch, batch_idx)

    def configure_optimizers(self) -> torch.optim.Optimizer:
        """Note the call, and return the optimizer."""
        self.notes.append("configure_optimizers")
        return super().configure_optimizers()


STEPS = ("configure_optimizers", "training_step", "validation_step")


def calls_of(step: str, notes: list[str]) -> str:
    """Return in which ways a step was called."""
    return " or ".join(dict.fromkeys(note for note in notes if note.startswith(step))) or "not at all"


def observe_trainer(answer: Any) -> list[Observation]:
    """Observe a class of trainers: whom they call, how often and in which mode, and the weights at the end."""
    if not inspect.isclass(answer):
        return [wrong_type(answer, "a class")]
    model = Watched()
    data = ours.ThreeParts(*PARTS, batch_size=4)
    done = run(lambda: [answer(max_epochs=2).fit(model, datamodule=data)])  # `fit` itself returns nothing
    if isinstance(done, Problem):
        return [Observation("`fit`", done)]
    counts = Counter(note.split()[0] for note in model.notes)
    seen = [Observation(f"how often `{step}` is called", counts[step]) for step in STEPS]
    return [
        *seen,
        *(Observation(f"how `{step}` is called", calls_of(step, model.notes)) for step in STEPS[1:]),
        Observation("the order of the calls", " · ".join(note.split()[0] for note in model.notes)),
        Observation("the weights after two epochs", flat(model.parameters())),
    ]


Trainer = Check(
    "Trainer",
    reference=ours.Trainer,
    observe=observe_trainer,
    mistakes=typed(
        ours.Trainer,
        {
            "optimizer.zero_grad() -> pass": "nobody clears the slopes, and they pile up: `optimizer.zero_grad()` "
            "comes first, as in lesson 16.",
            (
                "loss.backward() -> pass",
                "optimizer.step() -> pass",
            ): "the weights never move. `loss.backward()` finds the slopes, `optimizer.step()` takes the step: "
            "you need both.",
            "model.training_step(batch, batch_idx) -> cross_entropy(model(batch[0]), batch[1])": "this `Trainer` "
            "calculates the loss itself. Then it works for this one network alone: call `model.training_step`.",
            "model.eval() -> pass": "the model judges in training mode: `model.eval()` before the validation batches.",
            "with torch.no_grad(): -> if True:": "slopes are recorded while the model judges: "
            "the validation batches stand inside `with torch.no_grad():`.",
            """
            optimizer = model.configure_optimizers()
            model.train()
            for _ in range(self.max_epochs):
                for batch_idx, batch in enumerate(datamodule.train_dataloader()):
                    optimizer.zero_grad()
                    loss = model.training_step(batch, batch_idx)
                    loss.backward()
                    optimizer.step()
                model.eval()
                with torch.no_grad():
                    for batch_idx, batch in enumerate(datamodule.val_dataloader()):
                        model.validation_step(batch, batch_idx)
            """: "from the second epoch on the model learns in evaluation mode: `model.eval()` of the first epoch "
            "still holds. `model.train()` belongs inside of the loop over epochs.",
        },
    ),
)


def draw_losses(rng: np.random.Generator) -> tuple:
    """Draw some losses that fall and rise again, in an array and rounded so that some are equal, and a patience."""
    n = int(rng.integers(6, 14))
    losses = np.abs(np.arange(n) - n / 2) / n + rng.normal(0, 0.12, n)
    return losses.round(1), int(rng.integers(1, 4))


CASES = [([2, 1], 1), ([1, 2], 1), ([3, 2, 1], 1), ([3, 4, 2], 1), ([5, 4, 6, 5, 3], 2), ([5, 3, 4, 4, 1], 2)]
CASES += [(np.array([0.42, 0.419, 0.418, 0.417, 0.416]), 1), (np.array([400.0, 200.0, 300.0, 100.0, 200.0]), 8)]


early_stop = Check(
    "early_stop",
    reference=ours.early_stop,
    observe=calls(*CASES, *drawn(draw_losses, n=12)),
    mistakes=typed(
        ours.early_stop,
        {
            (
                """
                best = wait = epoch = 0
                for epoch in range(1, len(losses)):
                    if losses[epoch] < losses[best]:
                        best = epoch
                    wait = 0 if losses[epoch] < losses[epoch - 1] else wait + 1
                    if wait >= patience:
                        break
                epoch, best
                """,
                """
                best = 0
                for epoch in range(1, len(losses)):
                    if losses[epoch] < losses[epoch - 1]:
                        best = epoch
                    if epoch - best >= patience:
                        break
                epoch, best
                """,
            ): "this compares with the epoch *before*. Patience is counted from the lowest loss so far: "
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
            ">= patience -> >= patience - 1": "this stops one epoch too early. "
            "The best epoch itself is not one of the `patience` epochs that pass without a new best.",
            "best = 0 -> best, lowest = 0, 1\n< losses[best] -> < lowest\nbest = epoch -> best, lowest = epoch, "
            "losses[epoch]": "the lowest loss so far begins at a number of your own, and a loss may lie above it. "
            "Begin with the first loss, or with `np.inf`.",
            "epoch, best -> epoch + 1, best + 1": "these are counted from 1. The first epoch is number 0.",
            """
            best = 0
            for epoch in range(len(losses)):
                if losses[epoch] < losses[best]:
                    best = epoch
                if epoch - best >= patience:
                    return epoch, best
            return len(losses), best
            """: "where patience never runs out, this is one too many. Epochs are counted from 0.",
            (
                "epoch, best -> epoch, list(losses).index(min(losses))",
                "epoch, best -> epoch, np.argmin(losses)",
            ): "this best epoch lies in the future, in epochs that were never trained. Look no further than the stop.",
            "epoch, best -> best, epoch": "these are the right two in the wrong order: "
            "first the last epoch, then the best.",
            "epoch, best -> epoch, losses[best]": "the second number is the lowest *loss*. "
            "Return the epoch that it belongs to.",
            "epoch, best -> epoch": "this is the last epoch alone. Return two numbers, with a comma between them.",
            "len(losses) - 1, list(losses).index(min(losses))": "this never stops: it goes through all epochs. "
            "Does anything `break` out of the loop?",
        },
    ),
)
