"""Formulas as MathML, which browsers draw themselves, and the font that they draw it with: no script, no network."""

import base64
import html
import io
import re
from pathlib import Path

import ziamath
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from latex2mathml.converter import convert

FONT = Path(ziamath.__file__).parent / "fonts" / "STIXTwoMath-Regular.ttf"  # SIL Open Font License
LETTERS = {"a": 0x1D44E, "A": 0x1D434, "α": 0x1D6FC, "Α": 0x1D6E2}  # where the italic ones of an alphabet begin
PLANCK = 0x210E  # the italic h has its place elsewhere


def mathml(formula: str, display: str) -> str:
    """Return a formula of LaTeX as MathML; `display` is "block" or "inline"."""
    return convert(re.sub(r"\\[lr]Vert\b", r"\\|", formula), display=display)  # those would stretch, each by itself


def font(page: str) -> str:
    """Return the font with the characters of a page's formulas alone, as a data URL."""
    formulas = re.findall(r"<math.*?</math>", page, re.DOTALL)
    letters = set(html.unescape(re.sub(r"<.*?>", "", "".join(formulas))))
    points = {ord(letter) for letter in letters} | {italic(letter) for letter in letters}
    cut = TTFont(FONT)
    subsetter = Subsetter(Options(flavor="woff", layout_features=["*"]))
    subsetter.populate(unicodes=points)
    subsetter.subset(cut)
    cut.flavor = "woff"
    file = io.BytesIO()
    cut.save(file)
    return "data:font/woff;base64," + base64.b64encode(file.getvalue()).decode()


def italic(letter: str) -> int:
    """Return the code of a letter's italic in mathematics; of any other character, its own."""
    for first, start in LETTERS.items():
        if 0 <= ord(letter) - ord(first) < (26 if first in "aA" else 25):
            return PLANCK if letter == "h" else start + ord(letter) - ord(first)
    return ord(letter)
