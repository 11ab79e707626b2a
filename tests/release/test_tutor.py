"""What an assistant is told of an exercise, version by version: how it began, and what its check knows."""

import nbformat
import pytest

from mlcourse.authoring.exercise import solution, stub
from mlcourse.authoring.release import nbgrader, solved, student
from mlcourse.authoring.tutor import CRITERIA, sentences, solution_lines
from mlcourse.folding import tags
from mlcourse.resources import resource_folder
from mlcourse.student.own_copy import update_folder
from tests.lesson_code import LESSONS

LESSON = LESSONS["02_cost_model"]
each_lesson = pytest.mark.parametrize("lesson", LESSONS.values(), ids=LESSONS)


def made(version, lesson):
    """Return a version of a lesson."""
    return nbformat.reads(version.make(lesson, resource_folder("notebooks")), as_version=4)


def exercises(notebook):
    """Return the exercises, each with the cell below it."""
    return [pair for pair in zip(notebook.cells, notebook.cells[1:], strict=False) if "exercise" in tags(pair[0])]


def check_keys(notebook, lesson):
    """Hold the keys of a version against what the lesson's checks know, without what would give a solution away."""
    secret = solution_lines(lesson)
    found = exercises(notebook)
    assert secret and len(found) == sum("exercise" in cell.tags for cell in lesson.cells)
    for cell, check in found:
        told, known = cell.metadata.evaluation_criteria, sentences(lesson, check)
        assert told.startswith(f"{CRITERIA}- ") and not [line for line in secret if line in told]
        assert len(known) >= 2
        for says, one in zip(known, told.removeprefix(f"{CRITERIA}- ").split("\n- "), strict=True):
            assert "…" in one if any(line in says for line in secret) else one == says
        if notebook.metadata.mlcourse.get("release") != "solved":
            assert "reference_solution" not in cell.metadata


@pytest.fixture(scope="module")
def copies(tmp_path_factory):
    """Return the folder that `mlcourse lab` makes."""
    folder = tmp_path_factory.mktemp("work")
    update_folder(resource_folder("notebooks"), folder)
    return folder


@each_lesson
def test_a_copy_of_the_lab_says_how_it_began_and_what_its_checks_know(lesson, copies):
    notebook = nbformat.read(copies / f"{lesson.name}.ipynb", as_version=4)
    check_keys(notebook, lesson)
    assert all(cell.metadata.initial_source == cell.source for cell, _ in exercises(notebook))


@each_lesson
def test_the_students_version_says_the_same(lesson, copies):
    notebook, copy = made(student, lesson), nbformat.read(copies / f"{lesson.name}.ipynb", as_version=4)
    check_keys(notebook, lesson)
    assert [cell.metadata for cell, _ in exercises(notebook)] == [cell.metadata for cell, _ in exercises(copy)]


@each_lesson
def test_nbgraders_source_is_told_of_the_stub_though_it_holds_the_solution(lesson):
    notebook = made(nbgrader, lesson)
    check_keys(notebook, lesson)
    for cell, _ in exercises(notebook):
        began = cell.metadata.initial_source
        assert "raise NotImplementedError()" in began and "SOLUTION" in cell.source and "SOLUTION" not in began


@each_lesson
def test_only_the_solved_version_tells_the_solution(lesson):
    notebook = made(solved, lesson)
    check_keys(notebook, lesson)
    sources = [cell.source for cell in lesson.cells if "exercise" in cell.tags]
    for (cell, _), source in zip(exercises(notebook), sources, strict=True):
        assert cell.metadata.reference_solution == cell.source != cell.metadata.initial_source
        assert (cell.metadata.reference_solution, cell.metadata.initial_source) == (solution(source), stub(source))


def test_a_sentence_that_holds_a_line_of_the_solution_is_told_without_it():
    told = exercises(made(student, LESSONS["17_lightning"]))[1][0].metadata.evaluation_criteria
    assert "nobody clears the slopes, and they pile up: `…` comes first, as in lesson 16." in told


def test_a_known_mistake_is_told_in_the_words_that_the_student_sees():
    told = [cell.metadata.evaluation_criteria for cell, _ in exercises(made(student, LESSON))]
    assert len(told) == 4 and "this is the *number* of errors" in told[1]
