"""The functions of convolution against PyTorch and SciPy, over random shapes, kernels, strides and paddings."""

import numpy as np
import torch
from hypothesis import given
from hypothesis import strategies as st
from numpy.lib.stride_tricks import sliding_window_view
from scipy import signal
from torch.nn import functional

from mlcourse.taught.convolution import conv2d, correlate, correlate_at_once, max_pool2d, output_size

SMALL = st.integers(1, 4)
SEEDS = st.integers(0, 2**32 - 1)


def agree(ours, theirs, scale):
    """Demand agreement to 1e-6, relative to what was added up: sums that cancel out may come near 0."""
    assert ours.shape == theirs.shape
    assert np.all(np.abs(ours - theirs) <= 1e-6 * scale)


@st.composite
def layers(draw, dtype=np.float64):
    """Draw images, kernels that fit into them, biases, a stride and a padding; in every scale and shape."""
    n_images, n_in, n_out = draw(SMALL), draw(SMALL), draw(SMALL)
    size, padding, stride = (draw(SMALL), draw(SMALL)), draw(st.integers(0, 3)), draw(st.integers(1, 4))
    height, width = (max(1, n - 2 * padding) + draw(st.integers(0, 8)) for n in size)
    rng = np.random.default_rng(draw(SEEDS))
    X = rng.normal(size=(n_images, n_in, height, width)) * 10.0 ** rng.integers(-3, 4)
    W, b = rng.normal(size=(n_out, n_in, *size)), rng.normal(size=n_out)
    return X.astype(dtype), W.astype(dtype), b.astype(dtype), stride, padding


@given(layers())
def test_conv2d_is_pytorchs(layer):
    X, W, b, stride, padding = layer
    theirs = functional.conv2d(*map(torch.from_numpy, (X, W, b)), stride=stride, padding=padding).numpy()
    scale = conv2d(np.abs(X), np.abs(W), np.abs(b), stride, padding)
    agree(conv2d(X, W, b, stride, padding), theirs, scale)


@given(layers(np.float32))
def test_conv2d_is_pytorchs_in_single_precision_too(layer):
    X, W, b, stride, padding = layer
    ours = conv2d(X, W, b, stride, padding)
    theirs = functional.conv2d(*map(torch.from_numpy, (X, W, b)), stride=stride, padding=padding).numpy()
    assert ours.dtype == theirs.dtype == np.float32
    agree(ours, theirs, 10 * conv2d(np.abs(X), np.abs(W), np.abs(b), stride, padding))


@given(layers())
def test_output_size_is_that_of_every_result(layer):
    X, W, b, stride, padding = layer
    sizes = [output_size(X.shape[axis], W.shape[axis], padding, stride) for axis in (2, 3)]
    assert list(conv2d(X, W, b, stride, padding).shape[2:]) == sizes
    assert all(isinstance(size, int) for size in sizes)


@given(layers())
def test_nothing_that_comes_in_is_changed(layer):
    X, W, b, stride, padding = layer
    before = [a.copy() for a in (X, W, b)]
    conv2d(X, W, b, stride, padding)[:] = 0
    max_pool2d(X, 1)[:] = 0
    assert all(np.array_equal(a, c) for a, c in zip((X, W, b), before, strict=True))


@given(layers())
def test_one_image_and_one_kernel_are_scipys_correlation(layer):
    X, W, _, _, _ = layer
    W = W[:, :, : X.shape[2], : X.shape[3]]
    image, kernel = X[0, 0], W[0, 0]
    theirs = signal.correlate2d(image, kernel, mode="valid")
    scale = correlate(np.abs(image), np.abs(kernel))
    agree(correlate(image, kernel), theirs, scale)
    agree(correlate_at_once(image, kernel), theirs, scale)
    agree(correlate(image, kernel[::-1, ::-1]), signal.convolve2d(image, kernel, mode="valid"), scale + 1e-300)


@given(SMALL, SMALL, st.integers(1, 12), st.integers(1, 12), st.integers(1, 5), SEEDS)
def test_max_pool2d_is_pytorchs(n_images, n_maps, height, width, size, seed):
    size = min(size, height, width)
    X = np.random.default_rng(seed).normal(size=(n_images, n_maps, height, width)).round(1)  # with ties
    theirs = functional.max_pool2d(torch.from_numpy(X), size).numpy()
    np.testing.assert_array_equal(max_pool2d(X, size), theirs)


@given(layers())
def test_a_convolution_is_a_dense_layer_with_shared_weights(layer):
    X, W, b, stride, padding = layer
    places = np.eye(X[0].size).reshape(-1, *X[0].shape)  # one bright pixel each
    dense = conv2d(places, W, 0 * b, stride, padding).reshape(len(places), -1)
    ours = conv2d(X, W, b, stride, padding)
    bias = np.repeat(b, ours[0, 0].size)
    scale = conv2d(np.abs(X), np.abs(W), np.abs(b), stride, padding)
    agree((X.reshape(len(X), -1) @ dense + bias).reshape(ours.shape), ours, scale)


@given(st.integers(3, 9), st.integers(3, 9), SEEDS)
def test_shifting_an_image_shifts_what_the_kernel_makes_of_it(height, width, seed):
    rng = np.random.default_rng(seed)
    image, kernel = rng.normal(size=(height + 2, width + 1)), rng.normal(size=(3, 3))
    np.testing.assert_allclose(correlate(image[2:, 1:], kernel), correlate(image, kernel)[2:, 1:], atol=1e-12)


@given(SEEDS)
def test_two_kernels_in_a_row_are_one(seed):
    rng = np.random.default_rng(seed)
    image, first, second = rng.normal(size=(9, 8)), rng.normal(size=(3, 3)), rng.normal(size=(3, 3))
    both = signal.convolve2d(first, second)
    assert both.shape == (5, 5)
    np.testing.assert_allclose(correlate(correlate(image, first), second), correlate(image, both), atol=1e-10)


def test_windows_are_views_and_cost_no_memory():
    image = np.zeros((150, 220))
    windows = sliding_window_view(image, (3, 3))
    assert np.shares_memory(windows, image) and windows.shape == (148, 218, 3, 3)
