"""Write SHA256SUMS, as the command sha256sum does: `uv run python data/make_sums.py`, after a file has changed."""

import hashlib
from pathlib import Path

FOLDER = Path(__file__).parent
SUMMED = ("animals_fruits*", "clothes.npz", "lessons.csv", "FashionMNIST/raw/*.gz", "results/*.csv")


def write_sums() -> None:
    """Write the sum of each data file that the course reads."""
    with (FOLDER / "SHA256SUMS").open("w", encoding="utf-8", newline="\n") as sums:
        for file in (file for pattern in SUMMED for file in sorted(FOLDER.glob(pattern))):
            digest = hashlib.sha256(file.read_bytes()).hexdigest()
            sums.write(f"{digest}  {file.relative_to(FOLDER).as_posix()}\n")


if __name__ == "__main__":
    write_sums()
