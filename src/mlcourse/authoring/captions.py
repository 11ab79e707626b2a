"""Keep captions out of the code that students read: a key stands in their place, which is looked up when it runs."""

import ast
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from mlcourse.authoring.arrange import identify
from mlcourse.authoring.lesson import Lesson

CALLS = {f"plots.{name}" for name in ("edit_kernel", "show", "side_by_side", "slide", "steps")}
WIDE = 100  # characters of a line, for a call that was spread over several because of its caption


def captions(lesson: Lesson) -> dict[str, str]:
    """Return a lesson's captions by their keys, such as `cost_model/eleven-dots-5`: lesson, and the cell's id."""
    found: dict[str, str] = {}
    for name, cell in identify(lesson):
        if cell.kind == "code" and "notes" not in cell.tags:
            texts = [literal.value for _, literal in literals(cell.source)]
            found |= dict(zip(keys(f"{lesson.slug}/{name}", len(texts)), texts, strict=True))
    return found


def keyed(source: str, key: str) -> str:
    """Return a cell's code with a key in the place of each caption."""
    found = list(literals(source))
    for (call, literal), name in reversed(list(zip(found, keys(key, len(found)), strict=True))):
        before, _, after = cut(source, call)
        start, _, end = cut(source, literal)
        source = f'{start}"{name}"{end}'
        spread = source[len(before) : len(source) - len(after)]
        line = re.sub(r",? \)$", ")", re.sub(r"\s*\n\s*", " ", spread)).replace("( ", "(", 1)
        source = before + (line if len(line) <= WIDE else spread) + after
    return source


def spelled_out(source: str, texts: dict[str, str]) -> str:
    """Return a cell's code with the captions in the place of their keys: what is executed when a notebook is built."""
    for key, text in texts.items():
        source = source.replace(f'"{key}"', json.dumps(text, ensure_ascii=False))
    return source


def literals(source: str) -> Iterator[tuple[ast.Call, ast.Constant]]:
    """Yield each call that draws a figure, and its caption where that is written out, in their order."""
    if "plots" not in source:
        return  # as in most cells; what follows takes long
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        if len(call.args) > 1 and isinstance(call.args[1], ast.Constant) and ast.unparse(call.func) in CALLS:
            yield call, call.args[1]


def keys(key: str, n: int) -> list[str]:
    """Return the keys of a cell's `n` captions."""
    return [key] if n == 1 else [f"{key}-{i + 1}" for i in range(n)]


def cut(source: str, node: ast.expr) -> tuple[str, str, str]:
    """Return what stands before a node, the node, and what stands after it."""
    lines = source.encode().splitlines(keepends=True)  # Python counts bytes
    start = sum(map(len, lines[: node.lineno - 1])) + node.col_offset
    end = sum(map(len, lines[: node.end_lineno - 1])) + node.end_col_offset
    text = source.encode()
    return text[:start].decode(), text[start:end].decode(), text[end:].decode()


def write_captions(lessons: Iterable[Lesson], folder: Path) -> list[Path]:
    """Write a file of captions for each lesson that has some, where it is not up to date; delete all others.

    Parameters
    ----------
    lessons : iterable of Lesson
        All lessons of the course.
    folder : Path
        The package's folder `plots/captions`.

    Returns
    -------
    list of Path
        The files that were written or deleted.
    """
    files = {folder / f"{lesson.slug}.json": found for lesson in lessons if (found := captions(lesson))}
    changed = []
    if files:
        folder.mkdir(parents=True, exist_ok=True)
    for path, found in files.items():
        text = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")
            changed.append(path)
    for path in set(folder.glob("*.json")) - files.keys():
        path.unlink()
        changed.append(path)
    return changed
