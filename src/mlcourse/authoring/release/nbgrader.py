"""The lesson as an assignment for nbgrader, whose own commands take the solutions out and give the points."""

import ast
import re
from copy import deepcopy
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell
from nbgrader.nbgraderformat import SCHEMA_VERSION
from nbgrader.preprocessors import ClearSolutions

from mlcourse.authoring.exercise import placeholders
from mlcourse.authoring.layout import complete
from mlcourse.authoring.lesson import Lesson
from mlcourse.authoring.release.parts.signature import sign_notebook
from mlcourse.authoring.release.parts.tagged import without
from mlcourse.authoring.tutor import with_keys
from mlcourse.folding import fold, tags
from mlcourse.marks import REGION

NAME = "{name}/{name}.ipynb"  # nbgrader wants an assignment's notebooks in a folder of its name
POINTS = 1  # for each exercise
FIRST = """# While nbgrader runs this page, networks train for a few steps, `exit` ends its own cell alone,
# and a check lets nobody read or change it
%load_ext mlcourse.live.graded"""
IMPORT = re.compile(r"^from mlcourse\.checks import \w+ as check\b", re.MULTILINE)
SETTINGS = "nbgrader_config.py"  # where nbgrader looks for them: in the course's folder
CONFIG = '''"""nbgrader's settings for this course. They are yours: mlcourse writes this file where there is none."""

c = get_config()
c.ExecutePreprocessor.timeout = 240  # seconds for a cell: a busy machine may take nbgrader's 30 to load PyTorch
c.ExecutePreprocessor.iopub_timeout = 30  # to stop what took too long: if it goes on, nbgrader gives no grade at all
'''


def make(lesson: Lesson, notebooks: Path) -> str:
    """Return the notebook as text: exercises to be solved, and checks that raise, worth one point each."""
    notebook = fold(without(complete(lesson), "notes", "solution"))
    for cell in notebook.cells:
        if "exercise" in tags(cell):
            cell.source = forgetting(cell.source)
            mark(cell, solution=True)
        elif "check" in tags(cell):
            cell.source = raising(cell.source)
            mark(cell, grade=True, locked=True)
    with_keys(notebook, lesson, as_assigned)
    notebook.cells.insert(
        1, new_code_cell(FIRST + checks_of(lesson), id="while-nbgrader-runs", metadata={"tags": ["given"]})
    )
    mark(notebook.cells[1], locked=True)
    return sign_notebook(notebook, "nbgrader")


def settings(folder: Path) -> dict[Path, str]:
    """Return nbgrader's settings by where they belong, beside `source`; none for a folder of another name."""
    folder = folder.absolute()
    return {folder.parent / SETTINGS: CONFIG} if folder.name == "source" else {}


def mark(cell: NotebookNode, solution: bool = False, grade: bool = False, locked: bool = False) -> None:
    """Say of a cell what it is, as nbgrader reads it."""
    cell.metadata["nbgrader"] = {
        "schema_version": SCHEMA_VERSION,
        "grade_id": cell.id,
        "solution": solution,
        "grade": grade,
        "locked": locked,
        "task": False,
        **({"points": POINTS} if grade else {}),
    }


def as_assigned(cell: NotebookNode) -> str:
    """Return what students find in an exercise, by nbgrader's own hand: the keys' metadata outlive its commands."""
    return ClearSolutions().preprocess_cell(deepcopy(cell), {"language": "python"}, 0)[0].source


def checks_of(lesson: Lesson) -> str:
    """Return the line that imports the lesson's checks, before any cell that a student may change; or nothing."""
    found = (IMPORT.search(cell.source) for cell in lesson.cells if cell.kind == "code")
    return next((f"\n{match[0]}" for match in found if match), "")


def forgetting(source: str) -> str:
    """Return an exercise whose stub still says `name = ...`: the name may have a value from before."""

    def reset(region: re.Match) -> str:
        lines = [line for line in placeholders(region["code"]) if line != "..."]
        return "".join(f"{region['indent']}{line}\n" for line in lines) + region[0]

    return REGION.sub(reset, source + "\n").rstrip("\n")


def raising(source: str) -> str:
    """Return a check's cell that raises where the answer is not right, in place of going on with the course's own."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    call = next(node for node in calls if ast.unparse(node.func).startswith("check."))
    lines = source.splitlines()
    line, end = lines[call.end_lineno - 1].encode(), call.end_col_offset - 1  # Python counts bytes
    lines[call.end_lineno - 1] = (line[:end] + b", graded=True" + line[end:]).decode()
    return "\n".join(lines)
