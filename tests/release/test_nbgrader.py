"""The assignment for nbgrader, through nbgrader's own commands: what they accept, and the points they give."""

import contextlib
import csv
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import nbformat
import pytest
from nbgrader.apps.nbgraderapp import NbGraderApp
from traitlets.config import Application

from mlcourse.authoring.exercise import solution
from mlcourse.authoring.layout import complete, tags
from mlcourse.authoring.release.release import release
from tests.lesson_code import LESSONS

NAME = "00_start_here"


@contextlib.contextmanager
def inside(course: Path) -> Iterator[None]:
    """Work in a course's folder, with Jupyter's own files there, too."""
    folders = {f"JUPYTER_{kind}_DIR": str(course / kind.lower()) for kind in ("CONFIG", "DATA", "RUNTIME")}
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])  # nbgrader calls `alembic`
    with contextlib.chdir(course), patch.dict(os.environ, folders | {"PATH": path}):
        yield


def nbgrader(course: Path, command: str, *arguments: str) -> None:
    """Run one of nbgrader's commands in a course's folder; in this process, since to import nbgrader takes seconds."""
    with inside(course):
        try:
            NbGraderApp.launch_instance([command, *arguments])
        except SystemExit as end:
            assert not end.code, f"nbgrader {command} failed: see its messages above"
        finally:
            type(Application.instance()).clear_instance()  # the command that ran: there is one at a time


def validate(course: Path, name: str) -> None:
    """Let nbgrader validate an assignment's source, from the command line."""
    command = [sys.executable, "-m", "nbgrader", "validate", course / "source" / name / f"{name}.ipynb"]
    with inside(course):
        said = subprocess.run(command, capture_output=True, text=True, timeout=600)
    assert said.stdout == "Success! Your notebook passes all the tests.\n", said.stdout + said.stderr


def assign(course: Path, name: str) -> Path:
    """Release a lesson for nbgrader, and let it make the assignment; return the students' notebook."""
    lesson = LESSONS[name].path
    (source,) = release("nbgrader", [lesson], lesson.parents[1] / "notebooks", course / "source")
    assert source == course / "source" / name / f"{name}.ipynb"
    nbgrader(course, "generate_assignment", name, "--create")
    return course / "release" / name / f"{name}.ipynb"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Return a course's folder with one assignment."""
    folder = tmp_path_factory.mktemp("course")
    assign(folder, NAME)
    return folder


def exercises(notebook):
    """Return the cells that students answer."""
    return [cell for cell in notebook.cells if "exercise" in tags(cell)]


def submit(course: Path, student: str, answers: dict[str, str]) -> None:
    """Hand in the students' notebook with some answers."""
    notebook = nbformat.read(course / "release" / NAME / f"{NAME}.ipynb", as_version=4)
    for cell in exercises(notebook):
        cell.source = answers.get(cell.id, cell.source)
    folder = course / "submitted" / student / NAME
    folder.mkdir(parents=True)
    nbformat.write(notebook, folder / f"{NAME}.ipynb")


def test_the_students_notebook_holds_no_solution(course):
    notebook = nbformat.read(course / "release" / NAME / f"{NAME}.ipynb", as_version=4)
    assert len(exercises(notebook)) == 4
    for cell in exercises(notebook):
        assert "SOLUTION" not in cell.source and "raise NotImplementedError()" in cell.source
    assert exercises(notebook)[0].source.startswith("heaviest_kg = ...\n")


def test_every_check_is_locked_and_raises(course):
    notebook = nbformat.read(course / "release" / NAME / f"{NAME}.ipynb", as_version=4)
    checks = [cell for cell in notebook.cells if "check" in tags(cell)]
    assert all(cell.metadata.nbgrader.locked and cell.metadata.nbgrader.points == 1 for cell in checks)
    assert all(cell.source.endswith(", graded=True)") for cell in checks)


def test_the_source_passes_its_own_validation(course):
    validate(course, NAME)


def test_right_wrong_and_empty_submissions_get_their_points(course):
    right = {cell.id: solution(cell.source) for cell in exercises(complete(LESSONS[NAME]))}
    wrong = next(cell_id for cell_id, source in right.items() if source.startswith("n_heavy_fruits"))
    submit(course, "right", right)
    submit(course, "wrong", right | {wrong: "n_heavy_fruits = 0"})
    submit(course, "empty", {})
    nbgrader(course, "autograde", NAME, "--create")
    nbgrader(course, "export", "--to", "grades.csv")
    with (course / "grades.csv").open(newline="") as file:
        points = {row["student_id"]: (float(row["score"]), float(row["max_score"])) for row in csv.DictReader(file)}
    assert points == {"right": (4, 4), "wrong": (3, 4), "empty": (0, 4)}


@pytest.mark.nightly
@pytest.mark.parametrize("name", LESSONS)
def test_nbgrader_accepts_every_lesson(name, tmp_path):
    assign(tmp_path, name)
    validate(tmp_path, name)
