"""A network of neurons with its numbers on the arrows, and how the fits from many starts ended."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from mlcourse.plots.diagrams import with_minus

APART = 4.2  # from a layer to the next
BELOW = 1.4  # from a neuron to the next, in the largest layer


def layers(
    ax: Axes,
    parameters: Sequence[tuple[NDArray, NDArray]],
    names: Sequence[Sequence[str]],
    values: Sequence[NDArray] = (),
) -> None:
    """Draw a network: a circle per neuron with its bias below, an arrow per weight with the weight on it.

    Parameters
    ----------
    ax : Axes
        Where to draw. Loses its axes.
    parameters : sequence of (W, b)
        For each layer, weights of shape (n_in, n_out) and biases of shape (n_out,).
    names : sequence of sequence of str
        For the inputs and for each layer, what stands above each circle.
    values : sequence of ndarray, optional
        What the inputs and the first layers put out: written into the circles, which are dark where it is above 0.
    """
    sizes = [len(parameters[0][0]), *(len(b) for _, b in parameters)]
    spread = BELOW * max(sizes)
    places = [
        [(APART * i, spread * (0.5 - (j + 0.5) / size)) for j in range(size)] for i, size in enumerate(sizes)
    ]  # all columns are equally high
    for (W, _), sources, targets in zip(parameters, places, places[1:], strict=False):
        few, many = sorted([len(sources), len(targets)])
        along = min(2 * many / (few + 2 * many), 0.8)  # there the numbers have equal gaps
        for (i, j), weight in np.ndenumerate(W):
            weighted(ax, sources[i], targets[j], weight, along if len(sources) == few else 1 - along)
    biases = [None, *(b for _, b in parameters)]
    for i, column in enumerate(places):
        for j, at in enumerate(column):
            value = values[i][j] if i < len(values) else None
            bias = None if biases[i] is None else biases[i][j]
            circle(ax, at, names[i][j], value, bias)
    ax.set(xlim=(-0.6, APART * (len(sizes) - 1) + 0.6), ylim=(-spread / 2 - 0.1, spread / 2 + 0.1), aspect="equal")
    ax.axis("off")


def weighted(ax: Axes, start: tuple[float, float], end: tuple[float, float], weight: float, along: float) -> None:
    """Draw an arrow from one circle to another, with a weight on it: dashed if negative, pale if 0."""
    ink = "0.75" if weight == 0 else "black"
    style = {"arrowstyle": "-|>", "color": ink, "linestyle": "--" if weight < 0 else "-", "shrinkA": 14, "shrinkB": 14}
    ax.annotate("", end, start, arrowprops=style | {"linewidth": 0.7 + 0.5 * min(abs(weight), 3)}, zorder=1)
    at = np.array(start) + along * (np.array(end) - start)
    plain = {"fc": "white", "ec": "none", "pad": 0.5}
    text = with_minus(f"{round(weight, 2):g}")
    ax.text(*at, text, color="0.55" if weight == 0 else "black", ha="center", va="center", size=10, bbox=plain)


def circle(ax: Axes, at: tuple[float, float], name: str, value: float | None, bias: float | None) -> None:
    """Draw a neuron or an input: its name above, its value inside, its bias below."""
    fill = "white" if value is None else "C5" if value > 0 else "0.9"
    ax.plot(*at, "o", markersize=28, color=fill, markeredgecolor="black", markeredgewidth=1.5, zorder=2)
    if value is not None:
        ax.text(*at, with_minus(f"{value:.2f}"), ha="center", va="center", size=8, zorder=3)
    plain = {"fc": "white", "ec": "none", "pad": 0.3, "alpha": 0.8}
    ax.text(at[0], at[1] + 0.56, name, ha="center", va="center", size=9, bbox=plain)
    if bias is not None:
        text = with_minus(f"{round(bias, 2):+g}")
        ax.text(at[0], at[1] - 0.56, text, ha="center", va="center", size=9, color="C3", bbox=plain)


def starts(ax: Axes, sizes: Sequence[int], errors: NDArray, cheapest: NDArray) -> None:
    """Draw the errors of many fits of networks of several sizes: a dot per start, a ring around the cheapest.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    sizes : sequence of int
        How many hidden neurons.
    errors : ndarray of shape (n_sizes, n_starts)
        How many rows each fit has on the wrong side.
    cheapest : ndarray of int of shape (n_sizes,)
        The number of the start whose cost is the lowest.
    """
    n_starts = errors.shape[1]
    aside = np.linspace(-0.3, 0.3, n_starts)
    for size, row, best in zip(sizes, np.sort(errors, axis=1), errors[np.arange(len(sizes)), cheapest], strict=True):
        ax.plot(size + aside, row, "o", color="C0", markersize=4)
        ax.plot(size + aside[np.searchsorted(row, best)], best, "o", color="none", markeredgecolor="C3", markersize=11)
    ax.set(xticks=list(sizes))
