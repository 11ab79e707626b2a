"""Read a lesson's source, and refuse one that a student could not work with."""

import re
from itertools import pairwise
from pathlib import Path

import jupytext

from mlcourse.authoring.lesson import Cell, Lesson, LessonError
from mlcourse.authoring.rules import problems

PERCENT = {"extension": ".py", "format_name": "percent", "comment_magics": False}  # else `# cat` runs a command
MARKER = re.compile(r'# %%(?P<markdown> \[markdown\])?( tags=\["[^"]+"(, *"[^"]+")*\])?\s*')
ALIKE = re.compile(r"\s*#\s*(%%|<codecell>\s*$|In\[[\d ]*\]:?\s*$)")  # where jupytext may begin a cell, too


def read_lesson(path: Path) -> Lesson:
    """Read one lesson and check that its source is sound.

    Parameters
    ----------
    path : Path
        A file in jupytext's py:percent format. It is plain Python: a magic command stays a comment.

    Returns
    -------
    Lesson
        Its cells in order.

    Raises
    ------
    LessonError
        If the file is not UTF-8, a Markdown cell has a line without `# `, or `rules.problems` finds one.
    """
    text = read_text(path)
    markers = find_markers(path, text)
    found = jupytext.reads(text, fmt=PERCENT).cells
    if len(found) != len(markers):
        room = [after - line for line, after in pairwise(markers)]
        inside = next(i for i, n in enumerate(room) if len(found[i].source.splitlines()) >= n)
        raise LessonError(path, markers[inside + 1], "this `# %%` stands inside a string or a fenced block")
    cells = tuple(
        Cell(c.cell_type, c.source.rstrip("\n"), frozenset(c.metadata.get("tags", [])), line)
        for c, line in zip(found, markers, strict=True)
    )
    for line, says in problems(cells):
        raise LessonError(path, line, says)
    return Lesson(path, cells)


def read_text(path: Path) -> str:
    """Return the text of a lesson."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise LessonError(path, line, "this line is not UTF-8, save the file in that encoding") from None


def find_markers(path: Path, text: str) -> list[int]:
    """Return the numbers of the lines where cells begin; refuse what jupytext would understand otherwise."""
    markers, in_markdown = [], False
    for number, line in enumerate(text.splitlines(), start=1):
        if marker := MARKER.fullmatch(line):
            markers.append(number)
            in_markdown = marker["markdown"] is not None
        elif ALIKE.match(line):
            expected = '`# %%` or `# %% [markdown]`, with tags=["..."] after it where it has some'
            raise LessonError(path, number, f"a cell begins with {expected}, got {line.strip()!r}")
        elif not markers:
            raise LessonError(path, number, f"a lesson begins with a `# %%` line, got {line!r}")
        elif in_markdown and line.strip() and line.rstrip() != "#" and not line.startswith("# "):
            raise LessonError(path, number, f"this line of a Markdown cell does not begin with `# `: {line.strip()!r}")
    if not markers:
        raise LessonError(path, 1, "a lesson begins with a `# %%` line, got an empty file")
    return markers
