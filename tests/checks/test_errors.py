"""Answers that raise, or cannot be called."""

import sys

import pytest

from mlcourse.checks import Check
from mlcourse.checks.engine.observers import outcomes
from tests.checks.answers import mean, says, student


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("def mean(x):\n    n = 0\n    return 1 / n", "ZeroDivisionError: division by zero, in line 3: `return 1 / n`"),
        ("def mean(x):\n    return np.reshape(x, (3, 7))", "in line 2: `return np.reshape(x, (3, 7))`"),
        ("import statistics\ndef mean(x):\n    return statistics.mean([])", "in line 3: `return statistics.mean([])`"),
        ("def mean(x):\n    return average(x)", "NameError: name 'average' is not defined, in line 2"),
        ("def mean(x):\n    return mean(x)", "RecursionError: it calls itself without end, in line 2"),
        ("def mean(x):\n    assert x is None", "AssertionError, in line 2: `assert x is None`"),
        ("def mean(x):\n    return open('/no/such/folder/x.csv')", "No such file or directory: 'x.csv', in line 2"),
        ("def mean(x):\n    raise KeyError(object())", "KeyError: <object object>, in line 2"),
        ("def mean(x):\n    raise ValueError('`{x}` {name} {')", "ValueError: '{x}' {name} {, in line 2"),
        ("def mean(x):\n    raise GeneratorExit", "GeneratorExit, in line 2"),
        ("class Own(BaseException): pass\ndef mean(x):\n    raise Own('\\x1b[31m\\nred')", "Own:  [31m red, in line 3"),
        ("def mean(x):\n    raise StopIteration", "StopIteration, in line 2"),
        ("def mean(x):\n    eval('1 +')", "SyntaxError: invalid syntax"),
        (
            "class Mute(Exception):\n    def __str__(self): 1 / 0\ndef mean(x):\n    raise Mute",
            "raised Mute, in line 4",
        ),
        ("def mean(x):\n    raise ValueError('x' * 9999)", "xxx …, in line 2"),
    ],
)
def test_an_answer_that_raises_is_told_its_own_line(source, told):
    sentence = says(mean, student(source))
    assert sentence.startswith("`mean([1, 5])` raised ")
    assert told in sentence
    assert str(sys.prefix) not in sentence and "checks" not in sentence and "\n" not in sentence and len(sentence) < 400


def test_a_line_without_its_source_is_told_by_its_number():
    assert says(mean, student("def mean(x):\n    return 1 / 0", readable=False)).endswith("by zero, in line 2.")


def test_an_error_in_one_case_alone_is_shown_at_that_case():
    answer = student("def mean(x):\n    return sum(x) / (len(x) if len(x) != 3 else 0 // 0)")
    assert says(mean, answer).startswith("`mean([1, 2, 6])` raised ZeroDivisionError")


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (lambda: 0, "`mean([1, 5])` takes the parameters `()`, expected `(x)`."),
        (lambda x, y: 0, "`mean([1, 5])` takes the parameters `(x, y)`, expected `(x)`."),
        (lambda *, x: 0, "`mean([1, 5])` takes the parameters `(*, x)`, expected `(x)`."),
    ],
)
def test_other_parameters_are_told_with_the_expected_ones(answer, told):
    assert says(mean, answer) == told


def test_an_outcome_that_cannot_use_the_answer_says_so():
    check = Check("pick", min, outcomes(lambda found, xs: xs.index(found), "the place of `{name}`", ([3, 1, 2],)))
    assert check.judge(lambda xs: sorted(xs)[0]).outcome == "right"
    assert says(check, max) == "The place of `pick` came out as 0, expected 1."
    assert says(check, lambda xs: "one") == "`pick([3, 1, 2])` returned 'one', with which nothing can be done here."
    assert "returned nothing" in says(check, lambda xs: xs.reverse())
