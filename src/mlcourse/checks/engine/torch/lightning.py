"""Ways to observe a class of LightningModules: the loss of its step, and its optimizer."""

import copy
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

from mlcourse.checks.engine.compare import show
from mlcourse.checks.engine.guard import parameters, run
from mlcourse.checks.engine.observers import Observer, wrong_type
from mlcourse.checks.engine.torch.left_behind import SEED, run_and_look_back
from mlcourse.checks.engine.torch.modules import make
from mlcourse.checks.engine.values import Observation, Problem


def lightning_module(batch: tuple, loss: Callable) -> Observer:
    """Observe a class of LightningModules by its own methods, called without a Trainer.

    Parameters
    ----------
    batch : (inputs, targets)
        What `training_step` is called with.
    loss : callable
        Maps the model's output and the targets to the loss that `training_step` should return.
    """

    def observe(answer: Any) -> list[Observation]:
        model = make(answer)
        if "LightningModule" not in [c.__name__ for c in type(model).__mro__]:
            return [model if isinstance(model, Observation) else wrong_type(model, "a LightningModule")]
        return observe_step(model, batch, loss) + observe_optimizer(model)

    return observe


def call_step(model: Any, batch: tuple) -> tuple[Any, Observation]:
    """Call `training_step`, with or without the number of the batch; return its value, and what it leaves behind."""
    given = copy.deepcopy(batch)
    arguments = (given, 0)[: max(1, len(parameters(model.training_step)))]
    return run_and_look_back(model.training_step, *arguments, model=model, inputs=list(zip(given, batch, strict=True)))


def observe_step(model: Any, batch: tuple, loss: Callable) -> list[Observation]:
    """Observe the loss that `training_step` returns, and what it leaves behind."""
    torch.manual_seed(SEED)
    returned, left = call_step(model, batch)
    if isinstance(returned, Problem):
        return [Observation("`training_step`", returned)]
    returned = returned.get("loss") if isinstance(returned, dict) else returned
    torch.manual_seed(SEED)  # dropout drops the same neurons once more
    own = run(lambda: loss(model(batch[0]), batch[1]))
    if isinstance(own, Problem) or not isinstance(returned, Tensor):
        problem = own if isinstance(own, Problem) else wrong_type(returned, "a loss as a tensor").value
        return [Observation("`forward`" if problem is own else "what `training_step` returns", problem)]
    both = f"the loss of `training_step` is {show(returned)}, the mean cross-entropy {show(own)}: the difference"
    return [
        Observation(both, returned - own),
        Observation("the loss of `training_step`", "with its graph" if returned.requires_grad else "without a graph"),
        Observation("the mode after `training_step`", "training" if model.training else "evaluation"),
        left,
    ]


def observe_optimizer(model: Any) -> list[Observation]:
    """Observe the optimizer that `configure_optimizers` returns: its kind, learning rate, settings and parameters."""
    configured = run(model.configure_optimizers)
    optimizer = configured if isinstance(configured, Problem) else first_optimizer(configured)
    if not isinstance(optimizer, torch.optim.Optimizer):
        value = configured if isinstance(configured, Problem) else wrong_type(configured, "an optimizer").value
        return [Observation("`configure_optimizers`", value)]
    own = {id(p) for p in model.parameters()}
    held = sum(p.numel() for group in optimizer.param_groups for p in group["params"] if id(p) in own)
    return [
        Observation("the optimizer", type(optimizer).__name__),
        Observation("its learning rate", optimizer.param_groups[0]["lr"]),
        Observation("what else the optimizer is told", ", ".join(settings(optimizer)) or "nothing"),
        Observation("the share of the parameters it holds", held / sum(p.numel() for p in model.parameters())),
    ]


SPEED = ("foreach", "fused", "capturable", "differentiable")  # these change how it computes, not what


def settings(optimizer: torch.optim.Optimizer) -> list[str]:
    """Return the settings in which an optimizer, or a group of its parameters, differs from a plain one of its kind."""
    plain = type(optimizer)([torch.zeros(1)], lr=0.1).defaults
    told = [(name, group[name]) for group in [optimizer.defaults, *optimizer.param_groups] for name in plain]
    return sorted({f"{n}={value}" for n, value in told if n not in ("lr", *SPEED) and value != plain[n]})


def first_optimizer(configured: Any) -> Any:
    """Return the optimizer from any of the forms that Lightning knows: itself, in a list, in a dict."""
    while isinstance(configured, dict | list | tuple) and configured:
        configured = configured.get("optimizer") if isinstance(configured, dict) else configured[0]
    return configured
