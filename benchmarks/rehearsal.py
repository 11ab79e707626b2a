"""Rehearse live versions by the clock: `uv run --all-extras --all-groups python -m benchmarks.rehearsal`.

Each lesson is opened in JupyterLab and played from top to bottom in Chromium, as an instructor does: a cell to type is
revealed, then run; a given one is run; a section that the route leaves out is caught up on. What the machine takes is
measured. What people take is counted as TEACHING.md says: no class is there, and nobody speaks. In the three-hour
route, only lesson 02's first exercise is left to the class; the others are typed and talked through.
"""

import argparse
import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from playwright.sync_api import Page, sync_playwright

from mlcourse.authoring.arrange import identify, slugify
from mlcourse.authoring.clock import EXERCISE, minutes, n_exercises, rehearsed
from mlcourse.authoring.lesson import Cell, Lesson
from mlcourse.authoring.read import read_lesson
from mlcourse.authoring.release.release import release
from tests.browser.conftest import launch
from tests.browser.jupyterlab import Notebook, mlcourse_lab

ROOT = Path(__file__).parents[1]
RESULTS = Path(__file__).parent / "results"
SOLVED = {"19_cnn"}  # in the route: it trains for minutes, so all of it has run before class
PARTS = {  # what the route takes of a section: its first and its last cell
    "The steepest way, its map alone": (5, 6),
    "How long a step?, down to the three paths": (1, 5),
    "What does being sure cost?, the table alone": (1, 4),
    "Moons and digits, the digits alone": (9, 14),
    "What it confuses, the matrix alone": (1, 2),
}
ROW = re.compile(r"^\| \d:\d\d \| \[?(\d\d)\b[^|]*\| (.+) \|$", re.MULTILINE)
UNSEEN = {"assert", "notes", "solution"}  # not in a live version
FOR_THE_CLASS = "Eleven dots"  # whose exercise the class solves in the route, too

FIND = "jupyterapp.shell.currentWidget.content.widgets.find(cell => cell.model.id === id)"
CELL = f"""id => {{
    const cell = {FIND};
    return {{
        id, source: cell.model.sharedModel.source, count: cell.model.executionCount ?? null,
        outputs: cell.model.sharedModel.outputs, room: jupyterapp.shell.currentWidget.content.node.clientHeight,
        height: Math.max(0, ...[...cell.node.querySelectorAll("img")].map(image => image.clientHeight)),
    }};
}}"""
REVEALED = f"""({{id, source}}) => {{
    const model = {FIND}.model;
    return model.sharedModel.source !== source || model.sharedModel.outputs.some(o => o.output_type === "error");
}}"""
DONE = f"""({{id, count}}) => {{
    const cell = {FIND}, now = cell.model.executionCount;
    return now && now !== count && [...cell.node.querySelectorAll("img")].every(image => image.complete);
}}"""
ACTIVE = "() => jupyterapp.shell.currentWidget.content.activeCell.model.id"
GO = """async id => {
    const list = jupyterapp.shell.currentWidget.content;
    list.activeCellIndex = list.widgets.findIndex(cell => cell.model.id === id);
    list.mode = "command";
    await list.scrollToItem(list.activeCellIndex, "start");
    list.activate();
}"""


@dataclass(frozen=True)
class Part:
    """A section of a lesson, or what a route takes of it: its cells by their ids, and the minutes planned for it."""

    lesson: Lesson
    section: str
    planned: int
    cells: dict[str, Cell]


def whole(lesson: Lesson) -> Iterator[Part]:
    """Yield a lesson's sections; the title belongs to the first, the recap to the last."""
    section, cells, clock, before = "", {}, 0, 0
    for name, cell in identify(lesson):
        heading = re.match(r"## (?!Recap\b)(.+)", cell.source) if cell.kind == "markdown" else None
        if heading and section:
            yield Part(lesson, section, clock - before, cells)
            cells, before = {}, clock
        section = heading[1] if heading else section
        clock = minutes(cell.source) or clock if "notes" in cell.tags else clock
        cells[name] = cell
    yield Part(lesson, section, clock - before, cells)


def route(page: str, lessons: dict[str, Lesson]) -> Iterator[Part]:
    """Yield what the route takes, by the table in TEACHING.md."""
    for number, items in ROW.findall(page):
        sections = {slugify(part.section): part for part in whole(lessons[number])}
        for item in items.split(" · "):
            name, _, planned = item.rpartition(" ")
            slug = slugify(name) if slugify(name) in sections else slugify(name.rpartition(", ")[0])
            part, (first, last) = sections[slug], PARTS.get(name, (1, None))
            names = list(part.cells)
            end = names.index(f"{slug}-{last}") + 1 if last else len(names)
            taken = names[names.index(f"{slug}-{first}") : end]
            yield Part(part.lesson, name, int(planned), {cell: part.cells[cell] for cell in taken})


def by_people(part: Part, in_route: bool) -> float:
    """Return the minutes that people take: what is said, typed, predicted, and solved."""
    solved = in_route and part.lesson.name in SOLVED
    cells = (cell for cell in part.cells.values() if "solution" not in cell.tags)  # it is typed where it belongs
    counted = Lesson(part.lesson.path, tuple(cell for cell in cells if cell.kind == "markdown" or not solved))
    shown = n_exercises(counted) if in_route and part.section != FOR_THE_CLASS else 0
    return rehearsed(counted) - EXERCISE * shown


class Stage(Notebook):
    """A lesson on the projector, whose cells are found by their ids.

    Parameters
    ----------
    page : Page
        A browser's page, which goes to the notebook.
    address : str
        Where the notebook is.
    pictures : Path or None
        Where to keep what the class sees after each cell.
    """

    def __init__(self, page: Page, address: str, pictures: Path | None) -> None:
        super().__init__(page, address)
        self.pictures, self.played = pictures, 0

    def run_cell(self, name: str) -> float:
        """Reveal a cell, if that is what it asks for, and run it; return the seconds until all is on the screen."""
        self.page.evaluate(GO, name)
        before = self.page.evaluate(CELL, name)
        start = perf_counter()
        if "%reveal" in before["source"]:
            self.press(REVEALED, before)
            before = self.page.evaluate(CELL, name)
        self.press(DONE, before)
        self.wait_until_idle()
        seconds = perf_counter() - start
        self.look(name, self.page.evaluate(CELL, name))
        return seconds

    def press(self, until: str, before: dict) -> None:
        """Press Ctrl+Enter, and wait until something is true of the cell."""
        self.page.keyboard.press("Control+Enter")
        self.page.wait_for_function(until, arg=before, timeout=1000 * self.seconds)

    def look(self, name: str, now: dict) -> None:
        """Say what an instructor would stumble over; keep a picture."""
        for output in now["outputs"]:
            if output["output_type"] == "error" or output.get("name") == "stderr":
                print(f"  stumbled at {name}: {output.get('evalue') or output.get('text')}")
        if "%reveal" in now["source"]:
            print(f"  not revealed: {name}")
        if now["height"] > now["room"]:
            print(f"  higher than the screen: {name} shows {now['height']:.0f} of {now['room']:.0f} pixels")
        if self.pictures:
            self.played += 1
            self.page.screenshot(path=self.pictures / f"{self.played:03}-{name}.png")

    def catch_up(self, name: str) -> float:
        """Run, quietly, all that comes before a cell."""
        self.page.evaluate(GO, name)
        for key in ("Escape", "a", "Enter"):
            self.page.keyboard.press(key)
        self.page.keyboard.insert_text(f"%catch_up {name}")
        self.page.keyboard.press("Escape")
        return self.run_cell(self.page.evaluate(ACTIVE))

    def clear(self) -> None:
        """Run all before class, and clear what that shows."""
        self.run_all()
        self.choose("Edit", "Clear Outputs of All Cells")


def play(stage: Stage, parts: list[Part]) -> Iterator[float]:
    """Yield each part's seconds; those of the imports belong to the first."""
    ahead = [name for name, cell in identify(parts[0].lesson) if cell.kind == "code" and not cell.tags & UNSEEN]
    start = "live-coding"
    seconds = stage.run_cell(start) + stage.run_cell(ahead[0])
    done = 1
    for part in parts:
        names = [name for name in ahead[done:] if name in part.cells]
        if ahead.index(names[0]) > done:
            seconds += stage.catch_up(next(iter(part.cells)))
        seconds += sum(map(stage.run_cell, names))
        done = ahead.index(names[-1]) + 1
        yield seconds
        seconds = 0.0


def rehearse(page: Page, parts: list[Part], in_route: bool, pictures: Path | None) -> Iterator[dict]:
    """Yield a row for each part of one lesson."""
    lesson = parts[0].lesson
    solved = in_route and lesson.name in SOLVED
    with TemporaryDirectory() as folder:
        work = Path(folder, "work")
        (version,) = release("live", [lesson.path], ROOT / "notebooks", work)
        settings = Path(folder, "CONFIG", "jupyter_lab_config.json")
        settings.parent.mkdir()
        settings.write_text(json.dumps({"LabApp": {"expose_app_in_browser": True}}), encoding="utf-8")
        with mlcourse_lab(work, Path(folder)) as address:
            stage = Stage(page, address(version.name), pictures)
            if solved:
                stage.clear()
            for part, seconds in zip(parts, play(stage, parts), strict=True):
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
    lessons = {path.name[:2]: read_lesson(path) for path in sorted((ROOT / "lessons").glob("[0-9][0-9]_*.py"))}
    planned = []
    for what in options.only:
        parts = (
            route((ROOT / "TEACHING.md").read_text(encoding="utf-8"), lessons)
            if what == "route"
            else whole(lessons[what])
        )
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
