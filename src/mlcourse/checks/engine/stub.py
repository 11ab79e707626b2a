"""Recognize an exercise that nobody has touched yet, or that is not finished."""

import ast
import inspect
import linecache
import textwrap
from collections.abc import Callable, Iterator
from typing import Any


def is_untouched(answer: Any) -> bool:
    """Tell whether an answer is `...`, a pair or list with a `...` in it, or a function that is nothing else."""
    if isinstance(answer, tuple | list):
        return any(item is ... for item in answer)
    return answer is ... or (inspect.isfunction(answer) and is_empty(answer))


def is_unfinished(answer: Any) -> bool:
    """Tell whether a `...` is left in a function, or in a method of a class, in place of code."""
    if inspect.isclass(answer):
        return any(holds_ellipsis(method) for method in methods(answer))
    function = inspect.unwrap(answer) if callable(answer) else answer
    return inspect.isfunction(function) and holds_ellipsis(function)


def methods(answer: type) -> Iterator[Callable]:
    """Yield the functions that a class defines by itself, also those behind `staticmethod` and the like."""
    for value in vars(answer).values():
        function = getattr(value, "fget", None) or getattr(value, "__func__", value)
        if inspect.isfunction(function):
            yield function


def is_empty(function: Callable) -> bool:
    """Tell whether a function is a `def` that holds nothing but a docstring, `...` and `pass`."""
    tree = definition(function)
    body = tree.body if isinstance(tree, ast.FunctionDef) else [tree]
    return all(isinstance(n, ast.Pass) or (isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)) for n in body)


def holds_ellipsis(function: Callable) -> bool:
    """Tell whether a function has a `...` anywhere but in square brackets, where it has a meaning."""
    nodes = list(ast.walk(definition(function)))
    meant = {id(node) for place in nodes if isinstance(place, ast.Subscript) for node in ast.walk(place.slice)}
    return any(isinstance(n, ast.Constant) and n.value is ... and id(n) not in meant for n in nodes)


def definition(function: Callable) -> ast.AST:
    """Return a function's source as a syntax tree, an empty one where there is none to read."""
    try:
        if linecache.getlines(function.__code__.co_filename):  # else `inspect` may take some other file's lines
            return ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    except Exception:  # a lambda in the middle of an expression
        pass
    return ast.Module([], [])
