"""The assignment for nbgrader, through nbgrader's own commands: what they accept, and the points they give."""

import contextlib
import csv
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import nbformat
import pytest
from nbformat import NotebookNode
from nbgrader.apps.nbgraderapp import NbGraderApp
from nbgrader.preprocessors import Execute
from nbgrader.validator import Validator
from traitlets.config import Application
from traitlets.config.loader import PyFileConfigLoader

from mlcourse.authoring.exercise import solution
from mlcourse.authoring.layout import complete
from mlcourse.authoring.release.release import release
from mlcourse.folding import tags
from tests.lesson_code import LESSONS
from tests.release.test_student import given_away
from tests.release.test_tutor import check_keys

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
    """Let nbgrader validate an assignment's source."""
    with patch.object(Validator, "stream", io.StringIO()) as said:
        nbgrader(course, "validate", str(course / "source" / name / f"{name}.ipynb"))
    assert said.getvalue() == "Success! Your notebook passes all the tests.\n"


def write(name: str, folder: Path) -> list[Path]:
    """Release a lesson for nbgrader; return what was written."""
    lesson = LESSONS[name].path
    return list(release("nbgrader", [lesson], lesson.parents[1] / "notebooks", folder))


def assign(course: Path, name: str) -> Path:
    """Release a lesson for nbgrader, and let it make the assignment; return the students' notebook."""
    written = write(name, course / "source")
    assert written == [course / "source" / name / f"{name}.ipynb", course / "nbgrader_config.py"]
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


def solutions(name: str) -> dict[str, str]:
    """Return the right answers to a lesson, each by its cell's id."""
    return {cell.id: solution(cell.source) for cell in exercises(complete(LESSONS[name]))}


def submit(course: Path, student: str, answers: dict[str, str], copied: bool = False, name: str = NAME) -> None:
    """Hand in the students' notebook with some answers, or with its first exercise copied, too."""
    notebook = nbformat.read(course / "release" / name / f"{name}.ipynb", as_version=4)
    for cell in exercises(notebook):
        cell.source = answers.get(cell.id, cell.source)
    if copied:
        first = exercises(notebook)[0]
        notebook.cells.insert(notebook.cells.index(first), NotebookNode(first | {"id": "copied"}))
    folder = course / "submitted" / student / name
    folder.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, folder / f"{name}.ipynb")


def points(course: Path) -> dict[str, tuple[float, float]]:
    """Return each student's points, and how many there were to get."""
    nbgrader(course, "export", "--to", "grades.csv")
    with (course / "grades.csv").open(newline="") as file:
        return {row["student_id"]: (float(row["score"]), float(row["max_score"])) for row in csv.DictReader(file)}


def test_the_students_notebook_holds_no_solution(course):
    notebook = nbformat.read(course / "release" / NAME / f"{NAME}.ipynb", as_version=4)
    assert len(exercises(notebook)) == 4
    for cell in exercises(notebook):
        assert "SOLUTION" not in cell.source and "raise NotImplementedError()" in cell.source
    assert exercises(notebook)[0].source.startswith("heaviest_kg = ...\n")


def hold_no_solution(name: str, path: Path) -> None:
    """Hold what nbgrader made of a lesson against its solutions: nothing of them is left, in metadata neither."""
    notebook = nbformat.read(path, as_version=4)
    check_keys(notebook, LESSONS[name])
    assert [cell.metadata.initial_source for cell in exercises(notebook)] == [c.source for c in exercises(notebook)]
    assert given_away(LESSONS[name], path.read_text(encoding="utf-8")) == set()


def test_the_keys_for_assistants_outlive_nbgrader_and_tell_no_solution(course):
    hold_no_solution(NAME, course / "release" / NAME / f"{NAME}.ipynb")


def test_the_search_would_find_a_solution_in_the_keys(course, tmp_path):
    source = nbformat.read(course / "source" / NAME / f"{NAME}.ipynb", as_version=4)
    released = nbformat.read(course / "release" / NAME / f"{NAME}.ipynb", as_version=4)
    exercises(released)[0].metadata.initial_source = exercises(source)[0].source
    assert given_away(LESSONS[NAME], nbformat.writes(released))


def test_every_check_is_locked_and_raises(course):
    notebook = nbformat.read(course / "release" / NAME / f"{NAME}.ipynb", as_version=4)
    checks = [cell for cell in notebook.cells if "check" in tags(cell)]
    assert all(cell.metadata.nbgrader.locked and cell.metadata.nbgrader.points == 1 for cell in checks)
    assert all(cell.source.endswith(", graded=True)") for cell in checks)


def test_the_source_passes_its_own_validation(course):
    validate(course, NAME)


def test_every_submission_gets_the_points_of_its_answers(course):
    right = solutions(NAME)
    heavy = next(cell_id for cell_id, source in right.items() if source.startswith("n_heavy_fruits"))
    submit(course, "right", right)
    submit(course, "wrong", right | {heavy: "n_heavy_fruits = 0"})
    submit(course, "empty", {})
    submit(course, "exits", right | {heavy: "exit()"})
    nbgrader(course, "autograde", NAME, "--create")
    expected = {"right": (4, 4), "wrong": (3, 4), "empty": (0, 4), "exits": (3, 4)}
    assert points(course).items() >= expected.items()


def test_a_copied_exercise_stops_nbgrader_until_the_copy_is_deleted(course, capfd):
    submit(course, "copies", solutions(NAME), copied=True)
    with pytest.raises(AssertionError, match="autograde failed"):
        nbgrader(course, "autograde", NAME, "--create", "--student", "copies")
    said = capfd.readouterr().err
    assert "exists multiple times" in said and "nbgrader update" in said
    submit(course, "copies", solutions(NAME))
    nbgrader(course, "autograde", NAME, "--create", "--student", "copies")
    assert points(course)["copies"] == (4, 4)


def settings(course: Path) -> Execute:
    """Return what runs notebooks for nbgrader, with the settings that lie in a course's folder."""
    return Execute(config=PyFileConfigLoader("nbgrader_config.py", str(course)).load_config())


def test_the_settings_lie_where_nbgrader_looks_for_them(course):
    assert (settings(course).timeout, settings(course).iopub_timeout) == (240, 30)


def test_settings_that_are_there_are_left_alone(tmp_path):
    (tmp_path / "nbgrader_config.py").write_text("get_config().ExecutePreprocessor.timeout = 60\n")
    write(NAME, tmp_path / "source")
    assert settings(tmp_path).timeout == 60


def test_a_folder_of_another_name_gets_no_settings(tmp_path):
    assert write(NAME, tmp_path / "mine") == [tmp_path / "mine" / NAME / f"{NAME}.ipynb"]
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


@pytest.mark.nightly
@pytest.mark.parametrize("name", LESSONS)
def test_nbgrader_accepts_every_lesson(name, tmp_path):
    hold_no_solution(name, assign(tmp_path, name))
    validate(tmp_path, name)


@pytest.mark.nightly
@pytest.mark.parametrize("name", LESSONS)
def test_every_lesson_is_graded_in_time(name, tmp_path):
    assign(tmp_path, name)
    submit(tmp_path, "right", solutions(name), name=name)
    nbgrader(tmp_path, "autograde", name, "--create")
    ((score, most),) = points(tmp_path).values()
    assert score == most > 0
    graded = nbformat.read(tmp_path / "autograded" / "right" / name / f"{name}.ipynb", as_version=4)
    errors = [output.ename for cell in graded.cells for output in cell.get("outputs", []) if "ename" in output]
    assert "CellTimeoutError" not in errors


@pytest.mark.nightly
def test_an_answer_that_others_need_costs_its_own_point_alone(tmp_path):
    name = "04_linear_regression"
    assign(tmp_path, name)
    answers = {cell_id: source for cell_id, source in solutions(name).items() if "def least_squares" not in source}
    submit(tmp_path, "unsolved", answers, name=name)
    nbgrader(tmp_path, "autograde", name, "--create")
    assert len(answers) == 3 and points(tmp_path) == {"unsolved": (3, 4)}
