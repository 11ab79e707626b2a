"""Recognize an exercise that nobody has touched yet."""

import ast
import dis
import inspect
import textwrap
from collections.abc import Callable
from typing import Any

DOES_NOTHING = {"RESUME", "NOP", "LOAD_CONST", "RETURN_VALUE", "RETURN_CONST"}


def is_stub(answer: Any) -> bool:
    """Tell whether `answer` is still the `...` that the notebook came with.

    Parameters
    ----------
    answer : object
        A value, a function or a class, as the student's cell left it.

    Returns
    -------
    bool
        True for `...`, for a function that still holds a `...` in place of code,
        and for a class with such a method.
    """
    if answer is ...:
        return True
    if inspect.isclass(answer):
        return any(is_stub_function(f) for f in vars(answer).values() if inspect.isfunction(f))
    return inspect.isfunction(answer) and is_stub_function(answer)


def is_stub_function(function: Callable) -> bool:
    """Tell whether a function still has a `...` for a statement or for a value."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    except (OSError, SyntaxError, TypeError):  # no source to read: an empty body is all we can tell
        return {i.opname for i in dis.get_instructions(function)} <= DOES_NOTHING
    return any(is_ellipsis(getattr(node, "value", None)) for node in ast.walk(tree) if holds_value(node))


def holds_value(node: ast.AST) -> bool:
    """Tell whether this statement is one in which a stub leaves its `...`."""
    return isinstance(node, ast.Expr | ast.Assign | ast.Return)


def is_ellipsis(node: ast.AST | None) -> bool:
    """Tell whether this expression is a bare `...`."""
    return isinstance(node, ast.Constant) and node.value is ...
