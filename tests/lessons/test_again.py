"""Any cell may be run twice, and any section again after the whole lesson: nightly, since whole lessons run."""

import contextlib
import io

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest

from mlcourse.authoring.exercise import solution
from mlcourse.checks.engine.surroundings import undisturbed
from tests.lesson_code import LESSONS, execute

SAID = (  # how cells begin that give something else the second time, and whose text says why
    "cost.backward()\n",  # lesson 14: shares pile up
    "cost = (torch.relu(w * x + b) - 5) ** 2\ncost.backward()\nprint(w.grad",  # lesson 16: slopes pile up
    "parts, judged = ThreeParts",  # lesson 17: by now, the best weights are in your hands
)


class Notebook:
    """A lesson that is run cell by cell, solved, in one namespace."""

    def __init__(self, lesson):
        self.lesson, self.namespace = lesson, {"__name__": "__main__"}

    def run(self, cell):
        """Return what a cell prints."""
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            execute(solution(cell.source), f"{self.lesson.name}:{cell.line}:again", self.namespace)
        plt.close("all")
        return printed.getvalue()


def sections(lesson):
    """Return the cells of code of each section, which a heading of the second order begins."""
    found = [[]]
    for cell in lesson.cells:
        if cell.kind == "markdown" and any(line.startswith("## ") for line in cell.source.splitlines()):
            found.append([])
        if cell.kind == "code" and "notes" not in cell.tags:
            found[-1].append(cell)
    return found


def differences(notebook, cells, first):
    """Run cells; return the lines of those that raise or print something else than the first time."""
    found = []
    for cell in cells:
        try:
            again = notebook.run(cell)
        except Exception as error:
            found.append(f"line {cell.line}: {type(error).__name__}: {error}")
            break
        if again != first[cell.line] and "nbval-ignore-output" not in cell.tags:
            found.append(f"line {cell.line}: {first[cell.line]!r} and then {again!r}")
    return found


@pytest.mark.nightly
@pytest.mark.parametrize("name", LESSONS)
def test_every_section_may_be_run_again_after_the_whole_lesson(name):
    lesson = LESSONS[name]
    notebook = Notebook(lesson)
    with undisturbed(), mpl.rc_context({"backend": "agg"}):
        first = {cell.line: notebook.run(cell) for section in sections(lesson) for cell in section}
        found = [difference for section in sections(lesson) for difference in differences(notebook, section, first)]
    assert not found, "\n".join(found)


@pytest.mark.nightly
@pytest.mark.parametrize("name", LESSONS)
def test_every_cell_may_be_run_twice(name):
    lesson = LESSONS[name]
    notebook, found = Notebook(lesson), []
    with undisturbed(), mpl.rc_context({"backend": "agg"}):
        for cell in (cell for section in sections(lesson) for cell in section):
            first = {cell.line: notebook.run(cell)}
            if cell.source.startswith(SAID):
                continue
            found += differences(notebook, [cell], first)
    assert not found, "\n".join(found)
