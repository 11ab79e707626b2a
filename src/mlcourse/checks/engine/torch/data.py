"""A way to observe a class of data sets: pictures with their classes, handed out one at a time."""

import inspect
from typing import Any

import numpy as np
import torch
from torch import Tensor

from mlcourse.checks.engine.guard import run
from mlcourse.checks.engine.observers import Observer, wrong_type
from mlcourse.checks.engine.torch.left_behind import run_and_look_back
from mlcourse.checks.engine.values import Observation, Problem


class Counting:
    """A transform that gives out another picture each time, and remembers the shapes of what it got."""

    def __init__(self) -> None:
        self.shapes: list[tuple[int, ...]] = []

    def __call__(self, picture: Tensor) -> Tensor:
        self.shapes.append(tuple(picture.shape))
        return picture[:3] + len(self.shapes)


def data_set(pictures: Tensor, classes: Tensor) -> Observer:
    """Observe a class made from pictures, classes and perhaps a transform: what it hands out, and how.

    Parameters
    ----------
    pictures : Tensor of shape (n, 4, height, width)
    classes : Tensor of shape (n,)
    """

    def observe(answer: Any) -> list[Observation]:
        if not inspect.isclass(answer):
            return [wrong_type(answer, "a class")]
        made = run(answer, pictures.clone(), classes.clone())
        if isinstance(made, Problem):
            return [Observation("`{name}(pictures, classes)`", made)]
        seen = [Observation(f"`len(tiles)` of {len(pictures)} pictures", run(lambda: len(made)))]
        for i in (np.int64(0), 1):  # the lesson's rows are numbers of NumPy's
            seen += pair(run(lambda i=i: made[i]), f"`tiles[{i}]`")
        return seen + observe_transform(answer, pictures, classes)

    return observe


def observe_transform(answer: type, pictures: Tensor, classes: Tensor) -> list[Observation]:
    """Observe when a data set calls its transform, on what, and what becomes of its own pictures."""
    own, transform = pictures.clone(), Counting()
    changing = run(answer, own, classes.clone(), transform)
    random = run(answer, own, classes.clone(), lambda picture: picture[:3] + torch.rand(1))
    if isinstance(changing, Problem):
        return [Observation("`{name}(pictures, classes, transform)`", changing)]
    seen = []
    for time in ("once", "once more"):
        seen += pair(run(lambda: changing[2]), f"`tiles[2]`, with a transform, asked for {time}")
    twice, left = run_and_look_back(lambda: [random[0][0].tolist() for _ in range(2)], inputs=[(own, pictures)])
    same = isinstance(twice, list) and twice[0] == twice[1]
    return [
        left,
        *seen,
        Observation("the shapes of what the transform was given", transform.shapes),
        Observation("two pictures by a transform that draws random numbers", "the same" if same else "different"),
    ]


def pair(value: Any, name: str) -> list[Observation]:
    """Observe a picture and its class, both of them tensors, as the lesson stacks them."""
    if isinstance(value, Problem):
        return [Observation(name, value)]
    if not (isinstance(value, tuple | list) and len(value) == 2):
        return [wrong_type(value, "a pair, a picture and its class")._replace(label=name)]
    return [
        Observation(f"the {what} of {name}", stackable(v)) for what, v in zip(("picture", "class"), value, strict=True)
    ]


def stackable(value: Any) -> Any:
    """Return a tensor, or the problem that the next cells would have with anything else."""
    if isinstance(value, Tensor):
        return value
    kind = type(value).__name__
    return Problem(f"{kind}, no tensor", f"came as `{kind}`, and the next cells stack tensors: leave it a tensor")
