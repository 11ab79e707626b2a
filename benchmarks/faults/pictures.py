"""Files that a student may give as a picture."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from trying import Try, run


def pictures(course: Path) -> Iterator[Try]:
    """Files that a student may give as a picture: each is read, or refused in a sentence that names no folder."""
    make = """
import sys, numpy as np
from PIL import Image
from mlcourse import data
gray = np.linspace(0, 1, 4096).reshape(64, 64)
kinds = {
    "16 bits": lambda: Image.fromarray((gray * 65535).astype("uint16")).save("a.png"),
    "16 bits, TIFF": lambda: Image.fromarray((gray * 65535).astype("uint16")).save("a.tiff"),
    "floats": lambda: Image.fromarray(gray.astype("float32")).save("a.tiff"),
    "32 bits": lambda: Image.fromarray((gray * 2**30).astype("int32")).save("a.tiff"),
    **{mode: lambda mode=mode: Image.new(mode, (40, 50)).save("a.png") for mode in ("1", "L", "LA", "P", "RGBA")},
    **{mode: lambda mode=mode: Image.new(mode, (40, 50)).save("a.jpg") for mode in ("CMYK", "YCbCr")},
    "moving": lambda: Image.new("P", (9, 9)).save("a.gif", save_all=True, append_images=[Image.new("P", (9, 9), 1)]),
    "empty": lambda: open("a.png", "w").close(),
    "text": lambda: open("a.png", "w").write("hello"),
    "vectors": lambda: open("a.png", "w").write("<svg xmlns='http://www.w3.org/2000/svg'/>"),
    "a folder": lambda: __import__("os").mkdir("a.png"),
    "missing": lambda: None,
    "cut short": lambda: (Image.effect_noise((200, 200), 50).save("b.png"),
                          open("a.png", "wb").write(open("b.png", "rb").read()[:9000])),
}
name = sys.argv[1]
kinds[name]() if name != "a name of 300 letters" else None
import glob
file = (glob.glob("a.*") or ["a.png"])[0] if name != "a name of 300 letters" else 300 * "x" + ".png"
picture = data.read_picture(file)
assert picture.shape == (3, 32, 32)
if "bits" in name or name == "floats":
    rows = picture[0].mean(dim=1)
    assert rows[0] < 0.05 and rows[-1] > 0.95 and (rows.diff() > 0).all()
"""
    read = ("16 bits", "16 bits, TIFF", "floats", "32 bits", "1", "L", "LA", "P", "RGBA", "CMYK", "YCbCr", "moving")
    for kind in (*read, "empty", "text", "vectors", "a folder", "missing", "cut short", "a name of 300 letters"):
        with tempfile.TemporaryDirectory() as folder:
            said = run(course, "-c", f"import os; os.chdir({folder!r})\n{make}", kind)
            told = said.line.startswith("ValueError: ") and folder not in said.line
            outcome = "mended" if said.status == 0 else "told" if told and kind not in read else "raw"
            yield Try("a picture", kind, outcome, said.line)
