"""What a verdict leaves in its notebook beside what is shown: the checks write it, `progress` and `class` read it."""

import hashlib
from collections.abc import Iterator
from typing import Any, NamedTuple

MIME = "application/vnd.mlcourse.verdict+json"  # the key in the data of the verdict's own output
VERSION = 1  # of the data; a reader takes what it knows, and no newer one
OUTCOMES = ("right", "misunderstood", "wrong", "untouched")
LONGEST = 4000  # bytes of a sentence: ours are shorter
MOST = 100  # misunderstandings of one exercise: ours has fewer than forty


class Kept(NamedTuple):
    """One verdict, as it was kept in a notebook.

    Attributes
    ----------
    lesson, exercise : str
        Such as `cost_model` and `error_rate`.
    outcome : {"right", "misunderstood", "wrong", "untouched"}
        What the check said last.
    mistake : str
        The key of the misunderstanding, if it was one.
    says : str
        The sentence that the student saw, with `code` and *emphasis* as in Markdown.
    tries : int
        How often the check had judged an answer in that kernel, up to the first right one.
    met : dict of str to str
        All misunderstandings met in that kernel, the last verdict's included: sentences by their keys.
    """

    lesson: str
    exercise: str
    outcome: str
    mistake: str
    says: str
    tries: int
    met: dict[str, str]


def key_of(says: str) -> str:
    """Return the key of a misunderstanding: what the student is told makes it one.

    Its place among the others may change, and so may the code that shows it. Two mistakes of an exercise with one
    sentence are one misunderstanding; a new sentence is another one.
    """
    return hashlib.sha256(" ".join(says.split()).encode()).hexdigest()[:10]


def to_data(kept: Kept) -> dict[str, Any]:
    """Return a verdict as JSON has it."""
    met = [{"mistake": key, "says": says} for key, says in kept.met.items()]
    return {"version": VERSION} | kept._asdict() | {"met": met}


def from_data(data: Any) -> Kept | None:
    """Return the verdict that some data holds, or None where it is not as the checks write it.

    The data come from a file that anybody may have written: nothing in it is trusted.
    """
    try:
        texts = [data[name] for name in ("lesson", "exercise", "outcome", "mistake", "says")]
        met = {item["mistake"]: item["says"] for item in data["met"][:MOST]}
        sound = all(len(text.encode()) <= LONGEST for text in [*texts, *met, *met.values()])
        tries = data["tries"]
        known = data["version"] == VERSION and data["outcome"] in OUTCOMES
        misunderstood = texts[3] in met if data["outcome"] == "misunderstood" else texts[3] == ""
        named = misunderstood and all(key_of(says) == key for key, says in met.items())
        if sound and known and named and type(tries) is int and 0 <= tries < 10**6:
            return Kept(*texts, tries, met)
    except (KeyError, TypeError, AttributeError, UnicodeEncodeError):  # half a character cannot be written
        pass
    return None


def kept_in(notebook: Any) -> Iterator[Kept]:
    """Yield the verdicts that a notebook keeps, in the order of its cells; of a cell the last.

    Parameters
    ----------
    notebook : object
        A notebook of format 4 as `json.load` returns it, or anything else that a file may hold.
    """
    for cell in cells(notebook):
        found = [from_data(data[MIME]) for data in shown(cell) if MIME in data]
        yield from [kept for kept in found if kept][-1:]


def cells(notebook: Any) -> list[dict]:
    """Return the cells of what may be a notebook."""
    found = notebook.get("cells") if isinstance(notebook, dict) else None
    return [cell for cell in found if isinstance(cell, dict)] if isinstance(found, list) else []


def shown(cell: dict) -> Iterator[dict]:
    """Yield what a cell shows, by kinds."""
    outputs = cell.get("outputs")
    for output in outputs if isinstance(outputs, list) else []:
        data = output.get("data") if isinstance(output, dict) else None
        if isinstance(data, dict):
            yield data
