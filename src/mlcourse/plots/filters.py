"""Draw kernels, what they make of a picture, where they stop, and a convolutional network with its true shapes."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PatchCollection
from matplotlib.patches import Rectangle
from numpy.typing import NDArray


def feature_map(ax: Axes, values: NDArray, signed: bool, limit: float | None = None) -> None:
    """Draw what a kernel makes of a picture.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    values : ndarray of shape (height, width)
        One number per pixel.
    signed : bool
        True: blue below zero, white at zero, red above. False: from black, 0, to white.
    limit : float, optional
        The size of a number that gets the full color. By default 1 if not signed, otherwise such that the largest
        fiftieth gets it.
    """
    if limit is None:
        limit = max(np.quantile(np.abs(values), 0.98), 1e-9) if signed else 1.0
    ax.imshow(values, cmap="RdBu_r" if signed else "gray", vmin=-limit if signed else 0, vmax=limit)
    ax.set(xticks=[], yticks=[])
    ax.spines[:].set_visible(signed)


def kernel(ax: Axes, numbers: NDArray) -> None:
    """Write the numbers of a kernel into the upper right corner of a picture.

    Parameters
    ----------
    ax : Axes
        Where the picture is.
    numbers : ndarray of shape (n_rows, n_columns)
        Fractions of ninths and quarters are written as such.
    """
    n_rows, n_columns = numbers.shape
    corner = ax.inset_axes([0.99 - 0.09 * n_columns, 0.99 - 0.11 * n_rows, 0.09 * n_columns, 0.11 * n_rows])
    corner.set(xlim=(-0.5, n_columns - 0.5), ylim=(n_rows - 0.5, -0.5), xticks=[], yticks=[])
    corner.spines[:].set_visible(True)
    for (i, j), number in np.ndenumerate(numbers):
        corner.text(j, i, short(number), size=10, ha="center", va="center")


def short(number: float) -> str:
    """Return a number as a fraction's sign or with two significant digits, and with a typeset minus sign."""
    fractions = {1 / 9: "⅑", 1 / 4: "¼", 1 / 2: "½", 0.0: "0"}
    for value, text in fractions.items():
        if np.isclose(abs(number), value, atol=1e-3):
            return "\N{MINUS SIGN}" + text if number < 0 < value else text
    return f"{number:.2g}".replace("-", "\N{MINUS SIGN}")


def windows(ax: Axes, n: int, size: int, padding: int, stride: int) -> None:
    """Draw a row of pixels with its padding, and below it each place where a window stops.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    n : int
        Pixels in the row.
    size : int
        Pixels of the window.
    padding : int
        Zeros at each end.
    stride : int
        Pixels from one place to the next.
    """
    for x in range(-padding, n + padding):
        inside = 0 <= x < n
        ax.add_patch(Rectangle((x, 0), 1, 1, fc="C5" if inside else "white", ec="black", ls="-" if inside else "--"))
        ax.text(x + 0.5, 0.5, str(x) if inside else "0", ha="center", va="center", color="black" if inside else "0.5")
    starts = range(-padding, n + padding - size + 1, stride)
    for row, start in enumerate(starts):
        ax.add_patch(Rectangle((start + 0.05, -0.75 - 0.7 * row), size - 0.1, 0.5, fc="C1", ec="none"))
    margin = max(1, padding) + 0.3
    ax.set(xlim=(-margin, n + margin), ylim=(-0.7 * n - 1, 1.2), aspect="equal", anchor="N")
    ax.axis("off")


DEPTH = 0.03  # from one map of a stack to the next, where a picture of 28 pixels is 2.8 wide
GAP = 2.0  # room for what leads from one stage to the next


def network(ax: Axes, stages: Sequence[tuple[str, NDArray]]) -> list[float]:
    """Draw the stages of a convolutional network in their true proportions.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    stages : sequence of (step, values)
        What leads to a stage, and its numbers: of shape (n_maps, height, width), a stack whose front map is shown;
        or of shape (n,), a column.

    Returns
    -------
    list of float
        Where the middle of each arrow is, from left to right.
    """
    x, middles = 0.0, []
    for number, (step, values) in enumerate(stages):
        if number:
            ax.annotate("", (x - 0.15, 0), (x - GAP + 0.15, 0), arrowprops={"arrowstyle": "-|>", "color": "0.5"})
            middles.append(x - GAP / 2)
            ax.text(middles[-1], 0.15, step, ha="center", va="bottom", size=10)
        width = stack(ax, x, values) if values.ndim == 3 else column(ax, x, values)
        shape = " × ".join(map(str, values.shape))
        ax.text(x + width / 2, -3.3, shape, ha="center", va="top", size=11, weight="bold")
        x += width + GAP
    ax.set(xlim=(-0.3, x - GAP + 0.3), ylim=(-3.9, 3.0), aspect="equal")
    ax.axis("off")
    return middles


def stack(ax: Axes, x: float, maps: NDArray) -> float:
    """Draw maps behind each other, the first in front; return the width."""
    n_maps, height, width = maps.shape[0], maps.shape[1] / 10, maps.shape[2] / 10
    depth = DEPTH * (n_maps - 1)
    bottom = -(height + depth) / 2
    sheets = [Rectangle((x + DEPTH * i, bottom + DEPTH * i), width, height) for i in reversed(range(n_maps))]
    ax.add_collection(PatchCollection(sheets, facecolor="0.93", edgecolor="0.5", linewidth=0.25, snap=False))
    ax.imshow(maps[0], cmap="Greys", extent=(x, x + width, bottom, bottom + height), zorder=3, interpolation="nearest")
    ax.add_patch(Rectangle((x, bottom), width, height, fc="none", ec="black", lw=1, zorder=4))
    return width + depth


def column(ax: Axes, x: float, values: NDArray) -> float:
    """Draw numbers below each other; return the width."""
    height, width = min(5.6, 0.4 * len(values)), 0.4
    extent = (x, x + width, -height / 2, height / 2)
    ax.imshow(values[:, None], cmap="Greys", extent=extent, aspect="auto", interpolation="nearest")
    ax.add_patch(Rectangle((x, -height / 2), width, height, fc="none", ec="black", lw=1))
    return width
