"""Split an exercise's source into what the student finds and what solves it."""

import ast
import re
import textwrap

from mlcourse.marks import REGION


def solution(source: str) -> str:
    """Return the exercise's source with its solution in place and the marks gone."""
    return REGION.sub(lambda region: region["code"], source + "\n").rstrip("\n")


def stub(source: str) -> str:
    """Return the exercise's source with `...` where each solution was.

    A solution that ends by giving names their values leaves a line `name = ...` for each,
    so that the check finds them; any other leaves a bare `...`.

    Raises
    ------
    SyntaxError
        If a solution is not a sequence of whole statements.
    """

    def blank(region: re.Match) -> str:
        return "".join(f"{region['indent']}{line}\n" for line in placeholders(region["code"]))

    return REGION.sub(blank, source + "\n").rstrip("\n")


def placeholders(code: str) -> list[str]:
    """Return the lines that stand where some code was."""
    last = ast.parse(textwrap.dedent(code)).body[-1]
    targets = last.targets if isinstance(last, ast.Assign) else [getattr(last, "target", None)]
    targets = [name for target in targets for name in getattr(target, "elts", [target])]
    if isinstance(last, ast.Assign | ast.AnnAssign) and all(isinstance(t, ast.Name | ast.Attribute) for t in targets):
        return [f"{ast.unparse(target)} = ..." for target in targets]
    return ["..."]
