"""The check engine: every form of exercise, answered by a hostile engineer and by the sloppiest of students."""

import functools
import io
import itertools
import linecache
import os
import random
import signal
import subprocess
import sys
import textwrap
import threading
import time
import warnings
from fractions import Fraction

import matplotlib.pyplot as plt
import numpy as np
import pytest
import torch

from mlcourse.checks import Check, CheckFailed, Mistake, alarm, engine
from mlcourse.checks.compare import agree, contrast, show
from mlcourse.checks.engine import Observation
from mlcourse.checks.observers import calls, choice, outcomes, tuning, value
from mlcourse.checks.verdict import Verdict

CELLS = itertools.count()


def student(source, readable=True):
    """Run a student's cell and return the last name it defines; IPython makes its source readable, others do not."""
    name, source = f"cell {next(CELLS)}", textwrap.dedent(source).strip() + "\n"
    if readable:
        linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    namespace = {"np": np, "plt": plt, "torch": torch, "time": time, "sys": sys, "__name__": "__main__"}
    before = set(namespace)
    exec(compile(source, name, "exec"), namespace)
    return [v for k, v in namespace.items() if k not in before | {"__builtins__"}][-1]


def mean_reference(x):
    """Return the mean."""
    return np.mean(x)


mean = Check(
    "mean",
    reference=mean_reference,
    observe=calls((np.array([1.0, 2.0, 6.0]),), (np.array([1.0, 5.0]),), (np.arange(8.0),)),
    mistakes=[
        Mistake(np.sum, "this is the *sum*: divide by `len(x)`."),
        Mistake(lambda x: x.foo, "an array has no `foo`."),
    ],
)
twice = Check("twice", reference=lambda X: 2 * X, observe=calls((np.array([[1.0, 2.0], [3.0, 4.0]]),)))
mask = Check("mask", reference=lambda x: x > 1, observe=calls((np.array([0.0, 1.0, 2.0]),)))
pair = Check("pair", reference=lambda x: (np.min(x), np.max(x)), observe=calls((np.array([3.0, 1.0, 2.0]),)))
n_wrong = Check("n_wrong", 2, value(), mistakes=[Mistake(9, "9 is the number of *right* ones.")])
bottom = Check("bottom", 2.2, value(), rtol=0, atol=0.15)
center = Check("center", np.array([1.0, 2.0, 3.0]), value())
task = Check("task", "regression", choice("regression", "clustering"), [Mistake("clustering", "there are answers.")])


def walk(rate):
    return "uphill" if rate < 0 else "arrives" if rate < 1 else "explodes"


rate = Check("rate", 0.5, tuning(walk), mistakes=[Mistake(2.0, "the steps are too long.")])
ALL = {check.name: check for check in (mean, twice, mask, pair, n_wrong, bottom, center, task, rate)}


def says(check, answer):
    verdict = check.judge(answer)
    assert verdict.outcome == "wrong", verdict
    return verdict.says


# --- right answers, however they are written ------------------------------------------------------------------------

RIGHT = {
    "mean": [
        np.mean,
        lambda x: sum(x) / len(x),
        lambda x: np.float32(np.mean(x)),
        lambda x: np.array(np.mean(x)),
        lambda x: torch.tensor(np.mean(x), requires_grad=True),
        lambda x: Fraction(np.mean(x)),
        lambda x: np.array(np.mean(x), dtype=object),
        lambda x: complex(np.mean(x)),
        functools.partial(np.average, axis=0),
        lambda x, axis=None: x.mean(),
        lambda *arguments: np.mean(arguments[0]),
        student("def mean(x):\n    ...\n    return np.mean(x)"),
        student("class Mean:\n    def __call__(self, x):\n        return x.mean()")(),
    ],
    "twice": [lambda X: [[2 * x for x in row] for row in X], lambda X: torch.tensor(X) * 2, lambda X: (X + X).tolist()],
    "mask": [lambda x: [int(v > 1) for v in x], lambda x: np.where(x > 1, 1.0, 0.0), lambda x: torch.tensor(x) > 1],
    "pair": [
        lambda x: [np.min(x), np.max(x)],
        lambda x: np.array([np.min(x), np.max(x)]),
        lambda x: (torch.tensor(1.0, requires_grad=True), torch.tensor(3)),
        lambda x: [torch.tensor(1.0, requires_grad=True), torch.tensor(3.0)],
    ],
    "n_wrong": [2, 2.0, np.int64(2), np.float64(2), np.array(2), torch.tensor(2), Fraction(2), True + True],
    "bottom": [2.1, 2.3, np.float32(2.2), 2.2 + 0j],
    "center": [[1, 2, 3], (1.0, 2.0, 3.0), torch.arange(1, 4), np.float32([1, 2, 3]), range(1, 4)],
    "task": ["regression", " Regression ", np.str_("REGRESSION")],
    "rate": [0.5, 0, np.float32(0.3), np.array(0.3), torch.tensor(0.3), Fraction(1, 3)],
}


@pytest.mark.parametrize("name", RIGHT)
def test_right_answers_pass_and_come_back_as_they_are(name, capsys):
    assert ALL[name].judge(ALL[name].reference).outcome == "right"
    for answer in RIGHT[name]:
        assert ALL[name].judge(answer) == Verdict("right", f"`{name}` is right."), answer
        assert ALL[name](answer) is answer
        assert ALL[name](answer, graded=True) is answer


# --- stubs -----------------------------------------------------------------------------------------------------------

EMPTY = [
    "def mean(x): ...",
    'def mean(x):\n    """Return the mean."""\n    ...',
    'def mean(x):\n    """Return the mean."""\n    pass',
    "mean = lambda x: ...",
    "mean = ...",
    "mean = (..., ...)",
]
UNFINISHED = [
    "def mean(x):\n    total = ...\n    return total / len(x)",
    "def mean(x):\n    total = 0\n    for v in x:\n        total += v\n    return ...",
    "class Mean:\n    def forward(self, x):\n        return ...",
    "class Mean:\n    def __init__(self):\n        self.n = ...",
    "class Mean:\n    @staticmethod\n    def forward(self, x):\n        return ...",
    "import functools\n@functools.cache\ndef mean(x):\n    return ...",
]
READABLE = [
    "def mean(x):\n    total = 0\n    for v in x:\n        ...\n    return total",
    "def mean(x):\n    return np.mean(...)",
    "def mean(x):\n    n, total = 1, ...\n    return total / n",
    "class Mean:\n    def __init__(self):\n        self.n = 3\n    def forward(self, x):\n        ...",
]


@pytest.mark.parametrize(
    ("source", "readable"),
    [(s, True) for s in EMPTY + UNFINISHED + READABLE] + [(s, False) for s in EMPTY + UNFINISHED],
)
def test_a_stub_is_not_solved_yet(source, readable, capsys):
    answer = student(source, readable)
    verdict = mean.judge(answer)
    assert verdict.outcome == "untouched", verdict
    assert verdict.says.startswith("`mean` is not solved yet")
    assert mean(answer) is mean_reference
    with pytest.raises(CheckFailed, match="not solved yet"):
        mean(answer, graded=True)


@pytest.mark.parametrize("check", ALL.values(), ids=ALL)
def test_an_ellipsis_is_not_solved_yet(check, capsys):
    assert repr(check.judge(...)) == f"✏️ `{check.name}` is not solved yet."
    assert check(...) is check.ours
    assert capsys.readouterr().out.strip().endswith("Until yours is right, the lesson goes on with the course's own.")


@pytest.mark.parametrize("readable", [True, False])
def test_what_looks_like_a_stub_but_is_none(readable):
    for source in (
        "def mean(x):\n    return x[..., 0] + x[...].sum()",
        "def mean(x, i=0):\n    x[..., i] = x[...] = 2\n    return x[..., i]",
        "def mean(x: tuple[int, ...]):\n    return x[..., :2]",
        "def mean(x):\n    return 3",
    ):
        assert mean.judge(student(source, readable)).outcome == "wrong"


def test_a_mistake_written_under_the_dots_is_still_recognized():
    assert mean.judge(student("def mean(x):\n    ...\n    return x.sum()")).outcome == "misunderstood"


def test_a_stub_is_not_even_called():
    assert mean.judge(student("def mean(x):\n    ...")).outcome == "untouched"
    began = time.monotonic()
    slow = Check("slow", mean_reference, lambda answer: time.sleep(3))
    slow.judge(student("def slow(x):\n    ..."))
    assert time.monotonic() - began < 1


# --- known mistakes --------------------------------------------------------------------------------------------------


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


# --- unknown mistakes ------------------------------------------------------------------------------------------------


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
    code = "from mlcourse.checks.compare import show; print(show({'a', 'b', 'c', 'd'}))"
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


# --- answers that raise ----------------------------------------------------------------------------------------------


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
        (lambda *, x: 0, "`mean([1, 5])` takes the parameters `(x)`, expected `(x)`."),
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


# --- answers that change what is not theirs -------------------------------------------------------------------------


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
        assert mean.judge(lambda x: (torch.tensor(x, requires_grad=True) * 1).mean().requires_grad * x.mean())
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


# --- answers that never end ------------------------------------------------------------------------------------------

ENDLESS = [
    "def mean(x):\n    while True: pass",
    "def mean(x):\n    while True:\n        try: time.sleep(0.01)\n        except Exception: pass",
    "def mean(x):\n    while True:\n        try: time.sleep(0.01)\n        except BaseException: pass",
    "def mean(x):\n    while True:\n        try:\n            time.sleep(0.01)\n        except:\n            continue",
    "def mean(x):\n    while True:\n        try:\n            sorted(x)\n        finally:\n            continue",
    "def mean(x):\n    while x.sum() < 99:\n        x.mean()",
    "import itertools\ndef mean(x):\n    return sum(1 for _ in itertools.count())",
    "def mean(x):\n    return x.mean() if len(x) < 3 else mean(x[:9]) if time.sleep(60) else 0",
]


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(engine, "SECONDS", 0.3)


@pytest.mark.parametrize("source", ENDLESS)
def test_an_endless_answer_is_stopped_once_and_all_is_put_back(source, impatient):
    answer, before, tracer = student(source), signal.getsignal(signal.SIGALRM), sys.gettrace()
    began = time.monotonic()
    assert says(mean, answer) == "`mean` did not come to an end: is there a loop whose condition never changes?"
    assert time.monotonic() - began < 2  # in all, not in each of the three cases
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    assert sys.gettrace() is tracer
    assert mean.judge(np.mean).outcome == "right"


def test_an_answer_that_returns_from_its_bare_except_is_judged_by_what_it_returns(impatient):
    answer = student("def mean(x):\n    try:\n        while True: pass\n    except:\n        return 0.0")
    assert mean.judge(answer).outcome == "wrong"


def test_an_alarm_of_the_students_own_still_rings(impatient):
    rung = []
    before = signal.signal(signal.SIGALRM, lambda *_: rung.append(1))
    try:
        signal.setitimer(signal.ITIMER_REAL, 1.5)
        assert "come to an end" in says(mean, student(ENDLESS[0]))
        assert not rung and 0 < signal.getitimer(signal.ITIMER_REAL)[0] < 1.3
        signal.pause()
        assert rung == [1]
        signal.setitimer(signal.ITIMER_REAL, 0.1)  # rings while an answer runs: afterwards, then
        assert "come to an end" in says(mean, student(ENDLESS[0]))
        time.sleep(0.1)
        assert rung == [1, 1]
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_a_check_may_allow_more_time_and_the_reference_takes_what_it_needs(impatient):
    def slow(x):
        time.sleep(0.5)
        return np.mean(x)

    hurried = Check("f", slow, calls((np.ones(2),)))
    assert "come to an end" in says(hurried, slow)
    assert "come to an end" in says(hurried, student(ENDLESS[0]))  # never right, however slow the reference is
    assert Check("f", slow, calls((np.ones(2),)), seconds=5).judge(slow).outcome == "right"


def test_where_nothing_can_be_stopped_the_screen_says_how(impatient, monkeypatch, capsys):
    monkeypatch.setattr(alarm, "can_stop", lambda: False)

    def slow(x):
        print("not this")
        time.sleep(0.5)
        return np.mean(x)

    assert Check("f", np.mean, calls((np.ones(2),))).judge(slow).outcome == "right"
    assert (
        capsys.readouterr().out
        == "Still running after 0.3 s, and it cannot be stopped from here: press ■ to stop it.\n"
    )
    mean.judge(np.mean)
    time.sleep(0.4)
    assert capsys.readouterr().out == ""  # in time: not a word


def test_pressing_stop_is_understood(monkeypatch):
    def interrupted(x):
        raise KeyboardInterrupt

    assert "did not come to an end" in says(mean, interrupted)
    monkeypatch.setattr(alarm, "can_stop", lambda: False)
    assert "did not come to an end" in says(mean, interrupted)


def test_a_system_without_alarm_signals(monkeypatch):
    monkeypatch.delattr(signal, "SIGALRM")
    assert not alarm.can_stop()
    assert mean.judge(np.mean).outcome == "right"


def test_a_check_runs_in_another_thread(impatient):
    seen = []
    thread = threading.Thread(target=lambda: seen.append(mean.judge(lambda x: x.max())))
    thread.start()
    thread.join()
    assert seen[0].says == "`mean([1, 5])` came out as 5, expected 3."


# --- what is shown ---------------------------------------------------------------------------------------------------


def test_markup_in_an_answer_is_only_text():
    name = Check("f", lambda x: "a", calls(("<b>{0} {name} `x`</b>",)))
    verdict = name.judge(lambda x: "</div><script>alert(1)</script>`{x}")
    assert verdict.says.startswith("`f('<b>{0} {name} 'x'</b>')` came out as '</div><script>")
    shown = verdict._repr_html_()
    assert "<script>" not in shown and "<b>" not in shown and "{name}" in shown
    assert shown.count("<code>") == shown.count("</code>") == 1


def test_a_verdict_as_html_and_in_a_terminal():
    verdict = Verdict("misunderstood", "`a*b*c` is 2 * 3 * 4 **bold** *so* < that & *not this")
    assert repr(verdict) == "💡 " + verdict.says
    assert verdict._repr_html_() == (
        '<div style="border-left: 0.4em solid #E69F00; padding: 0.4em 0.8em; max-width: 50em">💡 <code>a*b*c</code> '
        "is 2 * 3 * 4 **bold** <em>so</em> &lt; that &amp; *not this</div>"
    )


def test_unicode_survives():
    assert "'größer 🐧'" in says(n_wrong, "größer 🐧")
    answer = student("def mean(größe):\n    return größe / 'é🐧'")
    assert "`return größe / 'é🐧'`" in says(mean, answer)


def test_the_lesson_goes_on_is_said_where_it_does(capsys):
    for answer in (..., lambda x: 0, np.sum):
        assert mean(answer) is mean_reference
        assert capsys.readouterr().out.strip().endswith(engine.GOES_ON)
        with pytest.raises(CheckFailed) as failed:
            mean(answer, graded=True)
        assert engine.GOES_ON not in str(failed.value)
        assert capsys.readouterr().out == ""
    mean(np.mean)
    assert capsys.readouterr().out == "✅ `mean` is right.\n"


# --- speed and imports -----------------------------------------------------------------------------------------------


def test_a_right_answer_is_checked_in_milliseconds():
    mean.judge(np.mean)
    durations = []
    for _ in range(20):
        began = time.perf_counter()
        mean.judge(np.mean)
        durations.append(time.perf_counter() - began)
    assert min(durations) < 0.005, durations


def test_the_reference_is_observed_once():
    observed = []
    check = Check("n", 2, lambda answer: observed.append(answer) or [Observation("`{name}`", answer)])
    for answer in (1, 2, 3):
        check.judge(answer)
    assert observed.count(2) == 2  # the reference, and the right answer


def run_python(code, **environment):
    command = [sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ | environment).stdout


def test_a_lesson_of_the_first_half_loads_no_heavy_library():
    heavy = ("torch", "torchvision", "lightning", "sklearn", "matplotlib")
    code = f"""
        import sys, numpy as np
        from mlcourse.checks import lesson_02
        print([m for m in {heavy} if m in sys.modules])
        lesson_02.error_rate(lambda y, prediction: np.mean(y != prediction))
        print([m for m in {heavy} if m in sys.modules and m != 'matplotlib'])
    """
    assert run_python(textwrap.dedent(code)).splitlines() == ["[]", "✅ `error_rate` is right.", "[]"]
