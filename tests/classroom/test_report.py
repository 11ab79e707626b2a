"""A class of simulated students: what is reported of it is what they did."""

import csv
from collections import Counter
from io import StringIO

import numpy as np
import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner

from mlcourse.classroom.pile import find
from mlcourse.classroom.reading import read_all
from mlcourse.classroom.tally import MANY, tally
from mlcourse.cli import main
from mlcourse.contents import course_contents
from tests.classroom.students import draw, exercises, key, work_through
from tests.lesson_code import LESSONS


def simulate(folder, n_students, seed):
    """Let so many students work through each lesson, in a real kernel; return what each did, by student and lesson."""
    rng = np.random.default_rng(seed)
    truth = {(f"s{i:02}", name): draw(LESSONS[name], rng) for name, n in n_students.items() for i in range(n)}
    for name in n_students:
        paths = {
            folder / student / "class" / f"{name}.ipynb": did for (student, of), did in truth.items() if of == name
        }
        work_through(LESSONS[name], paths)
    return truth


@pytest.fixture(scope="module")
def few(tmp_path_factory):
    """Return the folder of three students who did lesson 00, and what they did."""
    folder = tmp_path_factory.mktemp("few")
    return folder, simulate(folder, {"00_start_here": 3}, seed=7)


@pytest.fixture(scope="module")
def thirty(tmp_path_factory):
    """Return the folder of thirty students who did one lesson or two, and what they did."""
    folder = tmp_path_factory.mktemp("thirty")
    return folder, simulate(folder, {"00_start_here": 30, "02_cost_model": 10}, seed=8)


def expected(truth, name, exercise):
    """Return the true distribution: outcomes, who met each mistake, who has it still, all tries, and who is stuck."""
    did = [of_student[exercise] for (_, lesson), of_student in truth.items() if lesson == name]
    outcomes = Counter({None: "no verdict", "wrong": "misunderstood"}.get(one.ended, one.ended) for one in did)
    met, still = Counter(), Counter()
    for one in did:
        met.update({key(LESSONS[name], exercise, i) for i in one.mistakes})
        still.update([key(LESSONS[name], exercise, one.mistakes[-1])] if one.ended == "wrong" else [])
    tries = sorted(n for one in did if (n := len(one.mistakes) + (one.ended == "right")))
    stuck = sum(len(one.mistakes) >= MANY and one.ended != "right" for one in did)
    return outcomes, met, still, tries, stuck


def check_report(folder, truth):
    """Hold what is reported of a folder against what the students did."""
    result = tally(read_all(find(folder)), course_contents())
    assert result.not_read == [] and len(result.students) == len({student for student, _ in truth})
    names = sorted({name for _, name in truth})
    assert [e.name for e in result.exercises] == [e for name in names for e in exercises(LESSONS[name])]
    for one in result.exercises:
        name = next(name for name in names if LESSONS[name].slug == one.lesson)
        outcomes, met, still, tries, stuck = expected(truth, name, one.name)
        assert Counter(one.outcomes()) == outcomes, one.name
        assert {m.key: len(m.met) for m in one.misunderstandings()} == met
        assert Counter({m.key: len(m.still) for m in one.misunderstandings()}) == still
        assert one.tries() == tries and len(one.stuck()) == stuck


def test_a_small_class_is_reported_as_it_is(few):
    check_report(*few)


@pytest.mark.nightly
def test_a_class_of_thirty_is_reported_as_it_is(thirty):
    check_report(*thirty)


def run(*arguments):
    """Run `mlcourse class`; return its exit status and what it printed."""
    result = CliRunner().invoke(main, ["class", *map(str, arguments)])
    return result.exit_code, result.output


def test_the_page_and_the_table_say_the_same(few, tmp_path):
    folder, truth = few
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert run(folder, "--to", tmp_path / "out") == (
        0,
        f"students: 3, notebooks: 3 read, 0 not read\n{tmp_path}/out/class.html and {tmp_path}/out/class.csv written\n",
    )
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    page = BeautifulSoup((tmp_path / "out/class.html").read_text("utf-8"), "html.parser")
    table = list(csv.DictReader(StringIO((tmp_path / "out/class.csv").read_text("utf-8-sig"))))
    for name in exercises(LESSONS["00_start_here"]):
        outcomes, met, still, _, _ = expected(truth, "00_start_here", name)
        (row,) = [th.parent for th in page.select("#exercises ~ div th[scope=row]") if th.text == name]
        shown = [int(td.text) for td in row.select("td.n")]
        assert shown == [outcomes[o] for o in ("right", "misunderstood", "wrong", "untouched", "no verdict")]
        rows = [r for r in table if r["exercise"] == name]
        assert sum(int(r["students"]) for r in rows) == 3
        assert {r["mistake"]: int(r["met"]) for r in rows if r["mistake"]} == met
        assert Counter({r["mistake"]: int(r["students"]) for r in rows if r["mistake"]}) == still


def test_a_pile_in_a_pile_counts_once(few, tmp_path):
    status, said = run(few[0], few[0] / "s01", "--to", tmp_path, "--names")
    assert status == 0 and said.startswith("students: 3, notebooks: 3 read")
    assert "s01" in (tmp_path / "class.html").read_text("utf-8")


def test_nobody_is_named_unless_asked_for(few, tmp_path):
    run(few[0], "--to", tmp_path)
    assert "s01" not in (tmp_path / "class.html").read_text("utf-8") + (tmp_path / "class.csv").read_text("utf-8")
    run(few[0], "--to", tmp_path, "--names")
    assert "s01" in (tmp_path / "class.html").read_text("utf-8")


def test_the_page_asks_for_nothing(few, tmp_path):
    run(few[0], "--to", tmp_path)
    page = BeautifulSoup((tmp_path / "class.html").read_text("utf-8"), "html.parser")
    assert not page.find_all(["script", "link", "img", "iframe"])
    assert all(a["href"].startswith("#") and page.select(a["href"]) for a in page.find_all("a"))
    assert "default-src 'none'" in page.find("meta", {"http-equiv": True})["content"]


def test_what_lies_there_of_anothers_is_not_written_over(few, tmp_path):
    (tmp_path / "class.csv").write_text("mine")
    status, said = run(few[0], "--to", tmp_path)
    assert status == 2 and said.startswith("Error: ") and "did not write it" in said and said.count("\n") == 1
    assert (tmp_path / "class.csv").read_text() == "mine" and not (tmp_path / "class.html").exists()


def test_nothing_is_written_among_the_students_files(few):
    status, said = run(few[0], "--to", few[0] / "s01")
    assert status == 2 and "only read" in said


@pytest.mark.parametrize("arguments", [["nowhere", "--to", "x"], [__file__, "--to", "x"], ["", "--to", "x"], ["."],
                                       ["--to", "x"], [".", "--to", ""]])  # fmt: skip
def test_bad_arguments_are_told_in_a_sentence(arguments):
    status, said = run(*arguments)
    assert status == 2 and "Traceback" not in said and "Error: " in said
