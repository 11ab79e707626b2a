"""How long a lesson takes, in class and alone, and how much of it is typed in class."""

import re
from collections.abc import Iterator

from mlcourse.authoring.lesson import Cell, Lesson
from mlcourse.marks import REGION

MINUTES = re.compile(r"\A(\d+) minutes\b|\AMinute (\d+)\b|^\*(\d+) minutes\b", re.MULTILINE)
SECTION = re.compile(r"## (?!Recap\b)(.+)")
CLASS = re.compile(r"^\*(\d+) minutes(?= ·)", re.MULTILINE)
WORD = re.compile(r"\S*\w\S*")
WORDS_A_MINUTE = 150
CHARACTERS_A_SECOND = 4
PREDICTION, EXERCISE = 40 / 60, 4.5  # minutes in class
WORDS_ALONE, LINE_ALONE = 120, 10 / 60  # a minute, and minutes: alone, the code is read too
PREDICTION_ALONE, EXERCISE_ALONE = 1, 10  # minutes
NOT_TYPED = {"assert", "check", "given", "notes"}


def minutes(text: str) -> int | None:
    """Return the minutes that a lesson's first cell promises, or at which a note says that one should be."""
    found = MINUTES.search(text)
    return int(next(filter(None, found.groups()))) if found else None


def typed_lines(cell: Cell) -> int:
    """Return how many lines of a cell somebody types in class: of an exercise, those of its solution."""
    if cell.kind != "code" or cell.tags & NOT_TYPED:
        return 0
    source = cell.source
    if "exercise" in cell.tags:
        source = "".join(region["code"] for region in REGION.finditer(cell.source + "\n"))
    return sum(1 for line in source.splitlines() if line.strip() and not line.strip().startswith("#"))


def pace(lesson: Lesson) -> tuple[int, int | None, float | None]:
    """Return a lesson's typed lines, its minutes, and the lines in ten of them."""
    n_lines = sum(map(typed_lines, lesson.cells))
    taught = minutes(lesson.cells[0].source)
    return n_lines, taught, 10 * n_lines / taught if taught else None


def rehearsed(lesson: Lesson) -> float:
    """Return a lesson's minutes in class as a rehearsal counts them (TEACHING.md): talk, typing, questions, answers."""
    n_words = sum(n_words_of(cell) for cell in lesson.cells if "hint" not in cell.tags)
    n_characters = sum(map(typed_characters, lesson.cells))
    talk_and_typing = n_words / WORDS_A_MINUTE + n_characters / CHARACTERS_A_SECOND / 60
    return talk_and_typing + PREDICTION * n_predictions(lesson) + EXERCISE * n_exercises(lesson)


def sections(lesson: Lesson) -> Iterator[tuple[str, int, Lesson]]:
    """Yield each section's heading, its minutes by the notes, and its cells; the recap belongs to the last.

    What stands before the first heading belongs to the first section.
    """
    heading, start, end, own = "", 0, 0, []
    for cell in lesson.cells:
        is_note = "notes" in cell.tags
        found = SECTION.match(cell.source) if cell.kind == "markdown" and not is_note else None
        if found and heading:
            yield heading, end - start, Lesson(lesson.path, tuple(own))
            start, own = end, []
        heading = found[1] if found else heading
        end = (is_note and minutes(cell.source)) or end
        own.append(cell)
    yield heading, end - start, Lesson(lesson.path, tuple(own))


def alone(lesson: Lesson) -> int:
    """Return about how many minutes a beginner takes alone, who reads every line of code, to the next ten."""
    cells = [cell for cell in lesson.cells if not cell.tags & {"assert", "notes"}]
    n_lines = sum(1 for cell in cells if cell.kind == "code" for line in cell.source.splitlines() if line.strip())
    reading = sum(map(n_words_of, cells)) / WORDS_ALONE + LINE_ALONE * n_lines
    return 10 * round((reading + PREDICTION_ALONE * n_predictions(lesson) + EXERCISE_ALONE * n_exercises(lesson)) / 10)


def with_time_alone(source: str, lesson: Lesson) -> str:
    """Return a lesson's first cell, which promises the minutes of a class, with those of somebody alone beside them."""
    return CLASS.sub(rf"*\1 minutes in class, about {alone(lesson)} alone", source)


def n_words_of(cell: Cell) -> int:
    """Return how many words of a cell are read."""
    return len(WORD.findall(cell.source)) if cell.kind == "markdown" else 0


def typed_characters(cell: Cell) -> int:
    """Return how many characters of a cell somebody types in class."""
    if not typed_lines(cell):
        return 0
    regions = "".join(region["code"] for region in REGION.finditer(cell.source + "\n"))
    return len("".join((regions or cell.source).split()))


def n_predictions(lesson: Lesson) -> int:
    """Return how many predictions a lesson asks for."""
    return sum(cell.source.count("**Predict:**") for cell in lesson.cells if "notes" not in cell.tags)


def n_exercises(lesson: Lesson) -> int:
    """Return how many exercises a lesson sets."""
    return sum("exercise" in cell.tags for cell in lesson.cells)
