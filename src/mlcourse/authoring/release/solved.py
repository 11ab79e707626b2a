"""The lesson with every exercise solved in its place."""

from pathlib import Path

from mlcourse.authoring.layout import lay_out
from mlcourse.authoring.lesson import Lesson
from mlcourse.authoring.release.parts.signature import sign_notebook
from mlcourse.authoring.release.parts.tagged import link, without

NAME = "{name}.solved.ipynb"


def make(lesson: Lesson, notebooks: Path) -> str:
    """Return the notebook as text, not executed."""
    return sign_notebook(link(without(lay_out(lesson, solved=True), "assert"), NAME), "solved")
