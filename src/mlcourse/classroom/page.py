"""The class as one page for a browser, that needs no network and no script."""

import random
from collections.abc import Mapping
from datetime import date
from pathlib import Path, PurePosixPath

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from mlcourse.checks.engine.verdict import COLORS, ICONS, to_html
from mlcourse.classroom.pile import Found
from mlcourse.classroom.tally import MANY, Misunderstanding, Tally
from mlcourse.contents import Contents
from mlcourse.kept import OUTCOMES

MARK = "mlcourse class"  # by which an earlier page is known
ALSO = 2  # students who must have met a sentence before it is one to repeat, or before an unknown one is shown
REPEATED = 5  # sentences to repeat at most
LABELS = {"right": "right", "misunderstood": "misunderstood", "wrong": "wrong otherwise", "untouched": "not solved yet"}
LABELS |= {"no verdict": "check not run"}
COLUMNS = {outcome: f"{ICONS[outcome]} {LABELS[outcome]}" for outcome in OUTCOMES} | {"no verdict": "… check not run"}


def to_page(tally: Tally, course: Mapping[str, Contents], names: bool, today: date) -> str:
    """Return the page as text.

    Parameters
    ----------
    tally : Tally
        The class, added up.
    course : mapping of str to Contents
        What `course_contents` returns.
    names : bool
        Whether students are named. Else they are numbered, differently each time.
    today : date
        The day to write on it.
    """
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["marked"] = lambda says, of: to_html(says.removeprefix(f"`{of.name}`: "))
    label = labels(tally, names)
    return environment.get_template("page.html").render(
        mark=MARK,
        tally=tally,
        course=course,
        names=names,
        today=today,
        columns=COLUMNS,
        colors=COLORS | {"no verdict": "transparent"},
        many=MANY,
        to_repeat=to_repeat(tally),
        met=[(lesson, found) for lesson in course if (found := met(tally, lesson))],
        unknown=[(e, says, n) for e in tally.exercises for says, n in e.unknown().most_common(3) if n >= ALSO or names],
        hardest=hardest(tally),
        stuck=stuck(tally, label),
        not_read=[(label[found.student], place(found, course, names), why) for found, why in tally.not_read],
        who=lambda students: ", ".join(sorted(label[student] for student in students)),
    )


def labels(tally: Tally, names: bool) -> dict[str, str]:
    """Return what each student is called on the page. The numbers are dealt anew each time: they name nobody."""
    everybody = sorted(tally.students | {found.student for found, _ in tally.not_read})
    if names:
        return {student: student for student in everybody}
    random.SystemRandom().shuffle(everybody)
    width = len(str(len(everybody)))  # so that sorted texts are sorted numbers
    return {student: f"student {i:0{width}}" for i, student in enumerate(everybody, start=1)}


def place(found: Found, course: Mapping[str, Contents], names: bool) -> str:
    """Return where a file lies; if nobody is to be named, only its name, and only if that is a lesson's."""
    name = PurePosixPath(found.name)
    if names:
        return f"{found.pile}/{found.name}"
    return name.name if name.suffix == ".ipynb" and name.stem[3:] in course else f"another {name.suffix or 'folder'}"


def met(tally: Tally, lesson: str | None = None) -> list[Misunderstanding]:
    """Return what was misunderstood, in one lesson or in all."""
    exercises = [one for one in tally.exercises if lesson in (None, one.lesson)]
    return [one for exercise in exercises for one in exercise.misunderstandings()]


def to_repeat(tally: Tally) -> list[Misunderstanding]:
    """Return the misunderstandings that most students met, and among these first where most of them still are."""
    several = [one for one in met(tally) if len(one.met) >= ALSO]
    return sorted(several, key=lambda one: (-len(one.met), -len(one.still)))[:REPEATED]


def hardest(tally: Tally) -> list:
    """Return the exercises that took more than one try, what took the most first."""
    tried = [exercise for exercise in tally.exercises if exercise.tries() and exercise.tries()[-1] > 1]
    return sorted(tried, key=lambda exercise: (-exercise.median_tries(), -sum(exercise.tries())))


def stuck(tally: Tally, label: Mapping[str, str]) -> list[tuple[str, list]]:
    """Return who is stuck, and where: who has tried most often first."""
    found: dict[str, list] = {}
    for exercise in tally.exercises:
        for student, kept in exercise.stuck().items():
            found.setdefault(label[student], []).append((exercise, kept))
    return sorted(found.items(), key=lambda item: (-sum(kept.tries for _, kept in item[1]), item[0]))
