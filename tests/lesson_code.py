"""What many tests need of lessons and modules: their text, what they import, and one cell run in the test's process."""

import ast
import dis
import linecache
from collections.abc import Iterator
from pathlib import Path
from types import CodeType
from typing import Any

import pytest

from mlcourse.authoring.exercise import solution
from mlcourse.authoring.lesson import Cell, Lesson
from mlcourse.authoring.read import read_lesson
from mlcourse.resources import resource_folder

FOLDER = resource_folder("notebooks").parent / "lessons"
LESSONS = {path.stem: read_lesson(path) for path in sorted(FOLDER.glob("[0-9][0-9]_*.py"))}


def run_cell(lesson: Lesson, index: int, source: str | None = None) -> dict[str, Any]:
    """Run one cell of a lesson after the earlier ones that it needs, solved; return all names then defined.

    Parameters
    ----------
    lesson : Lesson
        Where the cell stands.
    index : int
        Its place in `lesson.cells`.
    source : str, optional
        What to run in its place, such as a stub.
    """
    namespace: dict[str, Any] = {"__name__": "__main__"}
    for cell in needed(lesson, index):
        execute(solution(cell.source), f"{lesson.name}:{cell.line}", namespace)
    own = lesson.cells[index]
    execute(solution(own.source) if source is None else source, f"{lesson.name}:{own.line}:last", namespace)
    return namespace


def needed(lesson: Lesson, index: int) -> list[Cell]:
    """Return the earlier code cells that define what a cell uses, and what those use in turn."""
    _, wanted = names(lesson.cells[index])
    found = []
    for cell in reversed(lesson.cells[:index]):
        if cell.kind == "code" and "check" not in cell.tags:
            defined, used = names(cell)
            if defined & wanted:
                found.append(cell)
                wanted |= used
    return found[::-1]


def names(cell: Cell) -> tuple[set[str], set[str]]:
    """Return the names that a cell defines, and those that it uses without defining them in a function."""
    code = compile(solution(cell.source), "cell", "exec")
    defined = {i.argval for i in dis.get_instructions(code) if i.opname == "STORE_NAME"}
    used = {i.argval for c in nested(code) for i in dis.get_instructions(c) if i.opname in ("LOAD_NAME", "LOAD_GLOBAL")}
    return defined, used


def nested(code: CodeType) -> Iterator[CodeType]:
    """Yield a code object and all those of the functions inside it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from nested(constant)


def execute(source: str, name: str, namespace: dict[str, Any]) -> None:
    """Execute a cell's source under a name by which its lines can be looked up, as IPython does."""
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    exec(compile(source, name, "exec"), namespace)


def repository_file(*parts: str) -> Path:
    """Return a file of the repository."""
    return FOLDER.parent.joinpath(*parts)


def some_now_all_nightly(*numbers: str) -> list[Any]:
    """Return every lesson for `parametrize`: those with these numbers in each run, the others in the nightly one."""
    marks = {name: [] if name[:2] in numbers else [pytest.mark.nightly] for name in LESSONS}
    return [pytest.param(lesson, id=name, marks=marks[name]) for name, lesson in LESSONS.items()]


def imported(source: str) -> set[str]:
    """Return the modules that some code imports, wherever in it; of `from a import b`, both a and a.b."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: name the whole path in place of the dots"
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names
