"""Where a check grades, the course's own answer is not the student's."""

import functools

import pytest

from mlcourse.checks import Check, CheckFailed
from mlcourse.checks.engine.observers import calls
from tests.checks.answers import mean, mean_reference, student


def wrapped(x):
    return mean.reference(x)


@pytest.mark.parametrize(
    "answer",
    [
        mean_reference,
        wrapped,
        lambda x: 0 + wrapped(x),
        functools.partial(mean_reference),
        functools.wraps(mean_reference)(lambda x: mean_reference(x)),
    ],
    ids=["itself", "wrapped", "twice", "partial", "disguised"],
)
def test_a_reference_that_is_handed_on_does_not_pass(answer, capsys):
    with pytest.raises(CheckFailed, match=r"the course's|run your own"):
        mean(answer, graded=True)


@pytest.mark.parametrize("source", ["def mean(x):\n    return np.mean(x)", "def mean(x):\n    return sum(x) / len(x)"])
def test_an_answer_of_ones_own_passes(source, capsys):
    answer = student(source)
    assert mean(answer, graded=True) is answer


def test_for_oneself_it_may_be_looked_up(capsys):
    assert mean(wrapped) is wrapped


def test_a_class_that_inherits_from_the_courses_own_does_not_pass(capsys):
    class Ours:
        def double(self, x):
            return 2 * x

    check = Check("Twice", Ours, lambda answer: calls((1,), (4,))(answer().double))
    inherited = type("Twice", (Ours,), {})
    with pytest.raises(CheckFailed, match="write your own"):
        check(inherited, graded=True)
