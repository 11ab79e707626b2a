"""The exercises of the lesson cnn."""

from mlcourse.torch_extra import require_torch

require_torch()  # before it is imported: what follows needs it

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from mlcourse.checks.convolution import arrays
from mlcourse.checks.engine.check import Check
from mlcourse.checks.engine.observers import calls, drawn
from mlcourse.checks.engine.torch.mirror import random_mirror
from mlcourse.checks.engine.torch.modules import make, module
from mlcourse.checks.engine.typed import typed
from mlcourse.checks.engine.values import Observation, Problem
from mlcourse.taught import cnn as ours

PICTURES = torch.rand(4, 1, 28, 28, generator=torch.Generator().manual_seed(7))


observe_module = module(PICTURES, ours.CNN)


def observe_cnn(answer: Any) -> list[Observation]:
    """Observe a class of networks, and what the lesson needs of it later: its two parts, by name."""
    seen = observe_module(answer)
    if any(isinstance(observation.value, Problem) for observation in seen):
        return seen
    network = make(answer)
    parts = [name for name in ("blocks", "dense") if not isinstance(getattr(network, name, None), nn.Module)]
    return [*seen, Observation("the part that is missing", parts[0] if parts else "none")]


CNN = Check(
    "CNN",
    reference=ours.CNN,
    observe=observe_cnn,
    atol=1e-4,  # of logits in float32
    mistakes=typed(
        ours.CNN,
        {
            (
                "96 * 3 * 3 -> 96",
                "96 * 3 * 3 -> 96 * 7 * 7",
                "96 * 3 * 3 -> 96 * 4 * 4",
                "96 * 3 * 3 -> 96 * 28 * 28",
                "96 * 3 * 3 -> 96 * 3",
            ): "the dense layer gets another number than this. Halve 28 three times, and round "
            "down: so many pixels high *and* wide is each of the 96 maps.",
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
            "block(1, 16), block(16, 48), block(48, 96) -> "
            "pooled_block(1, 16), pooled_block(16, 48), pooled_block(48, 96)": "these are three of `pooled_block`. "
            "They are there to compare with: the lesson goes on with `block`.",
            "block(16, 48), block(48, 96) -> block(1, 48), block(1, 96)": "what goes into a block is what came out "
            "of the one before: `block(16, 48)`, and not `block(1, 48)`.",
            "block(1, 16), block(16, 48), block(48, 96) -> "
            "block(16, 1), block(48, 16), block(96, 48)": "`block(n_in, n_out)`: first the channels that come in. "
            "A gray picture has one.",
            "self.dense(self.blocks(X).flatten(1)) -> self.dense(self.blocks(X / 255).flatten(1))": "the pictures are "
            "divided by 255 once more. They lie between 0 and 1 already.",
            "nn.Linear(96 * 3 * 3, 10) -> nn.Sequential(nn.Dropout(0.5), nn.Linear(96 * 3 * 3, 10))": "there is "
            "dropout in it. The recipe has none: three blocks, flatten, dense.",
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


def draw_batch(rng: np.random.Generator) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Draw a batch whose channels lie at different heights, and a scale and a shift for each."""
    n_images, n_channels, *size = rng.integers(2, 5, 4)
    X = rng.normal(3, 2, (n_images, n_channels, *size)) * np.arange(1, n_channels + 1)[:, None, None]
    scale, shift = rng.uniform(0.5, 2, n_channels), rng.normal(0, 1, n_channels)
    return torch.tensor(X).float(), torch.tensor(scale).float(), torch.tensor(shift).float()


batch_norm = Check(
    "batch_norm",
    reference=ours.batch_norm,
    observe=calls(*drawn(draw_batch, n=12)),
    atol=1e-4,  # in float32
    mistakes=typed(
        ours.batch_norm,
        {
            """
            mean(dim=(0, 2, 3) -> mean(dim=0
            var(dim=(0, 2, 3) -> var(dim=0
            """: "this averages over the pictures alone, place by place. Batch norm has one mean per *channel*: "
            "`dim=(0, 2, 3)`.",
            """
            mean(dim=(0, 2, 3) -> mean(dim=(2, 3)
            var(dim=(0, 2, 3) -> var(dim=(2, 3)
            """: "this norms each picture by itself, and nobody in the batch knows of the others. "
            "Average over axis 0, too: `dim=(0, 2, 3)`.",
            """
            mean(dim=(0, 2, 3) -> mean(dim=(1, 2, 3)
            var(dim=(0, 2, 3) -> var(dim=(1, 2, 3)
            """: "this averages over the channels of each picture. Axis 1 is the one to leave out: `dim=(0, 2, 3)`.",
            """
            mean(dim=(0, 2, 3) -> mean(dim=1
            var(dim=(0, 2, 3) -> var(dim=1
            """: "this averages over axis 1, the channels: it is the one axis that must stay. `dim=(0, 2, 3)`.",
            """
            mean(dim=(0, 2, 3) -> mean(dim=(0, 1, 2, 3)
            var(dim=(0, 2, 3) -> var(dim=(0, 1, 2, 3)
            """: "this takes one mean for all channels together. Each channel has its own: `dim=(0, 2, 3)`.",
            "correction=0, -> ": "PyTorch's `var` divides by one less than there are, unless it is told "
            "`correction=0`.",
            "scale[:, None, None] * normed -> normed": "the scale is missing: "
            "the normed numbers are multiplied by it, channel by channel.",
            " + shift[:, None, None] -> ": "the shift is missing: it is added at the end, channel by channel.",
            "torch.sqrt(variance + 1e-5) -> (variance + 1e-5)": "this divides by the variance. "
            "Divide by its root, the standard deviation.",
            "(X - mean) / -> X /": "the mean is still in there: subtract it first.",
        },
    ),
)


flip = Check(
    "flip",
    reference=ours.flip,
    observe=random_mirror(),
    mistakes=typed(
        ours.flip,
        {
            "X.flip(3)": "this mirrors every picture. About half of them should change, each by its own coin.",
            "len(X) -> 1": "one coin decides for the whole batch: all or none. "
            "Each picture needs its own: `len(X)` coins.",
            "flip(3) -> flip(1)": "no picture changes. Does `torch.where` take the mirrored one where the coin shows "
            "heads? And is it axis 3 that you reverse? (Axis 1 is the channel, and a gray picture has one.)",
            "torch.rand(len(X), 1, 1, 1, device=X.device) < 0.5 -> "
            "torch.arange(len(X)).reshape(-1, 1, 1, 1) % 2 == 0": "about half are mirrored, but every second one, "
            "and the same ones each time: that is a rule, and no coin. Toss coins with `torch.rand`.",
            "return torch.where(heads, X.flip(3), X) -> torch.where(heads, X.flip(3), X)\n    return X": "no picture "
            "changes. `torch.where` and `flip` leave `X` as it is, and give back a new tensor: return that one.",
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
            """: "this overwrites the pictures that it got, and the lesson needs the originals later. "
            "Return a new tensor.",
        },
    ),
)


def draw_matrix(rng: np.random.Generator) -> tuple[NDArray]:
    """Draw a confusion matrix whose classes are not equally frequent."""
    n = rng.integers(3, 5)
    return (rng.integers(0, 30, (n, n)) + np.diag(rng.integers(10, 60, n)),)


MATRICES = [np.array([[8, 2], [3, 1]]), np.array([[3, 1, 0], [2, 0, 2], [0, 0, 5]])]  # one class is never found


recalls = Check(
    "recalls",
    reference=ours.recalls,
    observe=arrays(calls(*[(matrix,) for matrix in MATRICES], *drawn(draw_matrix))),
    mistakes=typed(
        ours.recalls,
        {
            "np.diag(matrix) / matrix.sum(axis=0)": "these are the columns: of all that it *called* a shirt, "
            "how many are one? That is the precision. A row holds all that *are* one: `axis=1`.",
            "np.diag(matrix) / matrix.sum()": "this divides by all pictures. "
            "Divide by those of the class, the sum of its row.",
            "1 - np.diag(matrix) / matrix.sum(axis=1)": "this is the share that was missed. "
            "Recall is the share that was found.",
            "np.diag(matrix) // matrix.sum(axis=1)": "`//` cuts off everything after the decimal point, "
            "so a share becomes 0. Use `/`.",
            "np.diag(matrix) / (matrix.sum(axis=1) - np.diag(matrix))": "this divides by what was *missed*. "
            "Divide by all that are of the class, found or not.",
            "np.mean(np.diag(matrix) / matrix.sum(axis=1))": "this is their mean. Return one number per class.",
            "matrix.max(axis=1) / matrix.sum(axis=1)": "this takes each row's largest number. What was found stands on "
            "the diagonal, and that need not be the largest.",
            "np.diag(matrix)": "these are counts. Divide each by the sum of its row.",
            "np.trace(matrix) / matrix.sum()": "this is one number, the accuracy. Recall is one number per class.",
            "matrix / matrix.sum(axis=1, keepdims=True)": "this divides the whole matrix. "
            "The recalls are its diagonal: `np.diag`.",
        },
    ),
)
