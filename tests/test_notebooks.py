"""The course's own lessons and notebooks: built from each other, clean, and in the house style."""

import ast
import functools
import re
from pathlib import Path

import nbformat
import pytest
from lesson_code import LESSONS

import mlcourse
from mlcourse.authoring.exercise import solution
from mlcourse.authoring.notebook import arrange, lay_out
from mlcourse.resources import resource_folder

NOTEBOOKS = resource_folder("notebooks")
DOWNSTAIRS = {"checks", "data", "fingerprint", "plots", "resources", "scratch", "training"}
UPSTAIRS = {"authoring", "cli", "lab", "live"}
UNSTABLE = {
    "a path": r"(?<![\w.])/(home|root|tmp|usr|var|Users)/|[A-Z]:\\Users|ipykernel_\d",
    "an address": r"\b0x[0-9a-f]{6,}",
    "a time": r"CPU times|Wall time|per loop|\bit/s\b|\d ?(ms|µs)\b|\b\d\d:\d\d:\d\d\b",
    "a warning": r"Warning\b",
}
HEADING_OR_FORMULA = re.compile(r"^#+ [^\n]*$|\$\$.*?\$\$", re.DOTALL | re.MULTILINE)
FENCED = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)

each_lesson = pytest.mark.parametrize("lesson", LESSONS.values(), ids=LESSONS)


@functools.cache
def stored(lesson):
    """Return the notebook of a lesson, as it lies in notebooks/."""
    return nbformat.read(NOTEBOOKS / f"{lesson.name}.ipynb", as_version=4)


def at(lesson, cell):
    """Return where a cell of a lesson stands."""
    return f"lessons/{lesson.name}.py:{cell.line}"


def code(lesson):
    """Return a lesson's cells of code, solved, with where they stand."""
    cells = [cell for cell in lesson.cells if cell.kind == "code" and "notes" not in cell.tags]
    return [(at(lesson, cell), cell, solution(cell.source)) for cell in cells]


def prose(lesson):
    """Return the Markdown that students read, without blocks of code, with where it stands."""
    cells = [cell for cell in lesson.cells if cell.kind == "markdown" and "notes" not in cell.tags]
    return [(at(lesson, cell), FENCED.sub("", cell.source)) for cell in cells]


def outputs(lesson):
    """Yield each stored output with the cell it belongs to."""
    for cell in stored(lesson).cells:
        for output in cell.get("outputs", []):
            yield cell, output


def imported(source):
    """Return the modules that some code imports, wherever in it; of `from a import b`, both a and a.b."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name the whole path"
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def parts_of_mlcourse(modules):
    """Return the parts of our package that some modules belong to, such as `data`."""
    return {name.split(".")[1] for name in modules if name.startswith("mlcourse.")}


# --- lesson and notebook ---


def test_every_lesson_has_its_notebook_and_every_notebook_its_lesson():
    assert sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb")) == sorted(LESSONS)


@each_lesson
def test_the_notebook_is_what_the_lesson_builds(lesson):
    fresh, built = lay_out(lesson), stored(lesson)
    for origin, new, old in zip(arrange(lesson.cells), fresh.cells, built.cells, strict=False):
        where = f"{at(lesson, origin)}: run `mlcourse build {lesson.name[:2]}`"
        assert (old.id, old.cell_type, old.source) == (new.id, new.cell_type, new.source), where
        assert old.metadata == new.metadata, where
    assert len(built.cells) == len(fresh.cells)
    assert built.metadata == fresh.metadata


@each_lesson
def test_every_cell_was_executed_in_order(lesson):
    counts = [cell.execution_count for cell in stored(lesson).cells if cell.cell_type == "code"]
    assert counts == list(range(1, len(counts) + 1))


@each_lesson
def test_outputs_hold_no_errors_and_nothing_of_the_machine_or_the_hour(lesson):
    for cell, output in outputs(lesson):
        assert output.output_type != "error", cell.id
        assert output.get("name") != "stderr", f"{cell.id}: {output.text}"
        texts = [value for kind, value in output.get("data", {}).items() if kind.startswith("text/")]
        said = "\n".join([output.get("text", ""), *texts])
        for what, pattern in UNSTABLE.items():
            found = re.search(pattern, said)
            assert not found, f"{cell.id} shows {what}: {found[0]!r}"


@each_lesson
def test_every_figure_has_alternative_text_and_a_caption(lesson):
    for cell in stored(lesson).cells:
        for i, output in enumerate(cell.get("outputs", [])):
            assert not {"image/svg+xml", "image/jpeg"} & set(output.get("data", {})), cell.id
            if "image/png" in output.get("data", {}):
                caption = output.metadata.get("image/png", {}).get("alt")
                assert caption, f"{cell.id}: end the figure with plots.show(fig, caption)"
                after = [o.get("data", {}).get("text/markdown") for o in cell.outputs[i + 1 : i + 2]]
                assert after == [f"*{caption}*"], cell.id


# --- the code ---


@each_lesson
def test_cells_of_code_are_short(lesson):
    for where, cell, source in code(lesson):
        limit = 25 if re.search(r"^class ", source, re.MULTILINE) else 20 if "given" in cell.tags else 15
        n_lines = sum(1 for line in source.splitlines() if line.strip())
        assert n_lines <= limit, f"{where}: {n_lines} lines, expected at most {limit}"


@each_lesson
def test_no_line_ends_in_a_semicolon(lesson):
    for where, _, source in code(lesson):
        assert not re.search(r";\s*$", source, re.MULTILINE), where


@each_lesson
def test_random_numbers_come_from_a_generator(lesson):
    for where, _, source in code(lesson):
        assert not re.search(r"\bnp\.random\.(?!default_rng\b|Generator\b)", source), where
        assert not {name for name in imported(source) if name.split(".")[0] == "random"}, where


@each_lesson
def test_cells_of_assertions_hold_one_assertion_a_line(lesson):
    for where, cell, source in code(lesson):
        if "assert" in cell.tags:
            statements = ast.parse(source).body
            assert all(isinstance(s, ast.Assert) and s.lineno == s.end_lineno for s in statements), where
            assert len(statements) == len([line for line in source.splitlines() if line.strip()]), where


@each_lesson
def test_lessons_import_downstairs_modules_alone(lesson):
    for where, _, source in code(lesson):
        assert parts_of_mlcourse(imported(source)) <= DOWNSTAIRS, where


@pytest.mark.parametrize("lesson", [pytest.param(v, id=k) for k, v in LESSONS.items() if int(k[:2]) <= 13])
def test_lessons_up_to_13_never_load_torch(lesson):
    for where, _, source in code(lesson):
        heavy = {name.split(".")[0] for name in imported(source)} & {"torch", "torchvision", "lightning"}
        assert not heavy, where
        assert "training" not in parts_of_mlcourse(imported(source)), where


# --- the prose ---


@each_lesson
def test_cells_of_prose_can_be_read_aloud(lesson):
    for where, text in prose(lesson):
        plain = HEADING_OR_FORMULA.sub("", text)
        n_words = len(re.findall(r"\S*\w\S*", plain))
        assert n_words <= 100, f"{where}: {n_words} words, expected about 80"


@each_lesson
def test_headings_have_three_levels_and_the_first_is_the_lessons_name(lesson):
    headings = [line for _, text in prose(lesson) for line in re.findall(r"^#+ .*$", text, re.MULTILINE)]
    assert re.fullmatch(rf"# {lesson.name[:2]} · \S.*", headings[0]), headings[0]
    assert lesson.cells[0].source.startswith(headings[0])
    assert all(re.match(r"###? \S", heading) for heading in headings[1:]), headings


@each_lesson
def test_a_lesson_asks_for_predictions_and_sets_two_to_four_exercises(lesson):
    assert any("**Predict" in text for _, text in prose(lesson))
    assert 2 <= sum("exercise" in cell.tags for cell in lesson.cells) <= 4


@each_lesson
def test_a_lesson_ends_with_a_recap_in_three_lines(lesson):
    where, last = prose(lesson)[-1]
    assert stored(lesson).cells[-1].cell_type == "markdown"
    assert last.count("## Recap") == 1, where
    recap = re.split(r"^## Recap$", last, flags=re.MULTILINE)[1]
    assert len(re.findall(r"^[-*] ", recap, re.MULTILINE)) == 3, where
    assert not re.search(r"^#", recap, re.MULTILINE), where


@each_lesson
def test_nothing_is_called_easy(lesson):
    for where, text in prose(lesson):
        found = re.search(r"\b(simply|just|obviously)\b", re.sub(r"`[^`\n]*`", "", text), re.IGNORECASE)
        assert not found, f"{where}: {found[0]!r}"


@each_lesson
def test_links_lead_somewhere(lesson):
    for where, text in prose(lesson):
        for target in re.findall(r"\]\((?!https?://|#)([^)\s#]+)", text):
            assert (NOTEBOOKS / target).exists(), f"{where} links to {target}"


# --- the package's two storeys ---

MODULES = {p.relative_to(Path(mlcourse.__file__).parent): p for p in Path(mlcourse.__file__).parent.rglob("*.py")}


def test_every_module_belongs_to_a_storey():
    parts = {path.parts[0].removesuffix(".py") for path in MODULES}
    assert parts - {"__init__"} <= DOWNSTAIRS | UPSTAIRS


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_downstairs_never_imports_upstairs(path):
    if path.parts[0].removesuffix(".py") not in UPSTAIRS:
        wanted = parts_of_mlcourse(imported(MODULES[path].read_text(encoding="utf-8")))
        assert not wanted & UPSTAIRS, f"{path} imports {wanted & UPSTAIRS}"
