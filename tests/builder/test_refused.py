"""What the builder refuses before it executes anything."""

import errno
import os
import sys
from pathlib import Path

import pytest

import mlcourse.authoring
from tests.builder.course import BEGIN, END, exercise, lay, make, refusal, run

MARKDOWN = "# %% [markdown]\n# Hello.\n"
SOUND = exercise(BEGIN, "x = 1", END)
HINT = '# %% [markdown] tags=["hint"]\n# Think.\n'

REFUSED = {  # a lesson, the line that is named, and words of the sentence
    "unprefixed line": (MARKDOWN + "world\n", 3, "does not begin with `# `: 'world'"),
    "unprefixed after a blank": (MARKDOWN + "\n#\n  x = 1\n", 5, "does not begin with `# `"),
    "heading without its space": ("# %% [markdown]\n## Hello.\n", 2, "does not begin with `# `"),
    "quoted Markdown": ('# %%\nx = 1\n\n# %% [markdown]\n"""\nHello.\n"""\n', 5, "does not begin with `# `"),
    "a misspelled formula": (MARKDOWN + "#\n# $\\fraq{1}{2}$\n", 1, r"unknown command '\\fraq' in a formula"),
    "no marks": (exercise("x = 1"), 1, "no solution between '### BEGIN SOLUTION' and '### END SOLUTION'"),
    "no end": (MARKDOWN + exercise(BEGIN, "x = 1"), 3, "no solution between"),
    "no beginning": (exercise("x = 1", END), 1, "no solution between"),
    "end before beginning": (exercise(END, "x = 1", BEGIN), 1, "no solution between"),
    "two beginnings": (exercise(BEGIN, BEGIN, "x = 1", END, END), 1, "no solution between"),
    "empty solution": (exercise("x = 1", BEGIN, END), 1, "empty solution"),
    "solution of comments": (exercise("def f():", f"    {BEGIN}", "    # later", f"    {END}"), 1, "empty solution"),
    "one of two empty": (exercise(BEGIN, "x = 1", END, BEGIN, "", END), 1, "empty solution"),
    "mark beside code": (exercise(f"x = 1  {BEGIN}", "y = 1", END), 1, "stand alone on their lines"),
    "comment beside a mark": (exercise(f"{BEGIN} a", "y = 1", END), 1, "stand alone on their lines"),
    "mark misspelled": (exercise(BEGIN, "y = 1", END, "#BEGIN SOLUTION", "x = 1"), 1, "stand alone on their lines"),
    "half a statement": (exercise("x = (", BEGIN, "1", ")", END), 1, "without its solution is not valid Python"),
    "half an if": (exercise(BEGIN, "if x:", "    y", END, "else:", "    z"), 1, "without its solution is not valid"),
    "marks in a plain cell": (f"# %%\n{BEGIN}\nx = 1\n{END}\n", 1, "stands outside an exercise"),
    "no check": ('# %%\ny = 1\n\n# %% tags=["exercise"]\n' + BEGIN + "\nx = 1\n" + END + "\n", 4, "not followed by"),
    "hint before the check": (SOUND.replace('# %% tags=["check"]\nx = 1\n', "") + HINT, 1, "not followed by a cell"),
    "notes before the check": (
        SOUND.replace("\n\n# %%", '\n\n# %% tags=["notes"]\n# hm\n\n# %%'),
        1,
        "not followed by",
    ),
    "check alone": (MARKDOWN + '\n# %% tags=["check"]\nx = 1\n', 4, "does not follow a cell tagged 'exercise'"),
    "two checks": (SOUND + '\n# %% tags=["check"]\nx = 1\n', 9, "does not follow a cell tagged 'exercise'"),
    "hint alone": (MARKDOWN + "\n" + HINT, 4, "does not follow a cell tagged 'check'"),
    "hint later": (SOUND + "\n" + MARKDOWN + "\n" + HINT, 12, "does not follow a cell tagged 'check'"),
    "unknown tag": (
        '# %%\nx = 1\n\n# %% tags=["exercice"]\ny = 1\n',
        4,
        "unknown tag 'exercice', expected one of after",
    ),
    "tag of ours": ('# %% [markdown] tags=["solution"]\n# x\n', 1, "unknown tag 'solution'"),
    "exercise in Markdown": (
        '# %% [markdown] tags=["exercise"]\n# x\n',
        1,
        "a markdown cell cannot be tagged 'exercise'",
    ),
    "hint in code": (SOUND + '\n# %% tags=["hint"]\n# x\n', 9, "a code cell cannot be tagged 'hint'"),
    "tags unquoted": ("# %% tags=[given]\nx = 1\n", 1, "a cell begins with `# %%`"),
    "tags as a word": ('# %% tags="given"\nx = 1\n', 1, "got '# %% tags=\"given\"'"),
    "tag for tags": ('# %%\nx = 1\n# %% tag=["given"]\ny = 1\n', 3, "a cell begins with `# %%`"),
    "no space": ("# %%\nx = 1\n#%%\ny = 1\n", 3, "a cell begins with `# %%`"),
    "inside a function": ("# %%\ndef f():\n    # %%\n    pass\n", 3, "a cell begins with `# %%`"),
    "title": ("# %% A title\nx = 1\n", 1, "a cell begins with `# %%`"),
    "raw cell": ("# %% [raw]\n# x\n", 1, "a cell begins with `# %%`"),
    "cell magic": ("# %%\n# %%time\nx = 1\n", 2, "a cell begins with `# %%`"),
    "old marker": ("# %%\nx = 1\n# In[1]:\ny = 1\n", 3, "a cell begins with `# %%`"),
    "marker in a string": ('# %%\nx = 1\n\n# %%\ns = """\n# %%\n"""\n\n# %%\ny = 1\n', 6, "inside a string"),
    "marker in a fence": (
        "# %% [markdown]\n# ```\n# %%\n# x\n# ```\n\n# %%\ny = 1\n",
        3,
        "inside a string or a fenced",
    ),
    "syntax": ("# %%\nx = 1\n\n# %%\n\ny = 1\nfor x in\n", 7, "SyntaxError: invalid syntax"),
    "syntax after notes": (
        '# %% tags=["notes"]\n# a\n\n' + SOUND + "\n# %%\nx = '\n",
        13,
        "SyntaxError: unterminated string",
    ),
    "syntax in a solution": (exercise("x = 1", BEGIN, "y = = 1", END), 4, "SyntaxError: invalid syntax"),
    "magic": ("# %%\n%timeit x\n", 2, "SyntaxError"),
    "shell": ("# %%\nx = 1\n!ls\n", 3, "SyntaxError"),
    "first line": ("\n\nx = 1\n\n# %%\ny = 1\n", 1, "begins with a `# %%` line"),
    "docstring first": ('"""A lesson."""\n# %%\ny = 1\n', 1, 'begins with a `# %%` line, got \'"""A lesson."""\''),
    "jupytext header": ("# ---\n# jupyter:\n# ---\n\n# %%\nx = 1\n", 1, "begins with a `# %%` line"),
    "empty file": ("", 1, "begins with a `# %%` line, got an empty file"),
    "empty cell": ("# %%\nx = 1\n\n# %%\n\n# %%\ny = 1\n", 4, "this cell is empty"),
    "empty Markdown": ("# %%\nx = 1\n\n# %% [markdown]\n#\n", 4, "this cell is empty"),
    "not UTF-8": ("# %%\nx = 1\n# Grüße\n".encode("latin-1"), 3, "not UTF-8"),
    "Windows": (b"# %%\r\nx = 1\r\n\r\n# %%\r\ny = = 1\r\n", 5, "SyntaxError"),
}


@pytest.mark.parametrize("key", REFUSED)
def test_an_unsound_lesson_is_refused_in_one_sentence(key, tmp_path):
    text, line, words = REFUSED[key]
    make(tmp_path, text)
    told = refusal(tmp_path)
    assert told[0] == line, told
    assert words in told[1]
    assert not list((tmp_path / "notebooks").iterdir())


def test_notes_may_stand_between_check_and_hint(tmp_path):
    text = SOUND + '\n# %% [markdown] tags=["notes"]\n# Wait.\n\n' + HINT
    assert [c.metadata.tags for c in lay(tmp_path, text).cells] == [["exercise"], ["check"], ["hint"], ["solution"]]


@pytest.mark.parametrize("wanted", [["07"], ["00", "lessons/00_lesson.py"], ["1"]])
def test_a_lesson_that_is_not_there_is_named(tmp_path, wanted):
    make(tmp_path, "# %%\nx = 1\n")
    result = run(tmp_path, *wanted)
    assert result.exit_code == 2
    assert result.stderr == f"Error: there is no lesson {wanted[-1]!r} in lessons/, only 00_lesson\n"
    assert not list((tmp_path / "notebooks").iterdir())


def test_a_course_without_lessons_is_no_success(tmp_path):
    result = run(tmp_path)
    sentence = f"Error: there are no lessons in {tmp_path / 'lessons'}: build in the course's repository\n"
    assert (result.exit_code, result.stderr) == (2, sentence)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("tool", ["jupytext", "nbclient"])
def test_without_the_authoring_tools_the_way_to_them_is_told(tmp_path, monkeypatch, tool):
    make(tmp_path, SOUND)
    monkeypatch.setattr(mlcourse, "authoring", mlcourse.authoring)  # put back afterwards, like what follows
    for name in [name for name in sys.modules if name.startswith("mlcourse.authoring")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, tool, None)  # as if it were not installed
    result = run(tmp_path)
    sentence = "Error: building needs the authoring tools: run `uv sync` in the repository\n"
    assert (result.exit_code, result.stderr) == (2, sentence)


@pytest.mark.parametrize("reason", [errno.ENOSPC, errno.EACCES, errno.EROFS])
def test_a_disk_that_takes_nothing_is_told_in_one_sentence(tmp_path, monkeypatch, reason):
    make(tmp_path, SOUND)

    def refuse(path, *_, **__):
        raise OSError(reason, os.strerror(reason), str(path))

    monkeypatch.setattr(Path, "write_text", refuse)
    result = run(tmp_path)
    assert result.exit_code == 2 and result.stderr.count("\n") == 1
    assert f"cannot be read or written ({os.strerror(reason)}): check its permissions" in result.stderr
    assert "Errno" not in result.stderr
