"""Cut the functions and classes that lessons teach out of their sources, into `mlcourse.taught`."""

import ast
import builtins
import dis
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import CodeType

from mlcourse.authoring.lesson import Cell, Lesson, LessonError

HEADING = re.compile(r"^##+ (.+)$", re.MULTILINE)
DOCSTRING = '"""Taught in the lesson {name}, and cut out of it by `mlcourse build`: edit the lesson."""\n'


def write_taught(lessons: Iterable[Lesson], folder: Path) -> list[Path]:
    """Write a module for each lesson that teaches something, where it is not up to date; delete all others.

    Parameters
    ----------
    lessons : iterable of Lesson
        All lessons of the course.
    folder : Path
        The package's folder `taught`.

    Returns
    -------
    list of Path
        The modules that were written or deleted.
    """
    modules = {folder / f"{lesson.slug}.py": module for lesson in lessons if (module := taught_module(lesson))}
    if modules:
        folder.mkdir(parents=True, exist_ok=True)
    changed = []
    for path, text in modules.items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")
            changed.append(path)
    for path in set(folder.glob("[!_]*.py")) - modules.keys():
        path.unlink()
        changed.append(path)
    return changed


def taught_module(lesson: Lesson) -> str | None:
    """Return the source of the module with what a lesson teaches, or None where it teaches nothing to keep.

    Of each cell tagged `taught`, its functions and classes are kept as they stand, with their comments and, in an
    exercise, nbgrader's marks; of the lesson's imports, those that they use.

    Raises
    ------
    LessonError
        If a tagged cell defines nothing, a name is taught twice, or one is used that is neither taught nor imported.
    """
    pieces, names = [], {}
    for heading, cell in taught_cells(lesson):
        found = list(definitions(cell.source))
        if not found:
            raise LessonError(lesson.path, cell.line, "this cell is tagged `taught`, but defines no function or class")
        for name, source in found:
            if name in names:
                raise LessonError(lesson.path, cell.line, f"`{name}` is taught twice: take one of the tags out")
            names[name] = cell
            pieces.append(f"# {heading}\n{source}\n")
    if not pieces:
        return None
    body = "\n\n".join(pieces)
    used = global_names(compile(body, lesson.name, "exec"))
    lines, found = imports(lesson, used)
    if unknown := used - found - names.keys() - set(dir(builtins)):
        raise LessonError(
            lesson.path, 1, f"what it teaches uses {min(unknown)!r}, which is neither taught nor imported"
        )
    return "\n".join([DOCSTRING.format(name=lesson.slug), *lines, *(["\n"] if lines else [""]), body])


def taught_cells(lesson: Lesson) -> Iterator[tuple[str, Cell]]:
    """Yield each cell tagged `taught`, with the heading that it stands under."""
    heading = lesson.name
    for cell in lesson.cells:
        if cell.kind == "markdown" and "notes" not in cell.tags:
            heading = [heading, *HEADING.findall(cell.source)][-1]
        elif "taught" in cell.tags:
            yield heading, cell


def definitions(source: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the source of each function and class of a cell, with the comments above and inside it."""
    lines, nodes = source.splitlines(), ast.parse(source).body
    starts = [first_line(node, lines) for node in nodes]
    for node, start, end in zip(nodes, starts, [*starts[1:], len(lines)], strict=True):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name, "\n".join(lines[start:end]).rstrip()


def first_line(node: ast.stmt, lines: list[str]) -> int:
    """Return the index of a statement's first line: that of its decorator, or of the comment right above it."""
    line = min([node.lineno, *(decorator.lineno for decorator in getattr(node, "decorator_list", []))]) - 1
    while line and lines[line - 1].startswith("#"):
        line -= 1
    return line


def global_names(code: CodeType) -> set[str]:
    """Return the names that some code looks up outside of its functions."""
    found = {i.argval for i in dis.get_instructions(code) if i.opname in ("LOAD_NAME", "LOAD_GLOBAL")}
    inner = (constant for constant in code.co_consts if isinstance(constant, CodeType))
    return found.union(*map(global_names, inner)) - {"__name__", "__annotations__"}


def imports(lesson: Lesson, used: set[str]) -> tuple[list[str], set[str]]:
    """Return the lesson's imports of the names that are used, in the usual order, and those names."""
    plain, parts, found = {}, {}, set()
    nodes = (node for cell in lesson.cells if cell.kind == "code" for node in ast.walk(ast.parse(cell.source)))
    for node in nodes:
        for alias in node.names if isinstance(node, ast.Import | ast.ImportFrom) else ():
            name = alias.asname or alias.name.partition(".")[0]
            if name in used:
                found.add(name)
                if isinstance(node, ast.Import):
                    plain[ast.unparse(ast.Import([alias]))] = alias.name
                else:
                    parts.setdefault(node.module, set()).add(ast.unparse(alias))
    lines = list(plain.items())
    lines += [(f"from {module} import {', '.join(sorted(names, key=kind))}", module) for module, names in parts.items()]
    blocks = [[line for line, module in sorted(lines, key=order) if block(module) == i] for i in range(3)]
    return "\n\n".join("\n".join(lines) for lines in blocks if lines).splitlines(), found


def block(module: str) -> int:
    """Return the block of imports that a module belongs to: Python's own, other libraries, the course."""
    top = module.partition(".")[0]
    return 0 if top in sys.stdlib_module_names else 2 if top == "mlcourse" else 1


def order(line: tuple[str, str]) -> tuple[bool, str]:
    """Return what imports are sorted by: `import a` before `from a import b`."""
    return line[0].startswith("from"), line[1].lower()


def kind(name: str) -> tuple[int, str]:
    """Return what names are sorted by: constants, classes, then functions."""
    return 0 if name.isupper() else 1 if name[:1].isupper() else 2, name
