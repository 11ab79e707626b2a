"""The builder, held against small lessons: what it lays out, what it executes, and what it refuses."""

import ast
import json
import re
import shutil
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner
from nbformat.v4 import new_code_cell, new_notebook, new_output

from mlcourse.authoring import execute as execution
from mlcourse.authoring.build import build, write
from mlcourse.authoring.exercise import solution, stub
from mlcourse.authoring.lesson import LessonError, read_lesson
from mlcourse.authoring.notebook import lay_out
from mlcourse.cli import main
from mlcourse.fingerprint import fingerprint, is_as_built, recorded_fingerprint

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


def run(folder, *arguments):
    """Run `mlcourse build` on a course in `folder`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mlcourse.resources.resource_folder", lambda name: folder / name)
        return CliRunner().invoke(main, ["build", *arguments])


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


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Return a course of two lessons, built once; tests that change it take a copy."""
    folder = tmp_path_factory.mktemp("course")
    make(folder, RICH, "00_rich")
    make(folder, SMALL, "01_small")
    result = run(folder)
    assert result.exit_code == 0, result.output
    assert result.output == "00_rich: built\n01_small: built\n"
    return folder


@pytest.fixture
def course(built, tmp_path):
    """Return a copy of the built course."""
    return Path(shutil.copytree(built, tmp_path / "course"))


@pytest.fixture(scope="module")
def rich(built):
    """Return the executed notebook of the first lesson."""
    return nbformat.read(built / "notebooks" / "00_rich.ipynb", as_version=4)


def state(folder):
    """Return content and time of every notebook, and of whatever else lies there."""
    return {p.name: (p.read_bytes(), p.stat().st_mtime_ns) for p in (folder / "notebooks").iterdir()}


# --- what is laid out ---


def test_an_exercise_is_stub_check_hints_solution(rich):
    tagged = [(c.cell_type, c.metadata.tags, c.source) for c in rich.cells if "tags" in c.metadata]
    kinds = [(kind, tags) for kind, tags, _ in tagged]
    assert kinds == [
        ("code", ["given"]),
        ("code", ["nbval-ignore-output"]),
        ("code", ["exercise"]),
        ("code", ["check"]),
        ("markdown", ["hint"]),
        ("markdown", ["hint"]),
        ("markdown", ["solution"]),
        ("code", ["assert"]),
    ]
    _, _, answer = tagged[6]
    assert tagged[2][2] == 'def double(x):\n    """Return twice `x`."""\n    ...'
    assert tagged[4][2] == "<details>\n<summary><b>Hint</b></summary>\n\nTwice is *two times*.\n\n</details>"
    assert answer.startswith("<details>\n<summary><b>Solution</b></summary>\n\n```python\ndef double(x):\n")
    assert answer.endswith("    # half of four times\n    return 2 * x\n```\n\n</details>")


def test_the_cells_stand_in_the_lessons_order(tmp_path):
    text = exercise(BEGIN, "a = 1", END) + "\n# %%\nb\n\n" + exercise(BEGIN, "c = 1", END, check="d")
    assert [s.split("\n")[0] for s in sources(lay(tmp_path, text))] == [
        "a = ...",
        "x = 1",
        "<details>",
        "b",
        "c = ...",
        "d",
        "<details>",
    ]


def test_notes_are_nowhere_in_the_notebook(built):
    text = (built / "notebooks" / "00_rich.ipynb").read_text(encoding="utf-8")
    for secret in ("notes", "blackboard", "The answer is", "Wait for a hand"):
        assert secret not in text


def test_a_solved_notebook_has_the_answers_in_place(tmp_path):
    notebook = lay(tmp_path, RICH, solved=True)
    tags = [tag for cell in notebook.cells for tag in cell.metadata.get("tags", [])]
    assert "solution" not in tags
    assert next(s for s in sources(notebook) if "def double" in s).endswith("return 2 * x")


STUBS = {  # lines of a solution, and what stands in its place
    "value": (["n = 2"], ["n = ..."]),
    "last of several": (["a = 1", "b = a + 1"], ["b = ..."]),
    "return": (["return 1"], ["..."]),
    "call": (["print(1)"], ["..."]),
    "pair": (["w, b = 1, 2"], ["w = ...", "b = ..."]),
    "chain": (["w = b = 1"], ["w = ...", "b = ..."]),
    "starred": (["w, *b = 1, 2"], ["..."]),
    "nested pair": (["w, (b, c) = x"], ["..."]),
    "attribute": (["self.w = 1"], ["self.w = ..."]),
    "item": (["w[0] = 1"], ["..."]),
    "augmented": (["w += 1"], ["..."]),
    "annotated": (["w: float = 1.0"], ["w = ..."]),
    "loop": (["for i in x:", "    w = i"], ["..."]),
    "condition": (["if x:", "    w = 1", "else:", "    w = 2"], ["..."]),
    "over several lines": (["w = (", "    1", ")"], ["w = ..."]),
    "trailing comment": (["w = 1  # one", "# and that is all"], ["w = ..."]),
    "a string with the word": (['w = "### the end"'], ["w = ..."]),
    "blank lines": (["", "w = 1", ""], ["w = ..."]),
    "function": (["def f(x):", "    return x"], ["..."]),
}


@pytest.mark.parametrize("indent", ["", "    ", "            "])
@pytest.mark.parametrize("key", STUBS)
def test_a_stub_keeps_the_names_and_the_indentation(key, indent):
    code, left = STUBS[key]
    opening = {"": "before = 1", "    ": "def f(x, w, b):", " " * 12: "class A:\n    def f(self, x):\n        if x:"}[
        indent
    ]
    head = f"{opening}\n{indent}i = 0\n"
    marked = "".join(f"{indent if line else ''}{line}\n" for line in [BEGIN, *code, END])
    assert (
        stub(head + marked + f"{indent}after = 1")
        == head + "".join(f"{indent}{line}\n" for line in left) + f"{indent}after = 1"
    )
    ast.parse(stub(head + marked))


def test_several_solutions_in_one_cell_leave_several_stubs():
    source = f"""class Line:
    def fit(self, x):
        {BEGIN}
        self.w = 1
        {END}
        return self

    def predict(self, x):
        {BEGIN}
        return self.w * x
        {END}


for x in y:
    {BEGIN}
    y += 1
    {END}
    print(y)"""
    assert (
        stub(source)
        == """class Line:
    def fit(self, x):
        self.w = ...
        return self

    def predict(self, x):
        ...


for x in y:
    ...
    print(y)"""
    )
    ast.parse(stub(source))


def test_the_solution_is_the_source_without_its_marks():
    lines = ["def f(x):", f"    {BEGIN}", "    y = x  # why", "", "    return y", f"    {END}  ", "", "", "print(f(1))"]
    assert solution("\n".join(lines)) == "\n".join(line for line in lines if "SOLUTION" not in line)
    assert solution("x = 1") == "x = 1"


def test_every_cell_of_code_is_valid_python(rich):
    for cell in rich.cells:
        if cell.cell_type == "code":
            ast.parse(cell.source)


# --- ids, tags, fingerprint ---


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


# --- how jupytext reads ---


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


# --- what is refused before anything is executed ---

MARKDOWN = "# %% [markdown]\n# Hello.\n"
SOUND = exercise(BEGIN, "x = 1", END)
HINT = '# %% [markdown] tags=["hint"]\n# Think.\n'

REFUSED = {  # a lesson, the line that is named, and words of the sentence
    "unprefixed line": (MARKDOWN + "world\n", 3, "does not begin with `# `: 'world'"),
    "unprefixed after a blank": (MARKDOWN + "\n#\n  x = 1\n", 5, "does not begin with `# `"),
    "heading without its space": ("# %% [markdown]\n## Hello.\n", 2, "does not begin with `# `"),
    "quoted Markdown": ('# %%\nx = 1\n\n# %% [markdown]\n"""\nHello.\n"""\n', 5, "does not begin with `# `"),
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
        "unknown tag 'exercice', expected one of assert",
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
    assert (result.exit_code, result.stderr) == (2, f"Error: there are no lessons in {tmp_path / 'lessons'}\n")


# --- what is refused after it was executed ---

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
        "'0x7f3a5c' in this cell's output differs",
    ),
    "path": (new_output("stream", text="see /home/me/x.py"), "'/home/' in this cell's output differs"),
    "table": (new_output("display_data", {"text/html": "<b>/tmp/x</b>"}), "'/tmp/' in this cell's output differs"),
    "Windows": (new_output("stream", text=r"C:\Users\me"), r"in this cell's output differs"),
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


def test_a_cell_that_takes_too_long_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(execution, "SECONDS", 1)
    make(tmp_path, "# %%\nx = 1\n\n# %%\nimport time\ntime.sleep(60)\n")
    assert refusal(tmp_path) == (4, "this cell took longer than 1 s")


def test_a_lesson_that_comes_to_raise_leaves_its_old_notebook(course):
    before = state(course)
    make(course, SMALL + "\n# %%\n1 / 0\n", "01_small")
    assert refusal(course)[0] == len(SMALL.splitlines()) + 3
    assert state(course) == before


# --- what is executed ---


def test_the_outputs_are_stored_and_nothing_of_the_machine(built, rich):
    text = (built / "notebooks" / "00_rich.ipynb").read_text(encoding="utf-8")
    assert not re.search(r"/tmp/|/home/|0x[0-9a-f]{6}|20\d\d-\d\d-\d\dT", text)
    assert set(rich.metadata) == {"kernelspec", "language_info", "mlcourse"}
    assert rich.metadata.language_info == {"name": "python"}
    assert all(set(cell.metadata) <= {"tags"} for cell in rich.cells)
    code = [cell for cell in rich.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    assert [cell.outputs[-1].data["text/plain"] for cell in code if cell.source == "double(21)"] == ["42"]


def test_a_figure_comes_with_its_caption(rich):
    outputs = next(cell.outputs for cell in rich.cells if "plt.subplots" in cell.source)
    picture, caption, stream = outputs
    assert picture.metadata["image/png"]["alt"] == "A line."
    assert caption.data["text/markdown"] == "*A line.*"
    assert (stream.name, stream.text) == ("stdout", "one\ntwo\n")


def test_a_slider_leaves_one_output_without_its_random_ids(rich):
    (output,) = next(cell.outputs for cell in rich.cells if "plots.slide" in cell.source)
    view = output.data[execution.WIDGET]
    assert view == {"model_id": "", "version_major": 2, "version_minor": 0}
    assert output.data["text/plain"] == execution.WIDGET_TEXT
    assert "widgets" not in rich.metadata


def test_building_by_force_twice_gives_the_same_bytes(course):
    before = state(course)
    result = run(course, "--force")
    assert result.output == "00_rich: built\n01_small: built\n"
    after = state(course)
    assert {name: content for name, (content, _) in after.items()} == {name: c for name, (c, _) in before.items()}
    assert all(after[name][1] > before[name][1] for name in before)


def test_building_again_changes_nothing(course):
    before = state(course)
    assert run(course).output == "00_rich: unchanged\n01_small: unchanged\n"
    assert state(course) == before


def test_only_what_changed_is_written(course):
    before = state(course)
    make(course, SMALL.replace("hello", "bye"), "01_small")
    assert run(course).output == "00_rich: unchanged\n01_small: built\n"
    after = state(course)
    assert after["00_rich.ipynb"] == before["00_rich.ipynb"]
    assert "bye\\n" in after["01_small.ipynb"][0].decode()
    assert sorted(after) == sorted(before)


def test_new_notes_change_no_notebook(course):
    before = state(course)
    make(course, RICH.replace("42.", "43.") + '\n# %% tags=["notes"]\n# More.\n', "00_rich")
    assert run(course, "00").output == "00_rich: unchanged\n"
    assert state(course) == before


# --- notebooks that somebody touched ---


def find(notebook, words):
    return next(i for i, cell in enumerate(notebook.cells) if words in cell.source)


def line_of(words, text=RICH):
    """Return the line of the marker of the cell in which some words stand."""
    lines = text.splitlines()
    place = next(n for n, line in enumerate(lines, start=1) if words in line)
    return max(n for n in range(1, place + 1) if lines[n - 1].startswith("# %%"))


def insert(notebook, words):
    notebook.cells.insert(find(notebook, words), new_code_cell("print(7)"))


def retag(notebook, words):
    notebook.cells[find(notebook, words)].metadata["tags"] = ["given"]


def append(notebook, words):
    notebook.cells.append(new_code_cell(words))


def edit(notebook, words):
    notebook.cells[find(notebook, words)].source += "\n# mine"


def delete(notebook, words):
    del notebook.cells[find(notebook, words)]


def move(notebook, words):
    i = find(notebook, words)
    notebook.cells[i : i + 2] = notebook.cells[i : i + 2][::-1]


EDITS = {
    "edited": (edit, "fig, ax", line_of("fig, ax")),
    "first edited": (edit, "one of everything", 1),
    "last edited": (edit, "assert double", line_of("assert double")),
    "stub edited": (edit, "def double(x):", line_of("def double(x):")),
    "check edited": (edit, "double = lambda", line_of("double = lambda")),
    "hint edited": (edit, "Or a sum", line_of("Or a sum")),
    "solution edited": (edit, "<b>Solution", line_of("def double(x):")),
    "deleted": (delete, "fig, ax", line_of("fig, ax")),
    "last deleted": (delete, "assert double", line_of("assert double")),
    "added": (insert, "double = lambda", line_of("double = lambda")),
    "added at the end": (append, "print(7)", line_of("assert double")),
    "moved": (move, "fig, ax", line_of("fig, ax")),
    "tagged": (retag, "fig, ax", line_of("fig, ax")),
}


@pytest.mark.parametrize("key", EDITS)
def test_a_notebook_edited_by_hand_is_refused_and_kept(key, course):
    change, words, line = EDITS[key]
    path = course / "notebooks" / "00_rich.ipynb"
    notebook = nbformat.read(path, as_version=4)
    change(notebook, words)
    nbformat.write(notebook, path)
    before = state(course)
    place, sentence = refusal(course, "00")
    assert place == line
    assert sentence.startswith("notebooks/00_rich.ipynb was edited by hand: make the edit here")
    assert "git restore notebooks/00_rich.ipynb" in sentence
    assert state(course) == before


def test_an_edit_is_not_written_over_when_the_lesson_changed_too(course):
    path = course / "notebooks" / "01_small.ipynb"
    notebook = nbformat.read(path, as_version=4)
    edit(notebook, "hello")
    nbformat.write(notebook, path)
    before = state(course)
    make(course, SMALL + "\n# %%\nx = 1\n", "01_small")
    result = run(course, "01")
    assert (result.exit_code, result.stderr.split(": ")[1]) == (2, "lessons/01_small.py:4")
    assert state(course) == before
    assert run(course, "01", "--force").output == "01_small: built\n"
    assert "mine" not in path.read_text(encoding="utf-8")


def test_to_run_a_notebook_in_jupyterlab_is_not_to_edit_it(course):
    path = course / "notebooks" / "01_small.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata.widgets = {"state": {}}
    notebook.metadata.language_info.version = "3.99"
    for cell in notebook.cells:
        cell.metadata["collapsed"] = True
        if cell.cell_type == "code":
            cell.execution_count = 99
            cell.outputs = [new_output("stream", text="something else\n")]
    notebook.cells.append(new_code_cell(""))  # as Shift+Enter on the last cell does
    nbformat.write(notebook, path)
    before = state(course)
    assert run(course, "01").output == "01_small: unchanged\n"
    assert state(course) == before
    make(course, SMALL + "\n# %%\nx = 1\n", "01_small")
    assert run(course, "01").output == "01_small: built\n"
    assert "something else" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("content", ["", "<<<<<<< HEAD\n{}", "[]", '{"nbformat": 4, "nbformat_minor": 5}'])
def test_a_damaged_notebook_is_refused_and_kept(course, content):
    path = course / "notebooks" / "00_rich.ipynb"
    path.write_text(content, encoding="utf-8")
    place, sentence = refusal(course, "00")
    assert place == 1
    assert sentence.startswith("notebooks/00_rich.ipynb is damaged: run `git restore notebooks/00_rich.ipynb`")
    assert path.read_text(encoding="utf-8") == content


@pytest.mark.parametrize("method", ["write_text", "replace"])
@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError])
def test_an_interrupted_write_leaves_the_old_notebook(course, monkeypatch, method, error):
    before = state(course)
    notebook = lay_out(read_lesson(course / "lessons" / "01_small.py"))

    def interrupted(path, *_, **__):
        path.write_bytes(b'{"cells": [')
        raise error

    monkeypatch.setattr(Path, method, interrupted)
    with pytest.raises(error):
        write(notebook, course / "notebooks" / "01_small.ipynb")
    assert state(course) == before


def test_what_is_written_is_a_valid_notebook_that_ends_its_last_line(built):
    for path in (built / "notebooks").iterdir():
        text = path.read_bytes()
        assert path.suffix == ".ipynb"
        assert text.endswith(b"}\n") and b"\r" not in text
        nbformat.validate(nbformat.from_dict(json.loads(text)))
    assert "📈" in (built / "notebooks" / "00_rich.ipynb").read_text(encoding="utf-8")  # rather than an escape


def test_build_itself_says_whether_it_wrote(course):
    path = course / "lessons" / "01_small.py"
    assert build(path, course / "notebooks") is False
    make(course, "# %%\nx = = 1\n", "01_small")
    with pytest.raises(LessonError, match=r"^lessons/01_small\.py:2: SyntaxError"):
        build(path, course / "notebooks")
