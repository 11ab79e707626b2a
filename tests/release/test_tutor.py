"""What an assistant is told in a student's folder: what each check knows; never a solution."""

import json

import pytest

from mlcourse.authoring.release import student
from mlcourse.authoring.release.parts.tutor import solution_lines
from mlcourse.resources import resource_folder
from tests.lesson_code import LESSONS

LESSON = LESSONS["02_cost_model"]


@pytest.fixture(scope="module")
def cells():
    """Return the exercises of a lesson's student version."""
    notebook = json.loads(student.make(LESSON, resource_folder("notebooks")))
    return [cell for cell in notebook["cells"] if "exercise" in cell["metadata"].get("tags", [])]


def test_each_exercise_says_how_it_began_and_what_its_check_knows(cells):
    assert len(cells) == 4
    for cell in cells:
        assert cell["metadata"]["initial_source"] == "".join(cell["source"])
        assert cell["metadata"]["evaluation_criteria"].count("\n- ") >= 3


def test_a_known_mistake_is_told_in_the_words_that_the_student_sees(cells):
    assert "this is the *number* of errors" in cells[1]["metadata"]["evaluation_criteria"]


def test_no_solution_is_told(cells):
    secret = solution_lines(LESSON)
    assert secret
    for cell in cells:
        assert "reference_solution" not in cell["metadata"]
        assert not [line for line in secret if line in cell["metadata"]["evaluation_criteria"]]
