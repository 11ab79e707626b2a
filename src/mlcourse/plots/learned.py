"""Draw a trained convolutional network: a picture's way through it, the weights it meets, and the logits at its end."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from mlcourse.plots.filters import DEPTH, GAP, network

SIZE, ABOVE, BELOW = 2.6, 3.4, -4.3  # of the weights and of all maps, and where they begin, in the units of `network`
ROW = 0.4  # of a logit


def learned(
    ax: Axes,
    stages: Sequence[tuple[str, NDArray]],
    weights: Sequence[tuple[str, NDArray] | None],
    names: Sequence[str],
) -> None:
    """Draw the stages of a trained network as `network` does, its weights above, all of its maps below, and names.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    stages : sequence of (step, values)
        As for `network`: what leads to a stage, and its numbers. The last ones are the logits.
    weights : sequence of (title, kernels) or None, one for each arrow
        Kernels of shape (n_kernels, n_rows, n_columns), red above zero, blue below; None where a step has no weights.
    names : sequence of str
        One for each logit; that of the largest is bold.
    """
    middles = network(ax, stages)
    for middle, shown in zip(middles, weights, strict=True):
        if shown:
            title, kernels = shown
            top = sheet(ax, middle, ABOVE, kernels, "RdBu_r", np.quantile(np.abs(kernels), 0.98))
            ax.text(middle, top + 0.15, title, size=10, ha="center", va="bottom")
    for middle, (_, maps) in zip(middles, stages[1:], strict=True):
        if maps.ndim == 3:
            center = middle + (GAP + maps.shape[2] / 10 + DEPTH * (len(maps) - 1)) / 2
            sheet(ax, center, BELOW - SIZE, maps, "Greys", np.quantile(maps, 0.99))
            ax.text(center, BELOW - SIZE - 0.15, f"all {len(maps)} maps", size=10, ha="center", va="top")
    right = ax.get_xlim()[1]
    name_logits(ax, right, stages[-1][1], names)
    ax.set(xlim=(-0.3, right + 4.2), ylim=(BELOW - SIZE - 0.8, ABOVE + SIZE + 1.1), aspect="equal")


def sheet(ax: Axes, middle: float, bottom: float, values: NDArray, cmap: str, limit: float) -> float:
    """Draw kernels or maps side by side on one sheet, as wide or as high as it may be; return where it ends above."""
    image = mosaic(values)
    height, width = SIZE * np.array(image.shape) / max(image.shape)
    extent = (middle - width / 2, middle + width / 2, bottom, bottom + height)
    lowest = -limit if cmap == "RdBu_r" else 0
    ax.imshow(image, cmap=cmap, vmin=lowest, vmax=limit, extent=extent, interpolation="nearest")
    return bottom + height


def mosaic(kernels: NDArray) -> NDArray:
    """Lay kernels or maps side by side in about as many rows as columns, with a gap of nan between them."""
    n_kernels, n_rows, n_columns = kernels.shape
    across = int(np.ceil(np.sqrt(n_kernels)))
    down = -(-n_kernels // across)
    image = np.full((down * (n_rows + 1) - 1, across * (n_columns + 1) - 1), np.nan)
    for i, numbers in enumerate(kernels):
        row, column = (i // across) * (n_rows + 1), (i % across) * (n_columns + 1)
        image[row : row + n_rows, column : column + n_columns] = numbers
    return image


def name_logits(ax: Axes, x: float, logits: NDArray, names: Sequence[str]) -> None:
    """Write name and size of each logit to the right of its cell, that of the largest in bold."""
    for k, (name, logit) in enumerate(zip(names, logits, strict=True)):
        y = ROW * ((len(logits) - 1) / 2 - k)
        text = f"{logit:.1f}".replace("-", "\N{MINUS SIGN}")
        weight = "bold" if k == np.argmax(logits) else "normal"
        ax.text(x + 1.2, y, text, size=10, ha="right", va="center", weight=weight)
        ax.text(x + 1.4, y, name, size=10, ha="left", va="center", weight=weight)
