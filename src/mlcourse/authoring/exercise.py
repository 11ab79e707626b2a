"""Split an exercise's source into what the student finds and what solves it."""

import ast
import re
import textwrap

from mlcourse.authoring.lesson import BEGIN, END

REGION = re.compile(rf"^(?P<indent>[ \t]*){BEGIN}\n(?P<code>.*?)^[ \t]*{END}[ \t]*\n?", re.DOTALL | re.MULTILINE)


def solution(source: str) -> str:
    """Return the exercise's source with its solution in place and the marks gone."""
    return REGION.sub(lambda region: region["code"], source + "\n").rstrip("\n")


def stub(source: str) -> str:
    """Return the exercise's source with `...` where each solution was.

    A solution that ends by giving a name a value leaves `name = ...`, so that the
    check finds the name; any other leaves a bare `...`.
    """
    return REGION.sub(lambda region: blank(region["indent"], region["code"]), source + "\n").rstrip("\n")


def blank(indent: str, code: str) -> str:
    """Return the line that stands where some code was."""
    last = ast.parse(textwrap.dedent(code)).body[-1]
    if isinstance(last, ast.Assign) and isinstance(last.targets[0], ast.Name):
        return f"{indent}{last.targets[0].id} = ...\n"
    return f"{indent}...\n"
