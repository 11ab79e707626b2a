"""What a copy folds away or leaves out, so that no prediction is answered before its cell has run."""

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from mlcourse.folding import AFTER, fold


def cell(make, source, *tags):
    return make(source, metadata={"tags": list(tags)} if tags else {})


def folded(*cells):
    return fold(new_notebook(cells=list(cells))).cells


def test_assertions_are_left_out():
    kept = folded(cell(new_code_cell, "x = 1"), cell(new_code_cell, "assert x == 1", "assert"))
    assert [one.source for one in kept] == ["x = 1"]


def test_what_reads_a_result_is_one_line_to_click():
    (one,) = folded(cell(new_markdown_cell, "It is $x^2$.", "after"))
    assert one.source == f"<details>\n<summary><b>{AFTER}</b></summary>\n\nIt is $x^2$.\n\n</details>"


def test_given_code_is_hidden_but_for_the_first_cell():
    cells = folded(*(cell(new_code_cell, "import numpy", "given") for _ in range(2)), cell(new_code_cell, "x = 1"))
    assert [one.metadata.get("jupyter") for one in cells] == [None, {"source_hidden": True}, None]


def test_what_is_for_everybody_stays_as_it_is():
    cells = [cell(new_markdown_cell, "**Predict:** how many?"), cell(new_markdown_cell, "<details>", "hint")]
    assert [one.source for one in folded(*cells)] == ["**Predict:** how many?", "<details>"]
