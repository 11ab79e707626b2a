"""What the builder lays out: the cells of a notebook, its exercises, their stubs and solutions."""

import ast

import pytest

from mlcourse.authoring.exercise import solution, stub
from tests.builder.course import BEGIN, END, RICH, exercise, lay, sources


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
