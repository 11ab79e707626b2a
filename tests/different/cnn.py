"""Right answers to the exercises of cnn that are written in another way than the course's."""

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


class CNNByHand(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.norms = torch.nn.ModuleList([torch.nn.BatchNorm2d(n) for n in (16, 48, 96)])
        convolutions = [
            torch.nn.Conv2d(n_in, n_out, 4, 2, padding=(1, 1)) for n_in, n_out in [(1, 16), (16, 48), (48, 96)]
        ]
        layers = [(c, b, torch.nn.ReLU()) for c, b in zip(convolutions, self.norms, strict=True)]
        self.blocks = torch.nn.Sequential(*(torch.nn.Sequential(*three) for three in layers))
        self.dense = torch.nn.LazyLinear(10)
        self.dense(torch.zeros(1, 864))

    def forward(self, X):
        return self.dense(torch.flatten(self.blocks(X), start_dim=1))


class CNNWithoutItsActivations(CNNLayerByLayer):
    def forward(self, X):
        for convolution, norm, _ in self.blocks:
            X = norm(convolution(X)).clamp(min=0)
        return self.dense(X.view(X.size(0), -1))


def make_cnn():
    return CNNLayerByLayer().to(memory_format=torch.channels_last)


def batch_norm_by_channel(X, scale, shift):
    channels = []
    for k in range(X.shape[1]):
        values = X[:, k]
        normed = (values - values.mean()) / (values.var(unbiased=False) + 1e-5) ** 0.5
        channels.append(scale[k] * normed + shift[k])
    return torch.stack(channels, dim=1)


def batch_norm_by_pytorch(X, scale, shift):
    return torch.nn.functional.batch_norm(X, None, None, scale, shift, training=True)


def batch_norm_in_rows(X, scale, shift):
    rows = X.transpose(0, 1).flatten(1)
    spread, mean = torch.var_mean(rows, dim=1, correction=0, keepdim=True)
    normed = (rows - mean) * torch.rsqrt(spread + 1e-5)
    out = scale[:, None] * normed + shift[:, None]
    return out.reshape(X.shape[1], X.shape[0], *X.shape[2:]).transpose(0, 1)


def flip_by_loop(X):
    return torch.stack([picture.flip(2) if torch.rand(()) < 0.5 else picture for picture in X])


def flip_a_copy(X):
    flipped, heads = X.clone(), torch.randint(2, (len(X),)) == 1
    flipped[heads] = X[heads].flip(-1)
    return flipped


def flip_with_numpy(X):
    heads = torch.tensor(np.random.default_rng().random(len(X)) < 0.5)
    return torch.where(heads[:, None, None, None], torch.fliplr(X.permute(2, 3, 0, 1)).permute(2, 3, 0, 1), X)


DIFFERENT = {
    "CNN": [CNNLayerByLayer, CNNWithFlattenLayer, CNNWithAModuleList, CNNByHand, CNNWithoutItsActivations, make_cnn],
    "flip": [
        flip_by_loop,
        flip_a_copy,
        flip_with_numpy,
        lambda X: torch.where(torch.rand(len(X), 1, 1, 1) > 0.5, X, X.flip(dims=[3])),
    ],
    "batch_norm": [batch_norm_by_channel, batch_norm_by_pytorch, batch_norm_in_rows],
    "recalls": [
        lambda matrix: np.array([row[k] / sum(row) for k, row in enumerate(matrix)]),
        lambda matrix: (matrix / matrix.sum(axis=1, keepdims=True)).diagonal(),
        lambda matrix: (matrix.diagonal() / matrix.sum(1)).astype(np.float32),
    ],
}
