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
        the place of the solution; where that ends with `return`, an expression at the end is returned. Lines of the
        form `old -> new` edit the course's own code instead.

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
    lines = textwrap.dedent(code).strip("\n")
    if ARROW in code:
        edits = [code] if code.count(ARROW) == 1 else lines.split("\n")  # one edit may reach over several lines
        for old, _, new in (edit.partition(ARROW) for edit in edits):
            if (n_times := source.count(old)) != 1:
                raise ValueError(f"{old!r} stands {n_times} times in the course's own code, expected once:\n{source}")
            source = source.replace(old, new)
        return source
    (region,) = REGION.finditer(source) if len(REGION.findall(source)) == 1 else [None]
    if region is None:
        raise ValueError(f"one solution can be replaced, expected lines `old{ARROW}new` for this code:\n{source}")
    last, ours = (ast.parse(textwrap.dedent(text)).body[-1] for text in (lines, region["code"]))
    if isinstance(last, ast.Expr) and isinstance(ours, ast.Return):
        above = "\n".join(lines.split("\n")[: last.lineno - 1])
        lines = f"{above}\nreturn {ast.get_source_segment(lines, last)}"
    return REGION.sub(lambda region: textwrap.indent(lines, region["indent"]) + "\n", source)


def defined(reference: Callable, source: str) -> Any:
    """Return what some source defines under the reference's name, among the names that the reference sees."""
    names = dict(vars(sys.modules[reference.__module__]))
    exec(compile(source, f"<a mistake in {reference.__name__}>", "exec"), names)
    return names[reference.__name__]
