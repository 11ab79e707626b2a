"""How lessons are read: what stands in the lesson stands in the notebook."""

import pytest

from mlcourse.authoring.read import read_lesson
from tests.builder.course import RICH, lay, make, sources


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('# %%\ns = """\n# text\n\n## more\n"""\n', ['s = """\n# text\n\n## more\n"""']),
        (
            "# %%\n# # Heading\n# cat and dog\n# ls\nx = 1\n# why?\n",
            ["# # Heading\n# cat and dog\n# ls\nx = 1\n# why?"],
        ),
        ("# %%\n# %timeit x\n# !ls\nx = 1\n", ["# %timeit x\n# !ls\nx = 1"]),
        ("# %%\nx = 1  # it's %% fine\ny = 2\n\n# %%\nz\n", ["x = 1  # it's %% fine\ny = 2", "z"]),
        ("# %%   \nx = 1\n\n\n\n# %%\ny = 1\n", ["x = 1", "y = 1"]),
        ("# %% [markdown]\n# a\n#\n#\n# b  \n#     code\n\n", ["a\n\n\nb  \n    code"]),
        ("# %% [markdown]\n# ```\n# # %%\n# x\n# ```\n\n# %%\nx\n", ["```\n# %%\nx\n```", "x"]),
        ('# %% [markdown]\n# %time\n# !ls\n# it\'s """ open\n\n# %%\nx\n', ['%time\n!ls\nit\'s """ open', "x"]),
        ("\ufeff# %%\r\nx = 1\r\ny = 2\r\n\r\n# %% [markdown]\r\n# hi\r\n# ho\r\n", ["x = 1\ny = 2", "hi\nho"]),
        ("# %%\nif x:\n    '''\n    y\n    '''\n", ["if x:\n    '''\n    y\n    '''"]),
        ("# %%\n\n\nx = 1\n", ["\n\nx = 1"]),
    ],
    ids=["string", "comments", "magics", "quote", "blank", "markdown", "fence", "prose", "windows", "nested", "top"],
)
def test_what_stands_in_the_lesson_stands_in_the_notebook(tmp_path, text, expected):
    assert sources(lay(tmp_path, text)) == expected


def test_lines_are_counted_in_the_file(tmp_path):
    lines = RICH.splitlines()
    for cell in read_lesson(make(tmp_path, RICH)).cells:
        assert lines[cell.line - 1].startswith("# %%")
        assert lines[cell.line].removeprefix("# " if cell.kind == "markdown" else "") == cell.source.splitlines()[0]
