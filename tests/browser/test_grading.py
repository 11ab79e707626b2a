"""A class is graded through nbgrader's own exchange of files, and its instructor looks at nbgrader's own pages."""

import os
import re
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook
from playwright.sync_api import expect

from tests.browser.jupyterlab import SECONDS
from tests.release.test_nbgrader import NAME, exercises, inside, nbgrader, points, solutions, write

pytestmark = [
    pytest.mark.nightly,
    pytest.mark.skipif(sys.platform == "win32", reason="nbgrader's exchange runs on Linux and macOS"),
]
EXCHANGE = """
c.CourseDirectory.course_id = "ml"
c.Exchange.root = {root!r}
c.ExchangeCollect.check_owner = False  # here, one user of this machine plays everybody
"""
SHOWS = "%config InteractiveShell.ast_node_interactivity = 'last_expr_or_assign'\n"  # as some people like it
WARNS = """import sys
get_ipython().events.register("pre_run_cell", lambda info: print("Warning: beware", file=sys.stderr))
"""


def answers() -> dict[str, dict[str, str]]:
    """Return what each student answers, by the exercises' ids."""
    right = solutions(NAME)
    heavy = next(cell_id for cell_id, source in right.items() if source.startswith("n_heavy_fruits"))
    ranges = next(cell_id for cell_id, source in right.items() if source.startswith("def feature_ranges"))
    return {
        "right": right,
        "wrong": right | {heavy: "n_heavy_fruits = 0"},
        "empty": {},
        "shows": right | {heavy: SHOWS + right[heavy]},
        "warns": right | {heavy: WARNS + right[heavy]},
        "endless": right | {ranges: "def feature_ranges(X):\n    while True: pass"},
        "late": right,
    }


def hand_in(course: Path, student: str, given: dict[str, str]) -> None:
    """Fetch the assignment as a student, answer, and submit; what draws is left out, which is quicker."""
    (home := course.parent / "home" / student).mkdir(parents=True)
    (home / "nbgrader_config.py").write_text((course / "nbgrader_config.py").read_text())
    nbgrader(home, "fetch_assignment", NAME, "--course", "ml")
    path = home / NAME / f"{NAME}.ipynb"
    page = nbformat.read(path, as_version=4)
    for cell in exercises(page):
        cell.source = given.get(cell.id, cell.source)
    page.cells = [
        cell
        for cell in page.cells
        if "nbgrader" in cell.metadata or not re.search(r"plots\.(show|steps|side_by_side)\(", cell.source)
    ]
    nbformat.write(page, path)
    nbgrader(home, "submit", NAME, "--course", "ml", "--student", student)


@pytest.fixture(scope="module")
def course(tmp_path_factory) -> Path:
    """Return the folder of a course with a graded class."""
    folder = tmp_path_factory.mktemp("class")
    course, exchange = folder / "course", folder / "exchange"
    exchange.mkdir()
    exchange.chmod(0o777)
    write(NAME, course / "source")
    settings = course / "nbgrader_config.py"
    settings.write_text(settings.read_text() + EXCHANGE.format(root=str(exchange)))
    nbgrader(course, "generate_assignment", NAME, "--create")
    nbgrader(course, "release_assignment", NAME)
    for student, given in answers().items():
        if student == "late":
            with inside(course), Gradebook("sqlite:///gradebook.db", "ml") as gradebook:
                gradebook.update_or_create_assignment(NAME, duedate=datetime.now(UTC).replace(tzinfo=None))
            time.sleep(2)
        hand_in(course, student, given)
    nbgrader(course, "collect", NAME)
    nbgrader(course, "autograde", NAME, "--create")
    nbgrader(course, "generate_feedback", NAME)
    nbgrader(course, "release_feedback", NAME)
    return course


def test_all_get_the_points_of_their_answers(course):
    expected = {"right": 4, "wrong": 3, "empty": 0, "shows": 4, "warns": 4, "endless": 3, "late": 4}
    assert points(course) == {student: (score, 4) for student, score in expected.items()}


def test_who_was_late_is_marked_and_no_other(course):
    with inside(course), Gradebook("sqlite:///gradebook.db", "ml") as gradebook:
        late = {each.student.id for each in gradebook.assignment_submissions(NAME) if each.total_seconds_late > 0}
    assert late == {"late"}


def test_the_feedback_that_a_student_fetches_says_what_was_misunderstood(course):
    home = course.parent / "home" / "wrong"
    nbgrader(home, "fetch_feedback", NAME, "--course", "ml", "--student", "wrong")
    (page,) = (home / NAME / "feedback").glob("*/*.html")
    text = page.read_text(encoding="utf-8")
    assert ("CheckFailed" in text and "3.0</a> / 4.0" in text) or "Score: 3.0 / 4.0" in text


def test_the_instructors_pages(course, page):
    address = re.compile(r"(http://127\.0\.0\.1:\d+)/\S*\?token=(\w+)")
    log = course.parent / "log.txt"
    command = [sys.executable, "-m", "jupyter", "lab", "--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1"]
    with inside(course), log.open("w") as stream:
        process = subprocess.Popen([*command, "--ServerApp.port=0"], stdout=stream, stderr=subprocess.STDOUT)
    try:
        deadline = time.monotonic() + SECONDS
        while not (found := address.search(log.read_text())):
            assert process.poll() is None and time.monotonic() < deadline, log.read_text()
            time.sleep(0.2)
        page.goto(f"{found[1]}/lab?token={found[2]}")  # which logs in; formgrader's own pages do not
        page.goto(f"{found[1]}/formgrader/gradebook/{NAME}/{NAME}")
        expect(page.get_by_role("link", name="Submission #")).to_have_count(len(answers()), timeout=1000 * SECONDS)
        if folder := os.environ.get("MLCOURSE_PICTURES"):
            page.screenshot(path=Path(folder) / "formgrader.png")
        page.get_by_role("link", name="Submission #").first.click()
        page.wait_for_url("**/formgrader/submissions/**")
        expect(page.locator("body")).to_contain_text("heaviest_kg", timeout=1000 * SECONDS)
        if folder:
            page.screenshot(path=Path(folder) / "submission.png")
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=SECONDS)
