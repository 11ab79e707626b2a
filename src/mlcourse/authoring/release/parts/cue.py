"""One line that reminds the instructor what to type, and gives no prediction away."""

import ast

LONGEST = 90  # characters, so that it stays one line on a projector
PANELS = {"plots.slide": "A slider", "plots.side_by_side": "Side by side"}


def cue(code: str) -> str:
    """Return a comment of one line about some code.

    A function or a class is announced by its name and docstring, a figure by what its axes show, and anything else by
    its first line.
    """
    body = ast.parse(code).body
    defined = [node for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    if defined:
        says = f"`{defined[0].name}`: {ast.get_docstring(defined[0]) or 'define it'}"
    else:
        first = code.strip().splitlines()[0].removeprefix("#").strip()
        drawn = body and (panel(body[-1]) or axes(body))  # a cell of comments alone has no body
        says = drawn or first + (" …" if "\n" in code.strip() else "")
    says = says.splitlines()[0]
    return "# " + (says if len(says) <= LONGEST else says[: LONGEST - 1].rstrip() + "…")


def panel(statement: ast.stmt) -> str:
    """Return which parameters a slider or a row of pictures goes through; empty where the statement is neither."""
    call = getattr(statement, "value", None)
    kind = PANELS.get(ast.unparse(call.func)) if isinstance(call, ast.Call) else None
    return f"{kind}: {', '.join(str(key.arg) for key in call.keywords if key.arg != 'figsize')}" if kind else ""


def axes(body: list[ast.stmt]) -> str:
    """Return what some code draws, such as `A figure: cost against step`; empty where it draws nothing."""
    calls = [node for statement in body for node in ast.walk(statement) if isinstance(node, ast.Call)]
    named = {key.arg: getattr(key.value, "value", None) for call in calls for key in call.keywords}
    x, y = named.get("xlabel"), named.get("ylabel")
    if isinstance(x, str) and isinstance(y, str):
        return f"A figure: {y} against {x}".replace("$", "")
    return "A figure" if ast.unparse(body[-1]).startswith("plots.show(") else ""
