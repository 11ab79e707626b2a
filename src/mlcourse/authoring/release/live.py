"""The lesson for live coding: a cell to type holds one line that reveals its code."""

import re
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from mlcourse.authoring.exercise import solution, stub
from mlcourse.authoring.layout import complete, tags
from mlcourse.authoring.lesson import Lesson
from mlcourse.authoring.release.parts.cue import cue
from mlcourse.authoring.release.parts.signature import sign_notebook
from mlcourse.authoring.release.parts.tagged import link, without

NAME = "{name}.live.ipynb"
SHOWN = {"given", "check"}  # nobody types these in class
CAPTION = re.compile(r"^plots\.\w+\(", re.MULTILINE)  # a drawing is not typed either, but says what will be seen


def make(lesson: Lesson, notebooks: Path) -> str:
    """Return the notebook as text: without assertions and notes, the code in the cells' metadata."""
    notebook = link(without(complete(lesson), "assert", "notes", "solution"), NAME)
    for cell in notebook.cells:
        if cell.cell_type == "code" and (CAPTION.search(cell.source) or not SHOWN & tags(cell)):
            hide(cell)
    notebook.cells.insert(1, new_code_cell("%load_ext mlcourse.live", id="live-coding", metadata={"tags": ["given"]}))
    return sign_notebook(notebook, "live")


def hide(cell: NotebookNode) -> None:
    """Move a cell's code into its metadata; the cue of an exercise says no more than its stub."""
    cell.metadata["mlcourse"] = {"code": solution(cell.source)}
    cell.source = f"{cue(stub(cell.source))}\n%reveal {cell.id}"
