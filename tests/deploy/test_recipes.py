"""What deploy/ says agrees with what was measured, and with the course's version."""

import csv
import re
import tomllib

import pytest
import yaml

from mlcourse.student.lab import SETTINGS
from tests.lesson_code import repository_file

UNITS = {"K": 1e3, "M": 1e6, "G": 1e9}


def results(name):
    """Return the rows of a benchmark's result."""
    with repository_file("benchmarks", "results", f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def n_bytes(written):
    """Return a number of bytes as Kubernetes writes it."""
    number, unit = re.fullmatch(r"([\d.]+)([KMG])", written).groups()
    return float(number) * UNITS[unit]


def values():
    """Return the values for the chart."""
    return yaml.safe_load(repository_file("deploy", "values.yaml").read_text(encoding="utf-8"))


def server():
    """Return how many megabytes a student's server holds."""
    (row,) = [row for row in results("class_at_once") if row["what"] == "a server on the hub"]
    return float(row["mb_each"])


def version():
    """Return the course's version."""
    return tomllib.loads(repository_file("pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


def test_every_lesson_fits_into_a_students_memory():
    peaks = {row["lesson"]: float(row["together_mb"]) for row in results("memory")}
    limit = n_bytes(values()["singleuser"]["memory"]["limit"]) / 1e6
    assert max(peaks.values()) + server() < limit
    classical = max(peak for lesson, peak in peaks.items() if lesson[:2] < "16")
    assert classical + server() < n_bytes(values()["singleuser"]["memory"]["guarantee"]) / 1e6


@pytest.mark.parametrize(
    ("row", "lessons"),
    [
        ("00 to 15", [f"{i:02}" for i in range(16)]),
        ("16, 17, 18, 20", ["16", "17", "18", "20"]),
        ("19, while it trains", ["19"]),
        ("21, with its processes", ["21"]),
    ],
)
def test_as_many_students_fit_into_16_gigabytes_as_we_say(row, lessons):
    largest = max(float(each["together_mb"]) for each in results("memory") if each["lesson"][:2] in lessons)
    text = repository_file("TEACHING.md").read_text(encoding="utf-8")
    said = re.search(rf"\| {row} \|.*\| (\d+) \|\n", text)[1]
    assert int(said) == 16_000 // (largest + server())


def test_in_a_class_at_once_all_came_to_what_one_alone_came_to():
    assert all(row["as_alone"] == row["students"] for row in results("class_at_once"))


def test_the_image_has_the_courses_version():
    assert str(values()["singleuser"]["image"]["tag"]) == version()
    assert set(re.findall(r"mlcourse:(\S+)", repository_file("deploy", "README.md").read_text("utf-8"))) == {
        version(),
        version(),
    }


def test_every_recipe_has_jupyterlabs_settings_from_one_file():
    assert [path.name for path in SETTINGS.iterdir()] == ["labconfig"]
    for name in ("Dockerfile", "README.md", "jupyterhub_config.py"):
        assert "from mlcourse.student.lab import SETTINGS" in repository_file("deploy", name).read_text(
            encoding="utf-8"
        )


def test_what_the_recipes_read_exists():
    for name in re.findall(r"deploy/([\w.]+\w)", repository_file("deploy", "README.md").read_text(encoding="utf-8")):
        assert repository_file("deploy", name).exists()
