"""The course's own lessons and notebooks: built from each other, clean, and in the house style."""

import ast
import functools
import re

import nbformat
import pytest

from mlcourse.authoring.arrange import arrange
from mlcourse.authoring.execute import unstable
from mlcourse.authoring.exercise import solution
from mlcourse.authoring.layout import lay_out
from mlcourse.authoring.lesson_list import readme_table
from mlcourse.authoring.tutor import with_keys
from mlcourse.data import load_lessons
from mlcourse.resources import resource_folder
from tests.lesson_code import LESSONS, imported, repository_file

NOTEBOOKS = resource_folder("notebooks")
FOR_LESSONS = {"checks", "data", "plots", "sealed", "taught", "torch_extra", "torchrun", "trainer"}
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


def build(lesson, cell, option=""):
    """Return what to do where a cell of a notebook is not what the lesson builds."""
    return f"{at(lesson, cell)}: run `mlcourse build {option} {lesson.name[:2]}`".replace("  ", " ")


def code(lesson):
    """Return a lesson's cells of code, solved, with where they stand."""
    cells = [cell for cell in lesson.cells if cell.kind == "code" and "notes" not in cell.tags]
    return [(at(lesson, cell), cell, solution(cell.source)) for cell in cells]


def prose(lesson):
    """Return the Markdown that students read, without blocks of code, with where it stands."""
    cells = [cell for cell in lesson.cells if cell.kind == "markdown" and "notes" not in cell.tags]
    return [(at(lesson, cell), FENCED.sub("", cell.source)) for cell in cells]


def parts_of_mlcourse(modules):
    """Return the parts of our package that some modules belong to, such as `data`."""
    return {name.split(".")[1] for name in modules if name.startswith("mlcourse.")}


# --- lesson and notebook ---


def test_every_lesson_has_its_notebook_and_every_notebook_its_lesson():
    built = {path.stem for path in NOTEBOOKS.glob("*.ipynb")}
    assert not LESSONS.keys() - built, "run `mlcourse build` and commit the notebooks with their lessons"
    assert not built - LESSONS.keys(), "delete the notebooks whose lessons are gone"


@each_lesson
def test_the_notebook_is_what_the_lesson_builds(lesson):
    fresh, built = with_keys(lay_out(lesson), lesson), stored(lesson)
    for origin, new, old in zip(arrange(lesson.cells), fresh.cells, built.cells, strict=False):
        assert (old.id, old.cell_type, old.source) == (new.id, new.cell_type, new.source), build(lesson, origin)
        assert old.metadata == new.metadata, build(lesson, origin)
    assert len(built.cells) == len(fresh.cells), build(lesson, lesson.cells[-1])
    assert built.metadata == fresh.metadata, build(lesson, lesson.cells[0])


@each_lesson
def test_every_cell_was_executed_in_order(lesson):
    counts = [cell.execution_count for cell in stored(lesson).cells if cell.cell_type == "code"]
    assert counts == list(range(1, len(counts) + 1)), f"run `mlcourse build --force {lesson.name[:2]}`"


@each_lesson
def test_outputs_hold_no_errors_and_nothing_of_the_machine_or_the_hour(lesson):
    for origin, cell in zip(arrange(lesson.cells), stored(lesson).cells, strict=False):
        for output in cell.get("outputs", []):
            assert output.output_type != "error", build(lesson, origin, "--force")
            says = unstable(output, cell.metadata.get("tags", []))
            assert not says, f"{at(lesson, origin)}: {says}"


@each_lesson
def test_every_figure_has_alternative_text_and_a_caption(lesson):
    for origin, cell in zip(arrange(lesson.cells), stored(lesson).cells, strict=False):
        todo = f"{at(lesson, origin)}: end each figure with plots.show(fig, caption)"
        for i, output in enumerate(cell.get("outputs", [])):
            assert not {"image/svg+xml", "image/jpeg"} & set(output.get("data", {})), todo
            if "image/png" in output.get("data", {}):
                caption = output.metadata.get("image/png", {}).get("alt")
                after = [o.get("data", {}).get("text/markdown") for o in cell.outputs[i + 1 : i + 2]]
                assert caption and after == [f"*{caption}*"], todo


@each_lesson
def test_a_page_stays_small(lesson):
    n_bytes = (NOTEBOOKS / f"{lesson.name}.ipynb").stat().st_size
    assert n_bytes < 3_000_000, f"{lesson.name}: {n_bytes:,} bytes, fewer or smaller frames, please"


@each_lesson
def test_the_list_of_lessons_names_the_lesson(lesson):
    title = re.match(r"# (.+)", lesson.cells[0].source)[1]
    listed = {entry.file: entry.heading for entry in load_lessons()}
    assert listed.get(f"{lesson.name}.ipynb") == title, "add the lesson to data/lessons.csv, in its place"


def test_the_table_in_the_readme_is_up_to_date():
    course = repository_file("README.md").parent
    assert readme_table(course) in repository_file("README.md").read_text("utf-8"), "run `mlcourse build`"
    assert [entry.file[:-6] for entry in load_lessons()] == list(LESSONS)


@each_lesson
def test_teaching_says_what_may_be_left_out(lesson):
    text = repository_file("TEACHING.md").read_text(encoding="utf-8")
    table = text.partition("## When you are short of time")[2].partition("\n## ")[0]
    rows = re.findall(rf"^\| {lesson.name[:2]} \| \S.* \|$", table, re.MULTILINE)
    assert len(rows) == 1, (
        f"add to TEACHING.md, *When you are short of time*: | {lesson.name[:2]} | what may go first |"
    )


# --- the code ---


@each_lesson
def test_cells_of_code_are_short(lesson):
    for where, cell, source in code(lesson):
        limit = 25 if re.search(r"^class ", source, re.MULTILINE) else 20 if "given" in cell.tags else 15
        n_lines = sum(1 for line in source.splitlines() if line.strip())
        assert n_lines <= limit, (
            f"{where}: {n_lines} lines, expected at most {limit}: split the cell, or move lines to mlcourse"
        )


@each_lesson
def test_no_line_ends_in_a_semicolon(lesson):
    for where, _, source in code(lesson):
        assert not re.search(r";\s*$", source, re.MULTILINE), f"{where}: take the `;` out"


@each_lesson
def test_random_numbers_come_from_a_generator(lesson):
    for where, _, source in code(lesson):
        todo = f"{where}: draw from `rng = np.random.default_rng(seed)`"
        assert not re.search(r"\bnp\.random\.(?!default_rng\b|Generator\b)", source), todo
        assert not {name for name in imported(source) if name.split(".")[0] == "random"}, todo


@each_lesson
def test_cells_of_assertions_hold_one_assertion_a_line(lesson):
    for where, cell, source in code(lesson):
        if "assert" in cell.tags:
            lines = [line for line in source.splitlines() if line.strip()]
            todo = f"{where}: write one `assert` a line, and all else into another cell"
            assert all(line.startswith("assert ") for line in lines), todo
            assert len(ast.parse(source).body) == len(lines), todo


@each_lesson
def test_lessons_import_what_is_meant_for_them(lesson):
    for where, _, source in code(lesson):
        others = parts_of_mlcourse(imported(source)) - FOR_LESSONS
        assert not others, f"{where}: import only from {sorted(FOR_LESSONS)}, not from {others}"


# --- the prose ---


@each_lesson
def test_cells_of_prose_can_be_read_aloud(lesson):
    for where, text in prose(lesson):
        plain = HEADING_OR_FORMULA.sub("", text)
        n_words = len(re.findall(r"\S*\w\S*", plain))
        assert n_words <= 100, f"{where}: {n_words} words, expected about 80: cut them, or split the cell"


@each_lesson
def test_headings_have_three_levels_and_the_first_is_the_lessons_name(lesson):
    headings = [line for _, text in prose(lesson) for line in re.findall(r"^#+ .*$", text, re.MULTILINE)]
    first = re.match(rf"# {lesson.name[:2]} · \S", lesson.cells[0].source)
    assert first, f"{at(lesson, lesson.cells[0])}: begin with `# {lesson.name[:2]} · The name`"
    deep = [heading for heading in headings[1:] if not re.match(r"###? \S", heading)]
    assert not deep, f"lessons/{lesson.name}.py: open these with ## or ### and a space: {deep}"


@each_lesson
def test_a_lesson_asks_for_predictions_and_sets_two_to_four_exercises(lesson):
    assert any("**Predict" in text for _, text in prose(lesson)), f"{lesson.name}: ask for a **Predict:**"
    n_exercises = sum("exercise" in cell.tags for cell in lesson.cells)
    assert 2 <= n_exercises <= 4, f"{lesson.name}: set two to four exercises, got {n_exercises}"


@each_lesson
def test_a_lesson_ends_with_a_recap_in_three_lines(lesson):
    where, last = prose(lesson)[-1]
    todo = f"{where}: end the lesson with `## Recap` and three bullets, and nothing after them"
    _, *recap = re.split(r"^## Recap$", last, flags=re.MULTILINE)
    assert stored(lesson).cells[-1].cell_type == "markdown" and len(recap) == 1, todo
    assert len(re.findall(r"^[-*] ", recap[0], re.MULTILINE)) == 3, todo
    assert not re.search(r"^#", recap[0], re.MULTILINE), todo


@each_lesson
def test_every_section_has_notes_and_the_minutes_reach_those_of_the_title(lesson):
    promised = int(re.search(r"^\*(\d+) minutes", lesson.cells[0].source, re.MULTILINE)[1])
    notes = [cell for cell in lesson.cells if "notes" in cell.tags]
    clock = [re.match(r"(\d+) minutes\. \S", cell.source) for cell in notes]
    missing = [at(lesson, cell) for cell, minutes in zip(notes, clock, strict=True) if not minutes]
    assert not missing, f"{missing}: begin each note with the minute at which its section should end: `40 minutes. …`"
    sections = {}  # whether each has notes
    for cell in lesson.cells:
        if "notes" in cell.tags:
            sections[[*sections][-1]] = True
        elif cell.kind == "markdown":
            sections |= dict.fromkeys(re.findall(r"^## (.+)$", cell.source, re.MULTILINE), False)
    bare = [section for section, has_notes in sections.items() if not has_notes and section != "Recap"]
    assert not bare, f"{lesson.name}: end each of these sections with a cell of notes: {bare}"
    minutes = [int(found[1]) for found in clock]
    assert minutes == sorted(minutes) and minutes[-1:] == [promised], f"{lesson.name}: {minutes}, expected {promised}"


@each_lesson
def test_nothing_is_called_easy(lesson):
    for where, text in prose(lesson):
        found = re.search(r"\b(simply|just|obviously)\b", re.sub(r"`[^`\n]*`", "", text), re.IGNORECASE)
        assert not found, f"{where}: leave out {found[0]!r}, it is not so to everybody"


@each_lesson
def test_links_lead_somewhere(lesson):
    for where, text in prose(lesson):
        for target in re.findall(r"\]\((?!https?://|#)([^)\s#]+)", text):
            assert (NOTEBOOKS / target).exists(), (
                f"{where}: mend the link to {target}, which is not there (from notebooks/)"
            )
