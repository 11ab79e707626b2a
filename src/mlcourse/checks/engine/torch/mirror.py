"""A way to observe a function that mirrors some pictures left to right, by chance."""

from typing import Any

import numpy as np
import torch
from torch import Tensor

from mlcourse.checks.engine.observers import Observer, wrong_type
from mlcourse.checks.engine.torch.left_behind import run_and_look_back
from mlcourse.checks.engine.values import Observation, Problem

GRAY = torch.rand(200, 1, 6, 6, generator=torch.Generator().manual_seed(7))
COLOR = torch.rand(40, 3, 5, 6, generator=torch.Generator().manual_seed(8))


def random_mirror(n_calls: int = 9) -> Observer:
    """Observe a function `flip(X)`: what becomes of gray pictures, how many change and which, and of colored ones.

    Parameters
    ----------
    n_calls : int, default=9
        How often it gets the gray ones.
    """

    def observe(answer: Any) -> list[Observation]:
        if not callable(answer):
            return [wrong_type(answer, "a function")]
        seen, flipped = flip_once(answer, GRAY)
        if flipped is None:
            return seen
        again = [flip_once(answer, GRAY)[1] for _ in range(n_calls - 1)]
        if any(other is None for other in again):
            return [Observation("what `{name}(X)` returns the next time", "something else")]
        alike = all(torch.equal(other, flipped) for other in again)
        seen += [
            Observation(f"what becomes of {len(GRAY)} gray pictures", fate(GRAY, flipped)),
            Observation("how many of the pictures change", how_many([flipped, *again])),
            Observation("which of them change the next time", "the same" if alike else "others"),
        ]
        colored, flipped = flip_once(answer, COLOR)
        if flipped is not None:
            colored.append(Observation(f"what becomes of {len(COLOR)} colored pictures", fate(COLOR, flipped)))
        return seen + colored

    return observe


def flip_once(answer: Any, X: Tensor) -> tuple[list[Observation], Tensor | None]:
    """Observe one call on some pictures; return also what came, where that is pictures of the same shape."""
    given = X.clone()
    flipped, left = run_and_look_back(answer, given, inputs=[(given, X)])
    if isinstance(flipped, Problem):
        return [Observation("`{name}(X)`", flipped)], None
    if not isinstance(flipped, Tensor):
        return [wrong_type(flipped, "a tensor")._replace(label="what `{name}(X)` returns")], None
    shape = Observation(f"the shape of `{{name}}(X)` for {len(X)} pictures", tuple(flipped.shape))
    return [shape, left], flipped if flipped.shape == X.shape else None


def fate(X: Tensor, flipped: Tensor) -> str:
    """Say what became of the pictures that did not stay as they were."""
    moved = [(a, b) for a, b in zip(X, flipped, strict=True) if not torch.equal(a, b)]
    kinds = {"mirrored left to right": lambda a: a.flip(2), "upside down": lambda a: a.flip(1)}
    kinds["turned by half a turn"] = lambda a: a.flip(1, 2)
    for name, change in kinds.items():
        if all(torch.equal(change(a), b) for a, b in moved):
            return name
    known = all((b == X).flatten(1).all(1).any() for _, b in moved)
    return "other pictures in their place" if known else "something else"


def how_many(outputs: list[Tensor]) -> str:
    """Say how many of the gray pictures change in some calls, together and in each."""
    shares = [(output != GRAY).flatten(1).any(dim=1).double().mean().item() for output in outputs]
    if set(shares) <= {0, 1}:
        return " or ".join(sorted({"all" if share else "none" for share in shares}))
    return "about half" if abs(np.mean(shares) - 0.5) < 0.05 else f"about {np.mean(shares):.0%}"
