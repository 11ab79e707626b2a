"""Claims of the lesson convolution that hold for more than one photograph, one kernel, one shift or one draw."""

import functools
from timeit import repeat

import numpy as np
import pytest
from numpy.lib.stride_tricks import sliding_window_view
from sklearn.datasets import load_sample_image

from mlcourse import data
from mlcourse.taught.convolution import conv2d, correlate, correlate_at_once, max_pool2d
from mlcourse.taught.linear_regression import least_squares
from mlcourse.taught.neural_network import forward, relu

LEFT_TO_RIGHT = np.array([[-1.0, 0.0, 1.0]] * 3)
FOUR = np.stack([LEFT_TO_RIGHT, -LEFT_TO_RIGHT, LEFT_TO_RIGHT.T, -LEFT_TO_RIGHT.T])[:, None]
ONE_PIXEL = [(0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (-1, 1)]


def photograph(name):
    """Return a photograph in gray, each block of 2 × 2 pixels averaged."""
    picture = load_sample_image(name)[:426] / 255
    return picture.reshape(213, 2, 320, 2, 3).mean(axis=(1, 3, 4))


@functools.cache
def clothes():
    """Return pictures of clothes, and their kinds."""
    fashion = data.load_fashion_mnist(train=True)
    return fashion.data[:3000, None].numpy() / 255, fashion.targets[:3000].numpy()


@functools.cache
def moved_pairs(source, shift):
    """Return 100 pictures of 38 × 38 pixels, and the same moved by `shift`, with what comes in from outside."""
    rng = np.random.default_rng(7)
    if source == "clothes":
        pictures = np.pad(clothes()[0][rng.permutation(3000)[:100]], [(0, 0), (0, 0), (9, 9), (9, 9)])
        corners = [(i, 0, 4, 4) for i in range(100)]
    else:
        pictures = photograph(source)[None, None]
        corners = [(0, 0, rng.integers(2, 213 - 41), rng.integers(2, 320 - 41)) for _ in range(100)]
    (down, right), size = shift, 38
    before = [pictures[i, c, y : y + size, x : x + size] for i, c, y, x in corners]
    after = [pictures[i, c, y - down : y - down + size, x - right : x - right + size] for i, c, y, x in corners]
    return np.stack(before)[:, None], np.stack(after)[:, None]


def mean_pool2d(X, size):
    """Return the mean of each block."""
    return sliding_window_view(X, (size, size), axis=(2, 3))[:, :, ::size, ::size].mean(axis=(4, 5))


def change(source, shift, size, pool=max_pool2d):
    """Return how far the pooled maps of four kernels move, in units of their own size, on average."""
    before, after = (pool(relu(conv2d(X, FOUR, np.zeros(4))), size) for X in moved_pairs(source, shift))
    gaps = np.linalg.norm((after - before).reshape(len(before), -1), axis=1)
    return np.mean(gaps / np.linalg.norm(before.reshape(len(before), -1), axis=1))


@pytest.mark.parametrize("source", ["clothes", "china.jpg", "flower.jpg"])
@pytest.mark.parametrize("shift", ONE_PIXEL, ids=str)
def test_pooling_softens_a_shift_and_does_not_remove_it(source, shift):
    none, two, four, twelve = (change(source, shift, size) for size in (1, 2, 4, 12))
    assert none > two > four > twelve
    assert two > 0.6 * none
    assert twelve > 0.1 * none


@pytest.mark.parametrize("source", ["clothes", "china.jpg", "flower.jpg"])
def test_a_step_across_the_border_of_a_block_is_every_second_one_so_that_root_a_half_is_left(source):
    none, two = (np.mean([change(source, shift, size) for shift in ONE_PIXEL[:4]]) for size in (1, 2))
    assert two / none == pytest.approx(np.sqrt(0.5), abs=0.06)


@pytest.mark.parametrize("source", ["clothes", "china.jpg", "flower.jpg"])
@pytest.mark.parametrize("size", [2, 4, 12])
def test_the_mean_softens_a_shift_about_as_well(source, size):
    of_max = np.mean([change(source, shift, size) for shift in ONE_PIXEL])
    of_mean = np.mean([change(source, shift, size, mean_pool2d) for shift in ONE_PIXEL])
    assert abs(of_mean - of_max) < 0.1


@pytest.mark.parametrize("source", ["clothes", "china.jpg", "flower.jpg"])
def test_the_maximum_keeps_how_strong_the_answer_was_and_the_mean_thins_it_out(source):
    maps = relu(conv2d(moved_pairs(source, (0, 1))[0], FOUR, np.zeros(4)))
    strongest = maps.max(axis=(1, 2, 3))
    np.testing.assert_array_equal(max_pool2d(maps, 2).max(axis=(1, 2, 3)), strongest)
    assert np.mean(mean_pool2d(maps, 2).max(axis=(1, 2, 3)) / strongest) < 0.9


def test_a_step_by_a_whole_block_or_stride_moves_the_map_by_one_place_and_a_smaller_one_does_not():
    rng = np.random.default_rng(7)
    X, W = rng.normal(size=(2, 3, 13, 13)), rng.normal(size=(4, 3, 3, 3))
    for step in (lambda X: max_pool2d(X, 2), lambda X: conv2d(X, W, np.zeros(4), stride=2)):
        np.testing.assert_allclose(step(X[:, :, :, 2:]), step(X)[:, :, :, 1:])
        moved, still = step(X[:, :, :, 1:]), step(X)
        assert not any(np.allclose(moved[..., :5], still[..., start : start + 5]) for start in (0, 1))


def test_without_a_loop_it_is_tens_of_times_faster():
    photo = photograph("china.jpg")
    by_loop = min(repeat(lambda: correlate(photo, LEFT_TO_RIGHT), number=1, repeat=2))
    at_once = min(repeat(lambda: correlate_at_once(photo, LEFT_TO_RIGHT), number=1, repeat=10))
    assert at_once < by_loop / 20


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("name", ["china.jpg", "flower.jpg"])
def test_a_blur_leaves_a_third_of_the_dust_and_nearly_all_of_the_photograph(name, seed):
    photo, blur = photograph(name), np.full((3, 3), 1 / 9)
    dust = np.random.default_rng(seed).permutation(photo.ravel()).reshape(photo.shape)
    assert correlate_at_once(photo, blur).std() / photo.std() > 0.95
    assert correlate_at_once(dust, blur).std() / dust.std() == pytest.approx(1 / 3, abs=0.01)
    sizes = [np.abs(correlate_at_once(picture, LEFT_TO_RIGHT)).mean() for picture in (photo, dust)]
    assert sizes[1] > 4 * sizes[0]


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("name", ["china.jpg", "flower.jpg"])
def test_any_kernel_can_be_found_from_a_photograph_and_its_map(name, seed):
    photo, kernel = photograph(name), np.random.default_rng(seed).normal(size=(3, 3))
    rows = sliding_window_view(photo, (3, 3)).reshape(-1, 9)
    w, b = least_squares(rows, correlate_at_once(photo, kernel).ravel())
    np.testing.assert_allclose(w.reshape(3, 3), kernel, atol=1e-8)
    assert abs(b) < 1e-8


def random_network(rng):
    """Return lesson 19's network as lesson 18 builds it, with random weights."""
    pairs = [(1, 16), (16, 48), (48, 96)]
    convolutions = [(rng.normal(0, np.sqrt(2 / (9 * n)), (m, n, 3, 3)), np.zeros(m)) for n, m in pairs]
    return convolutions, [(rng.normal(0, np.sqrt(2 / 864), (864, 10)), np.zeros(10))]


def logits(convolutions, dense, X):
    """Return what the network answers."""
    for W, b in convolutions:
        X = max_pool2d(relu(conv2d(X, W, b, padding=1)), 2)
    return forward(dense, X.reshape(len(X), -1))


def test_random_kernels_guess():
    X, y = clothes()
    rates = [
        np.mean(logits(*random_network(np.random.default_rng(seed)), X[:300]).argmax(axis=1) == y[:300])
        for seed in range(10)
    ]
    assert 0.05 < np.mean(rates) < 0.15
    assert max(rates) < 0.3


def test_the_network_is_pytorchs_with_the_same_weights():
    import torch
    from torch import nn

    convolutions, dense = random_network(np.random.default_rng(7))
    layers = []
    for W, b in convolutions:
        layer = nn.Conv2d(W.shape[1], W.shape[0], 3, padding=1, dtype=torch.float64)
        layer.load_state_dict({"weight": torch.tensor(W), "bias": torch.tensor(b)})
        layers += [layer, nn.ReLU(), nn.MaxPool2d(2)]
    last = nn.Linear(864, 10, dtype=torch.float64)
    last.load_state_dict({"weight": torch.tensor(dense[0][0].T), "bias": torch.tensor(dense[0][1])})
    network = nn.Sequential(*layers, nn.Flatten(), last)
    assert sum(p.numel() for p in network.parameters()) == 57_338
    X = clothes()[0][:50]
    with torch.no_grad():
        theirs = network(torch.tensor(X)).numpy()
    np.testing.assert_allclose(logits(convolutions, dense, X), theirs, rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize(("pool", "n_seen"), [(False, 5), (True, 8)])
def test_a_number_after_two_convolutions_sees_so_many_pixels(pool, n_seen):
    rng = np.random.default_rng(7)
    X, first, second = rng.normal(size=(1, 1, 20, 20)), rng.normal(size=(4, 1, 3, 3)), rng.normal(size=(1, 4, 3, 3))

    def answer(X):
        maps = relu(conv2d(X, first, np.zeros(4)))
        return conv2d(mean_pool2d(maps, 2) if pool else maps, second, np.zeros(1))[0, 0, 2, 2]

    spots = np.eye(400).reshape(400, 1, 1, 20, 20)
    seen = np.array([answer(X + spot) != answer(X) for spot in spots]).reshape(20, 20)
    assert np.ptp(np.nonzero(seen.any(axis=1))) + 1 == np.ptp(np.nonzero(seen.any(axis=0))) + 1 == n_seen


def test_each_of_the_864_numbers_sees_up_to_22_pixels_each_way():
    import torch
    from torch import nn

    torch.manual_seed(7)
    layers = []  # without what may hide a pixel: means in place of maxima, and no ReLU
    for n_in, n_out in [(1, 16), (16, 48), (48, 96)]:
        layers += [nn.Conv2d(n_in, n_out, 3, padding=1), nn.AvgPool2d(2)]
    network = nn.Sequential(*layers)
    for i, sees in enumerate([15, 22, 19]):  # at the rim, a part of it is padding
        X = torch.zeros(1, 1, 28, 28, requires_grad=True)
        network(X)[0, :, i, i].sum().backward()
        seen = torch.nonzero(X.grad[0, 0])
        assert (seen.max(dim=0).values - seen.min(dim=0).values + 1).tolist() == [sees, sees]
