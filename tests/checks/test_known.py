"""Known mistakes: each gets its own sentence."""

import pytest

from mlcourse.checks import Check, CheckFailed, Mistake
from mlcourse.checks.engine.observers import value
from mlcourse.checks.engine.verdict import Verdict
from tests.checks.answers import mean, n_wrong, rate, says, task


@pytest.mark.parametrize(("check", "answer"), [(mean, lambda x: x.sum()), (mean, lambda x: sum(x)),
                                               (n_wrong, 9.0), (task, "CLUSTERING"), (rate, 7)])  # fmt: skip
def test_a_known_mistake_gets_its_own_sentence(check, answer, capsys):
    mistake = check.mistakes[0]
    assert check.judge(answer) == Verdict("misunderstood", f"`{check.name}`: {mistake.says}")
    assert check(answer) is check.ours
    with pytest.raises(CheckFailed) as failed:
        check(answer, graded=True)
    assert str(failed.value) == f"`{check.name}`: {mistake.says}"  # no word of the lesson going on


def test_a_mistake_that_raises_is_recognized_by_the_error_and_its_words():
    assert mean.judge(lambda x: x.copy().foo).outcome == "misunderstood"
    assert "no attribute 'bar'" in says(mean, lambda x: x.bar)


def test_of_wrong_types_too_only_the_known_one_is_recognized():
    check = Check("n", 2, value(), mistakes=[Mistake("two", "a number, not a word.")])
    assert check.judge("two").outcome == "misunderstood"
    assert "'three'" in says(check, "three")
