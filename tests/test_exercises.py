"""Every exercise of every lesson: solved, untouched, written differently, and answered with each known mistake."""

import functools
import importlib
import re
from importlib.util import find_spec

import pytest
from lesson_code import LESSONS, run_cell

from mlcourse.authoring.exercise import stub
from mlcourse.checks import Check, CheckFailed
from mlcourse.checks.guard import Problem

LESSON_OF = {name[:2]: lesson for name, lesson in LESSONS.items()}


def cells(number):
    """Return for each exercise of a lesson the name of its answer and the number of its cell."""
    found = {}
    for i, cell in enumerate(LESSON_OF[number].cells):
        if "exercise" in cell.tags:
            line = LESSON_OF[number].cells[i + 1].source
            called = re.fullmatch(r"(\w+) = check\.\1\(\1\)", line)
            assert called, f"{number}: expected `answer = check.answer(answer)`, got {line!r}"
            found[called[1]] = i
    return found


@functools.cache
def checks(number):
    """Return the module of a lesson's checks."""
    return importlib.import_module(f"mlcourse.checks.lesson_{number}")


def pytest_generate_tests(metafunc):
    """Hand out exercises and known mistakes; with `-k 03`, that lesson's alone: no other's checks are loaded."""
    wanted = metafunc.config.option.keyword
    numbers = [wanted] if wanted in LESSON_OF else list(LESSON_OF)
    exercises = [(number, name) for number in numbers for name in cells(number)]
    if "mistake" in metafunc.fixturenames:
        known = [(number, name, getattr(checks(number), name).mistakes) for number, name in exercises]
        cases = [(number, name, mistake) for number, name, mistakes in known for mistake in range(len(mistakes))]
        metafunc.parametrize(("number", "name", "mistake"), cases, ids=["{}-{}-{}".format(*case) for case in cases])
    elif "name" in metafunc.fixturenames:
        metafunc.parametrize(("number", "name"), exercises, ids=["{}-{}".format(*exercise) for exercise in exercises])
    elif "number" in metafunc.fixturenames:
        metafunc.parametrize("number", numbers)


def test_the_solution_passes(number, name):
    check = getattr(checks(number), name)
    answer = run_cell(LESSON_OF[number], cells(number)[name])[name]
    assert check.judge(answer).outcome == "right", check.judge(answer)
    assert check(answer, graded=True) is answer


def test_the_untouched_stub_is_not_solved_yet(number, name):
    check, lesson, index = getattr(checks(number), name), LESSON_OF[number], cells(number)[name]
    answer = run_cell(lesson, index, stub(lesson.cells[index].source))[name]
    assert check.judge(answer).outcome == "untouched", check.judge(answer)
    assert check(answer) is check.ours
    assert check.judge(check.ours).outcome == "right"
    with pytest.raises(CheckFailed, match="not solved yet"):
        check(answer, graded=True)


def test_right_answers_may_be_written_differently(number, name):
    check = getattr(checks(number), name)
    assert check.judge(check.reference).outcome == "right"
    todo = (
        f"add right answers that are written differently to DIFFERENT in tests/different/lesson_{number}.py: {name!r}"
    )
    assert find_spec(f"different.lesson_{number}"), todo
    different = importlib.import_module(f"different.lesson_{number}").DIFFERENT
    assert name in different, todo
    for answer in different[name]:
        assert check.judge(answer).outcome == "right", check.judge(answer)


def test_a_known_mistake_is_told_its_own_sentence(number, name, mistake):
    check = getattr(checks(number), name)
    verdict = check.judge(check.mistakes[mistake].answer)
    assert verdict.outcome == "misunderstood", verdict
    assert check.mistakes[mistake].says in verdict.says


def test_the_courses_own_answer_is_not_taken_for_the_students(number, name, capsys):
    check = getattr(checks(number), name)
    assert check(check(...)) is check.ours
    assert "run your own cell again" in capsys.readouterr().out
    assert not any(isinstance(seen.value, Problem) for seen in check.expected)


def test_every_check_belongs_to_an_exercise(number):
    written = {name for name, value in vars(checks(number)).items() if isinstance(value, Check)}
    assert written == set(cells(number))


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (lambda n_samples, n_train, rng: None, "returned nothing"),
        (lambda n_samples, n_train, rng: rng.permutation(n_samples), "expected two arrays of row numbers"),
        (lambda n_samples, n_train, rng: (n_train, n_samples - n_train), "expected two arrays of row numbers"),
        (lambda n_samples, n_train, rng: ([], [[1], [2, 3]]), "expected two arrays of row numbers"),
        (lambda n_samples: n_samples, "expected `(n_samples, n_train, rng)`"),
    ],
    ids=["nothing", "one array", "two numbers", "ragged", "other parameters"],
)
def test_01_a_split_of_the_wrong_form_is_told_what_was_expected(answer, says):
    assert says in checks("01").split.judge(answer).says


@pytest.mark.parametrize("said", ["list", "tensor"])
def test_16_what_the_next_cells_cannot_draw_is_refused(said):
    import torch  # here: it is slow, and `-k 03` does without it

    as_what = {"list": list, "tensor": torch.tensor}[said]
    check = checks("16").max_pool2d
    verdict = check.judge(lambda X, size: as_what(check.reference(X, size)))
    assert verdict.outcome == "wrong" and f"returned a {said}" in verdict.says
