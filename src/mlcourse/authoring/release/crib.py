"""The page for the instructor's second screen: code, notes, minutes, what to ask, and what to expect."""

import re
from pathlib import Path

from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode

from mlcourse.authoring.clock import minutes, pace
from mlcourse.authoring.exercise import solution
from mlcourse.authoring.lesson import Lesson
from mlcourse.authoring.release.parts.built import with_outputs
from mlcourse.authoring.release.parts.pages import page, to_html
from mlcourse.authoring.release.parts.tagged import link, without
from mlcourse.authoring.tutor import sentences
from mlcourse.folding import tags

NAME = "{name}.crib.html"
SECTION = re.compile(r"^## (.+)$", re.MULTILINE)


def make(lesson: Lesson, notebooks: Path) -> str:
    """Return the page as text."""
    notebook = link(without(with_outputs(lesson, notebooks), "assert", "solution"), NAME)
    n_lines, taught, per_ten_minutes = pace(lesson)
    for cell in notebook.cells:
        if "exercise" in tags(cell):
            cell.source = solution(cell.source)
        if "hint" in tags(cell):
            cell.source = cell.source.replace("<details>", "<details open>", 1)  # paper cannot be clicked
        if "notes" in tags(cell):
            cell.metadata["minutes"] = minutes(cell.source)
        if "check" in tags(cell):
            cell.metadata["mistakes"] = [to_html(says) for says in sentences(lesson, cell)]
    return page(
        notebook,
        f"{lesson.name}: crib",
        HTMLExporter,
        "crib",
        crib={"lines": n_lines, "minutes": taught, "pace": per_ten_minutes, "sections": sections(notebook)},
    )


def sections(notebook: NotebookNode) -> list[tuple[str, str, int | None]]:
    """Return the cell, the heading, and the minutes at which each section should end, where a note says so."""
    found: list[tuple[str, str, int | None]] = []
    for cell in notebook.cells:
        if "notes" in tags(cell) and found:
            found[-1] = (*found[-1][:2], minutes(cell.source) or found[-1][2])
        elif cell.cell_type == "markdown":
            found += [(cell.id, heading, None) for heading in SECTION.findall(cell.source)]
    return found
