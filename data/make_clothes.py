"""Keep the first clothes as arrays, for where there is no PyTorch: `uv run python data/make_clothes.py`."""

from pathlib import Path

import numpy as np

from mlcourse import data

FOLDER = Path(__file__).parent
N_IMAGES = 300  # what lesson 18 looks at


def main() -> None:
    """Write the images and their kinds, and the sums."""
    fashion = data.load_fashion_mnist(train=True)
    images, targets = fashion.data[:N_IMAGES].numpy(), fashion.targets[:N_IMAGES].numpy()
    np.savez_compressed(FOLDER / "clothes.npz", images=images, targets=targets)
    from make_sums import write_sums  # beside this script

    write_sums()


if __name__ == "__main__":
    main()
