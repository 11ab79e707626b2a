"""Arrays as grids of boxes: their axes, what a mask leaves, a mean over an axis, a row that meets a vector."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from numpy.typing import ArrayLike, NDArray

SAMPLES, FEATURES = "C2", "C4"  # the colors of axis 0 and of axis 1
MEET = "#F6D8E8"  # what is being multiplied
WIDTH = 1.6  # of a box, whose height is 1


def boxes(ax: Axes, values: ArrayLike, x: float = 0, y: float = 0, color: str = "black", fill: str = "white") -> None:
    """Draw an array as boxes with its values; one of a single axis as a column. Rows go down.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    values : array-like of shape (n_rows,) or (n_rows, n_columns)
        Numbers or words.
    x, y : float, default=0
        Where the upper left corner lies, in data coordinates.
    color : str, default="black"
        Of the values.
    fill : str, default="white"
        Of the boxes.
    """
    values = np.asarray(values)
    for (i, j), value in np.ndenumerate(values[:, None] if values.ndim == 1 else values):
        ax.add_patch(Rectangle((x + j * WIDTH, y + i), WIDTH, 1, facecolor=fill, edgecolor="0.5"))
        text = f"{value:,.10g}" if values.dtype.kind in "iuf" else str(value)
        ax.text(x + (j + 0.5) * WIDTH, y + i + 0.5, text, color=color, size=10, ha="center", va="center")


def frame(ax: Axes, left: float, right: float, top: float, bottom: float) -> None:
    """Show this part of the plane, rows going down, without axes."""
    ax.set(xlim=(left, right), ylim=(bottom, top))
    ax.axis("off")


def arrow(ax: Axes, start: tuple[float, float], end: tuple[float, float], color: str) -> None:
    """Draw an arrow."""
    ax.annotate(
        "", end, start, arrowprops={"arrowstyle": "-|>", "color": color, "linewidth": 2.5, "mutation_scale": 18}
    )


def array_axes(ax: Axes, X: NDArray, rows: Sequence[str], columns: Sequence[str], n_samples: int) -> None:
    """Draw the first rows of `X`, what its rows and columns are called, and an arrow along either axis.

    Parameters
    ----------
    ax : Axes
        Where to draw. Loses its axes.
    X : ndarray of shape (n_shown, n_features)
        The rows to draw.
    rows, columns : sequence of str
        A name for each.
    n_samples : int
        How many rows there are in all.
    """
    bottom, right = len(X), X.shape[1] * WIDTH
    boxes(ax, X)
    for i, name in enumerate(rows):
        ax.text(-0.15, i + 0.5, name, size=10, ha="right", va="center")
    for j, name in enumerate(columns):
        ax.text((j + 0.5) * WIDTH, -0.25, name, size=10, ha="center", va="center")
    ax.text(right / 2, bottom + 0.55, f"⋮  {n_samples} rows in all", size=10, ha="center", va="center")
    arrow(ax, (right + 0.5, 0), (right + 0.5, bottom), SAMPLES)
    ax.text(right + 0.75, bottom / 2, "axis 0, down:\nfrom sample\nto sample", color=SAMPLES, size=11, va="center")
    arrow(ax, (0, -0.9), (right, -0.9), FEATURES)
    ax.text(0, -1.45, "axis 1, across: from feature to feature", color=FEATURES, size=11, va="center")
    frame(ax, -2.2, right + 3.4, -1.9, bottom + 1)


def masked(ax: Axes, values: NDArray, mask: NDArray, title: str) -> None:
    """Draw values, the mask of a comparison beside them, and the values that the mask leaves.

    Parameters
    ----------
    ax : Axes
        Where to draw. Loses its axes.
    values : ndarray of shape (n_values,)
        The values.
    mask : ndarray of bool of shape (n_values,)
        Which of them are picked.
    title : str
        The comparison, above its mask.
    """
    starts = 0, 2 * WIDTH, 4 * WIDTH
    for i, (value, picked) in enumerate(zip(values, mask, strict=True)):
        for start, content in zip(starts, (value, picked), strict=False):
            boxes(ax, [content], start, i, color="black" if picked else "0.5", fill="white" if picked else "0.93")
        if not picked:
            ax.plot([0.2, WIDTH - 0.2], [i + 0.5] * 2, color="0.35", linewidth=1.5)
    boxes(ax, values[mask], starts[2])
    for start, name in zip(starts, ("values", title, "values[mask]"), strict=True):
        ax.text(start + WIDTH / 2, -0.4, name, size=10, ha="center", va="center", family="monospace")
    for start in starts[:2]:
        arrow(ax, (start + 1.15 * WIDTH, len(values) / 2), (start + 1.85 * WIDTH, len(values) / 2), "0.4")
    frame(ax, -0.6, 5 * WIDTH + 0.6, -0.9, len(values) + 0.1)


def mean_over(ax: Axes, X: NDArray, axis: int) -> None:
    """Draw a small array, the way along which a mean is taken, and the means that are left.

    Parameters
    ----------
    ax : Axes
        Where to draw. Loses its axes.
    X : ndarray of shape (n_samples, n_features)
        The array.
    axis : int
        0 goes down through the rows, 1 across the columns.
    """
    n_rows, n_columns = X.shape
    boxes(ax, X)
    means = X.mean(axis=axis)
    if axis == 0:
        boxes(ax, means[None], y=n_rows + 1, fill="0.9")
        for j in range(n_columns):
            arrow(ax, ((j + 0.85) * WIDTH, 0.2), ((j + 0.85) * WIDTH, n_rows + 0.95), SAMPLES)
    else:
        boxes(ax, means, x=(n_columns + 1) * WIDTH, fill="0.9")
        for i in range(n_rows):
            arrow(ax, (0.2, i + 0.85), ((n_columns + 0.95) * WIDTH, i + 0.85), FEATURES)
    ax.set_title(f"mean(axis={axis}): shape {means.shape}", size=11, family="monospace")
    frame(ax, -0.2, (n_columns + 2) * WIDTH + 0.2, -0.3, n_rows + 2.2)


def row_meets_vector(ax: Axes, A: NDArray, w: NDArray, row: int) -> None:
    """Draw `A @ w` up to one row: the row lies beside the vector, is multiplied with it, and added up.

    Parameters
    ----------
    ax : Axes
        Where to draw. Loses its axes.
    A : ndarray of shape (n_rows, n_inner)
        The rows.
    w : ndarray of shape (n_inner,)
        The vector.
    row : int
        The row that is multiplied; those above it are done.
    """
    n_rows, n_inner = A.shape
    vector, result = (n_inner + 1) * WIDTH, (n_inner + 3) * WIDTH
    for i in range(n_rows):
        boxes(ax, A[[i]], y=i, fill=MEET if i == row else "white")
        boxes(ax, [A[i] @ w if i <= row else "?"], x=result, y=i, color="black" if i <= row else "0.5")
    boxes(ax, w, x=vector, fill=MEET)
    for x, sign in [(vector, "@"), (result, "=")]:
        ax.text(x - WIDTH / 2, n_rows / 2, sign, size=16, ha="center", va="center")
    products = " + ".join(f"{a:g} × {b:g}" for a, b in zip(A[row], w, strict=True))
    ax.text(0, n_rows + 0.75, f"row {row}:  {products} = {A[row] @ w:g}", size=11, va="center")
    frame(ax, -0.2, result + 1.5 * WIDTH, -0.3, n_rows + 1.3)
