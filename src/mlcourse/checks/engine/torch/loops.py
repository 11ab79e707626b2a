"""Ways to observe a loop over batches, written in PyTorch: one that trains, and one that judges."""

import copy
from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Tensor, nn

from mlcourse.checks.engine.observers import Observer, wrong_type
from mlcourse.checks.engine.torch.left_behind import run_and_look_back
from mlcourse.checks.engine.values import Observation, Problem

MOVED = Problem("moves weights", "moved the weights of the model: it must judge, and leave them as they are")


def training_loop(make_model: Callable, make_optimizer: Callable, batches: Sequence[tuple]) -> Observer:
    """Observe a function `train(model, batches, optimizer)` that returns the average loss.

    Parameters
    ----------
    make_model : callable
        Returns a new model, always with the same weights.
    make_optimizer : callable
        Maps the model's parameters to a new optimizer.
    batches : sequence or DataLoader of (inputs, targets)
        The training data, in three batches or more; make the last one short.
    """

    def observe(train: Any) -> list[Observation]:
        if not callable(train):
            return [wrong_type(train, "a function")]
        model, steps, slopes = make_model(), [], []
        model.eval()  # a loop must switch to training mode by itself
        passes = Passes(model)
        optimizer = make_optimizer(model.parameters())
        optimizer.register_step_post_hook(lambda *_: steps.append(1))
        next(model.parameters()).register_hook(lambda _: slopes.append(1))
        own = copy.deepcopy(batches)
        average, left = run_and_look_back(train, model, own, optimizer, model=model, inputs=passes.inputs)
        if isinstance(average, Problem):
            return [Observation("`{name}`", average)]
        return [
            Observation("the number of the optimizer's steps", len(steps)),
            Observation("how often slopes are calculated", "for each batch" if slopes else "never"),
            Observation("the model's mode during the passes", passes.mode(recorded_alone=True)),
            Observation("the average loss", average),
            Observation("the weights afterwards", flat(model.parameters())),
            left,
        ]

    return observe


def judging_loop(make_model: Callable, batches: Sequence[tuple]) -> Observer:
    """Observe a function `judge(model, batches)` that returns the average loss and the accuracy.

    Parameters
    ----------
    make_model : callable
        Returns a new model, always with the same weights.
    batches : sequence or DataLoader of (inputs, targets)
        What is judged.
    """

    def observe(judge: Any) -> list[Observation]:
        if not callable(judge):
            return [wrong_type(judge, "a function")]
        model = make_model().train()
        before, passes = flat(model.parameters()), Passes(model)
        returned, left = run_and_look_back(judge, model, copy.deepcopy(batches), model=model, inputs=passes.inputs)
        if isinstance(returned, Problem):
            return [Observation("`{name}`", returned)]
        if not isinstance(returned, tuple | list) or len(returned) != 2:
            return [wrong_type(returned, "two numbers, the loss and the accuracy")]
        if not torch.equal(before, flat(model.parameters())):
            return [Observation("`{name}`", MOVED)]
        return [
            Observation("the average loss", returned[0]),
            Observation("the accuracy", returned[1]),
            Observation("the model's mode during the passes", passes.mode()),
            Observation("what PyTorch remembers of them", "all" if any(passes.recorded) else "nothing"),
            left,
        ]

    return observe


class Passes:
    """Takes notes of a model's forward passes: the inputs with copies of them, the mode, and what is recorded."""

    def __init__(self, model: nn.Module) -> None:
        self.inputs: list[tuple[Tensor, Tensor]] = []
        self.modes: list[str] = []
        self.recorded: list[bool] = []
        model.register_forward_pre_hook(self.note)

    def note(self, model: nn.Module, given: tuple) -> None:
        """Take a note of one pass."""
        self.inputs.append((given[0], given[0].clone()))
        self.modes.append("training" if model.training else "evaluation")
        self.recorded.append(torch.is_grad_enabled())

    def mode(self, recorded_alone: bool = False) -> str:
        """Say in which mode the passes were; a loop that trains may look at the model in between, unrecorded."""
        modes = [m for m, r in zip(self.modes, self.recorded, strict=True) if r or not recorded_alone]
        if len(set(modes)) == 2:
            return f"{modes[0]} at first"
        return modes[0] if modes else "there are no passes"


def flat(tensors: Any) -> Tensor:
    """Return a copy of all the numbers of some tensors, as one tensor of shape (n_numbers,)."""
    return torch.cat([t.detach().flatten() for t in tensors])
