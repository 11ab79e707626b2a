"""Points in a plane: things of two classes, groups with their centers, and where they are projected to."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.offsetbox import AnnotationBbox, OffsetImage
from numpy.typing import ArrayLike, NDArray

CLASSES = (("fruit", "o", "C0"), ("animal", "^", "C1"))  # class 0, class 1: name, marker, color


def emoji(ax: Axes, x: ArrayLike, y: ArrayLike, pictures: NDArray, size: float = 20) -> None:
    """Draw one picture at each point.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    x, y : array-like of shape (n_samples,)
        The points, in data coordinates.
    pictures : ndarray of shape (n_samples, 64, 64, 4)
        What `data.load_pictures` returns.
    size : float, default=20
        Width of a picture, in points.
    """
    ax.plot(x, y, linestyle="none", marker="none")  # lets the axes find their limits
    for point, picture in zip(np.broadcast(x, y), pictures, strict=True):
        image = OffsetImage(picture, zoom=size / picture.shape[1])
        ax.add_artist(AnnotationBbox(image, point, frameon=False, pad=0))


def classes(ax: Axes, x: ArrayLike, y: ArrayLike, is_animal: NDArray) -> None:
    """Draw fruits as blue circles and animals as orange triangles, with a legend.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    x, y : array-like of shape (n_samples,)
        The points, in data coordinates.
    is_animal : ndarray of bool of shape (n_samples,)
        Which of them are animals.
    """
    x, y = np.broadcast_arrays(x, y)
    for value, (name, marker, color) in enumerate(CLASSES):
        chosen = np.asarray(is_animal) == value
        ax.plot(x[chosen], y[chosen], marker, color=color, label=name)
    ax.legend()


def boundary(ax: Axes, w: ArrayLike, b: float) -> None:
    """Draw the line on which `w[0] * x0 + w[1] * x1 + b` is 0.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    w : array-like of shape (2,)
        The weights of both features; the second must not be 0.
    b : float
        The bias.
    """
    ax.axline((0, -b / w[1]), slope=-w[0] / w[1], color="black")


def groups(ax: Axes, X: NDArray, labels: NDArray) -> None:
    """Draw points in groups that have no names, each with its own marker and color.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    X : ndarray of shape (n_samples, 2)
        The points.
    labels : ndarray of int of shape (n_samples,)
        Which group each belongs to.
    """
    for label in np.unique(labels):
        chosen = X[labels == label]
        ax.plot(*chosen.T, "sDvPX*"[label % 6], color=f"C{(label + 2) % 7}", linestyle="none")


def projections(ax: Axes, X: NDArray, X_line: NDArray) -> None:
    """Draw points on a line, and from each a thin line to the point it stands for.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    X : ndarray of shape (n_samples, 2)
        The points as they were.
    X_line : ndarray of shape (n_samples, 2)
        The points as they came to lie on the line.
    """
    pairs = np.stack([X, X_line])  # (2, n_samples, 2)
    ax.plot(pairs[..., 0], pairs[..., 1], color="0.6", linewidth=1)
    ax.plot(*X_line.T, ".", color="black")


def centers(ax: Axes, centers: NDArray, start: NDArray | None = None) -> None:
    """Draw the centers as white disks with their numbers, and thin lines to where they started.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    centers : ndarray of shape (n_clusters, 2)
        The centers, numbered from 0.
    start : ndarray of shape (n_clusters, 2), optional
        Where each started: drawn as a small black dot.
    """
    if start is not None:
        ways = np.stack([start, centers])  # (2, n_clusters, 2)
        ax.plot(ways[..., 0], ways[..., 1], color="black", linewidth=1.2)
        ax.plot(*start.T, "o", color="black", markersize=5)
    ax.plot(*centers.T, "o", color="white", markeredgecolor="black", markersize=14, zorder=5)
    for number, center in enumerate(centers):
        ax.text(*center, str(number), ha="center", va="center_baseline", size=10, zorder=6)


def painted(ax: Axes, picture: NDArray, palette: NDArray | None = None) -> None:
    """Draw a picture, and below it the colors that it is painted in.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    picture : ndarray of shape (height, width, 3)
        Red, green and blue, from 0 to 1.
    palette : ndarray of shape (n_colors, 3), optional
        The colors, drawn as a strip in their order; by default, none.
    """
    ax.imshow(picture)
    ax.axis("off")
    strip = ax.inset_axes([0, -0.2, 1, 0.14])
    strip.axis("off")
    if palette is not None:
        strip.imshow(palette[None], aspect="auto", interpolation="nearest")
