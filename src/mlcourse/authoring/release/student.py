"""The lesson for students: exercises, checks and hints, and no solutions."""

from pathlib import Path

from mlcourse.authoring.layout import lay_out
from mlcourse.authoring.lesson import Lesson
from mlcourse.authoring.release.parts.signature import sign_notebook
from mlcourse.authoring.release.parts.tagged import without
from mlcourse.authoring.tutor import with_keys
from mlcourse.folding import fold
from mlcourse.tutor import rules

NAME = "{name}.ipynb"


def make(lesson: Lesson, notebooks: Path) -> str:
    """Return the notebook as text; it has no outputs, which would give the predictions away."""
    notebook = with_keys(fold(without(lay_out(lesson), "solution")), lesson)
    return sign_notebook(notebook, "student")


settings = rules  # for who uses an assistant beside the notebooks
