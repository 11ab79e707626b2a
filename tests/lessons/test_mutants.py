"""The course's own answers with one thing changed are refused, or it is said why they are right: nightly."""

import ast
import copy
import importlib
import inspect
import textwrap

import pytest

from tests.lesson_code import LESSONS
from tests.lessons.test_exercises import cells, checks

SWAPS = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
}  # fmt: skip


def mutants(tree):
    """Yield copies of a function's syntax tree, each with one operator, number or statement changed."""
    nodes = list(ast.walk(tree))
    for i, node in enumerate(nodes):
        for change in changes(node):
            mutant = copy.deepcopy(tree)
            change(list(ast.walk(mutant))[i])
            yield ast.fix_missing_locations(mutant)


def changes(node):
    """Yield what can be done to a node of the tree."""
    if isinstance(node, ast.BinOp) and type(node.op) in SWAPS:
        yield lambda n: setattr(n, "op", SWAPS[type(n.op)]())
    if isinstance(node, ast.Compare) and type(node.ops[0]) in SWAPS:
        yield lambda n: n.ops.__setitem__(0, SWAPS[type(n.ops[0])]())
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        yield lambda n: setattr(n, "value", n.value + 1)
        yield lambda n: setattr(n, "value", n.value - 1)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield lambda n: setattr(n, "op", ast.UAdd())
    body = getattr(node, "body", None)
    if isinstance(body, list) and len(body) > 1:
        for k in range(len(body)):
            if not (isinstance(body[k], ast.Expr) and isinstance(body[k].value, ast.Constant)):
                yield lambda n, k=k: n.body.pop(k)


def survivors(slug, name):
    """Return how many mutants were tried, and the code of those that are judged right."""
    check = getattr(checks(slug), name)
    source = textwrap.dedent(inspect.getsource(check.reference))
    tree, tried, right = ast.parse(source), 0, []
    for mutant in mutants(tree):
        space = dict(vars(importlib.import_module(check.reference.__module__)))
        exec(compile(mutant, f"<mutant of {name}>", "exec"), space)
        tried += 1
        if check.judge(space[name]).outcome == "right":
            changed = [new for old, new in zip_lines(tree, mutant) if old != new]
            right.append(" | ".join(changed) or "a statement is gone")
    return tried, right


def zip_lines(tree, mutant):
    """Return the lines of two trees side by side."""
    return zip(ast.unparse(tree).splitlines(), ast.unparse(mutant).splitlines(), strict=False)


EXERCISES = [
    (lesson.slug, name)
    for lesson in LESSONS.values()
    for name in cells(lesson.slug)
    if inspect.isfunction(getattr(checks(lesson.slug), name).reference)
]

EQUIVALENT = {  # which change nothing that the lesson asks for
    ("overfitting", "ridge"): 1,  # columns of mean 0: what is added to all targets falls out
    ("random_forests", "out_of_bag"): 2,  # the size of a sum may be taken from any tree
    ("k_means", "k_means"): 2,  # after how many rounds it gives up, by default, is not asked
    ("cnn", "flip"): 1,
}


@pytest.mark.nightly
@pytest.mark.parametrize(("slug", "name"), EXERCISES)
def test_a_changed_answer_is_not_right(slug, name):
    _, right = survivors(slug, name)
    assert len(right) == EQUIVALENT.get((slug, name), 0), right
