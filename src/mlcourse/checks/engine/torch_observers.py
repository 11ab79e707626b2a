"""Ways to observe an answer written in PyTorch or Lightning: a training loop, a module, a LightningModule."""

import copy
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import torch
from torch import nn

from mlcourse.checks.engine.guard import parameters, run
from mlcourse.checks.engine.observers import Observer, wrong_type
from mlcourse.checks.engine.values import Observation, Problem


def training_loop(make_model: Callable, make_optimizer: Callable, batches: Sequence[tuple]) -> Observer:
    """Observe a function `train(model, batches, optimizer)` that returns the average loss.

    Parameters
    ----------
    make_model : callable
        Returns a new model, always with the same weights.
    make_optimizer : callable
        Maps the model's parameters to a new optimizer.
    batches : sequence of (inputs, targets)
        The training data; make the last batch a short one.
    """

    def observe(train: Any) -> list[Observation]:
        if not callable(train):
            return [wrong_type(train, "a function")]
        model, modes, steps = make_model(), [], []
        model.eval()  # a loop must switch to training mode by itself
        model.register_forward_pre_hook(lambda module, _: modes.append(module.training or not torch.is_grad_enabled()))
        optimizer = make_optimizer(model.parameters())
        optimizer.register_step_post_hook(lambda *_: steps.append(1))
        average = run(train, model, copy.deepcopy(batches), optimizer)
        if isinstance(average, Problem):
            return [Observation("`{name}`", average)]
        return [
            Observation("the number of the optimizer's steps", len(steps)),
            Observation("the model's mode during the passes", "training" if all(modes) else "evaluation"),
            Observation("the average loss", average),
            Observation("the weights afterwards", flat(model.parameters())),
        ]

    return observe


def module(example: torch.Tensor) -> Observer:
    """Observe a model, or a class of models: output shape, parameters, a gradient everywhere, logits not softmaxed.

    Parameters
    ----------
    example : Tensor of shape (n_samples, ...)
        A batch of inputs.
    """

    def observe(answer: Any) -> list[Observation]:
        model = make(answer)
        if not isinstance(model, nn.Module):
            return [model if isinstance(model, Observation) else wrong_type(model, "a model of PyTorch's")]
        output = run(model, example.clone())
        if isinstance(output, Problem):
            return [Observation("`{name}`'s `forward`", output)]
        if not isinstance(output, torch.Tensor):
            return [wrong_type(output, "a tensor")._replace(label="what `{name}`'s `forward` returns")]
        return [
            Observation("the output's shape", tuple(output.shape)),
            Observation("the number of parameters", sum(p.numel() for p in model.parameters())),
            Observation("what gets no gradient", ", ".join(without_gradient(model, output)) or "nothing"),
            Observation("each row of the output", "probabilities" if is_softmaxed(output) else "logits"),
        ]

    return observe


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


def make(answer: Any) -> Any:
    """Return a new model from a class, a copy of one that is made already, or the observation that there is none."""
    if isinstance(answer, nn.Module):
        return copy.deepcopy(answer)
    if not callable(answer):
        return wrong_type(answer, "a class of models")
    model = run(answer)
    return Observation("`{name}()`", model) if isinstance(model, Problem) else model


def observe_step(model: Any, batch: tuple, loss: Callable) -> list[Observation]:
    """Observe the loss that `training_step` returns, with or without the number of the batch."""
    arguments = (copy.deepcopy(batch), 0)[: max(1, len(parameters(model.training_step)))]
    torch.manual_seed(7)
    returned = run(model.training_step, *arguments)
    if isinstance(returned, Problem):
        return [Observation("`training_step`", returned)]
    returned = returned.get("loss") if isinstance(returned, dict) else returned
    torch.manual_seed(7)  # dropout drops the same neurons once more
    own = run(lambda: loss(model(batch[0]), batch[1]))
    if isinstance(own, Problem) or not isinstance(returned, torch.Tensor):
        problem = own if isinstance(own, Problem) else wrong_type(returned, "a loss as a tensor").value
        return [Observation("`forward`" if problem is own else "what `training_step` returns", problem)]
    return [
        Observation("the loss of `training_step`, less that of its own forward pass", returned - own),
        Observation("the loss of `training_step`", "with its graph" if returned.requires_grad else "without a graph"),
    ]


def observe_optimizer(model: Any) -> list[Observation]:
    """Observe the optimizer that `configure_optimizers` returns: its kind, learning rate and parameters."""
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
        Observation("the share of the parameters it holds", held / sum(p.numel() for p in model.parameters())),
    ]


def first_optimizer(configured: Any) -> Any:
    """Return the optimizer from any of the forms that Lightning knows: itself, in a list, in a dict."""
    while isinstance(configured, dict | list | tuple) and configured:
        configured = configured.get("optimizer") if isinstance(configured, dict) else configured[0]
    return configured


def without_gradient(model: nn.Module, output: torch.Tensor) -> list[str]:
    """Return the names of the parameters that no gradient reaches from the output."""
    if output.requires_grad:
        output.square().sum().backward()
    return [name for name, p in model.named_parameters() if p.grad is None]


def flat(tensors: Iterable[torch.Tensor]) -> torch.Tensor:
    """Return all the numbers of some tensors as one tensor of shape (n_numbers,)."""
    return torch.cat([t.detach().flatten() for t in tensors])


def is_softmaxed(output: torch.Tensor) -> bool:
    """Tell whether every row is a probability distribution."""
    return bool((output >= 0).all() and ((output.sum(dim=-1) - 1).abs() < 1e-5).all())
