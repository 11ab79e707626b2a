"""Every fault that was tried is told or mended, and the page about it counts rightly."""

import csv
from collections import Counter

from tests.lesson_code import repository_file


def test_every_fault_is_told_or_mended_and_counted():
    with repository_file("benchmarks", "results", "faults.csv").open(encoding="utf-8", newline="") as file:
        outcomes = Counter(row["outcome"] for row in csv.DictReader(file))
    assert set(outcomes) == {"told", "mended"}
    page = " ".join(repository_file("benchmarks", "README.md").read_text(encoding="utf-8").split())
    said = f"of {outcomes.total()}, {outcomes['told']} are told in a sentence with a cure that helps, "
    said += f"{outcomes['mended']} are mended"
    assert said in page
