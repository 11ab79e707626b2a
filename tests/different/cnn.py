"""Right answers to the exercises of lesson 17 that are written in another way than the course's."""

import numpy as np
import torch

from mlcourse.taught import cnn


class CNNLayerByLayer(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.dense = torch.nn.Linear(864, 10)
        self.blocks = torch.nn.Sequential()
        for n_in, n_out in [(1, 16), (16, 48), (48, 96)]:
            self.blocks.append(cnn.block(n_in, n_out))

    def forward(self, X):
        for part in self.blocks:
            X = part(X)
        return self.dense(X.reshape(len(X), -1))


class CNNWithFlattenLayer(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.blocks = torch.nn.Sequential(cnn.block(1, 16), cnn.block(16, 48), cnn.block(48, 96), torch.nn.Flatten())
        self.dense = torch.nn.Linear(96 * 9, 10)

    def forward(self, X):
        return self.dense(self.blocks(X))


class CNNWithAModuleList(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.blocks = torch.nn.ModuleList([cnn.block(1, 16), cnn.block(16, 48), cnn.block(48, 96)])
        self.dense = torch.nn.Linear(864, 10)

    def forward(self, X):
        for part in self.blocks:
            X = part(X)
        return self.dense(X.flatten(1))


def flip_by_loop(X):
    return torch.stack([picture.flip(2) if torch.rand(()) < 0.5 else picture for picture in X])


def flip_a_copy(X):
    flipped, heads = X.clone(), torch.randint(2, (len(X),)) == 1
    flipped[heads] = X[heads].flip(-1)
    return flipped


DIFFERENT = {
    "CNN": [CNNLayerByLayer, CNNWithFlattenLayer, CNNWithAModuleList],
    "flip": [
        flip_by_loop,
        flip_a_copy,
        lambda X: torch.where(torch.rand(len(X), 1, 1, 1) > 0.5, X, X.flip(dims=[3])),
    ],
    "harmless": ["Shift by a pixel", " shift by a pixel "],
    "recalls": [
        lambda matrix: [row[k] / sum(row) for k, row in enumerate(matrix)],
        lambda matrix: (matrix.diagonal() / matrix.sum(1)).astype(np.float32),
    ],
}
