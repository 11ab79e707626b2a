"""The lesson for students: exercises, checks and hints, and no solutions."""

from pathlib import Path

from mlcourse.authoring.layout import lay_out
from mlcourse.authoring.lesson import Lesson
from mlcourse.authoring.release.parts.signature import sign_notebook
from mlcourse.authoring.release.parts.tagged import without
from mlcourse.folding import fold

NAME = "{name}.ipynb"


def make(lesson: Lesson, notebooks: Path) -> str:
    """Return the notebook as text; it has no outputs, which would give the predictions away."""
    return sign_notebook(fold(without(lay_out(lesson), "solution")), "student")
