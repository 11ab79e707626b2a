"""What a tree's questions do: a threshold that scans a column, sums from the left, and the way of one thing."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from numpy.typing import NDArray

from mlcourse.plots.points import CLASSES, emoji


def scan(
    ax: Axes, x: NDArray, is_animal: NDArray, threshold: float, thresholds: NDArray, curves: dict[str, NDArray]
) -> None:
    """Draw a column's rows as two rows of dots, the cut between yes and no, and below it what each cut costs.

    Parameters
    ----------
    ax : Axes
        Where to draw. Loses its own axes to two others.
    x : ndarray of shape (n_samples,)
        The column, drawn on a logarithmic axis.
    is_animal : ndarray of int of shape (n_samples,)
        The classes, 0 or 1.
    threshold : float
        Where to cut.
    thresholds : ndarray of shape (n_thresholds,)
        All cuts that there are; `threshold` is one of them.
    curves : dict of str to ndarray of shape (n_thresholds,)
        By name, what each cut costs: the first is drawn as stairs, the second as a line with dots.
    """
    ax.axis("off")
    top, below = ax.inset_axes([0, 0.63, 1, 0.27]), ax.inset_axes([0, 0, 1, 0.52])
    height = is_animal + 0.28 * np.sin(7.0 * np.arange(len(x)))
    for value, (_, marker, color) in enumerate(CLASSES):
        top.plot(x[is_animal == value], height[is_animal == value], marker, color=color, markersize=5, alpha=0.7)
    for answer, side, place in [("yes", x <= threshold, 0.22), ("no", x > threshold, 0.78)]:
        n_fruits, n_animals = np.bincount(is_animal[side], minlength=2)
        ax.text(place, 0.95, f"{answer}: fruits {n_fruits}, animals {n_animals}", ha="center", va="bottom", size=11)
    names = [name for name, *_ in CLASSES]
    top.set(
        xscale="log", xticks=[], ylim=(-0.5, 1.5), yticks=[0, 1], yticklabels=names, xlim=(x.min() / 2, x.max() * 2)
    )
    for (name, cost), style in zip(curves.items(), [{"color": "C3"}, {"color": "C2", "marker": "."}], strict=True):
        at = float(cost[thresholds == threshold][0])
        stairs = "steps-mid" if "marker" not in style else None
        below.plot(thresholds, cost, label=f"{name}: {at:.3f}", drawstyle=stairs, **style)
        below.plot(threshold, at, "o", color=style["color"], markersize=11)
    for part in (top, below):
        part.axvline(threshold, color="black", linestyle="--", linewidth=1.5, zorder=0)
    below.set(xscale="log", xlim=top.get_xlim(), ylim=(0.15, 0.45), xlabel=f"threshold: {threshold:.4g} cm")
    below.legend(loc="lower right")


def sums(ax: Axes, is_animal: NDArray, deviation: NDArray, gain: NDArray, step: int) -> None:
    """Draw dots in a row, below each its deviation, and below the cuts so far their sums from the left and gains.

    Parameters
    ----------
    ax : Axes
        Where to draw. Loses its axes.
    is_animal : ndarray of int of shape (n_samples,)
        The classes of the rows, sorted by the feature.
    deviation : ndarray of shape (n_samples,)
        How far each is from the mean.
    gain : ndarray of shape (n_samples - 1,)
        What each cut is worth.
    step : int
        How many dots are summed, less one.
    """
    left = np.cumsum(deviation)
    for i, value in enumerate(is_animal):
        _, marker, color = CLASSES[value]
        ax.plot(i, 3, marker, color=color, markersize=17, alpha=1 if i <= step else 0.3)
        ax.text(i, 2.1, f"{deviation[i]:+g}".replace("-", "\N{MINUS SIGN}"), ha="center", va="center", size=13)
    for i in range(min(step + 1, len(gain))):
        best = gain[i] == gain[: step + 1].max()
        weight, color = ("bold", "C3") if best else ("normal", "black")
        ax.plot([i + 0.5] * 2, [-0.35, 3.5], "--", color="C3" if best else "0.75", linewidth=2 if best else 1, zorder=0)
        for height, number in [(1.05, f"{left[i]:+g}".replace("-", "\N{MINUS SIGN}")), (0.0, f"{gain[i]:.1f}")]:
            plain = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
            ax.text(i + 0.5, height, number, ha="center", va="center", size=13, weight=weight, color=color, bbox=plain)
    for height, name in [(2.1, "deviation"), (1.05, "sum from the left"), (0.0, "gain")]:
        ax.text(-0.6, height, name, ha="right", va="center", size=12)
    ax.set(xlim=(-2.6, len(is_animal) - 0.4), ylim=(-0.5, 3.6))
    ax.axis("off")


def way(
    ax: Axes, root: Any, thing: NDArray, n_questions: int, X: NDArray, is_animal: NDArray, names: Sequence[str],
    picture: NDArray,
) -> None:  # fmt: skip
    """Draw a tree with the way of one thing lit up, and beside it, in the map, the rectangle that is left of it.

    Parameters
    ----------
    ax : Axes
        Where to draw. Loses its axes.
    root : Node
        The tree, over two features.
    thing : ndarray of shape (2,)
        The row that goes down.
    n_questions : int
        How many questions it has answered; it stops at its leaf.
    X : ndarray of shape (n_samples, 2)
        The rows of the map, positive.
    is_animal : ndarray of int of shape (n_samples,)
        Their classes, 0 or 1.
    names : sequence of str
        One per feature.
    picture : ndarray of shape (64, 64, 4)
        What the thing looks like.
    """
    ax.axis("off")
    path = list(down(root, thing))[: n_questions + 1]
    branches(ax, root, [node for node, *_ in path], names, 0.0)
    ax.set(xlim=(-0.7, (leaves(root) + 0.4) / 0.56 - 0.7), ylim=(-3.6, 0.5))  # the map stands right of the leaves
    area = ax.inset_axes([0.66, 0.1, 0.33, 0.87])
    for value, (_, marker, color) in enumerate(CLASSES):
        area.plot(*X[is_animal == value].T, marker, color=color, markersize=4, alpha=0.6)
    (x, y), (x_end, y_end) = path[-1][1:]
    area.add_patch(
        Rectangle((x, y), x_end - x, y_end - y, facecolor="#F3C9B0", edgecolor="C3", linewidth=2.5, zorder=0)
    )
    emoji(area, [thing[0]], [thing[1]], picture[None], size=26)
    area.set(xscale="log", yscale="log", xlabel=names[0], ylabel=names[1])
    area.set(xlim=(X[:, 0].min() / 2, X[:, 0].max() * 2), ylim=(X[:, 1].min() / 3, X[:, 1].max() * 3))


def down(node: Any, thing: NDArray) -> Iterator[tuple[Any, NDArray, NDArray]]:
    """Yield the nodes that a thing passes, each with the lower and the upper corner of its rectangle."""
    low, high = np.full(2, 1e-9), np.full(2, 1e12)  # beyond every axis
    while node.feature is not None:
        yield node, low.copy(), high.copy()
        yes = thing[node.feature] <= node.threshold
        (high if yes else low)[node.feature] = node.threshold
        node = node.left if yes else node.right
    yield node, low, high


def leaves(node: Any) -> int:
    """Return the number of leaves."""
    return 1 if node.feature is None else leaves(node.left) + leaves(node.right)


def branches(ax: Axes, node: Any, lit: list, names: Sequence[str], left: float, level: int = 0) -> float:
    """Draw a tree whose leaves stand side by side, its lit nodes in color; return where its top is."""
    is_lit = any(node is other for other in lit)
    box = {"boxstyle": "round", "facecolor": "#F3C9B0" if is_lit else "white", "edgecolor": "C3" if is_lit else "0.5"}
    box["linewidth"] = 2.5 if is_lit else 1
    if node.feature is None:
        kind = CLASSES[int(np.argmax(node.value))][0]
        says, middle = f"{kind}\n{node.value.max():.0%} of {node.n_samples}", left
    else:
        says, ends = f"{names[node.feature]}\n≤ {node.threshold:.4g}?", []
        for child, answer in [(node.left, "yes"), (node.right, "no")]:
            ends.append((branches(ax, child, lit, names, left, level + 1), child, answer))
            left += leaves(child)
        middle = (ends[0][0] + ends[1][0]) / 2
        for end, child, answer in ends:
            way_on = any(child is other for other in lit)
            color, width = ("C3", 4) if way_on else ("0.6", 1.2)
            ax.plot([middle, end], [-level, -level - 1], color=color, linewidth=width, zorder=0)
            plain = {"facecolor": "white", "edgecolor": "none", "pad": 1}
            ax.text((middle + end) / 2, -level - 0.5, answer, ha="center", va="center", size=10, bbox=plain)
    ax.text(middle, -level, says, ha="center", va="center", size=10, bbox=box)
    return middle
