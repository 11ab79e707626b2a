"""Taught in the lesson convolution, and cut out of it by `mlcourse build`: edit the lesson."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


# Exercise 1 · Walk
def correlate(image, kernel):
    """Return what a kernel makes of an image: one number for each place where it fits."""
    ### BEGIN SOLUTION
    rows, columns = kernel.shape
    height, width = image.shape
    result = np.zeros((height - rows + 1, width - columns + 1))
    for i in range(height - rows + 1):
        for j in range(width - columns + 1):
            result[i, j] = np.sum(image[i : i + rows, j : j + columns] * kernel)
    return result
    ### END SOLUTION


# Without the loop
def correlate_at_once(image, kernel):
    """Return the same as `correlate`, without a loop."""
    return np.tensordot(sliding_window_view(image, kernel.shape), kernel, axes=2)


# Exercise 2 · The rule
def output_size(n, size, padding, stride):
    """Return at how many places a window stops along one axis."""
    ### BEGIN SOLUTION
    return (n + 2 * padding - size) // stride + 1
    ### END SOLUTION


# Exercise 3 · conv2d
def conv2d(X, W, b, stride=1, padding=0):
    """Return what every kernel makes of every image."""
    ### BEGIN SOLUTION
    X = np.pad(X, [(0, 0), (0, 0), (padding, padding), (padding, padding)])
    windows = sliding_window_view(X, W.shape[2:], axis=(2, 3))[:, :, ::stride, ::stride]
    Z = np.tensordot(windows, W, axes=([1, 4, 5], [1, 2, 3]))
    return Z.transpose(0, 3, 1, 2) + b[:, None, None]
    ### END SOLUTION


# Exercise 4 · Max pooling
def max_pool2d(X, size):
    """Return the largest number of each block, map by map."""
    ### BEGIN SOLUTION
    blocks = sliding_window_view(X, (size, size), axis=(2, 3))[:, :, ::size, ::size]
    return blocks.max(axis=(4, 5))
    ### END SOLUTION
