"""What a student could not work with: a lesson's cells are held against these rules before they are built."""

import ast
import re
from collections.abc import Iterator

from mlcourse.authoring.exercise import stub
from mlcourse.authoring.lesson import Cell
from mlcourse.marks import BEGIN, END, REGION

FORMULA = re.compile(r"\$\$?([^$]+)\$\$?")
CODE = re.compile(r"^```.*?^```|`[^`\n]+`", re.DOTALL | re.MULTILINE)
COMMANDS = {  # of TeX: MathJax and latex2mathml know all of these, as a test says
    *(r"\alpha", r"\approx", r"\bar", r"\big", r"\Big", r"\binom", r"\cdot", r"\dots", r"\ell", r"\eta", r"\frac"),
    *(r"\hat", r"\in", r"\le", r"\left", r"\leftarrow", r"\ln", r"\log", r"\lVert", r"\mathrm", r"\max", r"\mu"),
    *(r"\partial", r"\qquad", r"\rho", r"\right", r"\rVert", r"\sigma", r"\sqrt", r"\sum", r"\text", r"\to", r"\top"),
}
KINDS = {  # which kind of cell each tag may stand on
    "after": {"markdown"},
    "assert": {"code"},
    "check": {"code"},
    "exercise": {"code"},
    "given": {"code"},
    "hint": {"markdown"},
    "nbval-ignore-output": {"code"},
    "notes": {"code", "markdown"},
    "taught": {"code"},
    "torch": {"code"},
}


def problems(cells: tuple[Cell, ...]) -> Iterator[tuple[int, str]]:
    """Yield what is wrong with a lesson: a line of its file, and a sentence."""
    before = None
    for cell, after in zip(cells, (*cells[1:], None), strict=True):
        found = tag_problem(cell) or order_problem(before, cell, after) or mark_problem(cell) or formula_problem(cell)
        if found:
            yield cell.line, found
        elif cell.kind == "code":
            yield from syntax_problems(cell)
        before = before if "notes" in cell.tags else cell


def tag_problem(cell: Cell) -> str | None:
    """Return what is wrong with a cell's tags, or that there is nothing to tag."""
    if unknown := cell.tags - set(KINDS):
        return f"unknown tag {min(unknown)!r}, expected one of {', '.join(KINDS)}"
    if wrong := {tag for tag in cell.tags if cell.kind not in KINDS[tag]}:
        return f"a {cell.kind} cell cannot be tagged {min(wrong)!r}"
    return None if cell.source.strip() else "this cell is empty"


def order_problem(before: Cell | None, cell: Cell, after: Cell | None) -> str | None:
    """Return what is wrong with the order exercise · check · hint; `before` is not a cell of notes."""
    tags_before = before.tags if before else frozenset()
    if "exercise" in cell.tags and (after is None or "check" not in after.tags):
        return "this exercise is not followed by a cell tagged 'check'"
    if "check" in cell.tags and "exercise" not in tags_before:
        return "this check does not follow a cell tagged 'exercise'"
    if "hint" in cell.tags and not tags_before & {"check", "hint"}:
        return "this hint does not follow a cell tagged 'check'"
    return None


def mark_problem(cell: Cell) -> str | None:
    """Return what is wrong with the marks around a solution: nothing of it may reach the student."""
    marks = re.findall(f"{BEGIN}|{END}", cell.source)
    if "exercise" not in cell.tags:
        return f"{marks[0]!r} stands outside an exercise" if marks and "notes" not in cell.tags else None
    if not marks or marks != [BEGIN, END] * (len(marks) // 2):
        return f"this exercise has no solution between {BEGIN!r} and {END!r}"
    if re.search("(BEGIN|END) +SOLUTION", REGION.sub("", cell.source + "\n"), re.IGNORECASE):
        return f"{BEGIN!r} and {END!r} must stand alone on their lines, spelled like this"
    empty = not all(is_code(region["code"]) for region in REGION.finditer(cell.source + "\n"))
    return "this exercise has an empty solution" if empty else None


def formula_problem(cell: Cell) -> str | None:
    """Return which command of a formula is misspelled: slides and crib would show it as it stands."""
    if cell.kind != "markdown":
        return None
    formulas = FORMULA.findall(CODE.sub("", cell.source))
    unknown = set(re.findall(r"\\[a-zA-Z]+", " ".join(formulas))) - COMMANDS
    says = "in a formula: is it misspelled? rules.py lists those we use"
    return f"unknown command {min(unknown)!r} {says}" if unknown else None


def is_code(region: str) -> bool:
    """Tell whether there is more than comments between two marks."""
    return any(line.strip() and not line.strip().startswith("#") for line in region.splitlines())


def syntax_problems(cell: Cell) -> Iterator[tuple[int, str]]:
    """Yield what Python cannot parse: the cell itself, or what the student finds of an exercise."""
    try:
        ast.parse(cell.source)
    except SyntaxError as error:
        yield cell.line + (error.lineno or 1), f"SyntaxError: {error.msg}"
        return
    try:
        ast.parse(stub(cell.source))
    except SyntaxError:
        yield cell.line, "what is left of this exercise without its solution is not valid Python"
