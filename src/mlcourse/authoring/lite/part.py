"""A lesson of which only some cells ask PyTorch, as it runs in the browser: without them, and saying so."""

import re

import nbformat
from nbformat.v4 import new_markdown_cell

from mlcourse.authoring.lesson import Lesson
from mlcourse.authoring.release.parts.signature import sign_notebook
from mlcourse.folding import tags

TAG = "torch"
ASKED = "require_torch"  # what lessons refuse to go on with, where PyTorch is missing
NEEDS = re.compile(r" ·\s+needs PyTorch \([^)]*\)")  # in a lesson's first cell
NOT_HERE = (
    "*On your own machine, PyTorch is asked for the same at this place, and agrees. In the browser there is none.*"
)


def needs_torch(lesson: Lesson) -> bool:
    """Tell whether some of a lesson's cells need PyTorch."""
    return any(cell.kind == "code" and f"{ASKED}()" in cell.source for cell in lesson.cells)


def goes_without(lesson: Lesson) -> bool:
    """Tell whether the cells that need PyTorch can be left out: its author has tagged them."""
    return any(TAG in cell.tags for cell in lesson.cells)


def without_torch(text: str) -> str:
    """Return a version of a lesson, given as text, with a sentence in place of the cells that need PyTorch."""
    notebook = nbformat.reads(text, as_version=4)
    notebook.cells[0].source = NEEDS.sub(" · here without PyTorch", notebook.cells[0].source)
    cells = []
    for cell in notebook.cells:
        if TAG in tags(cell):
            cell = new_markdown_cell(NOT_HERE, id=f"not-here-{cell.id}"[:64])
        elif cell.cell_type == "code":
            cell.source = "\n".join(line for line in cell.source.splitlines() if ASKED not in line)
        if not (cells and cell.source == NOT_HERE == cells[-1].source):
            cells.append(cell)
    notebook.cells = cells
    return sign_notebook(notebook, notebook.metadata.mlcourse["release"])
