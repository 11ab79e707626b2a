"""What the builder writes beside the sources: ids, tags and the fingerprint."""

import re

import nbformat
import pytest

from mlcourse.fingerprint import fingerprint, is_as_built, recorded_fingerprint
from tests.builder.course import BEGIN, END, exercise, lay


def headings(folder, *names, between=()):
    """Return the ids of a lesson with these headings, two cells of code after each."""
    text = ""
    for name in names:
        text += f"# %% [markdown]\n# ## {name}\n\n" + "# %%\nx = 1\n\n" * (2 + (name in between))
    notebook = lay(folder, text)
    nbformat.validate(notebook)
    return [cell.id for cell in notebook.cells]


def test_ids_are_the_headings_words_and_a_counter(tmp_path):
    assert headings(tmp_path, "Which way is *down*? 🐘", "Écoute ½") == [
        "which-way-is-down-1",
        "which-way-is-down-2",
        "which-way-is-down-3",
        "ecoute-12-1",
        "ecoute-12-2",
        "ecoute-12-3",
    ]


@pytest.mark.parametrize(
    "names",
    [("A b", "A, b!"), ("🐘", "🍎"), ("Section", "🐘"), ("A", "A 1", "A 1 1"), ("x" * 90, "x" * 80), ("a-" * 49,)],
)
def test_ids_are_unique_and_valid(tmp_path, names):
    ids = headings(tmp_path, *names)
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-zA-Z0-9_-]{1,64}", i) for i in ids)


def test_a_new_cell_changes_no_id_in_another_section(tmp_path):
    before, after = (headings(tmp_path, "One", "Two", "Three", between=b) for b in ([], ["Two"]))
    assert [i for i in after if i not in before] == ["two-4"]
    assert [i for i in after if i in before] == before


def test_cells_before_the_first_heading_are_named_after_the_lesson(tmp_path):
    assert lay(tmp_path, "# %%\nx = 1\n").cells[0].id == "00-lesson-1"


def test_a_comment_in_code_is_no_heading(tmp_path):
    text = "# %% [markdown]\n# ## Real\n\n# %% [markdown]\n# ```python\n# # a comment\n# x = 1\n# ```\n\n"
    text += exercise(BEGIN, "# (n_samples,)", "a = 1", END) + "\n# %%\nb = 1\n"
    assert [cell.id for cell in lay(tmp_path, text).cells] == [f"real-{i}" for i in range(1, 7)]


def test_tags_are_kept_and_sorted(tmp_path):
    notebook = lay(tmp_path, '# %% tags=["nbval-ignore-output", "given"]\nx = 1\n\n# %%\ny = 1\n')
    assert [dict(cell.metadata) for cell in notebook.cells] == [{"tags": ["given", "nbval-ignore-output"]}, {}]


def test_the_fingerprint_is_recorded_and_follows_the_source(tmp_path):
    one, same, other = (lay(tmp_path, f"# %%\nx = {i}\n") for i in (1, 1, 2))
    assert recorded_fingerprint(one) == fingerprint(one) == fingerprint(same) != fingerprint(other)
    assert is_as_built(one)
    tagged = lay(tmp_path, '# %% tags=["given"]\nx = 1\n')
    assert fingerprint(tagged) != fingerprint(one)
