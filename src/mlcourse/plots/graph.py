"""Draw a calculation as a graph, and what flows back along its edges."""

from collections.abc import Mapping
from typing import Any

from matplotlib.axes import Axes


def graph(ax: Axes, values: Mapping[str, Any], places: Mapping[str, tuple[float, float]]) -> None:
    """Draw numbers, arrows to what was made from them, and on each arrow what flows back.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    values : dict of str to Value
        Every number by name, as `mlcourse.scratch.autograd.Value` after `backward`: its `data` in a box and its `grad`
        below. A name that is the number itself is not said twice. Two parents that are one value make two bent arrows.
    places : dict of str to (x, y)
        Where each of them stands.
    """
    name_of = {id(value): name for name, value in values.items()}
    for name, value in values.items():
        parents = [places[name_of[id(parent)]] for parent in value.parents]
        for i, (parent, local) in enumerate(zip(parents, value.slopes, strict=True)):
            bend = 0.0 if parents.count(parent) == 1 else 0.45 if i == 0 else -0.45
            factor = f"({local:g})" if local < 0 else f"{local:g}"
            arrow(ax, parent, places[name], f"{value.grad:g} · {factor}", bend)
    for name, value in values.items():
        (x, y), number = places[name], f"{value.data:g}"
        box = {"boxstyle": "round", "fc": "white", "ec": "black"}
        text = number if name == number else f"{name} = {number}"
        ax.text(x, y, with_minus(text), size=15, ha="center", va="center", bbox=box)
        below = with_minus(f"{value.grad:g}")
        ax.text(x, y - 0.32, below, color="C3", size=15, weight="bold", ha="center", va="center")
    xs, ys = zip(*(places[name] for name in values), strict=True)
    ax.set(xlim=(min(xs) - 0.4, max(xs) + 0.4), ylim=(min(ys) - 0.5, max(ys) + 0.3))
    ax.axis("off")


def arrow(ax: Axes, start: tuple[float, float], end: tuple[float, float], text: str, bend: float) -> None:
    """Draw an arrow from one place to another, bent upward where `bend` is positive, with a text near its middle."""
    style = {"arrowstyle": "-|>", "color": "0.6", "linewidth": 1.5, "shrinkA": 28, "shrinkB": 36}
    ax.annotate("", end, start, arrowprops=style | {"connectionstyle": f"arc3,rad={-bend}"})
    at = (0.54 * start[0] + 0.46 * end[0], 0.54 * start[1] + 0.46 * end[1] + bend)  # the head stays free
    plain = {"fc": "white", "ec": "none", "pad": 1}
    ax.text(*at, with_minus(text), color="C3", size=13, ha="center", va="center", bbox=plain)


def with_minus(text: str) -> str:
    """Return a text with typeset minus signs."""
    return text.replace("-", "\N{MINUS SIGN}")
