"""Known mistakes as students type them: code in the place of the solution, and the sentence about it."""

import ast
import inspect
import sys
import textwrap
from collections.abc import Callable, Mapping
from typing import Any

from mlcourse.checks.engine.check import Mistake
from mlcourse.marks import REGION

ARROW = " -> "


def typed(reference: Callable, mistakes: Mapping[str | tuple[str, ...], str]) -> list[Mistake]:
    """Return the known mistakes of an exercise, each given as the code that a student types.

    Parameters
    ----------
    reference : function or class
        The course's own answer, from `mlcourse.taught`, with nbgrader's marks around what students write.
    mistakes : mapping of str, or tuple of str, to str
        What is typed, and the sentence about it; several ways to make the same mistake stand in a tuple. Code takes
        the place of the solution, and an expression at its end is returned. `old -> new` edits the course's own code.

    Raises
    ------
    ValueError
        If the reference has no solution to replace, or `old` does not stand in it exactly once.
    """
    source = textwrap.dedent(inspect.getsource(reference)) + "\n"
    pairs = [
        (code, says) for codes, says in mistakes.items() for code in ([codes] if isinstance(codes, str) else codes)
    ]
    return [Mistake(defined(reference, edited(source, code)), says) for code, says in pairs]


def edited(source: str, code: str) -> str:
    """Return the reference's source as a student typed it."""
    old, arrow, new = code.partition(ARROW)
    if arrow:
        if source.count(old) != 1:
            raise ValueError(
                f"{old!r} stands {source.count(old)} times in the course's own code, expected once:\n{source}"
            )
        return source.replace(old, new)
    if len(REGION.findall(source)) != 1:
        raise ValueError(f"one solution can be replaced, expected `old{ARROW}new` for this code:\n{source}")
    lines = textwrap.dedent(code).strip("\n")
    if isinstance(last := ast.parse(lines).body[-1], ast.Expr):
        above = "\n".join(lines.split("\n")[: last.lineno - 1])
        lines = f"{above}\nreturn {ast.get_source_segment(lines, last)}"
    return REGION.sub(lambda region: textwrap.indent(lines, region["indent"]) + "\n", source)


def defined(reference: Callable, source: str) -> Any:
    """Return what some source defines under the reference's name, among the names that the reference sees."""
    names = dict(vars(sys.modules[reference.__module__]))
    exec(compile(source, f"<a mistake in {reference.__name__}>", "exec"), names)
    return names[reference.__name__]
