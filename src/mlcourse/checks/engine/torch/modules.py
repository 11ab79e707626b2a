"""Ways to observe an answer written in PyTorch: a layer, or a class of models."""

import copy
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from mlcourse.checks.engine.guard import run
from mlcourse.checks.engine.observers import Observer, wrong_type
from mlcourse.checks.engine.torch.left_behind import SEED, run_and_look_back
from mlcourse.checks.engine.values import Observation, Problem


def layer(*pairs: tuple[NDArray, NDArray]) -> Observer:
    """Observe a function by the layers that it makes of weights and biases.

    Parameters
    ----------
    *pairs : tuple of ndarrays of shapes (n_in, n_out) and (n_out,)
        The weights and the biases of each layer.
    """

    def observe(answer: Any) -> list[Observation]:
        if not callable(answer):
            return [wrong_type(answer, "a function")]
        return [seen for W, b in pairs for seen in observe_layer(answer, W, b)]

    return observe


def observe_layer(answer: Callable, W: NDArray, b: NDArray) -> list[Observation]:
    """Observe the layer that a function makes of one pair (W, b)."""
    called, given = f"`{{name}}(W, b)` with `W` of shape {W.shape}", (W.copy(), b.copy())
    made, left = run_and_look_back(answer, *given)
    if isinstance(made, Problem) or not isinstance(made, nn.Linear):
        problem = made if isinstance(made, Problem) else wrong_type(made, "an `nn.Linear`").value
        return [Observation(called, problem)]
    watched = "watched" if all(p.requires_grad for p in made.parameters()) else "frozen"
    if not all(np.array_equal(after, before) for after, before in zip(given, (W, b), strict=True)):
        return [Observation("`{name}`", Problem("changes its input", "changed its own input: leave `W` and `b` alone"))]
    return [
        Observation(f"the shape of `weight` for {called}", tuple(made.weight.shape)),
        Observation(f"the type of its numbers, for {called},", str(made.weight.dtype)),
        Observation(f"the weight of {called}", made.weight),
        Observation(f"the bias of {called}", made.bias),
        Observation(f"what becomes of the parameters of {called}", watched),
        left,
    ]


def module(example: Tensor, reference: Callable | None = None) -> Observer:
    """Observe a class of models: output shape, parameters, a gradient everywhere, logits not softmaxed.

    Parameters
    ----------
    example : Tensor of shape (n_samples, ...)
        A batch of inputs.
    reference : callable, optional
        Makes a model whose weights a model gets, where they fit: then their outputs must be equal in both modes.
    """

    @cache  # the first answer that is observed is the reference
    def courses() -> tuple[nn.Module, list[Any]]:
        torch.manual_seed(SEED)
        made = reference()
        return made, outputs_of(copy.deepcopy(made), example)

    def observe(answer: Any) -> list[Observation]:
        model, left_by_making = run_and_look_back(make, answer)
        if not isinstance(model, nn.Module):
            return [model if isinstance(model, Observation) else wrong_type(model, "a model of PyTorch's")]
        given = example.clone()
        output, left = run_and_look_back(model, given, model=model, inputs=[(given, example)])
        if isinstance(output, Problem):
            return [Observation("`{name}`'s `forward`", output)]
        if not isinstance(output, Tensor):
            return [wrong_type(output, "a tensor")._replace(label="what `{name}`'s `forward` returns")]
        return [
            left_by_making,
            left,
            Observation("the output's shape", tuple(output.shape)),
            Observation("the number of parameters", sum(p.numel() for p in model.parameters())),
            Observation("what gets no gradient", ", ".join(without_gradient(model, output)) or "nothing"),
            Observation("each row of the output", "probabilities" if is_softmaxed(output) else "logits"),
            *(observe_outputs(model, *courses(), example) if reference else []),
        ]

    return observe


def observe_outputs(model: nn.Module, course: nn.Module, expected: list[Any], example: Tensor) -> list[Observation]:
    """Observe a model's outputs with the course's weights in it; where they do not fit, nothing can be compared."""
    outputs = outputs_of(model, example) if copy_weights(course, model) else expected
    return [
        Observation(f"the output in {mode} mode, with the course's weights in `{{name}}`,", output)
        for mode, output in zip(("training", "evaluation"), outputs, strict=True)
    ]


def outputs_of(model: nn.Module, example: Tensor) -> list[Any]:
    """Return a model's outputs in training mode and, after that, in evaluation mode."""
    with torch.no_grad():
        return [run(model.train(training), example.clone()) for training in (True, False)]


def copy_weights(source: nn.Module, target: nn.Module) -> bool:
    """Copy all weights and running averages into another model; return whether each found its place there.

    Parts may have other names and another order; alike are those of the same kind of layer, name and shape.
    """
    pairs, places = list(tensors_of(source)), list(tensors_of(target))
    if Counter(kind for kind, _ in pairs) != Counter(kind for kind, _ in places):
        return False
    with torch.no_grad():
        for kind, place in places:
            n = next(i for i, (other, _) in enumerate(pairs) if other == kind)
            place.copy_(pairs.pop(n)[1])
    return True


def tensors_of(model: nn.Module) -> Iterator[tuple[tuple, Tensor]]:
    """Yield all parameters and buffers, each with what it is: its layer's kind, its name and its shape."""
    for part in model.modules():
        for name, tensor in [*part.named_parameters(recurse=False), *part.named_buffers(recurse=False)]:
            yield (type(part).__name__, name, tuple(tensor.shape)), tensor


def make(answer: Any) -> Any:
    """Return a new model from a class, or the observation that there is none."""
    if isinstance(answer, nn.Module):
        says = "is one network; the lesson makes several: hand in the class"
        return Observation("`{name}`", Problem("an instance", says))
    if not callable(answer):
        return wrong_type(answer, "a class of models")
    model = run(answer)
    return Observation("`{name}()`", model) if isinstance(model, Problem) else model


def without_gradient(model: nn.Module, output: torch.Tensor) -> list[str]:
    """Return the names of the parameters that no gradient reaches from the output."""
    if output.requires_grad:
        output.square().sum().backward()
    return [name for name, p in model.named_parameters() if p.grad is None]


def is_softmaxed(output: torch.Tensor) -> bool:
    """Tell whether every row is a probability distribution."""
    return bool((output >= 0).all() and ((output.sum(dim=-1) - 1).abs() < 1e-5).all())
