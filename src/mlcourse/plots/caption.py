"""Look up the caption that a key stands for: written out in a cell, it would tell what is about to be seen."""

import functools
import json
import re
from pathlib import Path

from mlcourse.resources import complaint

FOLDER = Path(__file__).parent / "captions"  # written by `mlcourse build`
KEY = re.compile(r"(?P<lesson>[a-z_]+)/[a-z0-9-]+")
GONE = "A figure from an earlier edition of this lesson."


def caption_of(key: str) -> str:
    """Return the caption that a key such as `cost_model/eleven-dots-5` stands for; any other text is one itself."""
    found = KEY.fullmatch(key)
    return read(found["lesson"]).get(key, GONE) if found else key


@functools.cache
def read(lesson: str) -> dict[str, str]:
    """Return a lesson's captions by their keys.

    Raises
    ------
    ValueError
        If the file is damaged, or cannot be read.
    """
    path = FOLDER / f"{lesson}.json"
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise ValueError(f"{path.name} {complaint(path, error)}") from error
