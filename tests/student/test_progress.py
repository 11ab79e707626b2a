"""Where a student stands, as the notebooks in their folder keep it."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from mlcourse.cli import main
from mlcourse.contents import Contents, course_contents
from mlcourse.kept import MIME, Kept, key_of, to_data
from mlcourse.student.progress import OPEN, RIGHT, TRIED, bar, lines, read_progress
from mlcourse.student.progress_map import shares_right

COURSE = {"cost_model": Contents("02 · The cost model", ("n_errors", "error_rate", "mean_price"))}
SAYS = "`error_rate`: this is the number."
VERDICTS = [
    Kept("cost_model", "n_errors", "right", "", "`n_errors` is right.", 1, {}),
    Kept("cost_model", "error_rate", "misunderstood", key_of(SAYS), SAYS, 2, {key_of(SAYS): SAYS}),
]


def write(path, verdicts):
    """Write a notebook that keeps some verdicts."""
    outputs = [{"output_type": "display_data", "data": {MIME: to_data(kept)}, "metadata": {}} for kept in verdicts]
    cells = [{"cell_type": "code", "source": "", "metadata": {}, "outputs": [output]} for output in outputs]
    path.write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}), "utf-8")


def show(*arguments):
    """Run `mlcourse progress`; return its exit status and its lines."""
    result = CliRunner().invoke(main, ["progress", *map(str, arguments)])
    return result.exit_code, result.output.splitlines()


def test_a_bar_and_what_comes_next(tmp_path):
    write(tmp_path / "02_cost_model.ipynb", VERDICTS)
    assert list(lines(read_progress(tmp_path), COURSE)) == [
        f"02 · The cost model  {RIGHT * 4}{TRIED * 4}{OPEN * 4}  1 of 3",
        "1 of 3 exercises are right.",
        "Next: error_rate, in 02 · The cost model.",
    ]


def test_of_two_copies_the_better_answer_counts(tmp_path):
    write(tmp_path / "02_cost_model.ipynb", VERDICTS)
    write(tmp_path / "02_cost_model.new.ipynb", [VERDICTS[1]._replace(outcome="right", mistake="")])
    best = read_progress(tmp_path).best
    assert {exercise: kept.outcome for (_, exercise), kept in best.items()} == {
        "n_errors": "right",
        "error_rate": "right",
    }


def test_a_bar_is_always_as_long():
    for n in range(9):
        for right in range(n + 1):
            outcomes = ["right"] * right + ["wrong"] * (n - right)
            assert len(bar(outcomes)) == 12 and bar(outcomes).count(RIGHT) == (round(12 * right / n) if n else 0)


def test_the_whole_course_is_shown_and_nothing_is_written(tmp_path):
    write(tmp_path / "02_cost_model.ipynb", VERDICTS)
    (tmp_path / "03_gradient_descent.ipynb").write_text('{"cells": [')
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    status, shown = show("--folder", tmp_path)
    course = course_contents()
    assert status == 0 and len(shown) == len(course) + 3
    assert shown[-1] == "03_gradient_descent.ipynb cannot be read: it is half-written, or no notebook."
    assert all(line.startswith(lesson.title) for line, lesson in zip(shown, course.values(), strict=False))
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize("folder", ["nowhere", ""])
def test_a_folder_without_notebooks_is_told_in_a_sentence(folder):
    status, shown = show("--folder", folder)
    assert status == 2 and len(shown) == 1 and shown[0].startswith("Error: ")


def test_a_console_without_blocks_shows_plain_signs(tmp_path):
    write(tmp_path / "02_cost_model.ipynb", VERDICTS)
    command = [sys.executable, "-m", "mlcourse.cli", "progress", "--folder", tmp_path]
    run = subprocess.run(command, capture_output=True, check=True, env={"PYTHONIOENCODING": "ascii", "PATH": ""})
    assert b"02 - The cost model" in run.stdout and b"###" in run.stdout and b"?" not in run.stdout.splitlines()[2]


def test_the_map_has_a_ring_for_each_share(tmp_path):
    write(tmp_path / "02_cost_model.ipynb", VERDICTS)
    assert shares_right(read_progress(tmp_path), COURSE) == [1 / 3]
    shares = shares_right(read_progress(tmp_path), course_contents())
    assert len(shares) == len(course_contents()) and sorted(shares)[-2] == 0 < shares[2] < 1
    for name in ("map.png", "map.svg"):
        status, said = show("--folder", tmp_path, "--map", tmp_path / name)
        assert status == 0 and said[-1] == f"The map is in {tmp_path / name}."
        assert (tmp_path / name).stat().st_size > 10_000


@pytest.mark.parametrize(
    ("name", "says"), [("map.pdf", "ends in .png or .svg"), ("mine.png", "exists and is not written over")]
)
def test_no_map_over_what_is_there_or_of_another_kind(tmp_path, name, says):
    write(tmp_path / "02_cost_model.ipynb", VERDICTS)
    (tmp_path / "mine.png").write_bytes(b"mine")
    status, said = show("--folder", tmp_path, "--map", tmp_path / name)
    assert status == 2 and says in said[-1]
    assert (tmp_path / "mine.png").read_bytes() == b"mine" and not (tmp_path / "map.pdf").exists()
