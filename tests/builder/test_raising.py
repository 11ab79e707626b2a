"""What the builder refuses after it executed a lesson."""

import re

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from mlcourse.authoring import execute as execution
from tests.builder.course import BEGIN, END, RICH, SMALL, exercise, make, refusal, state

SOUND = exercise(BEGIN, "x = 1", END)
LATE = (
    RICH[: RICH.index("# %%\nfig")]
    + SOUND
    + '''
# %% [markdown]
# Hello.

# %%
def helper(x):
    """Return something
    that is not there."""
    return 1 / x


# %%

s = """
text
"""
assert (
    # here
    helper(0) == 1
)
'''
)
FROM_ANOTHER = """# %%
def helper(x):
    try:
        return 1 / x
    except ZeroDivisionError as error:
        raise ValueError("x must not be 0\\n\\nbut it is") from error


# %%
x = 0
helper(x)
"""

RAISING = {  # a lesson, the line that is named, and the sentence
    "plain cell": ("# %%\nx = 1\n\n\n1 / 0\ny = 1\n", 5, "ZeroDivisionError: division by zero"),
    "helper, late": (LATE, LATE[: LATE.index("    helper(0)")].count("\n") + 1, "ZeroDivisionError: division by zero"),
    "helper that raises from another": (FROM_ANOTHER, 11, "ValueError: x must not be 0"),
    "exercise": ("# %%\nx = 1\n\n" + exercise(BEGIN, "x = 1", END, "x + 1"), 4, "TypeError: unsupported operand type"),
    "check": (exercise(BEGIN, "a = 1", "b = 2", END, check="x = 1\nassert a is b"), 9, "NameError: name 'a' is not"),
    "return": ("# %%\nx = 1\nreturn x\n", 3, "SyntaxError: 'return' outside function"),
    "warning": ('# %%\nx = 1\n\n# %%\nimport warnings\n\nwarnings.warn("careful")\n', 4, "'UserWarning: careful'"),
    "death": ("# %%\nx = 1\n\n# %%\nimport os\nos._exit(1)\n", 4, "the kernel died while it executed this cell"),
}


@pytest.mark.parametrize("key", RAISING)
def test_a_lesson_that_raises_or_warns_is_refused_in_one_sentence(key, tmp_path):
    text, line, words = RAISING[key]
    make(tmp_path, text)
    told = refusal(tmp_path)
    assert told[0] == line, told
    assert words in told[1]
    assert not list((tmp_path / "notebooks").iterdir())


UNSTABLE = {  # an output, and the sentence
    "stderr": (
        new_output("stream", name="stderr", text="a/b.py:3: UserWarning: oh\n  x\n"),
        "stderr: 'UserWarning: oh'",
    ),
    "address": (
        new_output("display_data", {"text/plain": "<f at 0x7f3a5c>"}),
        "an address, '0x7f3a5c'",
    ),
    "path": (new_output("stream", text="see /home/me/x.py"), "a path, '/home/'"),
    "table": (new_output("display_data", {"text/html": "<b>/tmp/x</b>"}), "a path, '/tmp/'"),
    "Windows": (new_output("stream", text=r"C:\Users\me"), "a path"),
    "kernel": (new_output("stream", text="File ipykernel_12/3.py"), "a path, 'ipykernel_1'"),
    "duration": (new_output("stream", text="it took 12 ms"), "a time, '12 ms'"),
    "hour": (new_output("display_data", {"text/markdown": "at 12:30:01"}), "a time, '12:30:01'"),
    "printed warning": (new_output("stream", text="FutureWarning: x"), "a warning, 'Warning'"),
}


@pytest.mark.parametrize("key", UNSTABLE)
def test_an_output_that_differs_elsewhere_is_refused(key):
    output, words = UNSTABLE[key]
    notebook = new_notebook(cells=[new_code_cell("1", outputs=[]), new_code_cell("2", outputs=[output])])
    with pytest.raises(execution.CellRaised, match=re.escape(words)) as caught:
        execution.refuse_unstable(notebook)
    assert caught.value.index == 1


@pytest.mark.parametrize("text", ["cm/home", "1/usr/2", "www.x.org/tmp/", "0x1F", "3e-07 s", "a:\\b"])
def test_an_output_that_looks_alike_is_let_through(text):
    execution.refuse_unstable(new_notebook(cells=[new_code_cell("1", outputs=[new_output("stream", text=text)])]))


def test_times_may_stay_where_the_output_is_tagged_as_ignored():
    slow = new_code_cell("%timeit x", outputs=[new_output("stream", text="3 ms per loop")])
    with pytest.raises(execution.CellRaised, match="a time"):
        execution.refuse_unstable(new_notebook(cells=[slow]))
    slow.metadata["tags"] = ["nbval-ignore-output"]
    execution.refuse_unstable(new_notebook(cells=[slow]))


def test_a_cell_that_takes_too_long_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(execution, "SECONDS", 1)
    make(tmp_path, "# %%\nx = 1\n\n# %%\nimport time\ntime.sleep(60)\n")
    assert refusal(tmp_path) == (4, "this cell took longer than 1 s")


def test_a_lesson_that_comes_to_raise_leaves_its_old_notebook(course):
    before = state(course)
    make(course, SMALL + "\n# %%\n1 / 0\n", "01_small")
    assert refusal(course)[0] == len(SMALL.splitlines()) + 3
    assert state(course) == before
