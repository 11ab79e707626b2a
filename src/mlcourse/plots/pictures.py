"""Pictures: one, a row, an album, digits in a plane."""

from collections.abc import Sequence

import numpy as np
from matplotlib import colormaps
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray


def tiles(ax: Axes, images: NDArray, low: float, high: float, cmap: str = "Greys") -> None:
    """Draw a grid of gray pictures, with a gap between them.

    Parameters
    ----------
    ax : Axes
        Where to draw. Its ticks are the numbers of the rows and the columns, for the caller to rename.
    images : ndarray of shape (n_rows, n_columns, height, width)
        The pictures.
    low, high : float
        The values that get the first and the last color; what lies beyond gets the same.
    cmap : str, default="Greys"
        From white, the lowest, to black, the highest.
    """
    n_rows, n_columns, height, width = images.shape
    padded = np.pad(images.astype(float), [(0, 0), (0, 0), (0, 1), (0, 1)], constant_values=np.nan)
    sheet = padded.swapaxes(1, 2).reshape(n_rows * (height + 1), n_columns * (width + 1))[:-1, :-1]
    ax.imshow(sheet, cmap=cmap, vmin=low, vmax=high)
    ax.set(xticks=np.arange(n_columns) * (width + 1) + (width - 1) / 2, xticklabels=range(n_columns))
    ax.set(yticks=np.arange(n_rows) * (height + 1) + (height - 1) / 2, yticklabels=range(n_rows))
    ax.set_facecolor("0.88")  # shows in the gaps
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)


def pictures(axes: NDArray, images: NDArray, titles: Sequence[str], size: float = 9) -> None:
    """Draw gray pictures one by one, each with a title; axes that are left over stay empty.

    Parameters
    ----------
    axes : ndarray of Axes of any shape, at least n_images of them
        Where to draw, row by row.
    images : ndarray of shape (n_images, height, width)
        From 0, drawn white, to 1, drawn black.
    titles : sequence of str
        One per picture, above it.
    size : float, default=9
        Of the titles, in points.
    """
    for ax in axes.flat:
        ax.axis("off")
    for ax, image, title in zip(axes.flat, images, titles, strict=False):
        ax.imshow(np.asarray(image), cmap="Greys", vmin=0, vmax=1)
        ax.set_title(title, size=size)


def glyphs(ax: Axes, x: ArrayLike, y: ArrayLike, labels: ArrayLike, size: float = 9) -> None:
    """Draw one character at each point, the same character always in the same color.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    x, y : array-like of shape (n_samples,)
        The points, in data coordinates.
    labels : array-like of int of shape (n_samples,)
        A digit from 0 to 9 for each point.
    size : float, default=9
        Size of a character, in points.
    """
    ax.plot(x, y, linestyle="none", marker="none")  # lets the axes find their limits
    colors = colormaps["tab10"].colors
    for x_i, y_i, label in zip(x, y, labels, strict=True):
        ax.text(x_i, y_i, str(label), color=colors[label], size=size, ha="center", va="center", weight="bold")


GAP = 0.08  # of a picture's width, to all sides


def album(
    ax: Axes, pictures: NDArray, n_columns: int, words: Sequence[str] = (), visible: NDArray | None = None
) -> None:
    """Draw pictures in rows, from the upper left.

    Parameters
    ----------
    ax : Axes
        Where to draw. Loses its axes.
    pictures : ndarray of shape (n_pictures, height, width, 3 or 4)
        Red, green, blue, and perhaps alpha, from 0 to 255 or as floats from 0 to 1.
    n_columns : int
        Pictures per row.
    words : sequence of str, optional
        One for each picture, written below it; a word may have several lines.
    visible : ndarray of shape (n_pictures,), optional
        How visible each is, from 0 to 1.
    """
    n_lines = max((word.count("\n") + 1 for word in words), default=0)
    height = 1 + 0.25 * n_lines
    for i, picture in enumerate(pictures):
        x, y = i % n_columns, i // n_columns * height
        extent = (x + GAP, x + 1 - GAP, y + 1 - GAP, y + GAP)
        ax.imshow(picture, extent=extent, alpha=None if visible is None else float(visible[i]))
        for j, line in enumerate(words[i].split("\n") if words else []):
            ax.text(x + 0.5, y + 1.15 + 0.22 * j, line, ha="center", va="baseline", size=9)
    n_rows = -(-len(pictures) // n_columns)
    ax.set(xlim=(0, min(n_columns, len(pictures))), ylim=(n_rows * height, 0))
    ax.set_aspect("equal")
    ax.axis("off")
