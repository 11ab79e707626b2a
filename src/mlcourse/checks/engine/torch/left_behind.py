"""Run a student's PyTorch, and look at what it leaves behind: no later cell should be hurt by it."""

from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import nn

from mlcourse.checks.engine.guard import run
from mlcourse.checks.engine.values import Observation, Problem

SEED = 20_011  # nobody sets this one: another seed afterwards was set by the answer

LEFT_BEHIND = {
    "gradients off": "switched PyTorch's memory off for good, and no later cell could train: use "
    "`with torch.no_grad():`, which ends with its block",
    "frozen": "froze the parameters: they ask for no slopes any more, and nothing could train them",
    "writes into inputs": "changed the inputs that it got: make a new tensor instead",
    "sets the seed": "sets PyTorch's seed, and so all that the notebook draws later is decided as well: "
    "leave `torch.manual_seed` out",
}


def run_and_look_back(
    answer: Callable, *arguments: Any, model: nn.Module | None = None, inputs: Sequence = ()
) -> tuple[Any, Observation]:
    """Call an answer, and look at what it leaves behind for the cells after it.

    Parameters
    ----------
    answer : callable
        The student's function, or one of ours that calls it.
    *arguments
        What it is called with.
    model : Module, optional
        Its parameters must not be frozen.
    inputs : sequence of (Tensor, Tensor)
        Tensors and their copies, which must still be equal; filled at the latest during the call.

    Returns
    -------
    tuple of (object, Observation)
        What `run` returns, and "nothing" or the problem that is left behind.
    """
    if torch.initial_seed() != SEED:
        torch.manual_seed(SEED)
    with torch.enable_grad():
        value = run(answer, *arguments)
        left = {
            "gradients off": not torch.is_grad_enabled(),
            "frozen": model is not None and not all(p.requires_grad for p in model.parameters()),
            "writes into inputs": not all(torch.equal(after, before) for after, before in inputs),
            "sets the seed": torch.initial_seed() != SEED,
        }
    for kind, happened in left.items():
        if happened:
            return value, Observation("`{name}`", Problem(kind, LEFT_BEHIND[kind]))
    return value, Observation("what `{name}` leaves behind", "nothing")
