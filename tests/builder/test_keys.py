"""What assistants are told stands in the built notebooks, and follows the checks without anything being executed."""

import nbformat
import pytest

from mlcourse.torch_extra import TorchMissing
from tests.builder.course import BEGIN, END, exercise, make, run

NAME = "02_cost_model"
LESSON = exercise(
    f"{BEGIN}\nn_errors = 3\n{END}", check="from mlcourse.checks import cost_model as check\n\ncheck.n_errors(n_errors)"
)


@pytest.fixture
def told(tmp_path, monkeypatch):
    """Return what an assistant is told by a lesson that was built once; from here on, nothing can be executed."""
    make(tmp_path, LESSON, NAME)
    assert run(tmp_path).output == f"{NAME}: built\n"
    monkeypatch.setattr("mlcourse.authoring.build.execute", pytest.fail)

    def read():
        return nbformat.read(tmp_path / "notebooks" / f"{NAME}.ipynb", as_version=4).cells[0].metadata

    return read


def test_a_built_exercise_says_how_it_began_and_what_its_check_knows(told):
    assert told().initial_source == "n_errors = ..." and told().evaluation_criteria.count("\n- ") >= 3


def test_a_new_sentence_of_a_check_is_told_by_the_next_build(told, tmp_path, monkeypatch):
    assert run(tmp_path).output == f"{NAME}: unchanged\n"
    monkeypatch.setattr("mlcourse.authoring.tutor.sentences", lambda *_: ["so it is", "n_errors = 3 is it"])
    assert run(tmp_path).output == f"{NAME}: built\n"
    assert told().evaluation_criteria.endswith(":\n- so it is\n- … is it")
    assert run(tmp_path).output == f"{NAME}: unchanged\n"


def test_without_pytorch_what_is_told_stays(told, tmp_path, monkeypatch):
    def refuse(*_):
        raise TorchMissing("this needs PyTorch")

    before = told()
    monkeypatch.setattr("mlcourse.authoring.tutor.sentences", refuse)
    assert run(tmp_path).output == f"{NAME}: unchanged\n"
    assert told() == before
