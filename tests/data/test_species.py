"""The species of the table's rows, and the answers about species that no model had seen."""

import numpy as np
import pytest

from mlcourse import data
from mlcourse.data import species

TABLE = data.load_animals_fruits()
CLASSES = (TABLE["kind"] == "animal").astype(int)
NUMBERS = data.number_species(TABLE["name"])


def test_each_species_has_one_number_and_one_kind():
    assert set(NUMBERS) == set(range(119))
    assert set(data.SAME_SPECIES) | set(data.SAME_SPECIES.values()) <= set(TABLE["name"])
    for one, other in data.SAME_SPECIES.items():
        assert NUMBERS[TABLE["name"] == one] == NUMBERS[TABLE["name"] == other]
    assert all(len(set(CLASSES[number == NUMBERS])) == 1 for number in range(119))


def test_the_runs_are_probabilities_of_all_rows_while_unseen():
    runs = data.load_runs()
    assert {"CNN", "CNN, asked in gray", "pixels: forest", "CNN, 7 species seen"} <= runs.keys()
    for name, answers in runs.items():
        asked = np.isin(TABLE["name"], data.ELEVEN_DOTS) if "eleven" in name else np.full(125, True)
        assert answers.shape[1] == 125
        assert np.all((answers[:, asked] >= 0) & (answers[:, asked] <= 1))
        assert np.isnan(answers[:, ~asked]).all()


def test_runs_of_other_rows_are_told_in_a_sentence(monkeypatch):
    monkeypatch.setattr(species, "read_checked", lambda name: b"model,repeat,unicorn\nCNN,1,0.5\n")
    with pytest.raises(ValueError, match="is about other rows than the table"):
        data.load_runs()
