"""The class as a table for a spreadsheet: each exercise by outcome, and each misunderstanding in a row of its own."""

import csv
import io
from collections.abc import Iterator, Mapping
from statistics import median

from mlcourse.classroom.tally import Exercise, Tally
from mlcourse.contents import Contents

COLUMNS = ("lesson", "exercise", "outcome", "mistake", "students", "met", "median tries", "says")
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # with which a spreadsheet takes a text for a formula


def to_csv(tally: Tally, course: Mapping[str, Contents]) -> str:
    """Return the table as text.

    The column `students` adds up, per exercise, to all who have a notebook of the lesson. `met` counts everybody who
    was ever told a misunderstanding, as far as their last kernel knew.
    """
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    for exercise in tally.exercises:
        for row in rows(exercise):
            writer.writerow([plain(str(value)) for value in (course[exercise.lesson].title, exercise.name, *row)])
    return file.getvalue()


def rows(exercise: Exercise) -> Iterator[tuple]:
    """Yield an exercise's rows: outcome, key, how many students, how many met it, tries, sentence."""
    for outcome, n_students in exercise.outcomes().items():
        if outcome != "misunderstood":
            tries = [kept.tries for kept in exercise.last.values() if kept.outcome == outcome and kept.tries]
            yield outcome, "", n_students, "", median(tries) if tries else "", ""
            continue
        for one in exercise.misunderstandings():
            tries = [exercise.last[student].tries for student in one.still]
            yield outcome, one.key, len(one.still), len(one.met), median(tries) if tries else "", one.says


def plain(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: the sentences come from students' files."""
    return f"'{text}" if text.startswith(FORMULA) else text
