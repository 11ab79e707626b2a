"""A computational graph with its operations, on which the blame of one number after the other appears."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from mlcourse.plots.diagrams import with_minus

BEND = 0.45  # of two arrows between one pair of numbers
SIGNS = {"relu": "ReLU", "+": "+", "*": "×", "exp": "exp", "log": "ln"}


def backward_pass(
    ax: Axes,
    values: Mapping[str, Any],
    places: Mapping[str, tuple[float, float]],
    operations: Mapping[str, str],
    step: int,
) -> None:
    """Draw how numbers were made, and for the last `step` of them what flows back: shares on arrows, blame below.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    values : dict of str to Value
        Every number by name, as `mlcourse.taught.backpropagation.Value`: parents before what was made from them, the
        cost last. Their `grad` is not looked at. A name that is the number itself is not said twice.
    places : dict of str to (x, y)
        Where each of them stands. Two parents that are one value make two bent arrows.
    operations : dict of str to str
        What made a number: `"+"`, `"*"`, `"relu"`, `"exp"` or `"log"`; none for those that were there from the start.
    step : int
        How many numbers have their blame, from the cost backward; an arrow shows its local slope until then.
    """
    blame = blame_of(values)
    known = list(values)[len(values) - step :]
    name_of = {id(value): name for name, value in values.items()}
    for name, value in values.items():
        parents = [name_of[id(parent)] for parent in value.parents]
        for i, (parent, local) in enumerate(zip(parents, value.slopes, strict=True)):
            bend = 0.0 if parents.count(parent) == 1 else BEND if i == 0 else -BEND
            share = f"{blame[name]:g} · {in_parentheses(local)}" if parent in known else ""
            edge(ax, places[parent], places[name], share, in_parentheses(local), bend)
    for name, value in values.items():
        station(ax, places[name], name, value.data, operations.get(name), name == known[0] if known else False)
        if name in known:
            x, y = places[name]
            ax.text(x, y - 0.42, with_minus(f"{blame[name]:g}"), color="C3", size=15, weight="bold", ha="center")
    fit_around(ax, list(places.values()))


def blame_of(values: Mapping[str, Any]) -> dict[str, float]:
    """Return the slope of the last value along each, by the sum over its shares."""
    blame = {id(value): 0.0 for value in values.values()}
    blame[id(list(values.values())[-1])] = 1.0
    for value in reversed(values.values()):
        for parent, local in zip(value.parents, value.slopes, strict=True):
            blame[id(parent)] += blame[id(value)] * local
    return {name: blame[id(value)] for name, value in values.items()}


def in_parentheses(number: float) -> str:
    """Return a number as a factor: in parentheses where it is negative."""
    return f"({number:g})" if number < 0 else f"{number:g}"


def station(
    ax: Axes, place: tuple[float, float], name: str, number: float, operation: str | None, is_next: bool
) -> None:
    """Draw a number in a box, above it a circle with what made it; the box is thick where blame has just arrived."""
    x, y = place
    box = {"boxstyle": "round", "fc": "white", "ec": "C3" if is_next else "black", "lw": 3 if is_next else 1}
    text = f"{number:g}" if name == f"{number:g}" else f"{name} = {number:g}"
    ax.text(x, y, with_minus(text), size=14, ha="center", va="center", bbox=box, zorder=4)
    if operation:
        round_box = {"boxstyle": "round,pad=0.15,rounding_size=0.6", "fc": "C5", "ec": "none", "alpha": 0.35}
        ax.text(x, y + 0.3, SIGNS[operation], size=12, ha="center", va="center", bbox=round_box, zorder=4)


def edge(ax: Axes, start: tuple[float, float], end: tuple[float, float], share: str, local: str, bend: float) -> None:
    """Draw an arrow, bent upward where `bend` is positive, with its share, or its local slope where there is none."""
    style = {"arrowstyle": "-|>", "color": "0.6", "linewidth": 1.5, "shrinkA": 28, "shrinkB": 32}
    ax.annotate("", end, start, arrowprops=style | {"connectionstyle": f"arc3,rad={-bend}"})
    at = 0.54 * np.array(start) + 0.46 * np.array(end) + [0, bend]  # the head stays free
    color, size = ("C3", 12) if share else ("0.35", 11)
    plain = {"fc": "white", "ec": "none", "pad": 1}
    ax.text(*at, with_minus(share or local), color=color, size=size, ha="center", va="center", bbox=plain)


def fit_around(ax: Axes, places: list[tuple[float, float]]) -> None:
    """Leave room around some places, and draw no axes."""
    xs, ys = zip(*places, strict=True)
    ax.set(xlim=(min(xs) - 0.4, max(xs) + 0.4), ylim=(min(ys) - 0.55, max(ys) + 0.5))
    ax.axis("off")
