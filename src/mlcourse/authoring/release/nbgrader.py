"""The lesson as an assignment for nbgrader, whose own commands take the solutions out and give the points."""

import ast
import re
from pathlib import Path

from nbformat import NotebookNode
from nbgrader.nbgraderformat import SCHEMA_VERSION

from mlcourse.authoring.exercise import placeholders
from mlcourse.authoring.layout import complete, tags
from mlcourse.authoring.lesson import Lesson
from mlcourse.authoring.release.parts.signature import sign_notebook
from mlcourse.authoring.release.parts.tagged import without
from mlcourse.marks import REGION

NAME = "{name}/{name}.ipynb"  # nbgrader wants an assignment's notebooks in a folder of its name
POINTS = 1  # for each exercise


def make(lesson: Lesson, notebooks: Path) -> str:
    """Return the notebook as text: exercises to be solved, and checks that raise, worth one point each."""
    notebook = without(complete(lesson), "notes", "solution")
    for cell in notebook.cells:
        if "exercise" in tags(cell):
            cell.source = forgetting(cell.source)
            mark(cell, solution=True, grade=False)
        elif "check" in tags(cell):
            cell.source = raising(cell.source)
            mark(cell, solution=False, grade=True)
    return sign_notebook(notebook, "nbgrader")


def mark(cell: NotebookNode, solution: bool, grade: bool) -> None:
    """Say of a cell what it is, as nbgrader reads it."""
    cell.metadata["nbgrader"] = {
        "schema_version": SCHEMA_VERSION,
        "grade_id": cell.id,
        "solution": solution,
        "grade": grade,
        "locked": grade,
        "task": False,
        **({"points": POINTS} if grade else {}),
    }


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
