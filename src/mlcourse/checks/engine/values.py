"""What is seen of an answer: a value under a phrase that names it, or a problem in place of a value."""

import re
from dataclasses import dataclass
from typing import Any, NamedTuple

ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")


class Observation(NamedTuple):
    """One thing seen of an answer: a phrase that names it, and its value.

    `{name}` in the phrase becomes the exercise's name.
    `secret` marks a value that is the answer itself, so that no verdict gives it away.
    """

    label: str
    value: Any
    secret: bool = False


@dataclass(frozen=True)
class Problem:
    """Something an answer did instead of giving a value.

    Two problems of the same kind count as the same behavior, however they are worded.
    A mistake is recognized only if the `error`, where one was raised, is also worded the same.
    """

    kind: str
    says: str
    error: str = ""


def clean(text: str, length: int = 200) -> str:
    """Return a text that is the same in every run and fits on a line: no addresses and no control characters."""
    text = ADDRESS.sub("", text).replace("`", "'")
    text = "".join(c if c.isprintable() else " " for c in text)
    return text if len(text) <= length else text[:length] + " …"
