"""How long a lesson is, and how much of it is typed in class."""

import re

from mlcourse.authoring.lesson import Cell, Lesson
from mlcourse.marks import REGION

MINUTES = re.compile(r"\A(\d+) minutes\b|\AMinute (\d+)\b|^\*(\d+) minutes\b", re.MULTILINE)
NOT_TYPED = {"assert", "check", "given", "notes"}


def minutes(text: str) -> int | None:
    """Return the minutes that a lesson's first cell promises, or at which a note says that one should be."""
    found = MINUTES.search(text)
    return int(next(filter(None, found.groups()))) if found else None


def typed_lines(cell: Cell) -> int:
    """Return how many lines of a cell somebody types in class: of an exercise, those of its solution."""
    if cell.kind != "code" or cell.tags & NOT_TYPED:
        return 0
    source = cell.source
    if "exercise" in cell.tags:
        source = "".join(region["code"] for region in REGION.finditer(cell.source + "\n"))
    return sum(1 for line in source.splitlines() if line.strip() and not line.strip().startswith("#"))


def pace(lesson: Lesson) -> tuple[int, int | None, float | None]:
    """Return a lesson's typed lines, its minutes, and the lines in ten of them."""
    n_lines = sum(map(typed_lines, lesson.cells))
    taught = minutes(lesson.cells[0].source)
    return n_lines, taught, 10 * n_lines / taught if taught else None
