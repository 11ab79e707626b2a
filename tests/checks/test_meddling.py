"""Answers that change what is not theirs, draw, print, exit or ask."""

import io
import random
import sys
import time
import warnings
from dataclasses import replace

import matplotlib.pyplot as plt
import numpy as np
import pytest
import torch

from mlcourse.checks import Check
from mlcourse.checks.engine.observers import calls, value
from tests.checks.answers import mean, says, student, twice


def test_changing_the_input_is_named():
    array = student("def twice(X):\n    X *= 2\n    return X")
    assert says(twice, array) == "`twice([[1, 2], [3, 4]])` changed its own input `X`: make a new array instead."
    for argument in ([3, 1, 2], [[3], [1, 2]], {"a": [1, 2]}, (1, [2, 3]), torch.ones(3), ["b", "a"]):
        check = Check("f", lambda x: 1, calls((argument, 7)))
        check.judge(lambda x, n: 1)

        def change(x, n):
            inner = x["a"] if isinstance(x, dict) else x[1] if isinstance(x, tuple) else x
            inner[-1] = inner[0] if isinstance(inner, list) else 5
            return 1

        assert "changed its own input `x`" in says(Check("f", lambda x, n: 1, calls((argument, 7))), change)
    sort = Check("f", sorted, calls(([3, 1, 2],)))
    assert "changed its own input `x`" in says(sort, lambda *x: x[0].sort() or x[0]).replace("`*x`", "`x`")


def test_other_arguments_may_change():
    check = Check("f", lambda rng: rng.random(), calls((np.random.default_rng(7),), (np.random.default_rng(8),)))
    assert check.judge(lambda rng: rng.uniform()).outcome == "right"


def test_outputs_are_compared_as_they_came():
    collect = student("def f(x, found=[]):\n    found.append(x)\n    return found")
    check = Check("f", lambda x: [x], calls((1,), (2,)))
    assert says(check, collect) == "`f(2)` came out with shape (2,), expected shape (1,)."


def test_a_reference_that_is_changed_later_still_judges_rightly(capsys):
    check = Check("c", np.array([1.0, 2.0]), value())
    check([0, 0])[0] = 99.0
    assert check.judge([1, 2]).outcome == "right"
    first = check([0, 0])
    assert first.tolist() == [1, 2]
    capsys.readouterr()
    first += 100
    assert check(first).tolist() == [1, 2]
    assert "still the course's" in capsys.readouterr().out


def test_a_truth_value_is_nobodys_own():
    assert Check("b", np.all([True]), value())(np.any([1]), graded=True)


OWN = """
class Mean:
    def {method}(self, *arguments, **options):
        {line}

    ndim = 1

def mean(x):
    return Mean()
"""


@pytest.mark.parametrize(
    ("method", "line", "expected"),
    [
        ("__array__", "raise SystemExit", "asked Python to exit"),
        ("__array__", "raise KeyboardInterrupt", "did not come to an end"),
        ("detach", "raise SystemExit", "asked Python to exit"),
        ("__getattr__", "raise RuntimeError('no attribute')", "RuntimeError: no attribute"),
    ],
)
def test_a_value_of_the_students_own_class_is_held_off_while_it_is_compared(method, line, expected):
    assert expected in says(mean, student(OWN.format(method=method, line=line)))


def test_a_value_that_never_comes_to_an_end_is_stopped_while_it_is_compared():
    answer, began = student(OWN.format(method="__array__", line="time.sleep(60)")), time.monotonic()
    assert "did not come to an end" in says(replace(mean, seconds=0.3), answer)
    assert time.monotonic() - began < 30  # and not 60


def test_global_settings_and_random_states_are_put_back():
    np.random.seed(1)  # noqa: NPY002
    random.seed(1)
    torch.manual_seed(1)
    expected = np.random.random(), random.random(), torch.rand(1)  # noqa: NPY002

    def wild(x):
        np.random.seed(5)  # noqa: NPY002
        random.seed(5)
        torch.manual_seed(5)
        torch.set_grad_enabled(False)
        np.seterr(all="raise")
        np.set_printoptions(precision=1)
        warnings.simplefilter("error")
        return np.mean(x)

    before = np.geterr(), np.get_printoptions(), warnings.filters[:]
    np.random.seed(1)  # noqa: NPY002
    random.seed(1)
    torch.manual_seed(1)
    assert mean.judge(wild).outcome == "right"
    assert (np.random.random(), random.random(), torch.rand(1)) == expected  # noqa: NPY002
    assert (np.geterr(), np.get_printoptions(), warnings.filters[:]) == before
    assert torch.is_grad_enabled()


def test_global_random_numbers_are_the_same_in_every_check():
    assert says(mean, lambda x: np.random.random()) == says(mean, lambda x: np.random.random())  # noqa: NPY002
    assert says(mean, lambda x: random.random()) == says(mean, lambda x: random.random())
    assert says(mean, lambda x: torch.rand(1)[0]) == says(mean, lambda x: torch.rand(1)[0])


def test_the_notebooks_own_settings_do_not_hurt_an_answer():
    with np.errstate(all="raise"), warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("error")
        assert mean.judge(lambda x: np.mean(x) + 0 * (np.float64(1e-320) / np.float64(3))).outcome == "right"
        assert (
            mean.judge(lambda x: (torch.tensor(x, requires_grad=True) * 1).mean().requires_grad * x.mean()).outcome
            == "right"
        )
        assert says(mean, lambda x: np.float64(1) / 0).endswith("came out as inf, expected 3.")


def test_figures_left_open_are_closed_and_others_stay():
    mine = plt.figure()

    def draw(x):
        plt.figure()
        plt.plot(x)
        return np.mean(x)

    assert mean.judge(draw).outcome == "right"
    assert plt.get_fignums() == [mine.number]


def test_prints_and_warnings_are_swallowed(capfd):
    def chatty(x):
        print("hello")
        print("world", file=sys.stderr)
        warnings.warn("beware", stacklevel=1)
        return np.mean(x)

    with warnings.catch_warnings(record=True) as caught:
        assert mean.judge(chatty).outcome == "right"
    assert capfd.readouterr() == ("", "") and not caught


def test_printing_instead_of_returning_is_named():
    assert says(mean, lambda x: print(np.mean(x))) == (
        "`mean([1, 5])` printed its result and returned nothing: does it end with `return`?"
    )
    assert says(mean, student("def mean(x):\n    m = np.mean(x)")).startswith("`mean([1, 5])` returned nothing")


def test_displayed_figures_and_prints_stay_out_of_the_notebook():
    from IPython.core.interactiveshell import InteractiveShell
    from IPython.utils.capture import capture_output

    shell = InteractiveShell.instance()
    try:
        shell.user_ns["check"] = mean
        with capture_output() as seen:
            shell.run_cell("def mean(x):\n    display('hello')\n    print(x)\n    return sum(x) / len(x)")
            shell.run_cell("result = check(mean); same = result is mean")
        assert shell.user_ns["same"]
        assert len(seen.outputs) == 1 and not seen.stdout and not seen.stderr
        assert seen.outputs[0].data["text/plain"] == "✅ `mean` is right."
        shell.run_cell("def mean(x):\n    n = 0\n    return x / n.foo")
        assert "in line 3: `return x / n.foo`" in says(mean, shell.user_ns["mean"])
        shell.run_cell('def mean(x):\n    """Do."""\n    total = 0\n    ...\n    return total')
        assert mean.judge(shell.user_ns["mean"]).outcome == "untouched"
    finally:
        InteractiveShell.clear_instance()


@pytest.mark.parametrize("source", ["sys.exit()", "sys.exit('bye')", "raise SystemExit", "quit()", "exit(3)"])
def test_an_answer_that_exits_does_not(source, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO())  # which `quit` closes
    assert "asked Python to exit" in says(mean, student(f"def mean(x):\n    {source}"))


def test_an_answer_that_asks_is_told_that_nobody_types():
    original = input
    sentence = says(mean, student("def mean(x):\n    return float(input('x? '))"))
    assert "EOFError: nobody is there to type" in sentence and "in line 2" in sentence
    assert input is original
