"""Draw a window that walks over an image, and the feature map that fills up as it goes."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from numpy.typing import NDArray

from mlcourse.plots.filters import feature_map

PLACES = ([0.0, 0.0, 0.4, 0.9], [0.46, 0.1, 0.2, 0.7], [0.72, 0.0, 0.28, 0.9])  # of image, products and map


def walking_window(ax: Axes, image: NDArray, kernel: NDArray, step: int) -> None:
    """Draw one stop of the window: where it is, the products and their sum, and the map up to here.

    Parameters
    ----------
    ax : Axes
        Where to draw; it is emptied.
    image : ndarray of shape (height, width)
        A few pixels, from 0, black, to 1, white.
    kernel : ndarray of shape (n_rows, n_columns)
        The weights.
    step : int
        The number of the stop, from 0, row by row.
    """
    n_rows, n_columns = kernel.shape
    shape = (image.shape[0] - n_rows + 1, image.shape[1] - n_columns + 1)
    i, j = divmod(step, shape[1])
    products = image[i : i + n_rows, j : j + n_columns] * kernel
    ax.axis("off")
    image_ax, products_ax, map_ax = (ax.inset_axes(place) for place in PLACES)
    feature_map(image_ax, image, signed=False)
    frame(image_ax, j, i, n_columns, n_rows)
    table(products_ax, products)
    products_ax.set_title(f"products, sum {products.sum():.1f}".replace("-", "\N{MINUS SIGN}"))
    feature_map(map_ax, map_until(image, kernel, shape, step), signed=True, limit=np.abs(kernel).sum() / 2)
    frame(map_ax, j, i, 1, 1)
    image_ax.set_title("image")
    map_ax.set_title("feature map")


def map_until(image: NDArray, kernel: NDArray, shape: tuple[int, int], step: int) -> NDArray:
    """Return the feature map up to a stop, and nan after it."""
    values = np.full(shape, np.nan)
    for stop in range(step + 1):
        i, j = divmod(stop, shape[1])
        values[i, j] = np.sum(image[i : i + kernel.shape[0], j : j + kernel.shape[1]] * kernel)
    return values


def frame(ax: Axes, column: int, row: int, width: int, height: int) -> None:
    """Draw a frame around some pixels."""
    ax.add_patch(Rectangle((column - 0.5, row - 0.5), width, height, fill=False, edgecolor="C1", linewidth=3))


def table(ax: Axes, numbers: NDArray) -> None:
    """Write numbers into the cells of a table."""
    n_rows, n_columns = numbers.shape
    ax.set(xlim=(-0.5, n_columns - 0.5), ylim=(n_rows - 0.5, -0.5), xticks=[], yticks=[], aspect="equal")
    ax.spines[:].set(visible=True, color="C1", linewidth=3)
    for (row, column), number in np.ndenumerate(numbers):
        ax.text(column, row, f"{number:.1f}".replace("-", "\N{MINUS SIGN}"), ha="center", va="center")
