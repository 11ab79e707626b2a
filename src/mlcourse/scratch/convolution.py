"""Slide small kernels over pictures, and keep the largest of each block. Taught in lesson 16."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray


def correlate(image: NDArray, kernel: NDArray) -> NDArray:
    """Return what a kernel makes of an image: one number for each place where it fits.

    Parameters
    ----------
    image : ndarray of shape (height, width)
        One number a pixel.
    kernel : ndarray of shape (kernel_height, kernel_width)
        Not larger than the image. It is not flipped.

    Returns
    -------
    ndarray of shape (height - kernel_height + 1, width - kernel_width + 1)
        Taught in lesson 16; `scipy.signal.correlate2d(image, kernel, mode="valid")` returns the same.
    """
    rows, columns = kernel.shape
    height, width = image.shape
    result = np.zeros((height - rows + 1, width - columns + 1))
    for i in range(height - rows + 1):
        for j in range(width - columns + 1):
            result[i, j] = np.sum(image[i : i + rows, j : j + columns] * kernel)
    return result


def correlate_at_once(image: NDArray, kernel: NDArray) -> NDArray:
    """Return the same as `correlate`, without a loop.

    Parameters
    ----------
    image : ndarray of shape (height, width)
        One number a pixel.
    kernel : ndarray of shape (kernel_height, kernel_width)
        Not larger than the image. It is not flipped.

    Returns
    -------
    ndarray of shape (height - kernel_height + 1, width - kernel_width + 1)
        Taught in lesson 16. For a moment it takes as many numbers as the image has pixels, times those of the kernel.
    """
    return np.tensordot(sliding_window_view(image, kernel.shape), kernel, axes=2)


def output_size(n: int, size: int, padding: int, stride: int) -> int:
    """Return at how many places a window stops along one axis.

    Parameters
    ----------
    n : int
        Pixels along the axis.
    size : int
        Pixels of the window, at most `n + 2 * padding`.
    padding : int
        Zeros added at each of the two ends.
    stride : int
        Pixels from one place to the next, at least 1.

    Returns
    -------
    int
        At least 1. Taught in lesson 16.
    """
    return (n + 2 * padding - size) // stride + 1


def conv2d(X: NDArray, W: NDArray, b: NDArray, stride: int = 1, padding: int = 0) -> NDArray:
    """Return what every kernel makes of every image.

    Parameters
    ----------
    X : ndarray of shape (n_images, n_in, height, width)
        Images with one or more channels each.
    W : ndarray of shape (n_out, n_in, kernel_height, kernel_width)
        The kernels. They are not flipped.
    b : ndarray of shape (n_out,)
        The biases, one a kernel.
    stride : int, default=1
        Pixels from one place to the next, along both axes.
    padding : int, default=0
        Zeros added on each of the four sides.

    Returns
    -------
    ndarray of shape (n_images, n_out, out_height, out_width)
        One feature map for each image and kernel, with the sizes of `output_size`.
        Taught in lesson 16; PyTorch has it under the same name.
    """
    X = np.pad(X, [(0, 0), (0, 0), (padding, padding), (padding, padding)])
    windows = sliding_window_view(X, W.shape[2:], axis=(2, 3))[:, :, ::stride, ::stride]
    Z = np.tensordot(windows, W, axes=([1, 4, 5], [1, 2, 3]))
    return Z.transpose(0, 3, 1, 2) + b[:, None, None]


def max_pool2d(X: NDArray, size: int) -> NDArray:
    """Return the largest number of each block, map by map.

    Parameters
    ----------
    X : ndarray of shape (n_images, n_maps, height, width)
        Feature maps.
    size : int
        Height and width of a block. What is left over at the right and at the bottom is dropped.

    Returns
    -------
    ndarray of shape (n_images, n_maps, height // size, width // size)
        Taught in lesson 16; PyTorch has it under the same name.
    """
    blocks = sliding_window_view(X, (size, size), axis=(2, 3))[:, :, ::size, ::size]
    return blocks.max(axis=(4, 5))
