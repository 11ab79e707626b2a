"""Read a lesson's source, and refuse one that a student could not work with."""

import re
from dataclasses import dataclass
from pathlib import Path

import jupytext

MARKER = re.compile(r"# %%(?P<options>.*)")
BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"  # nbgrader's own marks
TAGS = {"assert", "check", "exercise", "given", "hint", "nbval-ignore-output", "notes"}


class LessonError(Exception):
    """A lesson that cannot be built; the message names the file and the line."""

    def __init__(self, path: Path, line: int, says: str) -> None:
        super().__init__(f"{path.parent.name}/{path.name}:{line}: {says}")


@dataclass(frozen=True)
class Cell:
    """One cell of a lesson's source.

    Attributes
    ----------
    kind : {"code", "markdown"}
        What the cell holds.
    source : str
        Its text; Markdown without the leading `# `.
    tags : frozenset of str
        What the builder should do with it.
    line : int
        Where the cell's marker stands in the lesson's file, counted from 1.
    """

    kind: str
    source: str
    tags: frozenset[str]
    line: int


@dataclass(frozen=True)
class Lesson:
    """A lesson: where it was read, and its cells."""

    path: Path
    cells: tuple[Cell, ...]

    @property
    def name(self) -> str:
        """Return the lesson's name, such as `03_gradient_descent`."""
        return self.path.stem


def read_lesson(path: Path) -> Lesson:
    """Read one lesson and check that its source is sound.

    Parameters
    ----------
    path : Path
        A file in jupytext's py:percent format.

    Returns
    -------
    Lesson
        Its cells in order.

    Raises
    ------
    LessonError
        If a Markdown cell has a line without `# `, a tag is unknown, or an exercise has
        no solution or no check.
    """
    text = path.read_text(encoding="utf-8")
    refuse_unprefixed_lines(path, text)
    lines = [n for n, line in enumerate(text.splitlines(), start=1) if MARKER.match(line)]
    cells = jupytext.reads(text, fmt="py:percent").cells
    if len(cells) != len(lines):
        raise LessonError(path, 1, "the lesson does not begin with a `# %%` line")
    lesson = Lesson(
        path,
        tuple(
            Cell(c.cell_type, c.source, frozenset(c.metadata.get("tags", [])), line)
            for c, line in zip(cells, lines, strict=True)
        ),
    )
    refuse_unknown_tags(lesson)
    refuse_incomplete_exercises(lesson)
    return lesson


def refuse_unprefixed_lines(path: Path, text: str) -> None:
    """Refuse a Markdown cell with a line that would be read as code."""
    in_markdown = False
    for number, line in enumerate(text.splitlines(), start=1):
        if marker := MARKER.match(line):
            in_markdown = "[markdown]" in marker["options"]
        elif in_markdown and line.strip() and not line.startswith("#"):
            raise LessonError(path, number, f"this line of a Markdown cell does not begin with `# `: {line.strip()!r}")


def refuse_unknown_tags(lesson: Lesson) -> None:
    """Refuse a tag that nothing in the course knows: most likely a slip of the pen."""
    for cell in lesson.cells:
        if unknown := cell.tags - TAGS:
            known = ", ".join(sorted(TAGS))
            raise LessonError(lesson.path, cell.line, f"unknown tag {min(unknown)!r}, expected one of {known}")


def refuse_incomplete_exercises(lesson: Lesson) -> None:
    """Refuse an exercise without a solution or a check, and a check or a hint without an exercise."""
    before = None
    for cell, after in zip(lesson.cells, (*lesson.cells[1:], None), strict=True):
        if "exercise" in cell.tags:
            marks = re.findall(f"{BEGIN}|{END}", cell.source)
            if not marks or marks != [BEGIN, END] * (len(marks) // 2):
                raise LessonError(
                    lesson.path, cell.line, f"this exercise has no solution between {BEGIN!r} and {END!r}"
                )
            if after is None or "check" not in after.tags:
                raise LessonError(lesson.path, cell.line, "this exercise is not followed by a cell tagged 'check'")
        elif "check" in cell.tags and (before is None or "exercise" not in before.tags):
            raise LessonError(lesson.path, cell.line, "this check does not follow a cell tagged 'exercise'")
        elif "hint" in cell.tags and (before is None or not before.tags & {"check", "hint"}):
            raise LessonError(lesson.path, cell.line, "this hint does not follow a cell tagged 'check'")
        before = cell
