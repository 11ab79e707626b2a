"""GLOSSARY.md and the lessons name the same terms: bold is for what is introduced, or for a sentence to remember."""

import re

import pytest

from tests.lesson_code import LESSONS, repository_file

ROW = re.compile(r"^\| \*\*(.+?)\*\*(?:, (.+?))? \| \S.*\. \| (\[.+) \|$", re.MULTILINE)
BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
NO_TERM = re.compile(r"[.!?:]$|^You will$| [+→] ")  # a sentence, the fixed words, a key or a menu


def glossary():
    """Return the term of each way to write one, and the lessons of each term."""
    rows = ROW.findall(repository_file("GLOSSARY.md").read_text(encoding="utf-8"))
    ways = {way.lower(): term for term, others, _ in rows for way in [term, *filter(None, others.split(", "))]}
    return ways, {term: re.findall(r"\[(\d\d)\]", lessons) for term, _, lessons in rows}


def terms(lesson):
    """Yield what a lesson's text has in bold, with where it stands; tables aside."""
    for cell in lesson.cells:
        if cell.kind == "markdown" and "notes" not in cell.tags:
            for bold in BOLD.findall(re.sub(r"^\|.*$", "", cell.source, flags=re.MULTILINE)):
                bold = " ".join(bold.replace("`", "").split())
                if not NO_TERM.search(bold):
                    yield f"lessons/{lesson.name}.py:{cell.line}", bold


def named(ways, bold):
    """Return the term that some bold text is a way to write, perhaps in the plural, or None."""
    return ways.get(bold.lower()) or ways.get(bold.lower().removesuffix("s"))


@pytest.mark.parametrize("lesson", LESSONS.values(), ids=LESSONS)
def test_every_term_in_bold_is_in_the_glossary(lesson):
    ways, _ = glossary()
    missing = [f"{where}: {bold!r}" for where, bold in terms(lesson) if not named(ways, bold)]
    assert not missing, f"add to GLOSSARY.md, in order, or write in italics what is only stressed: {missing}"


def test_the_glossary_names_the_lessons_that_introduce_each_term():
    ways, lessons = glossary()
    found = {term: [] for term in lessons}
    for lesson in LESSONS.values():
        for term in dict.fromkeys(named(ways, bold) for _, bold in terms(lesson)):
            if term:
                found[term].append(lesson.name[:2])
    assert found == lessons


def test_the_glossary_is_in_order():
    _, lessons = glossary()
    assert list(lessons) == sorted(lessons, key=str.lower)
    assert len(lessons) > 150
