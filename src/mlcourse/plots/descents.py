"""Where networks begin and what becomes of it: signals through many layers, runs from several starts, and a race."""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray


def signals(ax: Axes, forward: ArrayLike, back: ArrayLike, limits: tuple[float, float] = (1e-4, 1e4)) -> None:
    """Draw how large the numbers are that each layer puts out, and the slopes that come back to it.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    forward, back : array-like of shape (n_layers,)
        Sizes, from the first layer to the last.
    limits : (float, float), default=(1e-4, 1e4)
        Of the logarithmic vertical axis; what lies beyond is drawn at the edge.
    """
    layers = np.arange(1, len(np.asarray(forward)) + 1)
    ax.axhspan(0.5, 2, color="0.93", zorder=0)
    for sizes, style, label in [(forward, "o-", "forward, →"), (back, "^--", "back, ←")]:
        color = "C0" if sizes is forward else "C3"
        ax.plot(layers, np.clip(sizes, *limits), style, color=color, markersize=5, linewidth=1, label=label)
    ax.set(yscale="log", ylim=(limits[0] / 2, limits[1] * 2), xlabel="layer", ylabel="size")
    ax.set(xticks=[1, 5, 10, 15, 20])
    ax.legend(loc="upper center", ncols=2)


def runs(ax: Axes, names: Sequence[str], accuracy: NDArray, chance: float) -> None:
    """Draw the accuracy of several runs from each start as dots in a column, and a line at what chance gives.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    names : sequence of str
        One per start, from the left.
    accuracy : ndarray of shape (n_starts, n_runs)
        Shares between 0 and 1.
    chance : float
        Where the line lies.
    """
    n_starts, n_runs = accuracy.shape
    shifts = np.linspace(-0.16, 0.16, n_runs)  # so that equal runs stay apart
    ax.axhline(chance, color="black", linestyle="--", linewidth=1)
    ax.text(n_starts - 0.55, chance + 0.02, "chance", ha="right", va="bottom", size=10)
    for place, row in enumerate(accuracy):
        ax.plot(place + shifts, row, "o", color="C0", alpha=0.7)
    ax.set(xticks=range(n_starts), xticklabels=names, ylim=(0, 1.03), xlim=(-0.5, n_starts - 0.5), ylabel="accuracy")


def race(ax: Axes, walks: Mapping[str, NDArray], n_steps: int) -> None:
    """Draw how far several descents have come after some steps: their paths over two parameters, and where they are.

    Parameters
    ----------
    ax : Axes
        Where to draw; the valley is there already.
    walks : dict of str to ndarray of shape (at least n_steps + 1, 2)
        One pair of parameters a step, from the start on; at most three walks.
    n_steps : int
        How many steps to draw.
    """
    for (name, places), marker, color in zip(walks.items(), "osD", ["C0", "C3", "C2"], strict=False):
        ax.plot(*places[: n_steps + 1].T, "-", color=color, linewidth=1, alpha=0.8)
        ax.plot(*places[n_steps], marker, color=color, markeredgecolor="black", markersize=9, label=name, zorder=3)
    ax.set(title=f"{n_steps} steps")
