"""The lesson for students: exercises, checks and hints, and no solutions."""

from pathlib import Path

from nbformat import NotebookNode

from mlcourse.authoring.build import read_stored
from mlcourse.authoring.layout import lay_out
from mlcourse.authoring.lesson import Lesson
from mlcourse.authoring.release.parts.signature import sign_notebook
from mlcourse.authoring.release.parts.tagged import without
from mlcourse.authoring.tutor import with_keys
from mlcourse.folding import fold
from mlcourse.tutor import rules

NAME = "{name}.ipynb"
KEYS = ("initial_source", "evaluation_criteria")  # those of `with_keys`


def make(lesson: Lesson, notebooks: Path) -> str:
    """Return the notebook as text; it has no outputs, which would give the predictions away."""
    return sign_notebook(with_keys(without_keys(lesson), lesson), "student")


def make_as_built(lesson: Lesson, notebooks: Path) -> str:
    """Return the same notebook, with the keys for assistants that the built one holds.

    No check is loaded for that, and so no PyTorch: a site is built without it.
    """
    built = {cell.id: cell.metadata for cell in read_stored(lesson, notebooks / f"{lesson.name}.ipynb").cells}
    notebook = without_keys(lesson)
    for cell in notebook.cells:
        cell.metadata |= {key: built[cell.id][key] for key in KEYS if key in built[cell.id]}
    return sign_notebook(notebook, "student")


def without_keys(lesson: Lesson) -> NotebookNode:
    """Return the notebook with nothing in it for assistants."""
    return fold(without(lay_out(lesson), "solution"))


settings = rules  # for who uses an assistant beside the notebooks
