"""The page and the table of a class, also where students wrote into their notebooks what they liked."""

import csv
from datetime import date
from io import StringIO
from itertools import pairwise
from pathlib import Path

from bs4 import BeautifulSoup

from mlcourse.classroom.notebook import DAMAGED, OLDER, Read
from mlcourse.classroom.page import to_page
from mlcourse.classroom.pile import Found
from mlcourse.classroom.table import to_csv
from mlcourse.classroom.tally import tally
from mlcourse.contents import Contents
from mlcourse.kept import Kept, key_of

COURSE = {"cost_model": Contents("02 · The cost model", ("n_errors", "error_rate"))}
SAYS = "`n_errors`: this is the number of *right* ones."
WRONG = "`n_errors` is 7, and that is too large."


def kept(outcome="misunderstood", says=SAYS, tries=1, met=(SAYS,), exercise="n_errors", lesson="cost_model"):
    """Return a verdict."""
    mistake = key_of(says) if outcome == "misunderstood" else ""
    return Kept(lesson, exercise, outcome, mistake, says, tries, {key_of(one): one for one in met})


def added(*verdicts, troubles=()):
    """Return a class in which each verdict is of a student of their own."""
    read = [(Found(f"ada{i}", Path("homes"), f"ada{i}/02_cost_model.ipynb"), Read("", "cost_model", (one,)))
            for i, one in enumerate(verdicts)]  # fmt: skip
    return tally(read + [(Found(who, Path("homes"), name), Read(why)) for who, name, why in troubles], COURSE)


def page(result, names=False):
    """Return the page, parsed."""
    return BeautifulSoup(to_page(result, COURSE, names, date(2026, 11, 29)), "html.parser")


def text(result, names=False):
    """Return what one reads on the page."""
    return " ".join(page(result, names).get_text(" ").split())


def test_who_met_it_and_who_has_it_still():
    result = added(kept(), kept(tries=3), kept("right", "`n_errors` is right.", 2), kept("wrong", WRONG, 1, ()))
    (one,) = result.exercises[0].misunderstandings()
    assert (one.met, one.still) == ({"ada0", "ada1", "ada2"}, {"ada0", "ada1"})
    assert result.exercises[0].outcomes() == {
        "right": 1,
        "misunderstood": 2,
        "wrong": 1,
        "untouched": 0,
        "no verdict": 0,
    }
    assert result.exercises[1].outcomes()["no verdict"] == 4
    assert list(result.exercises[0].stuck()) == ["ada1"] and result.exercises[0].tries() == [1, 1, 2, 3]
    read = text(result)
    assert "this is the number of right ones. 3 students of 4 met this, and 2 have it still." in read
    assert "1 student tried 3 times or more, and has no right answer yet." in read


def test_of_several_copies_the_best_verdict_counts_and_all_that_was_met():
    other = "`n_errors`: this is a share."
    copies = [kept(tries=5), kept("right", "`n_errors` is right.", 2, (other,)), kept("untouched", "So.", 0, ())]
    found = Found("ada", Path("homes"), "ada/02_cost_model.ipynb")
    result = tally([(found, Read("", "cost_model", (one,))) for one in copies], COURSE)
    last = result.exercises[0].last["ada"]
    assert (last.outcome, last.tries, set(last.met.values())) == ("right", 5, {SAYS, other})


def test_a_sentence_of_a_students_own_is_only_text():
    forged = "`n_errors`: </td><script>alert(1)</script><img src=x onerror=alert(1)> {{ 7 * 7 }}"
    result = added(kept(says=forged, met=(forged,)), kept(says=forged, met=(forged,)))
    assert not page(result).find_all(["script", "img"]) and "{{ 7 * 7 }}" in text(result)


def test_no_cell_of_the_table_is_a_formula():
    forged = "=HYPERLINK(1)"
    table = list(csv.reader(StringIO(to_csv(added(kept(says=forged, met=(forged,))), COURSE))))
    assert "'=HYPERLINK(1)" in table[2] and not any(cell.startswith("=") for row in table for cell in row)


def test_a_sentence_about_one_students_own_code_is_kept_back():
    one, two = (added(*[kept("wrong", WRONG, 1, ())] * n) for n in (1, 2))
    assert "too large" not in text(one) + to_csv(one, COURSE) and "too large" in text(one, names=True)
    assert "is 7, and that is too large. (2 students)" in text(two)


def test_what_was_not_read_is_named_and_its_student_is_not():
    troubles = [("ada7", "ada7/02_cost_model.ipynb", DAMAGED), ("ada8", "ada8/ada8s own.ipynb", OLDER)]
    result = added(kept(), troubles=troubles)
    assert "2 not read" in text(result) and DAMAGED in text(result) and OLDER in text(result)
    assert "02_cost_model.ipynb" in text(result) and "ada" not in text(result)
    assert "homes/ada8/ada8s own.ipynb" in text(result, names=True)


def test_verdicts_of_another_edition_are_counted():
    result = added(kept(exercise="gone"), kept(lesson="gone"))
    assert result.n_elsewhere == 2 and "2 verdicts belong to exercises that this edition" in text(result)


def test_a_class_without_a_verdict_has_a_page():
    assert "0 students, 0 notebooks read" in text(added()) and "No notebook of a lesson was found." in text(added())


def test_every_table_has_headings_and_a_name():
    shown = page(added(kept(tries=2), kept(tries=4), troubles=[("a", "a/b.ipynb", DAMAGED)]))
    levels = [int(h.name[1]) for h in shown.find_all(["h1", "h2", "h3"])]
    assert levels[0] == 1 and all(b - a <= 1 for a, b in pairwise(levels))
    assert len(shown.find_all("table")) == 4
    for table in shown.find_all("table"):
        assert all(th.get("scope") for th in table.find_all("th")) and table.find("thead")
        assert table.parent["aria-label"] and table.parent["tabindex"] == "0"
