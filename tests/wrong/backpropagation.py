"""Wrong answers to the exercises of backpropagation, each with words of the sentence that it must get."""

import numpy as np


def pass_blame_but_for_the_first_two(order):
    for value in reversed(order[2:]):
        for parent, local in zip(value.parents, value.slopes, strict=True):
            parent.grad += value.grad * local


def pass_blame_twice(order):
    for value in [*reversed(order), *reversed(order)]:
        for parent, local in zip(value.parents, value.slopes, strict=True):
            parent.grad += value.grad * local


def pass_blame_to_one_parent(order):
    for value in reversed(order):
        if value.parents:
            value.parents[0].grad += value.grad * value.slopes[0]


def pass_blame_with_the_slopes_swapped(order):
    for value in reversed(order):
        for parent, local in zip(value.parents, value.slopes[::-1], strict=True):
            parent.grad += value.grad * local


def pass_blame_once_a_pair(order):
    for value in reversed(order):
        for parent, local in set(zip(value.parents, value.slopes, strict=True)):
            parent.grad += value.grad * local


def layer_slopes_that_empties_its_input(A, dZ):
    slopes = A.T @ dZ, dZ.sum(axis=0)
    dZ -= dZ
    return slopes


def blame_before_that_closes_its_input(dZ, W, A):
    dA = dZ @ W.T
    dA[A == 0] = 0
    A[:] = 1
    return dA


WRONG = {
    "pass_blame": [
        (pass_blame_but_for_the_first_two, "eˣ"),
        (pass_blame_twice, ""),
        (pass_blame_to_one_parent, ""),
        (pass_blame_with_the_slopes_swapped, ""),
        (pass_blame_once_a_pair, ""),
    ],
    "layer_slopes": [
        (layer_slopes_that_empties_its_input, "changed its own input"),
        (lambda A, dZ: (A.T @ dZ, list(dZ.sum(axis=0))), "list"),
        (lambda A, dZ: ((A.T @ dZ).tolist(), dZ.sum(axis=0)), "list"),
        (lambda A, dZ: (A.T @ dZ, A.sum(axis=0)), "sum of the inputs"),
        (lambda A, dZ: (np.maximum(A, 0).T @ dZ, dZ.sum(axis=0)), ""),
        (lambda A, dZ: (A.T @ dZ, dZ.sum(axis=0)[:, None]), ""),
    ],
    "blame_before": [
        (blame_before_that_closes_its_input, "changed its own input"),
        (lambda dZ, W, A: (dZ @ W.T) * (A > 1), ""),
        (lambda dZ, W, A: [list(row) for row in (dZ @ W.T) * (A > 0)], "list"),
        (lambda dZ, W, A: A > 0, "mask alone"),
        (lambda dZ, W, A: (dZ @ W.T) * (A >= 0), "ReLU is missing"),
        (lambda dZ, W, A: np.abs(dZ @ W.T) * (A > 0), ""),
    ],
    "bugs": [
        (541, "swapped"),
        (251, "every layer"),
        (45, ""),
        ("451", "a number"),
        (145, "another order"),
        (555, "Ben is found"),
        (111, "Cleo"),
        (999, ""),
    ],
}
