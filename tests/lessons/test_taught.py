"""`mlcourse.taught` is what the lessons teach, and nothing else."""

import pytest

from mlcourse.authoring.taught import taught_module
from tests.lesson_code import LESSONS, repository_file

MODULES = {lesson.slug: taught_module(lesson) for lesson in LESSONS.values()}
FOLDER = repository_file("src", "mlcourse", "taught")


@pytest.mark.parametrize("slug", [slug for slug, module in MODULES.items() if module])
def test_a_module_is_what_its_lesson_teaches(slug):
    assert (FOLDER / f"{slug}.py").read_text(encoding="utf-8") == MODULES[slug], "run `mlcourse build`"


def test_there_is_no_module_that_no_lesson_teaches():
    assert {path.stem for path in FOLDER.glob("[!_]*.py")} == {slug for slug, module in MODULES.items() if module}
