"""What is cut out of a lesson into `mlcourse.taught`, and what cannot be."""

import pytest

from mlcourse.authoring.lesson import LessonError
from mlcourse.authoring.read import read_lesson
from mlcourse.authoring.taught import taught_module, write_taught
from tests.builder.course import BEGIN, END, make

LESSON = f'''# %% [markdown]
# # 03 · Small

# %%
from math import sqrt, tau

import numpy as np

# %% [markdown]
# ## Roots

# %% tags=["taught"]
# Of two numbers.
def root(x):
    """Return the root."""
    return sqrt(x)  # of one


print(root(4))


class Box:
    """Hold an array."""

    def __init__(self):
        self.values = np.zeros(3)  # (n,)


# %% [markdown]
# ### Exercise 1 · Twice

# %% tags=["exercise", "taught"]
def twice(x):
    """Return twice the root."""
    {BEGIN}
    return 2 * root(x)
    {END}


# %% tags=["check"]
twice(1)

# %%
def other():
    return tau
'''
TAUGHT = f'''"""Taught in the lesson small, and cut out of it by `mlcourse build`: edit the lesson."""

from math import sqrt

import numpy as np


# Roots
# Of two numbers.
def root(x):
    """Return the root."""
    return sqrt(x)  # of one


# Roots
class Box:
    """Hold an array."""

    def __init__(self):
        self.values = np.zeros(3)  # (n,)


# Exercise 1 · Twice
def twice(x):
    """Return twice the root."""
    {BEGIN}
    return 2 * root(x)
    {END}
'''


def lesson(folder, text, name="03_small"):
    """Return some lesson, read."""
    return read_lesson(make(folder, text, name))


def test_definitions_come_with_their_comments_their_marks_and_the_imports_that_they_use(tmp_path):
    assert taught_module(lesson(tmp_path, LESSON)) == TAUGHT


def test_a_lesson_without_the_tag_teaches_nothing_to_keep(tmp_path):
    assert taught_module(lesson(tmp_path, "# %%\ndef f():\n    return 1\n")) is None


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ('# %%\nx = 1\n\n# %% tags=["taught"]\nprint(x)\n', 4, "tagged `taught`, but defines no function or class"),
        ('# %% tags=["taught"]\ndef f():\n    return y\n', 1, "uses 'y', which is neither taught nor imported"),
        ('# %% tags=["taught"]\ndef f():\n    pass\n\n\ndef f():\n    pass\n', 1, "`f` is taught twice"),
    ],
    ids=["nothing defined", "a foreign name", "twice"],
)
def test_what_cannot_be_cut_out_is_refused_in_one_sentence(tmp_path, text, line, says):
    with pytest.raises(LessonError) as refused:
        taught_module(lesson(tmp_path, text))
    assert str(refused.value).startswith(f"lessons/03_small.py:{line}: ") and says in str(refused.value)


def test_modules_are_written_where_they_are_not_up_to_date_and_others_deleted(tmp_path):
    folder = tmp_path / "taught"
    read = lesson(tmp_path, LESSON)
    assert write_taught([read], folder) == [folder / "small.py"]
    assert write_taught([read], folder) == []
    (folder / "__init__.py").write_text("")
    (folder / "old.py").write_text("x = 1\n")
    assert write_taught([read], folder) == [folder / "old.py"]
    assert sorted(path.name for path in folder.iterdir()) == ["__init__.py", "small.py"]


def test_a_course_that_teaches_nothing_gets_no_folder(tmp_path):
    assert write_taught([lesson(tmp_path, "# %%\nx = 1\n")], tmp_path / "taught") == []
    assert not (tmp_path / "taught").exists()
