"""The hand-coded functions are those that the lessons taught, word for word."""

import ast
import importlib
import pkgutil
import re
from pathlib import Path

import pytest
from lesson_code import LESSONS

from mlcourse import scratch
from mlcourse.authoring.exercise import solution
from mlcourse.training import loop

MODULES = [loop] + [  # the estimators, a package, are nothing that a lesson writes
    importlib.import_module(f"mlcourse.scratch.{module.name}")
    for module in pkgutil.iter_modules(scratch.__path__)
    if not module.ispkg
]


def definitions(source):
    """Return the public functions and classes in some source as syntax trees, without what `bare` takes out."""
    found = {}
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            found[node.name] = ast.dump(bare(node))
    return found


def bare(node):
    """Take docstrings, type hints and refusals of bad input out of a function or a class and its methods."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.FunctionDef):
            inner.returns = None
            for argument in inner.args.args:
                argument.annotation = None
        if isinstance(inner, ast.AnnAssign):  # a dataclass has a hint for each field; which one does not matter
            inner.annotation = ast.Constant(None)
        if isinstance(inner, ast.FunctionDef | ast.ClassDef) and ast.get_docstring(inner):
            inner.body = inner.body[1:]
        if isinstance(inner, ast.FunctionDef):
            inner.body = [statement for statement in inner.body if not refuses(statement)]
    return node


def refuses(statement):
    """Tell whether a statement raises where something is not as it should be, and does nothing else."""
    return isinstance(statement, ast.If) and isinstance(statement.body[0], ast.Raise) and not statement.orelse


def taught():
    """Yield each module with the lesson that its docstring says taught it."""
    for module in MODULES:
        number = (re.search(r"Taught in lesson (\d\d)", module.__doc__ or "") or ["", "??"])[1]
        lesson = next((lesson for name, lesson in LESSONS.items() if name.startswith(number)), None)
        yield pytest.param(module, lesson, id=f"{number}-{module.__name__.split('.')[-1]}")


@pytest.mark.parametrize(("module", "lesson"), list(taught()))
def test_scratch_holds_what_the_lesson_taught(module, lesson):
    assert lesson is not None, f"begin {module.__name__} with a docstring that says 'Taught in lesson NN', one of ours"
    in_lesson = definitions("\n".join(solution(c.source) for c in lesson.cells if c.kind == "code"))
    in_scratch = definitions(Path(module.__file__).read_text(encoding="utf-8"))
    assert in_scratch
    for name, tree in in_scratch.items():
        assert in_lesson[name] == tree, f"{name} differs between {lesson.name} and {module.__name__}"
