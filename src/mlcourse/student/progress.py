"""Where a student stands, lesson by lesson, from the verdicts that the notebooks in their folder keep."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from mlcourse.contents import Contents
from mlcourse.kept import OUTCOMES, Kept, kept_in

WIDTH = 12  # characters of a bar
RIGHT, TRIED, OPEN = "█", "▒", "░"
PLAIN = str.maketrans({RIGHT: "#", TRIED: "+", OPEN: ".", "·": "-"})  # for a console that has none of these


class Progress(NamedTuple):
    """What was found in a student's folder.

    Attributes
    ----------
    best : dict of (str, str) to Kept
        The best verdict by lesson and exercise.
    damaged : list of str
        Notebooks that cannot be read.
    """

    best: dict[tuple[str, str], Kept]
    damaged: list[str]


def read_progress(folder: Path) -> Progress:
    """Read the notebooks in a folder; nothing is written.

    Raises
    ------
    FileNotFoundError
        If there is no such folder, or no notebook in it.
    """
    paths = sorted(folder.glob("*.ipynb")) if folder.is_dir() else []
    if not paths:
        raise FileNotFoundError(f"no notebooks in {folder}: give your own with --folder, or run `mlcourse lab` first")
    progress = Progress({}, [])
    for path in paths:
        try:
            kept = list(kept_in(json.loads(path.read_bytes())))
        except (OSError, ValueError, RecursionError):
            progress.damaged.append(path.name)
            continue
        for one in kept:
            place = (one.lesson, one.exercise)
            progress.best[place] = min(one, progress.best.get(place, one), key=lambda it: OUTCOMES.index(it.outcome))
    return progress


def lines(progress: Progress, course: Mapping[str, Contents]) -> Iterator[str]:
    """Yield what is shown of it: a bar per lesson, then what comes next."""
    widest = max(len(lesson.title) for lesson in course.values())
    n_right, following = 0, None
    for slug, lesson in course.items():
        outcomes = [outcome(progress, slug, name) for name in lesson.exercises]
        n_here = outcomes.count("right")
        n_right += n_here
        if n_here < len(outcomes) and following is None and any(outcomes):
            following = (lesson, next(n for n, o in zip(lesson.exercises, outcomes, strict=True) if o != "right"))
        yield f"{lesson.title:<{widest}}  {bar(outcomes)}  {n_here} of {len(outcomes)}"
    yield f"{n_right} of {sum(len(lesson.exercises) for lesson in course.values())} exercises are right."
    if following:
        yield f"Next: {following[1]}, in {following[0].title}."
    for name in progress.damaged:
        yield f"{name} cannot be read: it is half-written, or no notebook."


def outcome(progress: Progress, slug: str, name: str) -> str:
    """Return an exercise's outcome; nothing if its check was never run."""
    kept = progress.best.get((slug, name))
    return kept.outcome if kept else ""


def bar(outcomes: list[str]) -> str:
    """Return a bar: what is right, what was tried, and what is open."""
    n_right = outcomes.count("right")
    n_tried = n_right + sum(one in ("misunderstood", "wrong") for one in outcomes)
    ends = [round(WIDTH * n / len(outcomes)) if outcomes else 0 for n in (n_right, n_tried)]
    return RIGHT * ends[0] + TRIED * (ends[1] - ends[0]) + OPEN * (WIDTH - ends[1])
