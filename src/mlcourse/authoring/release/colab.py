"""The lesson for Colab and Kaggle, whose first cell installs the course where it is missing, and nothing else."""

from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from mlcourse.authoring.layout import lay_out
from mlcourse.authoring.lesson import Lesson
from mlcourse.authoring.release.parts.signature import sign_notebook
from mlcourse.authoring.release.parts.tagged import link
from mlcourse.authoring.repository import Repository
from mlcourse.folding import fold

NAME = "{name}.ipynb"
COURSE = """# On Colab and Kaggle the course is installed here; `--no-deps`, so that nothing of theirs is replaced
from importlib.util import find_spec

if find_spec("mlcourse") is None:
    %pip install --quiet --no-deps {wheel}"""
LIGHTNING = """
if find_spec("lightning") is None:
    %pip install --quiet --no-deps lightning lightning-utilities torchmetrics"""


def make(lesson: Lesson, notebooks: Path, repository: Repository) -> str:
    """Return the notebook as text, as `mlcourse lab` lays it out: not executed, with its solutions folded away."""
    notebook = link(fold(lay_out(lesson)), repository.colab("{name}") or NAME)
    notebook.cells.insert(1, new_code_cell(first_cell(notebook, repository.wheel), id="install-the-course"))
    return sign_notebook(notebook, "colab")


def first_cell(notebook: NotebookNode, wheel: str) -> str:
    """Return the code that installs the course; for PyTorch's lessons also what Colab has not: Lightning."""
    needs_torch = any("require_torch()" in cell.source for cell in notebook.cells if cell.cell_type == "code")
    return COURSE.format(wheel=wheel) + (LIGHTNING if needs_torch else "")
