"""Draw animals_fruits.png from Noto Color Emoji, measure the last four columns of animals_fruits.csv on it.

Needed only to rebuild: `uv run python data/make_pictures.py` rewrites both, SHA256SUMS, and overview.png.
"""

import csv
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from mlcourse import data, plots

FOLDER = Path(__file__).parent
FONT = Path("/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf")
FONT_SHA256 = "e5899ed38b8ed83e08bd3ac5de09791e9d19d288333a796de1d35ad17396f1ec"  # package 2.042-0+deb12u1
STRIKE = 109  # the only size, in pixels, that the font's bitmaps have
TILE = 64
COLUMNS = 12
FEATURES = ("redness", "greenness", "roundness", "fill")


def draw_tile(emoji: str, font: ImageFont.FreeTypeFont) -> Image.Image:
    """Draw one emoji as an RGBA tile of 64 by 64 pixels on a transparent ground.

    Raises
    ------
    ValueError
        If the font does not draw `emoji` as a single glyph of its usual width.
    """
    character = emoji.rstrip("\N{VARIATION SELECTOR-16}")
    left, top, right, bottom = font.getbbox(character)
    if len(character) != 1 or right - left != 136:
        raise ValueError(f"emoji must be one glyph, 136 pixels wide, got {emoji!r}, {right - left} pixels wide")
    canvas = Image.new("RGBA", (136, 136))
    origin = (-left, (136 - (bottom - top)) // 2 - top)
    ImageDraw.Draw(canvas).text(origin, character, font=font, embedded_color=True)
    return canvas.resize((TILE, TILE), Image.Resampling.LANCZOS)  # pillow multiplies alpha in, and out again


def draw_sheet(emojis: list[str]) -> Image.Image:
    """Draw all emojis as one RGBA sheet, twelve tiles a row, in the order given."""
    font = ImageFont.truetype(FONT, STRIKE)
    sheet = Image.new("RGBA", (COLUMNS * TILE, -(-len(emojis) // COLUMNS) * TILE))
    for i, emoji in enumerate(emojis):
        sheet.paste(draw_tile(emoji, font), (i % COLUMNS * TILE, i // COLUMNS * TILE))
    return sheet


def cut_sheet(sheet: Image.Image, n_tiles: int) -> NDArray[np.uint8]:
    """Cut the sheet into its tiles: an array of shape (n_tiles, 64, 64, 4)."""
    grid = np.asarray(sheet).reshape(-1, TILE, COLUMNS, TILE, 4)
    return grid.swapaxes(1, 2).reshape(-1, TILE, TILE, 4)[:n_tiles]


def measure(tile: NDArray[np.uint8]) -> dict[str, float]:
    """Measure a tile's four features, rounded to three digits.

    Parameters
    ----------
    tile : ndarray of shape (64, 64, 4)
        Red, green, blue and alpha, from 0 to 255.

    Returns
    -------
    dict
        `redness` and `greenness` (a color's share of r + g + b, a third where a pixel is black, averaged with
        alpha as weight), `roundness` (the silhouette's area over that of the circle around it whose center is
        the middle of its bounding box) and `fill` (the silhouette's share of its bounding box).
    """
    color, alpha = tile[..., :3].reshape(-1, 3).astype(float), tile[..., 3]
    light = color.sum(axis=1, keepdims=True)
    shares = np.divide(color, light, out=np.full_like(color, 1 / 3), where=light > 0)
    redness, greenness, _ = np.average(shares, axis=0, weights=alpha.ravel())
    y, x = np.nonzero(alpha >= 128)  # the silhouette's pixels
    width, height = np.ptp(x) + 1, np.ptp(y) + 1
    middle_x, middle_y = (x.min() + x.max()) / 2, (y.min() + y.max()) / 2
    radius = np.hypot(x - middle_x, y - middle_y).max() + 0.5  # half a pixel, from its center to its edge
    values = (redness, greenness, len(x) / (np.pi * radius**2), len(x) / (width * height))
    return {name: round(float(value), 3) for name, value in zip(FEATURES, values, strict=True)}


def read_table() -> list[dict[str, str]]:
    """Read animals_fruits.csv, one dictionary a row."""
    with (FOLDER / "animals_fruits.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_table(rows: list[dict]) -> None:
    """Write animals_fruits.csv."""
    with (FOLDER / "animals_fruits.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def draw_overview() -> None:
    """Draw overview.png: every row of the table at its length and mass, as README.md shows it."""
    plt.style.use("mlcourse.course")
    table = data.load_animals_fruits()
    fig, ax = plt.subplots(figsize=(9, 5))
    plots.emoji(ax, table["length_cm"], table["mass_g"], data.load_pictures(), size=17)
    ax.set(xlabel="length (cm)", ylabel="mass (g)", xscale="log", yscale="log")
    fig.savefig(FOLDER / "overview.png", dpi=120)


def main() -> None:
    """Draw, measure, write down the sums, and draw the overview."""
    rows = read_table()
    sheet = draw_sheet([row["emoji"] for row in rows])
    sheet.save(FOLDER / "animals_fruits.png", optimize=True)
    tiles = cut_sheet(sheet, len(rows))
    write_table([row | measure(tile) for row, tile in zip(rows, tiles, strict=True)])
    from make_sums import write_sums  # beside this script

    write_sums()
    draw_overview()


if __name__ == "__main__":
    main()
