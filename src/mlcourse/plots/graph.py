"""Draw a calculation as a graph, and what flows back along its edges."""

from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes


def graph(ax: Axes, nodes: Mapping[str, tuple[float, float, str, str]], edges: Sequence[tuple[str, str, str]]) -> None:
    """Draw numbers, arrows to what was made from them, and on each arrow what flows back.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    nodes : dict of str to (x, y, text, below)
        For each number its place, the text in its box, and the text below it.
    edges : sequence of (start, end, text)
        Names of nodes, and the text on the arrow between them. The same pair twice makes two bent arrows.
    """
    plain = {"fc": "white", "ec": "none", "pad": 1}
    for i, (start, end, text) in enumerate(edges):
        twins = [j for j, edge in enumerate(edges) if edge[:2] == (start, end)]
        bend = 0 if len(twins) == 1 else 0.45 if i == twins[0] else -0.45
        (x0, y0, *_), (x1, y1, *_) = nodes[start], nodes[end]
        arrow = {"arrowstyle": "-|>", "color": "0.6", "linewidth": 1.5, "shrinkA": 28, "shrinkB": 36}
        ax.annotate("", (x1, y1), (x0, y0), arrowprops=arrow | {"connectionstyle": f"arc3,rad={bend}"})
        middle = ((x0 + x1) / 2, (y0 + y1) / 2 - bend)
        ax.text(*middle, with_minus(text), color="C3", size=14, ha="center", va="center", bbox=plain)
    for x, y, text, below in nodes.values():
        box = {"boxstyle": "round", "fc": "white", "ec": "black"}
        ax.text(x, y, with_minus(text), size=15, ha="center", va="center", bbox=box)
        ax.text(x, y - 0.32, with_minus(below), color="C3", size=15, weight="bold", ha="center", va="center")
    xs, ys = zip(*[(x, y) for x, y, *_ in nodes.values()], strict=True)
    ax.set(xlim=(min(xs) - 0.4, max(xs) + 0.4), ylim=(min(ys) - 0.5, max(ys) + 0.3))
    ax.axis("off")


def with_minus(text: str) -> str:
    """Return a text with typeset minus signs."""
    return text.replace("-", "\N{MINUS SIGN}")
