"""The lesson for live coding: a cell to type holds one line that reveals its code."""

from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from mlcourse.authoring.exercise import solution, stub
from mlcourse.authoring.layout import complete
from mlcourse.authoring.lesson import Lesson
from mlcourse.authoring.release.parts.cue import cue
from mlcourse.authoring.release.parts.signature import sign_notebook
from mlcourse.authoring.release.parts.tagged import link, without
from mlcourse.folding import fold, tags

NAME = "{name}.live.ipynb"
SHOWN = {"given", "check"}  # nobody types these in class


def make(lesson: Lesson, notebooks: Path) -> str:
    """Return the notebook as text: without assertions and notes, the code in the cells' metadata."""
    notebook = fold(link(without(complete(lesson), "notes", "solution"), NAME))
    for cell in notebook.cells:
        if cell.cell_type == "code" and not SHOWN & tags(cell):
            hide(cell)
    notebook.cells.insert(1, new_code_cell("%load_ext mlcourse.live", id="live-coding", metadata={"tags": ["given"]}))
    return sign_notebook(notebook, "live")


def hide(cell: NotebookNode) -> None:
    """Move a cell's code into its metadata; the cue of an exercise says no more than its stub."""
    cell.metadata["mlcourse"] = {"code": solution(cell.source)}
    cell.source = f"{cue(stub(cell.source))}\n%reveal {cell.id}"
