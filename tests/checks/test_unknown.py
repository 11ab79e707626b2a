"""Unknown mistakes: what came is told, and what was expected unless that gives the answer away."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from mlcourse.checks import Check
from mlcourse.checks.engine.compare import agree, contrast, show
from mlcourse.checks.engine.observers import calls
from mlcourse.checks.engine.values import Observation
from tests.checks.answers import ALL, bottom, center, mean, n_wrong, rate, run_python, says, task, twice


def test_the_smallest_case_is_shown_with_what_came_and_what_was_expected():
    assert says(mean, lambda x: x.max()) == "`mean([1, 5])` came out as 5, expected 3."
    assert says(mean, lambda x: x.mean() if len(x) < 8 else 0.0) == (
        "`mean([0, 1, 2, 3, 4, 5, …])` came out as 0, expected 3.5."
    )


def test_cases_of_tensors_lists_and_ragged_lists_are_ordered_by_size():
    observe = calls((torch.ones(5),), ([[1, 2], [3]],), (torch.ones(2, requires_grad=True),), ({"a": 1},), (len,))
    labels = [o.label for o in observe(lambda x: 0)]
    assert labels[-2:] == ["`{name}([1, 1])`", "`{name}([1, 1, 1, 1, 1])`"]
    assert "`{name}(len)`" in labels
    assert "`{name}([[1, 2], [3]])`" in labels


SECRETS = [(n_wrong, 5, "too large"), (n_wrong, -1, "too small"), (n_wrong, np.inf, "too large"),
           (n_wrong, np.nan, "not it"), (n_wrong, 1j, "not it"), (bottom, 2.4, "too large"),
           (center, [1, 2, 4], "not it"), (center, [np.nan] * 3, "not it")]  # fmt: skip


@pytest.mark.parametrize(("check", "answer", "hint"), SECRETS)
def test_a_secret_is_not_given_away(check, answer, hint):
    sentence = says(check, answer)
    assert sentence.endswith(f"and that is {hint}.")
    assert "expected" not in sentence and "2.2" not in sentence and "[1, 2, 3]" not in sentence


@pytest.mark.parametrize("check", ALL.values(), ids=ALL)
def test_looking_at_a_check_gives_nothing_away(check):
    assert repr(check) == f"Check(name='{check.name}')"


def test_a_wrong_shape_is_named():
    assert says(mean, lambda x: x) == "`mean([1, 5])` came out with shape (2,), expected a single number."
    assert says(twice, lambda X: 2 * X.T[0]) == (
        "`twice([[1, 2], [3, 4]])` came out with shape (2,), expected shape (2, 2)."
    )
    assert says(twice, lambda X: 3).endswith("came out as a single number, expected shape (2, 2).")
    assert says(n_wrong, [2]) == "`n_wrong` came out with shape (1,), expected a single number."


def generate(x):
    yield 1


class Silent:
    """An object that fails at whatever it is asked."""

    def __eq__(self, other):
        raise RuntimeError

    __hash__ = __repr__ = __str__ = __bool__ = __len__ = __iter__ = __array__ = __eq__


ODD = ["three", None, np.sum, len, Silent, Silent(), [1, [2, 3]], {"a": 1}, {2}, set(), generate(1), object(),
       np.array([None]), np.array(["a", "b"]), b"2", [], (), slice(3), np, np.datetime64("2024-01-01"),
       np.timedelta64(2), np.array([1, "a"], dtype=object), "{name}", "{}", "<b>`*x*`", "🐧" * 500,
       Exception("x"), type, NotImplemented, lambda: 0, [..., 1][1:] * 0, [Silent()], {1: Silent()}, float,
       10**400]  # fmt: skip


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: type(odd).__name__)
@pytest.mark.parametrize("check", ALL.values(), ids=ALL)
def test_a_wrong_type_is_told_in_one_clean_sentence(check, odd):
    for answer in [odd] if not callable(check.reference) else [odd, lambda X: odd]:
        verdict = check.judge(answer)
        assert verdict.outcome != "right", verdict
        assert " 0x" not in verdict.says and "/" not in verdict.says and "\n" not in verdict.says
        assert len(verdict.says) < 400
        assert verdict == check.judge(answer)
        assert "Traceback" not in verdict.says
        assert isinstance(verdict._repr_html_(), str)


def test_what_a_wrong_type_is_called():
    assert says(n_wrong, "two") == "`n_wrong` is 'two' (str), expected a number."
    assert says(n_wrong, None) == "`n_wrong` is None (NoneType), expected a number."
    assert says(n_wrong, np.sum) == "`n_wrong` is sum (_ArrayFunctionDispatcher), expected a number."
    assert says(n_wrong, generate(1)) == "`n_wrong` is generate (generator), expected a number."
    assert says(mean, 3.0) == "`mean` is 3 (float), expected a function."
    assert says(mean, lambda x: "3") == "`mean([1, 5])` came out as '3' (str), expected a number."
    assert says(twice, lambda X: [[1], [2, 3]]).endswith("came out as [[1], [2, 3]] (list), expected numbers.")
    assert says(rate, True) == "`rate` is True (bool), expected a number."
    assert says(rate, [0.1]) == "`rate` is [0.1] (list), expected a number."
    assert says(rate, -1.0) == "What `rate` leads to came out as 'uphill', expected 'arrives'."
    assert says(task, 7) == '`task` is 7 (int), expected one of "regression", "clustering".'
    assert says(task, np.array(["regression", "clustering"])).startswith("`task` is ['regression', 'clustering']")


def test_a_set_is_shown_in_the_same_order_in_every_run():
    code = "from mlcourse.checks.engine.compare import show; print(show({'a', 'b', 'c', 'd'}))"
    shown = {run_python(code, PYTHONHASHSEED=seed) for seed in "123"}
    assert shown == {"{'a', 'b', 'c', 'd'}\n"}


def test_not_a_number_is_shown():
    assert says(mean, lambda x: np.nan) == "`mean([1, 5])` came out as nan, expected 3."
    assert says(mean, lambda x: np.inf) == "`mean([1, 5])` came out as inf, expected 3."
    nothing = Check("nothing", lambda x: np.mean(x), calls((np.array([np.nan]),)))
    assert nothing.judge(np.mean).outcome == "right"


def test_two_arrays_that_look_alike_are_told_apart():
    check = Check("f", lambda x: x, calls((np.arange(9.0),)))
    assert says(check, lambda x: [*range(8), 9]).endswith("came out as 9 at [8], expected 8.0 there.")
    assert says(check, lambda x: [*range(8), np.nan]).endswith("came out as nan at [8], expected 8.0 there.")
    third = Check("f", lambda x: 1 / 3, calls((1,)))
    assert says(third, lambda x: 0.33334) == "`f(1)` came out as 0.33334, expected 0.3333333333333333."
    words = Check("f", lambda x: "a" * 90 + "b", calls((1,)))
    assert says(words, lambda x: "a" * 90).endswith("expected something else.")


@pytest.mark.parametrize(
    ("came", "expected", "same"),
    [
        ([[1], [2, 3]], [[1], [2, 3]], True),
        ([[1], [2, 4]], [[1], [2, 3]], False),
        ([[1], [2, 3]], [[1, 2], [3]], False),
        (object(), [[1], [2, 3]], False),
        ((np.ones((2, 2)), 1.0), (np.ones((2, 2)), 1.0), True),
        ([np.ones((2, 2)), 1.0], (np.ones((2, 2)), 1.0), True),
        ((np.ones((2, 2)), 2.0), (np.ones((2, 2)), 1.0), False),
        ({"a": [1.0]}, {"a": np.array([1.0 + 1e-9])}, True),
        ({"a": 1, "b": 2}, {"a": 1}, False),
        (("cat", 0.1 + 0.2), ("cat", 0.3), True),
        (["a", "b"], np.array(["a", "b"]), True),
        ({1, 2}, {2, 1}, True),
        (None, None, True),
        (None, 0.0, False),
        ("2", 2, False),
        (np.timedelta64(2), 2, False),
        ([], np.array([]), True),
        (2**70, 2.0**70, True),
        (np.uint8(255), np.uint8(0), False),
    ],
)
def test_agreement(came, expected, same):
    with np.errstate(all="raise"):
        assert agree(came, expected, 1e-5, 1e-6) is same
        assert same or isinstance(contrast(came, expected, secret=False), str)


@pytest.mark.parametrize(
    ("thing", "shown"),
    [
        (110_000.0, "110000"), (12345, "12345"), (12345.6, "12346"), (-0.0, "0"), (1 / 3, "0.3333"), (2.5e9, "2.5e+09"),
        (np.float64(2), "2"), (np.bool_(True), "True"), (1 + 2j, "1+2j"), (np.array("a"), "'a'"), (np.str_("a"), "'a'"),
        (np.zeros((28, 28)), "<array of shape (28, 28)>"), (np.eye(2), "[[1, 0], [0, 1]]"), (torch.ones(1), "[1]"),
        ({"a": [1, None]}, "{'a': [1, None]}"), (object(), "<object>"), ((1, "a"), "(1, 'a')"), (np.mean, "mean"),
        ([], "[]"), ((), "()"), (lambda: 0, "<lambda>"), ("x" * 99, "'" + "x" * 59 + " …"),
    ],
)  # fmt: skip
def test_show(thing, shown):
    with np.printoptions(precision=1, legacy="1.13"):
        assert show(thing) == shown


def test_a_list_that_holds_itself_is_shown():
    endless = [1]
    endless.append(endless)
    assert show(endless).startswith("[1, [1, [")
    assert mean.judge(lambda x: endless).outcome == "wrong"


def test_different_numbers_of_observations_are_a_difference():
    check = Check("f", 3, lambda n: [Observation("a part", 1)] * n)
    assert check.judge(3).outcome == "right"
    assert says(check, 2).startswith("`f`")


@pytest.mark.parametrize("typed_in", [3.0, np.array([1.0, 2.0])])
def test_an_answer_that_never_changes_is_told_so(typed_in):
    told = says(mean, lambda x: typed_in)
    assert "whatever it is given" in told and "a name of the notebook's" in told


def test_two_equal_outputs_may_be_an_accident():
    pair_of_cases = replace(mean, observe=calls((np.array([1.0, 5.0]),), (np.array([2.0, 9.0]),)))
    assert "came out as 0" in says(pair_of_cases, lambda x: 0)
