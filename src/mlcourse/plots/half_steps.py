"""k-means, half a step at a time: points without groups, cells of equal nearness, and the way of the centers."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from numpy.typing import NDArray

from mlcourse.plots.points import centers, groups

GROUPS = ListedColormap([f"C{(label + 2) % 7}" for label in range(7)])  # the colors of `groups`


def unnamed(ax: Axes, X: NDArray) -> None:
    """Draw points that are in no group yet, in gray.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    X : ndarray of shape (n_samples, 2)
        The points.
    """
    ax.plot(*X.T, "o", color="0.55", markersize=5)


def cells(ax: Axes, places: NDArray) -> None:
    """Paint the part of the plane that is nearest to each center, with black borders; the axes' limits are set before.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    places : ndarray of shape (n_clusters, 2)
        The centers.
    """
    x, y = np.linspace(*ax.get_xlim(), 161), np.linspace(*ax.get_ylim(), 121)
    plane = np.stack(np.meshgrid(x, y), axis=-1)  # (n_y, n_x, 2)
    squared = np.sum((plane[:, :, None] - places) ** 2, axis=-1)  # (n_y, n_x, n_clusters)
    nearest = squared.argmin(axis=-1)
    ax.pcolormesh(x, y, nearest % 7, cmap=GROUPS, vmin=-0.5, vmax=6.5, alpha=0.18, shading="nearest", rasterized=True)
    for k in range(len(places)):
        lead = np.delete(squared, k, axis=-1).min(axis=-1) - squared[..., k]  # 0 on the border
        ax.contour(x, y, lead, levels=[0], colors="black", linewidths=0.8)


def trail(ax: Axes, path: NDArray) -> None:
    """Draw the way of each center: a black ring where it started, thin lines, a white disk where it is.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    path : ndarray of shape (n_steps, n_clusters, 2)
        Where the centers were, the start first.
    """
    ax.plot(path[..., 0], path[..., 1], color="black", linewidth=1.2, zorder=4)
    ax.plot(path[..., 0], path[..., 1], ".", color="black", markersize=5, zorder=4)
    centers(ax, path[-1])
    ax.plot(*path[0].T, "o", color="none", markeredgecolor="black", markeredgewidth=2, markersize=19, zorder=4)


def half_step(ax: Axes, X: NDArray, path: NDArray, labels: NDArray | None, costs: list[float]) -> tuple[Axes, Axes]:
    """Draw groups, cells and the way of the centers after some half-steps, and beside them the inertia so far.

    Parameters
    ----------
    ax : Axes
        Where to draw. Gives its place to the two that are returned.
    X : ndarray of shape (n_samples, 2)
        The points, on a map in km.
    path : ndarray of shape (n_done + 1, n_clusters, 2)
        Where the centers were, the start first.
    labels : ndarray of int of shape (n_samples,) or None
        Which group each point belongs to; None before the first assignment.
    costs : list of float
        The inertia after each half-step of the whole run: an assignment, an update, and so on.
    """
    ax.axis("off")
    plane, fall = ax.inset_axes([0.05, 0.08, 0.52, 0.8]), ax.inset_axes([0.71, 0.14, 0.28, 0.68])
    low, high = X.min(axis=0) - 0.5, X.max(axis=0) + 0.5
    plane.set(xlim=(low[0], high[0]), ylim=(low[1], high[1]), xlabel="km", ylabel="km")
    if labels is None:
        unnamed(plane, X)
    else:
        groups(plane, X, labels)
        cells(plane, path[-1])
    trail(plane, path)
    n_done = len(path) - 1
    word = "assign" if n_done % 2 == 1 else "update"
    plane.set_title(f"half-step {n_done}: {word}" if n_done else "start")
    steps = np.arange(1, n_done + 1)
    fall.plot(steps, costs[:n_done], color="0.6", linewidth=1)
    fall.plot(steps[0::2], costs[:n_done:2], "o", color="C0", markersize=5, label="assign")
    fall.plot(steps[1::2], costs[1:n_done:2], "D", color="C1", markersize=5, label="update")
    fall.set(xlabel="half-step", ylabel="inertia", xlim=(0, len(costs) + 1), ylim=(0, 1.1 * max(costs)))
    fall.legend(loc="upper right")
    return plane, fall
