"""Where a student stands, drawn on the map of the course."""

from collections.abc import Mapping
from pathlib import Path

import matplotlib.pyplot as plt

from mlcourse.contents import Contents
from mlcourse.data import load_lessons
from mlcourse.plots.diagrams import course_map
from mlcourse.student.progress import Progress, outcome


def draw_progress(progress: Progress, course: Mapping[str, Contents], path: Path) -> None:
    """Draw lesson 00's map with a ring around each lesson, closed as far as its exercises are right.

    Raises
    ------
    ValueError
        If the file exists, or does not end in .png or .svg.
    """
    if path.suffix.lower() not in (".png", ".svg"):
        raise ValueError(f"--map got {path.name!r}: expected a name that ends in .png or .svg")
    if path.exists():
        raise ValueError(f"{path} exists and is not written over: give another name")
    with plt.style.context("mlcourse.course"):
        fig, ax = plt.subplots(figsize=(10.5, 4.6))
        course_map(ax, [(one.part, one.label) for one in load_lessons()], shares_right(progress, course))
        fig.savefig(path)
        plt.close(fig)


def shares_right(progress: Progress, course: Mapping[str, Contents]) -> list[float]:
    """Return for each lesson the share of its exercises that are right; 0 where it has none."""
    outcomes = [[outcome(progress, slug, name) for name in lesson.exercises] for slug, lesson in course.items()]
    return [one.count("right") / max(len(one), 1) for one in outcomes]
