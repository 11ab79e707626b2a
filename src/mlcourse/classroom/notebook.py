"""Read one notebook of a student's, whatever it turns out to be: its verdicts, or why there are none."""

import json
import re
from typing import Any, NamedTuple

from mlcourse.contents import CHECK, text
from mlcourse.kept import Kept, cells, kept_in, shown

LARGEST = 50_000_000  # bytes of one notebook: the course's own have less than 3 million
LESSON = re.compile(r"^from mlcourse\.checks import (\w+)", re.MULTILINE)
ICONS = ("✅", "💡", "❌", "✏️")  # with which a verdict begins
INSTRUCTORS = ("solved", "live")  # releases that hold the course's answers

DAMAGED = "half-written or damaged: this is not JSON"
NO_NOTEBOOK = "JSON, but no notebook"
FOREIGN = "a notebook, but not one of this course"
SOLVED = "an instructor's version, with the course's answers"
OLDER = "of an older edition: its verdicts were shown, but not kept as data"
TOO_LARGE = f"larger than {LARGEST // 10**6} MB"


class Read(NamedTuple):
    """What one notebook holds.

    Attributes
    ----------
    trouble : str
        Why nothing was taken from it; empty where all is well.
    lesson : str
        The name of its lesson, such as `cost_model`; empty if it does not say.
    kept : tuple of Kept
        The verdicts.
    """

    trouble: str
    lesson: str = ""
    kept: tuple[Kept, ...] = ()


def read(content: bytes) -> Read:
    """Return what the content of a file holds; no content is an error."""
    try:
        notebook = json.loads(content)
    except (ValueError, RecursionError):  # not UTF-8, not JSON, or brackets in brackets without end
        return Read(DAMAGED)
    found = cells(notebook)
    if not found:
        return Read(NO_NOTEBOOK)
    codes = [cell for cell in found if cell.get("cell_type") == "code"]
    lesson = next((match[1] for match in map(LESSON.search, map(text, codes)) if match), "")
    mark = mark_of(notebook)
    if mark is None and not lesson:
        return Read(FOREIGN)
    if mark in INSTRUCTORS:
        return Read(SOLVED, lesson)
    kept = tuple(kept_in(notebook))
    if not kept and any(map(is_verdict_without_data, codes)):
        return Read(OLDER, lesson)
    return Read("", lesson or (kept[0].lesson if kept else ""), kept)


def mark_of(notebook: dict) -> str | None:
    """Return which version of a lesson a notebook says it is: none for the course's own, `None` if it is not ours."""
    metadata = notebook.get("metadata")
    ours = metadata.get("mlcourse") if isinstance(metadata, dict) else None
    return str(ours.get("release", "")) if isinstance(ours, dict) else None


def is_verdict_without_data(cell: dict[str, Any]) -> bool:
    """Tell whether a cell shows a check's verdict as text."""
    plain = [text({"source": data.get("text/plain")}) for data in shown(cell)]
    return bool(CHECK.search(text(cell))) and any(said.startswith(ICONS) for said in plain)
