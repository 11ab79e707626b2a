"""Stubs: what nobody has touched yet, or what is not finished."""

import time

import pytest

from mlcourse.checks import Check, CheckFailed
from tests.checks.answers import ALL, mean, mean_reference, student

STUBS = [
    "def mean(x): ...",
    'def mean(x):\n    """Return the mean."""\n    ...',
    'def mean(x):\n    """Return the mean."""\n    pass',
    "mean = lambda x: ...",
    "mean = ...",
    "mean = (..., ...)",
    "def mean(x):\n    total = ...\n    return total / len(x)",
    "def mean(x):\n    total = 0\n    for v in x:\n        total += v\n    return ...",
    "class Mean:\n    def forward(self, x):\n        return ...",
    "class Mean:\n    def __init__(self):\n        self.n = ...",
    "class Mean:\n    @staticmethod\n    def forward(self, x):\n        return ...",
    "import functools\n@functools.cache\ndef mean(x):\n    return ...",
    "def mean(x):\n    total = 0\n    for v in x:\n        ...\n    return total",
    "def mean(x):\n    return np.mean(...)",
    "def mean(x):\n    n, total = 1, ...\n    return total / n",
    "class Mean:\n    def __init__(self):\n        self.n = 3\n    def forward(self, x):\n        ...",
]


@pytest.mark.parametrize("source", STUBS)
def test_a_stub_is_not_solved_yet(source, capsys):
    answer = student(source)
    verdict = mean.judge(answer)
    assert verdict.outcome == "untouched", verdict
    assert verdict.says.startswith("`mean` is not solved yet")
    assert mean(answer) is mean_reference
    with pytest.raises(CheckFailed, match="not solved yet"):
        mean(answer, graded=True)


@pytest.mark.parametrize("check", ALL.values(), ids=ALL)
def test_an_ellipsis_is_not_solved_yet(check, capsys):
    assert repr(check.judge(...)) == f"✏️ `{check.name}` is not solved yet."
    assert check(...) is check.given[-1]
    assert capsys.readouterr().out.strip().endswith("Until yours is right, the lesson goes on with the course's own.")


def test_what_looks_like_a_stub_but_is_none():
    for source in (
        "def mean(x):\n    return x[..., 0] + x[...].sum()",
        "def mean(x, i=0):\n    x[..., i] = x[...] = 2\n    return x[..., i]",
        "def mean(x: tuple[int, ...]):\n    return x[..., :2]",
        "def mean(x):\n    return 3",
    ):
        assert mean.judge(student(source)).outcome == "wrong"


def test_a_mistake_written_under_the_dots_is_still_recognized():
    assert mean.judge(student("def mean(x):\n    ...\n    return x.sum()")).outcome == "misunderstood"


def test_a_stub_is_not_even_called():
    assert mean.judge(student("def mean(x):\n    ...")).outcome == "untouched"
    began = time.monotonic()
    slow = Check("slow", mean_reference, lambda answer: time.sleep(60))
    slow.judge(student("def slow(x):\n    ..."))
    assert time.monotonic() - began < 30
