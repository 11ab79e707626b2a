"""A check calls an answer in every way in which its lesson does: nightly, since whole lessons run."""

import functools
import inspect

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest

from mlcourse.authoring.exercise import solution
from mlcourse.checks.engine.surroundings import undisturbed
from tests.lesson_code import LESSONS, execute
from tests.lessons.test_exercises import cells, checks

TRAINS = ("cnn", "animals_and_fruits", "lightning")  # for minutes; their answers are classes, or are called in one way


def kind(argument):
    """Return what an argument is: a number, or an array with its type and its number of axes."""
    if isinstance(argument, bool | int | float | np.number | np.bool_):
        return f"number {np.asarray(argument).dtype.kind}"
    if isinstance(argument, np.ndarray):
        return f"array {argument.dtype.kind} of {argument.ndim} axes"
    if hasattr(argument, "detach"):
        return f"tensor {str(argument.dtype).removeprefix('torch.')} of {argument.ndim} axes"
    return "function" if callable(argument) else type(argument).__name__


def recorder(function, calls):
    """Return the function, which then also notes in which ways it is called."""

    @functools.wraps(function)
    def recorded(*arguments, **options):
        bound = inspect.signature(function).bind(*arguments, **options)
        bound.apply_defaults()
        calls.add(tuple(f"{name}: {kind(argument)}" for name, argument in bound.arguments.items()))
        by_name.update(options)
        return function(*arguments, **options)

    by_name = recorded.by_name = set()
    return recorded


def calls_of_lesson(lesson, names):
    """Run a lesson, solved; return how it calls each of its answers that is a function, and by which names."""
    namespace, found = {"__name__": "__main__"}, {}
    with undisturbed(), mpl.rc_context({"backend": "agg"}):
        for cell in lesson.cells:
            if cell.kind == "code":
                execute(solution(cell.source), f"{lesson.name}:{cell.line}:called", namespace)
                plt.close("all")
            for name in names:
                if "check" in cell.tags and f"check.{name}(" in cell.source and inspect.isfunction(namespace[name]):
                    found[name] = set()
                    namespace[name] = recorder(namespace[name], found[name])
    return found, {name: namespace[name].by_name for name in found}


@pytest.mark.nightly
@pytest.mark.parametrize("name", [name for name, lesson in LESSONS.items() if lesson.slug not in TRAINS])
def test_the_check_calls_an_answer_as_its_lesson_does(name):
    lesson = LESSONS[name]
    found, by_name = calls_of_lesson(lesson, cells(lesson.slug))
    missing = {}
    for name, in_lesson in found.items():
        check, in_check = getattr(checks(lesson.slug), name), set()
        check.observe(recorder(check.reference, in_check))
        if in_lesson - in_check:
            missing[name] = sorted(in_lesson - in_check)
        renamed = by_name[name] - set(check.by_name)
        if renamed:
            missing[f"{name}, by name"] = sorted(renamed)
    assert not missing, missing
