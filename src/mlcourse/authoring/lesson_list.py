"""README's table of lessons and the link from each lesson to the next, made from the list of all lessons."""

import re
from itertools import pairwise
from pathlib import Path

from mlcourse.data.lessons import Entry, parse_lessons

TABLE = re.compile(r"^\| lesson \| its question \|\n\|---\|---\|\n(\|.*\n)*", re.MULTILINE)


def listed(course: Path) -> list[Entry]:
    """Return the lessons that a course's data/lessons.csv lists; none where there is no such list."""
    path = course / "data" / "lessons.csv"
    return parse_lessons(path.read_text(encoding="utf-8")) if path.exists() else []


def readme_table(course: Path) -> str:
    """Return README's table of lessons."""
    rows = [f"| [{entry.heading}](notebooks/{entry.file}) | {entry.question} |\n" for entry in listed(course)]
    return "".join(["| lesson | its question |\n", "|---|---|\n", *rows])


def write_readme_table(course: Path) -> bool:
    """Put the table into README where there is a list and it is not up to date; return whether it was written."""
    if not listed(course):
        return False
    readme = course / "README.md"
    text = readme.read_text(encoding="utf-8")
    new = TABLE.sub(lambda _: readme_table(course), text)
    if new == text:
        return False
    readme.write_text(new, encoding="utf-8", newline="\n")
    return True


def next_link(lesson: Path) -> str:
    """Return the line that ends a lesson, with a link to the next one; "" for the last, and for one not in the list."""
    for entry, after in pairwise(listed(lesson.parent.parent)):
        if entry.file == f"{lesson.stem}.ipynb":
            return f"Next: [{after.heading}]({after.file})"
    return ""
