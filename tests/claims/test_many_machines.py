"""Sentences of many_machines that must not rest on one lucky seed."""

import numpy as np
import pytest
import torch
from torch import nn

from mlcourse import data
from mlcourse.taught.many_machines import average_gradients, gradient, pass_on
from tests.different import many_machines as different
from tests.lesson_code import LESSONS, run_cell

SEEDS = range(5)


@pytest.fixture(scope="module")
def clothes():
    """Return 2,048 pictures, between 0 and 1, and their classes."""
    fashion = data.load_fashion_mnist(train=True)
    return fashion.data[:2048].flatten(1) / 255, fashion.targets[:2048]


@pytest.fixture(params=SEEDS)
def batch(clothes, request):
    """Return 64 rows, and a function that makes a network, with or without batch norm."""
    X, y = clothes
    rows = torch.randperm(len(y), generator=torch.Generator().manual_seed(request.param))[:64]

    def network(*between):
        torch.manual_seed(request.param)
        return nn.Sequential(nn.Linear(784, 250), *between, nn.ReLU(), nn.Linear(250, 10))

    return X[rows], y[rows], network


def parts(model, X, y, sizes):
    """Return the gradient of each part of a batch."""
    return [gradient(model, *part) for part in zip(X.split(sizes), y.split(sizes), strict=True)]


def test_the_mean_of_equal_parts_is_the_gradient_to_a_millionth(batch):
    X, y, network = batch
    whole = gradient(network(), X, y)
    for sizes in ([32, 32], [16] * 4, [8] * 8):
        mean = sum(parts(network(), X, y, sizes)) / len(sizes)
        assert (mean - whole).abs().max() < 1e-6


def test_the_mean_of_unequal_parts_is_not_and_weights_repair_it(batch):
    X, y, network = batch
    whole, unequal = gradient(network(), X, y), parts(network(), X, y, [48, 16])
    assert (sum(unequal) / 2 - whole).norm() > 0.1 * whole.norm()
    assert (average_gradients(unequal, [48, 16]) - whole).abs().max() < 1e-6


def test_the_gradient_is_autograds_own(batch):
    X, y, network = batch
    model = network()
    slopes = torch.autograd.grad(nn.functional.cross_entropy(model(X), y), list(model.parameters()))
    np.testing.assert_allclose(gradient(model, X, y), torch.cat([s.flatten() for s in slopes]), atol=1e-8)


def test_with_batch_norm_equal_halves_are_another_training(batch):
    X, y, network = batch
    whole = gradient(network(nn.BatchNorm1d(250)), X, y)
    halves = parts(network(nn.BatchNorm1d(250)), X, y, [32, 32])
    assert (average_gradients(halves, [32, 32]) - whole).norm() > 0.1 * whole.norm()
    same_for_both = network(nn.BatchNorm1d(250)).eval()  # with given means and variances, the loss is a sum over rows
    off = sum(parts(same_for_both, X, y, [32, 32])) / 2 - gradient(same_for_both, X, y)
    assert off.abs().max() < 1e-6


@pytest.mark.parametrize("n", [2, 3, 4, 8])
@pytest.mark.parametrize("seed", SEEDS)
def test_after_2n_minus_2_steps_of_the_ring_all_hold_the_sum_and_halfway_each_one_chunk_of_it(seed, n):
    start = np.random.default_rng(seed).normal(size=(n, n, 5))
    held, wanted = start, start.sum(axis=0)
    for step in range(2 * n - 2):
        if step == n - 1:
            finished = np.isclose(held, wanted).all(axis=2)  # (n_workers, n_chunks)
            assert (finished.sum(axis=0) == 1).all() and (finished.sum(axis=1) == 1).all()
        before, held = held, pass_on(held, step)
        assert ((held != before).any(axis=2).sum(axis=1) == 1).all()  # one chunk arrives at each
    np.testing.assert_allclose(held, np.broadcast_to(wanted, held.shape))


def test_equal_halves_are_less_than_a_millionth_of_the_gradients_length_off(batch):
    X, y, network = batch
    whole = gradient(network(), X, y)
    assert (sum(parts(network(), X, y, [32, 32])) / 2 - whole).norm() < 1e-6 * whole.norm()


@pytest.mark.parametrize("number", range(len(different.DIFFERENT["average_gradients"])))
def test_the_lesson_goes_on_with_every_right_average(number):
    lesson = LESSONS["21_many_machines"]
    called = [i for i, cell in enumerate(lesson.cells) if "as_tensor(average_gradients(" in cell.source]
    mine = f"from {different.__name__} import DIFFERENT\naverage_gradients = DIFFERENT['average_gradients'][{number}]"
    close, with_batch_norm = [run_cell(lesson, i, f"{mine}\n{lesson.cells[i].source}")["off"] for i in called]
    assert close.abs().max() < 1e-6 < with_batch_norm.norm()
