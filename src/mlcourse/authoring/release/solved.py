"""The lesson with every exercise solved in its place."""

from pathlib import Path

from mlcourse.authoring.layout import lay_out
from mlcourse.authoring.lesson import Lesson
from mlcourse.authoring.release.parts.signature import sign_notebook
from mlcourse.authoring.release.parts.tagged import link, without
from mlcourse.authoring.tutor import with_keys

NAME = "{name}.solved.ipynb"


def make(lesson: Lesson, notebooks: Path) -> str:
    """Return the notebook as text, not executed."""
    stubs = {cell.id: cell.source for cell in lay_out(lesson).cells}
    notebook = link(without(lay_out(lesson, solved=True), "assert"), NAME)
    return sign_notebook(with_keys(notebook, lesson, lambda cell: stubs[cell.id], solved=True), "solved")
