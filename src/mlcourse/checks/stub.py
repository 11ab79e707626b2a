"""Recognize an exercise that nobody has touched yet, or that is not finished."""

import ast
import dis
import inspect
import linecache
import textwrap
from collections.abc import Callable, Iterator
from typing import Any

DOES_NOTHING = {"RESUME", "NOP", "LOAD_CONST", "RETURN_VALUE", "RETURN_CONST"}
PUTS_AWAY = ("STORE_FAST", "STORE_DEREF", "RETURN_VALUE")  # what follows a `...` that is a value


def is_untouched(answer: Any) -> bool:
    """Tell whether `answer` is `...`, or a function that is nothing else.

    Parameters
    ----------
    answer : object
        A value, a function or a class, as the student's cell left it.
    """
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
    """Tell whether a function holds nothing but a docstring, `...` and `pass`."""
    body = getattr(definition(function), "body", None)
    if not isinstance(body, list):  # no source to read, or a lambda
        return {i.opname for i in dis.get_instructions(function)} <= DOES_NOTHING and returns_nothing(function)
    return all(isinstance(n, ast.Pass) or (isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)) for n in body)


def returns_nothing(function: Callable) -> bool:
    """Tell whether the constants of a function that does nothing leave no value to return."""
    loaded = [i.argval for i in dis.get_instructions(function) if i.opname in ("LOAD_CONST", "RETURN_CONST")]
    return all(value is None or value is ... for value in loaded)


def holds_ellipsis(function: Callable) -> bool:
    """Tell whether a function has a `...` anywhere but in square brackets, where it has a meaning."""
    tree = definition(function)
    if tree is None:  # no source to read: a bare `...` leaves no trace, one that is a value does
        steps = [*dis.get_instructions(function), None, None]
        return any(is_put_away(*steps[i : i + 3]) for i, step in enumerate(steps) if step and step.argval is ...)
    meant = {id(node) for place in ast.walk(tree) if isinstance(place, ast.Subscript) for node in ast.walk(place.slice)}
    return any(isinstance(n, ast.Constant) and n.value is ... and id(n) not in meant for n in ast.walk(tree))


def is_put_away(step: dis.Instruction, then: dis.Instruction | None, later: dis.Instruction | None) -> bool:
    """Tell whether a constant is returned or stored, by itself or as an attribute, rather than used."""
    returned = step.opname == "RETURN_CONST" or (then is not None and then.opname.startswith(PUTS_AWAY))
    return returned or (later is not None and later.opname == "STORE_ATTR")


def definition(function: Callable) -> ast.AST | None:
    """Return a function's source as a syntax tree, None where there is none to read."""
    if not linecache.getlines(function.__code__.co_filename):  # `inspect` would take some other file's lines
        return None
    try:
        return ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    except Exception:  # a lambda in the middle of an expression
        return None
