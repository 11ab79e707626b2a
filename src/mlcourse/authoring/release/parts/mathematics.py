"""Formulas as MathML, which browsers draw themselves, and the font that they draw it with: no script, no network."""

import base64
import html
import io
import re
import unicodedata
from importlib.util import find_spec
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from latex2mathml.converter import convert

ZIAMATH = find_spec("ziamath")  # its font is all that is needed: to import it takes a while, and warns
if ZIAMATH is None:
    raise ModuleNotFoundError("No module named 'ziamath'", name="ziamath")
FONT = Path(ZIAMATH.origin).parent / "fonts" / "STIXTwoMath-Regular.ttf"  # SIL Open Font License
ITALIC = {
    unicodedata.normalize("NFKC", chr(p)): p for p in [*range(0x1D434, 0x1D468), *range(0x1D6E2, 0x1D71C), 0x210E]
}


def mathml(formula: str, display: str) -> str:
    """Return a formula of LaTeX as MathML; `display` is "block" or "inline"."""
    return convert(re.sub(r"\\[lr]Vert\b", r"\\|", formula), display=display)  # those would stretch, each by itself


def font(page: str) -> str:
    """Return the font with the characters of a page's formulas alone, as a data URL."""
    formulas = re.findall(r"<math.*?</math>", page, re.DOTALL)
    letters = set(html.unescape(re.sub(r"<.*?>", "", "".join(formulas))))
    letters |= {"√"} if any("<msqrt" in formula or "<mroot" in formula for formula in formulas) else set()
    points = {ord(letter) for letter in letters} | {ITALIC[letter] for letter in letters & ITALIC.keys()}
    cut = TTFont(FONT, recalcTimestamp=False)
    subsetter = Subsetter(Options(flavor="woff", layout_features=["*"]))
    subsetter.populate(unicodes=points)
    subsetter.subset(cut)
    cut.flavor = "woff"
    file = io.BytesIO()
    cut.save(file)
    return "data:font/woff;base64," + base64.b64encode(file.getvalue()).decode()
