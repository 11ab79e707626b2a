"""Captions are kept out of the code: a key stands in their place, and nothing else of a cell changes."""

import ast

import pytest

from mlcourse.authoring.captions import captions, keyed, literals, spelled_out, write_captions
from mlcourse.authoring.read import read_lesson
from mlcourse.plots.caption import GONE, caption_of
from tests.builder.course import RICH, make

CELLS = {  # a cell, and what a student finds
    "one": ('ax.plot(x)\nplots.show(fig, "A line.")', 'ax.plot(x)\nplots.show(fig, "a/b-1")'),
    "spread because of its caption": (
        'plots.show(\n    fig,\n    "A line, "\n    "and a dot.",\n)',
        'plots.show(fig, "a/b-1")',
    ),
    "more after it": (
        'plots.slide(\n    draw,\n    "Größe × 2",\n    w=(0, 1),\n)\nprint("Größe")',
        'plots.slide(draw, "a/b-1", w=(0, 1))\nprint("Größe")',
    ),
    "two": (
        'plots.show(fig, "A.")\nplots.side_by_side(draw, "B.", w=[1, 2])',
        'plots.show(fig, "a/b-1-1")\nplots.side_by_side(draw, "a/b-1-2", w=[1, 2])',
    ),
    "none": ('print("A line.")', 'print("A line.")'),
    "a variable": ("plots.show(fig, caption)", "plots.show(fig, caption)"),
    "in a function": (
        'def f(fig):\n    plots.show(\n        fig,\n        "A.",\n    )',
        'def f(fig):\n    plots.show(fig, "a/b-1")',
    ),
}


@pytest.mark.parametrize("source, expected", CELLS.values(), ids=CELLS)
def test_a_key_stands_in_the_place_of_a_caption(source, expected):
    assert keyed(source, "a/b-1") == expected


@pytest.mark.parametrize("source", [source for source, _ in CELLS.values()], ids=CELLS)
def test_spelled_out_again_the_cell_means_the_same(source):
    texts = [literal.value for _, literal in literals(source)]
    keys = ["a/b-1"] if len(texts) == 1 else [f"a/b-1-{i + 1}" for i in range(len(texts))]
    again = spelled_out(keyed(source, "a/b-1"), dict(zip(keys, texts, strict=True)))
    assert ast.dump(ast.parse(again)) == ast.dump(ast.parse(source))


def test_a_call_that_stays_too_wide_keeps_its_lines():
    source = "plots.slide(\n    draw,\n    'A.',\n" + "".join(f"    w_{i}=(0.0, 1.0, 0.125),\n" for i in range(5)) + ")"
    assert keyed(source, "a/b-1") == source.replace("'A.'", '"a/b-1"')


def test_the_files_are_written_once_and_deleted_with_their_lessons(tmp_path):
    lesson, folder = read_lesson(make(tmp_path, RICH, "00_rich")), tmp_path / "captions"
    assert captions(lesson) == {"rich/a-figure-2": "A line.", "rich/a-figure-3": "A slope."}
    assert write_captions([lesson], folder) == [folder / "rich.json"]
    assert write_captions([lesson], folder) == []
    assert write_captions([], folder) == [folder / "rich.json"]
    assert not list(folder.iterdir())


def test_a_caption_is_looked_up_and_other_text_is_one_itself():
    assert caption_of("My own caption, a/b.") == "My own caption, a/b."
    assert caption_of("no_such_lesson/eleven-dots-1") == GONE
    assert caption_of("cost_model/no-such-figure-1") == GONE


def test_a_damaged_file_of_captions_is_told_in_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr("mlcourse.plots.caption.FOLDER", tmp_path)
    (tmp_path / "broken.json").write_text("<html>", encoding="utf-8")
    monkeypatch.setattr("mlcourse.resources.restore_command", lambda path: f"git restore {path.name}")
    with pytest.raises(ValueError, match=r"^broken.json is damaged; restore it with: git restore broken.json$"):
        caption_of("broken/a-figure-1")
