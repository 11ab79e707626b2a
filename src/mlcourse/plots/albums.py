"""Draw pictures in color, in rows, with a word below each."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from numpy.typing import NDArray

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
        Pictures a row.
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
