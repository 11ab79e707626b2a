"""Every exercise of every lesson: solved, untouched, written differently, and answered with each known mistake."""

import importlib
import re
from importlib.util import find_spec

import pytest

from mlcourse.authoring.exercise import stub
from mlcourse.checks import Check, CheckFailed
from mlcourse.checks.by_name import checks_of as checks
from mlcourse.checks.engine.values import Problem
from tests.lesson_code import LESSONS, run_cell

LESSON_OF = {lesson.slug: lesson for lesson in LESSONS.values()}


def cells(slug):
    """Return for each exercise of a lesson the name of its answer and the number of its cell."""
    found = {}
    for i, cell in enumerate(LESSON_OF[slug].cells):
        if "exercise" in cell.tags:
            line = LESSON_OF[slug].cells[i + 1].source
            called = re.fullmatch(r"(\w+) = check\.\1\(\1\)", line)
            assert called, f"{slug}: expected `answer = check.answer(answer)`, got {line!r}"
            found[called[1]] = i
    return found


def pytest_generate_tests(metafunc):
    """Hand out exercises and known mistakes; with `-k 03`, that lesson's alone: no other's checks are loaded."""
    wanted = metafunc.config.option.keyword  # conftest.py has made a name of the number
    slugs = [wanted] if wanted in LESSON_OF else list(LESSON_OF)
    exercises = [(slug, name) for slug in slugs for name in cells(slug)]
    if "mistake" in metafunc.fixturenames:
        known = [(slug, name, getattr(checks(slug), name).mistakes) for slug, name in exercises]
        cases = [(slug, name, mistake) for slug, name, mistakes in known for mistake in range(len(mistakes))]
        metafunc.parametrize(("slug", "name", "mistake"), cases, ids=["{}-{}-{}".format(*case) for case in cases])
    elif "name" in metafunc.fixturenames:
        metafunc.parametrize(("slug", "name"), exercises, ids=["{}-{}".format(*exercise) for exercise in exercises])
    elif "slug" in metafunc.fixturenames:
        metafunc.parametrize("slug", slugs)


def test_the_solution_passes(slug, name):
    check = getattr(checks(slug), name)
    answer = run_cell(LESSON_OF[slug], cells(slug)[name])[name]
    assert check.judge(answer).outcome == "right", check.judge(answer)
    assert check(answer, graded=True) is answer


def test_the_untouched_stub_is_not_solved_yet(slug, name):
    check, lesson, index = getattr(checks(slug), name), LESSON_OF[slug], cells(slug)[name]
    answer = run_cell(lesson, index, stub(lesson.cells[index].source))[name]
    assert check.judge(answer).outcome == "untouched", check.judge(answer)
    assert check(answer) is check.ours
    assert check.judge(check.ours).outcome == "right"
    with pytest.raises(CheckFailed, match="not solved yet"):
        check(answer, graded=True)


def test_right_answers_may_be_written_differently(slug, name):
    check = getattr(checks(slug), name)
    assert check.judge(check.reference).outcome == "right"
    todo = f"add right answers that are written differently to DIFFERENT in tests/different/{slug}.py: {name!r}"
    assert find_spec(f"tests.different.{slug}"), todo
    different = importlib.import_module(f"tests.different.{slug}").DIFFERENT
    assert name in different, todo
    for answer in different[name]:
        assert check.judge(answer).outcome == "right", check.judge(answer)


def test_wrong_answers_are_refused(slug, name):
    if not find_spec(f"tests.wrong.{slug}"):
        return
    check = getattr(checks(slug), name)
    for answer, words in importlib.import_module(f"tests.wrong.{slug}").WRONG.get(name, []):
        verdict = check.judge(answer)
        assert verdict.outcome in ("wrong", "misunderstood"), (answer, verdict)
        assert words in verdict.says, (answer, verdict)


def test_a_known_mistake_is_told_its_own_sentence(slug, name, mistake):
    check = getattr(checks(slug), name)
    verdict = check.judge(check.mistakes[mistake].answer)
    assert verdict.outcome == "misunderstood", verdict
    assert check.mistakes[mistake].says in verdict.says


def test_the_courses_own_answer_is_not_taken_for_the_students(slug, name, capsys):
    check = getattr(checks(slug), name)
    assert check(check(...)) is check.ours
    assert "run your own cell again" in capsys.readouterr().out
    assert not any(isinstance(seen.value, Problem) for seen in check.expected)


def test_every_check_belongs_to_an_exercise(slug):
    written = {name for name, value in vars(checks(slug)).items() if isinstance(value, Check)}
    assert written == set(cells(slug))


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
def test_a_split_of_the_wrong_form_is_told_what_was_expected(answer, says):
    assert says in checks("what_is_machine_learning").split.judge(answer).says


@pytest.mark.parametrize("said", ["list", "tensor"])
def test_what_the_next_cells_cannot_draw_is_refused(said):
    import torch  # here: it is slow, and `-k 03` does without it

    as_what = {"list": list, "tensor": torch.tensor}[said]
    check = checks("convolution").max_pool2d
    verdict = check.judge(lambda X, size: as_what(check.reference(X, size)))
    assert verdict.outcome == "wrong" and f"returned a {said}" in verdict.says
