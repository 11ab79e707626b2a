"""What a check says: one icon and one sentence, in a notebook and in a terminal."""

import html
import re
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mlcourse.kept import MIME

if TYPE_CHECKING:
    from IPython.display import DisplayHandle

ICONS = {"right": "✅", "misunderstood": "💡", "wrong": "❌", "untouched": "✏️"}
COLORS = {"right": "#009E73", "misunderstood": "#E69F00", "wrong": "#D55E00", "untouched": "#999999"}
EMPHASIS = re.compile(r"(?<![\w*])\*(\w(?:[^*]*\w)?)\*(?![\w*])")  # *so*


@dataclass(frozen=True)
class Verdict:
    """A check's judgment of one answer.

    Attributes
    ----------
    outcome : {"right", "misunderstood", "wrong", "untouched"}
        Whether the answer is right, a known mistake, some other mistake, or not there yet.
    says : str
        One or two sentences to the student, with `code` and *emphasis* as in Markdown.
    kept : dict, optional
        The verdict as data, to be kept in the notebook beside what it shows. No program shows it.
    """

    outcome: str
    says: str
    kept: dict[str, Any] | None = field(default=None, repr=False, compare=False)

    def __repr__(self) -> str:
        return f"{ICONS[self.outcome]} {self.says}"

    def _repr_html_(self) -> str:
        style = f"border-left: 0.4em solid {COLORS[self.outcome]}; padding: 0.4em 0.8em; max-width: 50em"
        return f'<div style="{style}">{ICONS[self.outcome]} {to_html(self.says)}</div>'

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return {MIME: self.kept} if self.kept else {}


def to_html(text: str) -> str:
    """Return a sentence as HTML: code between backticks, emphasis between asterisks, all else as it is."""
    pieces = html.escape(text, quote=False).split("`")  # every other piece stood between backticks
    return "".join(f"<code>{p}</code>" if i % 2 else EMPHASIS.sub(r"<em>\1</em>", p) for i, p in enumerate(pieces))


def show_verdict(verdict: Verdict, place: "DisplayHandle | None" = None) -> None:
    """Display a verdict under the cell, or in a place that `keep_place` kept; in a terminal, print it."""
    from IPython.display import display

    try:
        (place.update if place else display)(verdict)
    except UnicodeEncodeError:  # a console in an older encoding, which has no icons
        encoding = sys.stdout.encoding
        print(repr(verdict).encode(encoding, "replace").decode(encoding))


def keep_place(says: str) -> "DisplayHandle | None":
    """Say something where the verdict will be; return its place, or nothing where no notebook shows it."""
    from IPython.display import display

    return display(Verdict("untouched", says), display_id=True)


def keep_verdict(kept: dict[str, Any]) -> None:
    """Keep a verdict in the notebook without a word: where a check grades, the error has the sentence."""
    from IPython.core.getipython import get_ipython
    from IPython.display import display

    if hasattr(get_ipython(), "kernel"):  # elsewhere there is no notebook, and `display` prints
        display({MIME: kept, "text/plain": ""}, raw=True)
