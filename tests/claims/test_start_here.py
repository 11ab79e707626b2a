"""Sentences of start_here about the network that ends the course, in each of its eight stored runs."""

import numpy as np
import pytest

from mlcourse import data

TABLE = data.load_animals_fruits()
RUNS = data.load_runs()["CNN"]
IS_ANIMAL = TABLE["kind"] == "animal"
EIGHT = ["zebra", "strawberry", "duck", "garlic", "carrot", "owl", "pear", "butterfly"]
ROWS = [list(TABLE["name"]).index(name) for name in EIGHT]


@pytest.mark.parametrize("answers", RUNS, ids=range(len(RUNS)))
def test_nine_in_ten_are_right_and_garlic_is_an_animal_in_every_run(answers):
    assert 0.85 < np.mean((answers > 0.5) == IS_ANIMAL) < 0.95
    assert answers[ROWS[EIGHT.index("garlic")]] > 0.85
    sure = [row for row, name in zip(ROWS, EIGHT, strict=True) if name not in ("duck", "garlic")]
    assert np.all((answers[sure] > 0.5) == IS_ANIMAL[sure])


def test_the_duck_is_doubted():
    assert 0.5 < RUNS[:, ROWS[EIGHT.index("duck")]].mean() < 0.8
