"""The hand-coded functions: as the lessons taught them, and equal to what nobody here wrote."""

import ast
import importlib
import pkgutil
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from lesson_code import LESSONS
from sklearn import metrics

from mlcourse import data, scratch
from mlcourse.authoring.exercise import solution
from mlcourse.scratch import cost, descent

MODULES = [importlib.import_module(m.name) for m in pkgutil.walk_packages(scratch.__path__, "mlcourse.scratch.")]
NUMBERS = st.floats(-100, 100, allow_subnormal=False)
FEATURES = arrays(float, st.shared(st.integers(1, 8), key="n"), elements=NUMBERS)
CLASSES = arrays(int, st.shared(st.integers(1, 8), key="n"), elements=st.integers(0, 1))


def functions(source):
    """Return the functions in some source, without docstrings and type hints, as syntax trees."""
    found = {}
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef):
            node.returns = None
            for argument in node.args.args:
                argument.annotation = None
            if ast.get_docstring(node):
                node.body = node.body[1:]
            found[node.name] = ast.dump(node)
    return found


def taught():
    """Yield each module of scratch with the lesson that its docstring says taught it."""
    for module in MODULES:
        number = re.search(r"Taught in lesson (\d\d)", module.__doc__)[1]
        lesson = next(lesson for name, lesson in LESSONS.items() if name.startswith(number))
        yield pytest.param(module, lesson, id=f"{number}-{module.__name__.split('.')[-1]}")


@pytest.mark.parametrize(("module", "lesson"), list(taught()))
def test_scratch_holds_what_the_lesson_taught(module, lesson):
    in_lesson = functions("\n".join(solution(c.source) for c in lesson.cells if c.kind == "code"))
    in_scratch = functions(Path(module.__file__).read_text(encoding="utf-8"))
    assert in_scratch
    for name, tree in in_scratch.items():
        assert in_lesson[name] == tree, f"{name} differs between {lesson.name} and {module.__name__}"


@given(CLASSES, CLASSES)
def test_error_rate_is_scikit_learns_zero_one_loss(y, prediction):
    assert cost.error_rate(y, prediction) == pytest.approx(metrics.zero_one_loss(y, prediction))


@given(FEATURES, FEATURES)
def test_mean_squared_error_is_scikit_learns(y, score):
    assert cost.mean_squared_error(y, score) == pytest.approx(metrics.mean_squared_error(y, score))


@given(FEATURES, CLASSES)
def test_no_threshold_beats_the_best_one(x, y):
    edges = np.append(x, x.min() - 1)  # between two of these, nothing changes
    found = cost.error_rate(y, cost.predict_above(x, cost.best_threshold(x, y, edges)))
    assert found == pytest.approx(min(metrics.zero_one_loss(y, (x > t).astype(int)) for t in edges))


@given(st.lists(NUMBERS, min_size=1, max_size=4), st.floats(-3, 3))
def test_slope_is_the_derivative_of_a_polynomial(coefficients, w):
    polynomial = np.polynomial.Polynomial(coefficients)
    assert descent.slope(polynomial, w) == pytest.approx(polynomial.deriv()(w), rel=1e-4, abs=1e-4)


@given(NUMBERS, NUMBERS, FEATURES, FEATURES)
def test_gradient_is_pytorchs(w, b, x, y):
    import torch

    parameters = torch.tensor([w, b], dtype=torch.float64, requires_grad=True)
    line = parameters[0] * torch.from_numpy(x) + parameters[1]
    torch.nn.functional.mse_loss(line, torch.from_numpy(y)).backward()
    np.testing.assert_allclose(descent.gradient(w, b, x, y), parameters.grad, rtol=1e-9, atol=1e-6)


def test_descent_ends_where_polyfit_begins():
    dots = data.load_eleven_dots()
    x, y = np.log10(dots["mass_g"]), (dots["kind"] == "animal").astype(int)
    path = descent.descend(x, y, 0.0, 1.0, learning_rate=0.09, n_steps=2000)
    assert path.shape == (2001, 2)
    np.testing.assert_allclose(path[-1], np.polyfit(x, y, deg=1), atol=1e-9)
    import torch

    sgd = torch.tensor([0.0, 1.0], dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([sgd], lr=0.09)
    for expected in path[1:20]:
        optimizer.zero_grad()
        torch.nn.functional.mse_loss(sgd[0] * torch.from_numpy(x) + sgd[1], torch.tensor(y, dtype=float)).backward()
        optimizer.step()
        np.testing.assert_allclose(sgd.detach(), expected)
