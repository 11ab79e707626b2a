"""A lesson with what its built notebook shows: a crib and slides tell what comes out."""

from pathlib import Path

from nbformat import NotebookNode

from mlcourse.authoring.build import read_stored
from mlcourse.authoring.execute import WIDGET
from mlcourse.authoring.layout import complete, lay_out
from mlcourse.authoring.lesson import Lesson, LessonError
from mlcourse.fingerprint import fingerprint
from mlcourse.folding import tags


def with_outputs(lesson: Lesson, notebooks: Path) -> NotebookNode:
    """Return all that a lesson has, with the outputs of its built notebook.

    A slider stands there as frames. The verdicts of checks are left out: nobody has solved anything.

    Raises
    ------
    LessonError
        If the built notebook is missing, damaged, or not of this lesson as it is now.
    """
    path = notebooks / f"{lesson.name}.ipynb"
    if not path.exists() or fingerprint(stored := read_stored(lesson, path)) != fingerprint(lay_out(lesson)):
        raise LessonError(lesson.path, 1, f"its notebook is not up to date: run `mlcourse build {lesson.name[:2]}`")
    outputs = {cell.id: cell.get("outputs", []) for cell in stored.cells if "check" not in tags(cell)}
    notebook = complete(lesson)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [o for o in outputs.get(cell.id, []) if WIDGET not in o.get("data", {})]
    return notebook
