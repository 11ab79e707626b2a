"""A few lines of code, the one that has run last, and what names hold then."""

from collections.abc import Collection, Mapping, Sequence

from matplotlib.axes import Axes

from mlcourse.plots.diagrams import with_minus


def listing(
    ax: Axes, lines: Sequence[str], current: int | None, values: Mapping[str, str], changed: Collection[str]
) -> None:
    """Draw lines of code with an arrow at one of them, and beside them names with what they hold.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    lines : sequence of str
        The code, from the top.
    current : int or None
        The number of the line that has run last, from 0; none before the first.
    values : dict of str to str
        For each name what it holds, in words or as a number.
    changed : collection of str
        Those names that this line has changed: in bold, in a thick box.
    """
    for number, line in enumerate(lines):
        runs = number == current
        box = {"boxstyle": "round", "fc": "0.93" if runs else "none", "ec": "none"}
        ax.text(0.35, -number, line, family="monospace", size=11, va="center", bbox=box)
        if runs:
            ax.text(0.15, -number, "\N{BLACK RIGHT-POINTING TRIANGLE}", color="C3", size=12, ha="center", va="center")
    for number, (name, value) in enumerate(values.items()):
        is_new = name in changed
        box = {"boxstyle": "round", "fc": "white", "ec": "C3" if is_new else "black", "lw": 3 if is_new else 1}
        text = f"{name} = {with_minus(value)}"
        weight = "bold" if is_new else "normal"
        ax.text(
            5.1, -number * (len(lines) - 1) / (len(values) - 1), text, size=12, va="center", weight=weight, bbox=box
        )
    ax.set(xlim=(0, 7.2), ylim=(0.6 - len(lines), 0.6))
    ax.axis("off")
