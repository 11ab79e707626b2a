"""Right answers to the exercises of convolution that are written in another way than the course's."""

import numpy as np
import scipy.signal
import scipy.special
import torch
from numpy.lib.stride_tricks import sliding_window_view
from torch.nn import functional


def conv2d_by_loop(X, W, b, stride=1, padding=0):
    X = np.pad(X, ((0, 0), (0, 0), (padding,) * 2, (padding,) * 2))
    rows, columns = W.shape[2:]
    starts = [range(0, X.shape[axis] - W.shape[axis] + 1, stride) for axis in (2, 3)]
    result = np.zeros((len(X), len(W), *map(len, starts)), dtype=np.float32)
    for i, top in enumerate(starts[0]):
        for j, left in enumerate(starts[1]):
            window = X[:, None, :, top : top + rows, left : left + columns]
            result[:, :, i, j] = np.sum(window * W, axis=(2, 3, 4)) + b
    return result


def max_pool2d_by_blocks(X, size):
    n_images, n_maps, height, width = X.shape
    whole = X[:, :, : height - height % size, : width - width % size]
    return whole.reshape(n_images, n_maps, height // size, size, width // size, size).max(axis=5).max(axis=3)


def max_pool2d_by_corners(X, size):
    rows, columns = X.shape[2] // size, X.shape[3] // size
    corners = [X[:, :, i::size, j::size][:, :, :rows, :columns] for i in range(size) for j in range(size)]
    return np.maximum.reduce(corners).astype(np.float32)


DIFFERENT = {
    "correlate": [
        lambda image, kernel: scipy.signal.correlate2d(image, kernel, mode="valid"),
        lambda image, kernel: np.float32(np.einsum("ijuv,uv", sliding_window_view(image, kernel.shape), kernel)),
        lambda image, kernel: sum(
            weight * image[u : u + image.shape[0] - kernel.shape[0] + 1, v : v + image.shape[1] - kernel.shape[1] + 1]
            for (u, v), weight in np.ndenumerate(kernel)
        ),
    ],
    "output_size": [
        lambda n, size, padding, stride: int(np.floor((n + 2 * padding - size) / stride + 1)),
        lambda n, size, padding, stride: len(range(-padding, n + padding - size + 1, stride)),
        lambda n, size, padding, stride: (n + padding + padding - size + stride) // stride,
        lambda n, size, padding, stride: int((n + 2 * padding - size) / stride) + 1,
        lambda n, size, padding, stride: np.floor((n + 2 * padding - size) / stride) + 1.0,
    ],
    "conv2d": [
        conv2d_by_loop,
        lambda X, W, b, stride=1, padding=0: functional.conv2d(
            *map(torch.tensor, (X, W, b)), stride=stride, padding=padding
        ).numpy(),
        lambda X, W, b, stride=1, padding=0: (
            np.einsum(
                "nchwuv,ocuv->nohw",
                sliding_window_view(np.pad(X, [[0, 0], [0, 0], [padding] * 2, [padding] * 2]), W.shape[2:], (2, 3)),
                W,
            )[..., ::stride, ::stride]
            + b.reshape(-1, 1, 1)
        ),
    ],
    "max_pool2d": [
        max_pool2d_by_blocks,
        max_pool2d_by_corners,
        lambda X, size: functional.max_pool2d(torch.tensor(X), int(size)).numpy(),
    ],
}
