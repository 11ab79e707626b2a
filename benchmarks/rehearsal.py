"""Rehearse live versions by the clock: `uv run --all-extras --all-groups python -m benchmarks.rehearsal`.

Each lesson is opened in JupyterLab and played from top to bottom in Chromium, as an instructor does: a cell to type is
revealed, then run; a given one is run; a section that the route leaves out is caught up on. What the machine takes is
measured in seconds of its processor, so that other work on it counts little. What people take is counted as TEACHING.md
says: no class is there, and nobody speaks. In the three-hour route, only lesson 02's first exercise is left to the
class; the others are typed and talked through.
"""

import argparse
import csv
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

from benchmarks.stage import Stage, expose, processor_seconds
from mlcourse.authoring.arrange import identify, slugify
from mlcourse.authoring.clock import EXERCISE, n_exercises, rehearsed, sections
from mlcourse.authoring.lesson import Lesson
from mlcourse.authoring.read import read_lesson
from mlcourse.authoring.release.release import release
from tests.browser.conftest import launch
from tests.browser.jupyterlab import mlcourse_lab

ROOT = Path(__file__).parents[1]
RESULTS = Path(__file__).parent / "results"
BEFORE_CLASS = {"19_cnn"}  # in the route, all of it has run by then: it trains for minutes
PARTS = {  # what the route takes of a section: its first and its last cell
    "The steepest way, its map alone": ("the-steepest-way-5", "the-steepest-way-6"),
    "How long a step?, down to the three paths": ("how-long-a-step-1", "how-long-a-step-5"),
    "What does being sure cost?, the table alone": ("what-does-being-sure-cost-1", "what-does-being-sure-cost-4"),
    "Moons and digits, the digits alone": ("moons-and-digits-9", "moons-and-digits-14"),
    "A good recipe, down to Exercise 2": ("a-good-recipe-1", "exercise-2-the-network-5"),
    "What it confuses, the matrix alone": ("what-it-confuses-1", "what-it-confuses-2"),
}
ROW = re.compile(r"^\| \d:\d\d \| \[?(\d\d)\b[^|]*\| (.+) \|$", re.MULTILINE)
UNSEEN = {"assert", "notes", "solution"}  # not in a live version
FOR_THE_CLASS = "Eleven dots"  # whose exercise the class solves in the route, too


@dataclass(frozen=True)
class Part:
    """What is rehearsed of a lesson at a time: its place, the minutes planned for it, its cells, and their names."""

    lesson: Lesson
    section: str
    planned: int
    own: Lesson
    names: tuple[str, ...]


def whole(lesson: Lesson) -> Iterator[Part]:
    """Yield a lesson's sections."""
    found = list(identify(lesson))
    for section, planned, own in sections(lesson):
        lines = {cell.line for cell in own.cells}
        yield Part(lesson, section, planned, own, tuple(name for name, cell in found if cell.line in lines))


def route(page: str, lessons: dict[str, Lesson]) -> Iterator[Part]:
    """Yield what the route takes, by the table in TEACHING.md."""
    for number, items in ROW.findall(page):
        lesson = lessons[number]
        for item in items.split(" · "):
            section, _, planned = item.rpartition(" ")
            first, last = PARTS.get(section, (f"{slugify(section)}-1", None))
            part = next(part for part in whole(lesson) if first in part.names)
            names = part.names[part.names.index(first) : last and part.names.index(last) + 1]
            lines = {cell.line for name, cell in identify(lesson) if name in names}
            own = Lesson(lesson.path, tuple(cell for cell in part.own.cells if cell.line in lines))
            yield Part(lesson, section, int(planned), own, names)


def by_people(part: Part, in_route: bool) -> float:
    """Return the minutes that people take: what is said, typed, predicted, and solved."""
    if not in_route or part.section == FOR_THE_CLASS:
        return rehearsed(part.own)
    is_typed = part.lesson.name not in BEFORE_CLASS
    own = Lesson(part.own.path, tuple(cell for cell in part.own.cells if cell.kind == "markdown" or is_typed))
    return rehearsed(own) - EXERCISE * n_exercises(own)


def play(stage: Stage, parts: list[Part], has_run: bool) -> Iterator[float]:
    """Yield the seconds that the machine takes for each part; those of the imports belong to the first."""
    ahead = [name for name, cell in identify(parts[0].lesson) if cell.kind == "code" and not cell.tags & UNSEEN]
    before, done = processor_seconds(), 1
    for name in () if has_run else ("live-coding", ahead[0]):
        stage.run_cell(name)
    for part in parts:
        names = [name for name in ahead[1:] if name in part.names]
        if names and not has_run:
            section = part.names[0].rpartition("-")[0]
            if [name for name in ahead[done : ahead.index(names[0])] if not name.startswith(section)]:  # left out
                stage.catch_up(section, part.names[0])
            done = ahead.index(names[-1]) + 1
        for name in names:
            stage.run_cell(name)
        now = processor_seconds()
        yield now - before
        before = now


def rehearse(page: Page, parts: list[Part], in_route: bool, pictures: Path | None) -> Iterator[dict]:
    """Yield a row for each part of one lesson."""
    lesson = parts[0].lesson
    has_run = in_route and lesson.name in BEFORE_CLASS
    with TemporaryDirectory() as folder:
        work = Path(folder, "work")
        (live,) = release("live", [lesson.path], ROOT / "notebooks", work)
        expose(Path(folder))
        with mlcourse_lab(work, Path(folder)) as address:
            shown = address(f"{lesson.name}.ipynb" if has_run else live.name)
            stage = Stage(page, shown, pictures and pictures / lesson.name)
            if has_run:
                stage.run_before_class()
            for part, seconds in zip(parts, play(stage, parts, has_run), strict=True):
                yield {
                    "lesson": lesson.name,
                    "section": part.section,
                    "in": "three hours" if in_route else "its class",
                    "planned": part.planned,
                    "rehearsed": f"{by_people(part, in_route) + seconds / 60:.1f}",
                    "running": f"{seconds / 60:.2f}",
                }


def write(rows: list[dict], path: Path) -> None:
    """Write what has been rehearsed so far."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main() -> None:
    """Rehearse, and write after each lesson."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", default=["route", "07", "13"], help="`route`, and lessons' numbers")
    parser.add_argument("--to", type=Path, default=RESULTS, help="folder for the results")
    parser.add_argument("--pictures", type=Path, help="folder for what the class sees after each cell")
    options = parser.parse_args()
    os.environ["OMP_NUM_THREADS"] = "1"  # two threads that wait for each other use twice the processor
    lessons = {path.name[:2]: read_lesson(path) for path in sorted((ROOT / "lessons").glob("[0-9][0-9]_*.py"))}
    page = (ROOT / "TEACHING.md").read_text(encoding="utf-8")
    planned = []
    for what in options.only:
        parts = route(page, lessons) if what == "route" else whole(lessons[what])
        planned += [(list(group), what == "route") for _, group in groupby(parts, key=lambda part: part.lesson.name)]
    rows = []
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for parts, in_route in planned:
            page = browser.new_page(viewport={"width": 1280, "height": 720})
            for row in rehearse(page, parts, in_route, options.pictures):
                print(row)
                rows.append(row)
                write(rows, options.to / "rehearsal.csv")
            page.context.close()


if __name__ == "__main__":
    main()
