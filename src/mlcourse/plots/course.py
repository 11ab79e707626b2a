"""Draw the map of the course."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes


def course_map(ax: Axes, parts: dict[str, Sequence[str]]) -> None:
    """Draw the lessons as stops along a road, one row a part of the course.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    parts : dict of str to sequence of str
        For each part of the course, the names of its lessons in order.
    """
    number = 0
    for row, (part, names) in enumerate(parts.items()):
        ax.plot(range(len(names)), np.full(len(names), -row), "o-", color=f"C{row}", markersize=24, linewidth=3)
        ax.text(-0.6, -row, part, ha="right", va="center", weight="bold", color=f"C{row}")
        for column, name in enumerate(names):
            ax.text(column, -row, f"{number:02}", ha="center", va="center", color="white", weight="bold", size=10)
            ax.text(column, -row - 0.28, name, ha="center", va="top", size=9)
            number += 1
    longest = max(map(len, parts.values()))
    ax.set(xlim=(-1.6, longest - 0.5), ylim=(0.4 - len(parts), 0.4))
    ax.axis("off")
