"""Bring a lesson's cells into the notebook's order, and give each its id."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from mlcourse.authoring.exercise import solution
from mlcourse.authoring.lesson import Cell, Lesson
from mlcourse.folding import DETAILS

FENCED = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)  # a comment in there is not a heading
HEADING = re.compile(r"^#{1,3} (.+)$", re.MULTILINE)


def identify(lesson: Lesson) -> Iterator[tuple[str, Cell]]:
    """Yield each cell of a lesson, notes included, with its id: the heading that it stands under, and a number.

    A cell has the same id in each version.
    """
    section, counts = lesson.name, Counter()
    for cell in arrange(lesson.cells, notes=True):
        is_note = "notes" in cell.tags
        if cell.kind == "markdown" and not is_note and (heading := HEADING.search(FENCED.sub("", cell.source))):
            section = heading[1]
        slug = f"{slugify(section)}-notes" if is_note else slugify(section)
        counts[slug] += 1
        yield f"{slug}-{counts[slug]}", cell


def arrange(cells: tuple[Cell, ...], notes: bool = False) -> Iterator[Cell]:
    """Yield each cell of the notebook, an exercise with its marks; its solution, folded away, is a cell of its own.

    Each has the line of the lesson that it comes from. Notes stay out, unless they are asked for.
    """
    exercise = None
    for i, cell in enumerate(cells):
        if "notes" in cell.tags:
            if notes:
                yield cell
            continue
        if "exercise" in cell.tags:
            exercise = cell
        if "hint" in cell.tags:
            yield replace(cell, source=DETAILS.format(title="Hint", text=cell.source))
        else:
            yield cell
        if exercise and not is_followed_up(cells, i):
            code = f"```python\n{solution(exercise.source)}\n```"
            text = DETAILS.format(title="Solution", text=code)
            yield Cell("markdown", text, frozenset({"solution"}), exercise.line)
            exercise = None


def is_followed_up(cells: tuple[Cell, ...], i: int) -> bool:
    """Tell whether the exercise that cell `i` belongs to goes on with a check or a hint, notes aside."""
    after = next((cell for cell in cells[i + 1 :] if "notes" not in cell.tags), None)
    return after is not None and bool(after.tags & {"check", "hint"})


def slugify(heading: str) -> str:
    """Return a heading as lower-case words joined by hyphens, 50 characters at most."""
    plain = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:50].rstrip("-") or "section"
