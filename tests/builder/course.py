"""A small course for the builder to build, and ways to run it."""

import re

import pytest
from click.testing import CliRunner

from mlcourse.authoring.layout import lay_out
from mlcourse.authoring.read import read_lesson
from mlcourse.cli import main

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"

RICH = '''# %% [markdown]
# # 00 · Rich
#
# A lesson with one of everything.

# %% tags=["given"]
import matplotlib.pyplot as plt

from mlcourse import plots

# %% tags=["notes"]
# Say this: the blackboard is your friend.

# %% [markdown]
# ## A figure 📈
#
# **Predict:** where does it end?

# %%
fig, ax = plt.subplots(figsize=(2, 2))
ax.plot([1, 2])
plots.show(fig, "A line.")
print("one")
print("two")

# %% tags=["nbval-ignore-output"]
print("printed before the slider")
plots.slide(lambda ax, w: ax.plot([0, w]), "A slope.", figsize=(2, 2), w=(0.0, 1.0, 0.5))

# %% [markdown] tags=["notes"]
# The answer is 42.

# %%
{"a": 1}

# %% [markdown]
# ### Exercise 1

# %% tags=["exercise"]
def double(x):
    """Return twice `x`."""
    ### BEGIN SOLUTION
    # half of four times
    return 2 * x
    ### END SOLUTION


# %% tags=["check"]
double = lambda x: x + x

# %% [markdown] tags=["notes"]
# Wait for a hand.

# %% [markdown] tags=["hint"]
# Twice is *two times*.

# %% [markdown] tags=["hint"]
# Or a sum.

# %%
double(21)

# %% tags=["assert"]
assert double(21) == 42
'''

SMALL = """# %% [markdown]
# # 01 · Small

# %%
print("hello")
"""


def make(folder, text, name="00_lesson"):
    """Write a lesson into a course in `folder`, and return its path."""
    for part in ("lessons", "notebooks"):
        (folder / part).mkdir(exist_ok=True)
    path = folder / "lessons" / f"{name}.py"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def lay(folder, text, solved=False):
    """Return the notebook of some lesson, not executed."""
    return lay_out(read_lesson(make(folder, text)), solved)


def run(folder, *arguments, charset="utf-8"):
    """Run `mlcourse build` on a course in `folder`, in a console of some encoding."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mlcourse.resources.resource_folder", lambda name: folder / name)
        return CliRunner(charset=charset).invoke(main, ["build", *arguments])


def refusal(folder, *arguments):
    """Run `mlcourse build`, which must refuse in one sentence; return the line and the sentence."""
    result = run(folder, *arguments)
    assert result.exit_code == 2, result.output
    assert isinstance(result.exception, SystemExit)
    told = re.fullmatch(r"Error: lessons/\d\d_\w+\.py:(\d+): (.+)\n", result.stderr)
    assert told, result.stderr
    return int(told[1]), told[2]


def exercise(*lines, check="x = 1"):
    """Return a lesson of one exercise and its check."""
    return '# %% tags=["exercise"]\n' + "\n".join(lines) + f'\n\n# %% tags=["check"]\n{check}\n'


def sources(notebook):
    return [cell.source for cell in notebook.cells]


def state(folder):
    """Return content and time of every notebook, and of whatever else lies there."""
    return {p.name: (p.read_bytes(), p.stat().st_mtime_ns) for p in (folder / "notebooks").iterdir()}
