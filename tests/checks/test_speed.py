"""How quick the checks are, and what they load."""

import textwrap
import time

import numpy as np

from mlcourse.checks import Check
from mlcourse.checks.engine.values import Observation
from tests.checks.answers import mean, run_python


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


def test_a_lesson_of_the_first_half_loads_no_heavy_library():
    heavy = ("torch", "torchvision", "lightning", "sklearn", "matplotlib")
    code = f"""
        import sys, numpy as np
        from mlcourse.checks import cost_model
        print([m for m in {heavy} if m in sys.modules])
        cost_model.error_rate(lambda y, prediction: np.mean(y != prediction))
        print([m for m in {heavy} if m in sys.modules and m != 'matplotlib'])
    """
    assert run_python(textwrap.dedent(code)).splitlines() == ["[]", "✅ `error_rate` is right.", "[]"]
