"""Add up what the notebooks of a class keep: per exercise who stands where, and which misunderstandings were met."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from statistics import median

from mlcourse.classroom.notebook import Read
from mlcourse.classroom.pile import Found
from mlcourse.contents import Contents
from mlcourse.kept import OUTCOMES, Kept

MANY = 3  # tries without a right answer, from which on a student counts as stuck


@dataclass
class Exercise:
    """Where a class stands in one exercise.

    Attributes
    ----------
    lesson, name : str
        Such as `cost_model` and `error_rate`.
    last : dict of str to Kept
        The verdict of each student who has one.
    opened : set of str
        Who has a notebook of the lesson.
    """

    lesson: str
    name: str
    last: dict[str, Kept] = field(default_factory=dict)
    opened: set[str] = field(default_factory=set)

    def outcomes(self) -> dict[str, int]:
        """Return how many students have each outcome, and how many have the notebook and no verdict."""
        counts = Counter(kept.outcome for kept in self.last.values())
        return {outcome: counts[outcome] for outcome in OUTCOMES} | {"no verdict": len(self.opened - self.last.keys())}

    def tries(self) -> list[int]:
        """Return the tries of each student who tried, in order of size."""
        return sorted(kept.tries for kept in self.last.values() if kept.tries)

    def median_tries(self) -> float | None:
        """Return the tries of the student in the middle; nothing if nobody tried."""
        return median(self.tries()) if self.tries() else None

    def misunderstandings(self) -> list["Misunderstanding"]:
        """Return what was misunderstood, what most students met first."""
        found: dict[str, Misunderstanding] = {}
        for student, kept in self.last.items():
            for key, says in kept.met.items():
                one = found.setdefault(key, Misunderstanding(self, key, says))
                one.met.add(student)
                if kept.mistake == key:
                    one.still.add(student)
        return sorted(found.values(), key=lambda one: (-len(one.met), -len(one.still), one.says))

    def unknown(self) -> Counter:
        """Return the sentences about wrong answers that are no known misunderstanding, with how many have each."""
        return Counter(kept.says for kept in self.last.values() if kept.outcome == "wrong")

    def stuck(self) -> dict[str, Kept]:
        """Return the students who tried often, and have no right answer yet."""
        not_right = {student: kept for student, kept in self.last.items() if kept.outcome != "right"}
        return {student: kept for student, kept in not_right.items() if kept.tries >= MANY}


@dataclass
class Misunderstanding:
    """One sentence that students met in an exercise: all of them, and those whose last verdict it is."""

    exercise: Exercise
    key: str
    says: str
    met: set[str] = field(default_factory=set)
    still: set[str] = field(default_factory=set)


@dataclass
class Tally:
    """A class, added up.

    Attributes
    ----------
    exercises : list of Exercise
        Those of all lessons of which there was a notebook, in the course's order.
    students : set of str
        All who have a notebook of the course.
    n_read : int
        How many notebooks something was taken from, or could have been.
    not_read : list of (Found, str)
        The others, each with the reason.
    n_elsewhere : int
        Verdicts on exercises that this edition of the course does not have.
    """

    exercises: list[Exercise] = field(default_factory=list)
    students: set[str] = field(default_factory=set)
    n_read: int = 0
    not_read: list[tuple[Found, str]] = field(default_factory=list)
    n_elsewhere: int = 0


def tally(notebooks: Iterable[tuple[Found, Read]], course: Mapping[str, Contents]) -> Tally:
    """Add up what notebooks hold.

    Of a student with several notebooks of one lesson, the best verdict on each exercise counts, the most tries, and
    all misunderstandings.

    Parameters
    ----------
    notebooks : iterable of (Found, Read)
        What `read_all` yields.
    course : mapping of str to Contents
        What `course_contents` returns.
    """
    result = Tally()
    every = {(slug, name): Exercise(slug, name) for slug, lesson in course.items() for name in lesson.exercises}
    for found, it in notebooks:
        if it.trouble:
            result.not_read.append((found, it.trouble))
            continue
        result.n_read += 1
        result.students.add(found.student)
        for name in course[it.lesson].exercises if it.lesson in course else ():
            every[it.lesson, name].opened.add(found.student)
        for kept in it.kept:
            if exercise := every.get((kept.lesson, kept.exercise)):
                exercise.opened.add(found.student)
                exercise.last[found.student] = better(kept, exercise.last.get(found.student))
            else:
                result.n_elsewhere += 1
    result.exercises = [exercise for exercise in every.values() if exercise.opened]
    return result


def better(kept: Kept, other: Kept | None) -> Kept:
    """Return the better of two verdicts on one student's answers, with the most tries and all misunderstandings."""
    if other is None:
        return kept
    best = min(kept, other, key=lambda one: (OUTCOMES.index(one.outcome), -one.tries))
    return best._replace(tries=max(kept.tries, other.tries), met=other.met | kept.met)
