"""What the class misunderstood, read from a hub's homes as `deploy/` lays them out: pulled by a link, and worked in."""

import csv
import shutil
import sys
from collections import Counter

import nbformat
import pytest
from click.testing import CliRunner

from mlcourse.cli import main
from tests.browser.instructor import Instructor, git
from tests.classroom.students import Truth, exercises, work_through
from tests.classroom.test_report import expected
from tests.deploy.test_updates import pull
from tests.lesson_code import LESSONS

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a hub runs on Linux and macOS")
NAME = "00_start_here"
LEFT = Truth((), None)  # the check was never run
DID = {
    "ada": {"heaviest_kg": Truth((0, 1), "right"), "n_heavy_fruits": Truth((0,), "wrong")},
    "bob": {"heaviest_kg": Truth((1, 0, 2), "wrong"), "basket_masses": Truth((), "untouched")},
    "cyd": {},  # clicked the link, and no more
}


@pytest.fixture(scope="module")
def homes(tmp_path_factory):
    """Return the homes of three students, after a link, an evening's work, and an update."""
    folder = tmp_path_factory.mktemp("hub")
    instructor = Instructor(folder)
    instructor.add(NAME)
    instructor.publish("lesson 00")
    homes = folder / "homes"
    truth = {homes / who / "class" / f"{NAME}.ipynb": truth_of(who) for who in DID}
    for path in truth:
        path.parents[1].mkdir(parents=True)
        pull(instructor, path.parent)
    work_through(LESSONS[NAME], {path: did for path, did in truth.items() if DID[path.parts[-3]]})
    for path in truth:  # what JupyterLab and the hub leave there
        for part in (".ipynb_checkpoints", "../.local/share/jupyter", "../.cache"):
            (path.parent / part).mkdir(parents=True)
        shutil.copy(path, path.parent / ".ipynb_checkpoints" / f"{NAME}-checkpoint.ipynb")
    instructor.edit(f"{NAME}.ipynb", "# 00 · Start here", "# 00 · Start here, second edition")
    instructor.publish("a second edition")
    for path in truth:
        pull(instructor, path.parent)
        assert "second edition" in nbformat.read(path, as_version=4).cells[0].source
    assert "nbgitpuller" in git(homes / "ada" / "class", "log", "--format=%s")
    return homes


def truth_of(who):
    """Return what a student did in each exercise."""
    return {name: DID[who].get(name, LEFT) for name in exercises(LESSONS[NAME])}


def files(folder):
    """Return every file below a folder, those of git included."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_class_is_read_from_the_homes_and_nothing_in_them_changes(homes, tmp_path):
    before = files(homes)
    result = CliRunner().invoke(main, ["class", str(homes), "--to", str(tmp_path / "out"), "--names"])
    assert (result.exit_code, result.output.splitlines()[0]) == (0, "students: 3, notebooks: 3 read, 0 not read")
    assert files(homes) == before
    with (tmp_path / "out" / "class.csv").open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.DictReader(file))
    truth = {(who, NAME): truth_of(who) for who in DID}
    for name in exercises(LESSONS[NAME]):
        outcomes, met, still, _, _ = expected(truth, NAME, name)
        rows = [row for row in table if row["exercise"] == name]
        found = Counter()
        for row in rows:
            found[row["outcome"]] += int(row["students"])
        assert +found == outcomes, name
        assert {row["mistake"]: int(row["met"]) for row in rows if row["mistake"]} == met
        assert Counter({row["mistake"]: int(row["students"]) for row in rows if row["mistake"]}) == still
    page = (tmp_path / "out" / "class.html").read_text(encoding="utf-8")
    assert "<strong>bob</strong>" in page and "1 student tried 3 times or more" in page
