"""The minutes on the page for instructors: they add up, and are those of the lessons' notes."""

import csv
import re
from itertools import groupby, pairwise

import pytest

from benchmarks.rehearsal import by_people, route
from mlcourse.authoring.clock import rehearsed, sections
from tests.lesson_code import LESSONS, repository_file

PAGE = repository_file("TEACHING.md").read_text(encoding="utf-8")
LEFT_OUT = PAGE.partition("\n## When you are short of time\n")[2].partition("\n## ")[0]
TWO_DAYS = PAGE.partition("\n### Two days")[2].partition("\n### ")[0]
ROUTE = list(route(PAGE, {name[:2]: lesson for name, lesson in LESSONS.items()}))
BREAK, CLASS = 10, 180
NAMED = re.compile(r"\*([^*]+)\*(?: to \*([^*]+)\*)?")


def minutes_of(number):
    """Return the minutes of a lesson's sections by their headings, in order."""
    lesson = next(lesson for name, lesson in LESSONS.items() if name.startswith(number))
    return {heading: planned for heading, planned, _ in sections(lesson)}


def taken(text, minutes):
    """Return the minutes of what a row names: `*A* to *B*`, `down to *B*`, or all without *A*."""
    headings, named = list(minutes), set()
    for first, last in NAMED.findall(text):
        start = 0 if "down to" in text else headings.index(first)
        named |= set(headings[start : headings.index(last or first) + 1])
    if "without" in text or not named:
        named = set(headings) - named
    return sum(minutes[heading] for heading in named)


@pytest.mark.parametrize("lesson", LESSONS.values(), ids=LESSONS)
def test_a_section_has_the_minutes_that_are_counted_for_it(lesson):
    for heading, planned, own in sections(lesson):
        counted = rehearsed(own)
        assert counted < planned + 0.5, f"{lesson.name}, {heading}: {planned} minutes, counted {counted:.1f}"


def test_sections_are_all_of_a_lesson():
    for lesson in LESSONS.values():
        assert [cell for *_, own in sections(lesson) for cell in own.cells] == list(lesson.cells)


def test_the_route_adds_up_and_each_part_has_the_minutes_that_are_counted_for_it():
    starts = [60 * int(hours) + int(rest) for hours, rest in re.findall(r"^\| (\d):(\d\d) \|", PAGE, re.MULTILINE)]
    lengths = [sum(p.planned for p in parts) for _, parts in groupby(ROUTE, key=lambda part: part.lesson.name)]
    lengths.insert(2, BREAK)
    assert [later - sooner for sooner, later in pairwise([*starts, CLASS])] == lengths
    for part in ROUTE:
        assert by_people(part, in_route=True) <= part.planned, part.section


@pytest.mark.parametrize("number, row", re.findall(r"^\| (\d\d) \| (.+) \|$", LEFT_OUT, re.MULTILINE))
def test_what_may_be_left_out_takes_the_minutes_of_its_notes(number, row):
    for heading, said in re.findall(r"\*([^*]+)\* \((\d+)", row):
        assert minutes_of(number)[heading] == int(said), heading


@pytest.mark.parametrize("said, planned", re.findall(r"(?<=\| )(\d\d[^|]*) \| (\d+)(?= \|)", TWO_DAYS))
def test_two_days_take_the_minutes_of_the_notes(said, planned):
    assert taken(said, minutes_of(said[:2])) == int(planned), said


def test_the_page_says_what_the_rehearsal_came_to():
    with repository_file("benchmarks", "results", "rehearsal.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["section"] for row in rows if row["in"] == "three hours"] == [part.section for part in ROUTE]
    totals = {}
    for row in rows:
        key = row["lesson"][:2] if row["in"] == "its class" else "route"
        totals[key] = totals.get(key, 0) + float(row["rehearsed"])
    said = " ".join(PAGE.split())
    assert f"The three hours came to {totals['route']:.0f} of their {CLASS - BREAK} minutes" in said
    assert f"lesson 07 to {totals['07']:.0f} of its 90, lesson 13 to {totals['13']:.0f} of its 90" in said
