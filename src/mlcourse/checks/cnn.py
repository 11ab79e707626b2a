"""The exercises of lesson 17, the convolutional network."""

from mlcourse.torch_extra import require_torch

require_torch()  # before it is imported: what follows needs it

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from mlcourse.checks.engine.check import Check, Mistake
from mlcourse.checks.engine.guard import run
from mlcourse.checks.engine.observers import calls, choice, drawn, wrong_type
from mlcourse.checks.engine.torch_observers import make, module
from mlcourse.checks.engine.typed import typed
from mlcourse.checks.engine.values import Observation, Problem
from mlcourse.taught import cnn as ours

PICTURES = torch.rand(40, 1, 28, 28, generator=torch.Generator().manual_seed(7))


def observe_cnn(answer: Any) -> list[Observation]:
    """Observe a network, and what the lesson needs of it later: its two parts, by name, and logits of either sign."""
    torch.manual_seed(7)
    seen = module(PICTURES)(answer)
    if any(isinstance(observation.value, Problem) for observation in seen):
        return seen
    torch.manual_seed(7)
    network = make(answer)
    parts = [name for name in ("blocks", "dense") if not isinstance(getattr(network, name, None), nn.Module)]
    lowest = run(lambda: network(PICTURES).min().item())
    return [
        *seen,
        Observation("the part that is missing", parts[0] if parts else "none"),
        Observation("the lowest logit", "below zero" if lowest < 0 else "not below zero"),
    ]


CNN = Check(
    "CNN",
    reference=ours.CNN,
    observe=observe_cnn,
    mistakes=typed(
        ours.CNN,
        {
            (
                "96 * 3 * 3 -> 96",
                "96 * 3 * 3 -> 96 * 7 * 7",
                "96 * 3 * 3 -> 96 * 4 * 4",
                "96 * 3 * 3 -> 96 * 28 * 28",
                "96 * 3 * 3 -> 96 * 3",
            ): "the dense layer gets another number than this. 28 is halved three times, to 14, 7, and 3, "
            "for a last row alone is left out; with 96 channels that is `96 * 3 * 3`.",
            "(X).flatten(1) -> (X)": "the dense layer wants one row of numbers per picture, and gets maps: "
            "`.flatten(1)` in between.",
            "flatten(1) -> flatten()": "`flatten()` makes one long row of the whole batch. "
            "`flatten(1)` leaves the first axis, one row per picture.",
            "flatten(1)) -> flatten(1)).softmax(dim=1)": "there is a softmax at the end. "
            "`cross_entropy` does its own: return the logits.",
            "flatten(1)) -> flatten(1)).relu()": "there is a ReLU after the last layer. "
            "It would cut every logit below zero off: return them as they are.",
            "block(16, 48), block(48, 96))\n        self.dense = nn.Linear(96 * 3 * 3, -> "
            "block(16, 48))\n        self.dense = nn.Linear(48 * 7 * 7,": "there are two blocks. "
            "The third makes 96 maps of 48.",
            "block(16, 48), block(48, 96) -> block(1, 48), block(1, 96)": "what goes into a block is what came out "
            "of the one before: `block(16, 48)`, and not `block(1, 48)`.",
            "block(1, 16), block(16, 48), block(48, 96) -> "
            "block(16, 1), block(48, 16), block(96, 48)": "`block(n_in, n_out)`: first the channels that come in. "
            "A gray picture has one.",
            """
            self.blocks = -> self.three =
            self.blocks(X) -> self.three(X)
            """: "it computes the right thing, but the three blocks are not together under the name `self.blocks`, "
            "where the lesson looks for them later.",
            """
            self.dense = -> self.last =
            self.dense( -> self.last(
            """: "it computes the right thing, but the lesson looks for the last layer under the name `self.dense`.",
            """
            nn.Sequential(block(1, 16) -> [block(1, 16)
            block(48, 96)) -> block(48, 96)]
            self.blocks(X).flatten(1) -> self.blocks[2](self.blocks[1](self.blocks[0](X))).flatten(1)
            """: "the blocks stand in a plain list, and PyTorch does not look into lists: their parameters are not "
            "found. Put them into `nn.Sequential(…)`.",
        },
    ),
)


def observe_flip(answer: Any) -> list[Observation]:
    """Observe a function that mirrors some pictures, by what becomes of each."""
    if not callable(answer):
        return [wrong_type(answer, "a function")]
    torch.manual_seed(7)
    X = torch.rand(400, 1, 6, 6)
    before = X.clone()
    flipped = run(answer, X)
    if isinstance(flipped, Problem):
        return [Observation("`{name}(X)`", flipped)]
    if not isinstance(flipped, Tensor):
        return [wrong_type(flipped, "a tensor")._replace(label="what `{name}(X)` returns")]
    if flipped.shape != X.shape:
        return [Observation("the shape of `{name}(X)` for 400 pictures", tuple(flipped.shape))]
    again = [answer(before.clone()) for _ in range(8)]
    shares = {share(before, other) for other in again}
    alike = all(torch.equal(other, flipped) for other in again)
    return [
        Observation("what `{name}` does to `X` itself", "nothing" if torch.equal(X, before) else "changes it"),
        Observation("what becomes of the pictures", fate(before, flipped)),
        Observation("how many of the pictures change", " or ".join(sorted(shares))),
        Observation("which of them change the next time", "the same" if alike else "others"),
    ]


def fate(X: Tensor, flipped: Tensor) -> str:
    """Say what became of the pictures that did not stay as they were."""
    moved = [(a, b) for a, b in zip(X, flipped, strict=True) if not torch.equal(a, b)]
    kinds = {"mirrored left to right": lambda a: a.flip(2), "upside down": lambda a: a.flip(1)}
    kinds["turned by half a turn"] = lambda a: a.flip(1, 2)
    for name, change in kinds.items():
        if all(torch.equal(change(a), b) for a, b in moved):
            return name
    return "other pictures in their place" if all((b == X).flatten(1).all(1).any() for _, b in moved) else "other"


def share(X: Tensor, flipped: Tensor) -> str:
    """Say how many of the pictures are no longer what they were."""
    moved = (flipped != X).flatten(1).any(dim=1).double().mean().item()
    return "all" if moved == 1 else "none" if moved == 0 else "about half" if 0.35 < moved < 0.65 else f"{moved:.0%}"


flip = Check(
    "flip",
    reference=ours.flip,
    observe=observe_flip,
    mistakes=typed(
        ours.flip,
        {
            "X.flip(3)": "this mirrors every picture: then the network never sees one as it is. About half of them.",
            "len(X) -> 1": "one coin decides for the whole batch: all or none. "
            "Each picture needs its own: `len(X)` coins.",
            "flip(3) -> flip(1)": "no picture changes. Does `torch.where` take the mirrored one where the coin shows "
            "heads? And is it axis 3 that you reverse? (Axis 1 is the channel, and a gray picture has one.)",
            "torch.rand(len(X), 1, 1, 1, device=X.device) < 0.5 -> "
            "torch.arange(len(X)).reshape(-1, 1, 1, 1) % 2 == 0": "about half are mirrored, but the next time it is "
            "the same ones: then nobody ever sees their other side. Toss new coins in each call, with `torch.rand`.",
            "len(X), 1, 1, 1 -> X.shape": "the pictures are torn: each pixel has a coin of its own. "
            "One coin a picture: `(len(X), 1, 1, 1)`.",
            "len(X), 1, 1, 1 -> len(X)": "the coins are one row, of shape `(len(X),)`, and `torch.where` lays them "
            "along the *last* axis, the width. With the shape `(len(X), 1, 1, 1)` there is one a picture.",
            "flip(3) -> flip(2)": "these stand upside down: axis 2 is the height. The width is axis 3.",
            "flip(3) -> flip(2, 3)": "these are turned by half a turn: both axes were reversed. "
            "The width alone, axis 3.",
            "flip(3) -> flip(0)": "axis 0 is the pictures themselves: this puts other pictures in their place, "
            "and the classes no longer fit. The width is axis 3.",
            "X.flip(0)": "axis 0 is the pictures themselves: this reverses their order, and the classes no longer fit.",
            "X.flip(2)": "every picture stands upside down. "
            "Axis 3 is the width, and about half of the pictures should change.",
            """
            heads = torch.rand(len(X)) < 0.5
            X[heads] = X[heads].flip(3)
            X
            """: "this overwrites the pictures that it got. Batches are copies, but anyone who calls it with `X` loses "
            "the originals: return a new tensor.",
        },
    ),
)


def draw_matrix(rng: np.random.Generator) -> tuple[NDArray]:
    """Draw a confusion matrix whose classes are not equally frequent."""
    return (rng.integers(1, 30, (3, 3)) + np.diag(rng.integers(10, 60, 3)),)


recalls = Check(
    "recalls",
    reference=ours.recalls,
    observe=calls((np.array([[8, 2], [3, 1]]),), *drawn(draw_matrix)),
    mistakes=typed(
        ours.recalls,
        {
            "np.diag(matrix) / matrix.sum(axis=0)": "these are the columns: of all that it *called* a shirt, "
            "how many are one? That is the precision. A row holds all that *are* one: `axis=1`.",
            "np.diag(matrix) / matrix.sum()": "this divides by all pictures. "
            "Divide by those of the class, the sum of its row.",
            "1 - np.diag(matrix) / matrix.sum(axis=1)": "this is the share that was missed. "
            "Recall is the share that was found.",
            "np.diag(matrix)": "these are counts. Divide each by the sum of its row.",
            "np.trace(matrix) / matrix.sum()": "this is one number, the accuracy. Recall is one number per class.",
            "matrix / matrix.sum(axis=1, keepdims=True)": "this divides the whole matrix. "
            "The recalls are its diagonal: `np.diag`.",
        },
    ),
)

harmless = Check(
    "harmless",
    reference="shift by a pixel",
    observe=choice("mirror left to right", "turn upside down", "shift by a pixel", "swap black and white"),
    mistakes=[
        Mistake("mirror left to right", "a mirrored 7 is not a digit any more, and its label would still say 7."),
        Mistake("turn upside down", "a 6 upside down is a 9, and its label would still say 6."),
        Mistake(
            "swap black and white",
            "the label stays true, but people write dark on light: the network would learn for a world that it will "
            "not be asked about.",
        ),
    ],
)  # fmt: skip
