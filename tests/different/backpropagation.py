"""Right answers to the exercises of backpropagation that are written in another way than the course's."""

import numpy as np


def pass_blame_by_index(order):
    for i in range(len(order) - 1, -1, -1):
        value = order[i]
        for j in range(len(value.parents)):
            value.parents[j].grad = value.parents[j].grad + value.slopes[j] * value.grad


def pass_blame_eating_the_list(order):
    while order:
        value = order.pop()
        for parent, local in zip(value.parents, value.slopes, strict=True):
            parent.grad -= -np.float32(local) * value.grad
    return order


DIFFERENT = {
    "pass_blame": [pass_blame_by_index, pass_blame_eating_the_list],
    "bugs": [451.0, np.int64(451)],
    "layer_slopes": [
        lambda A, dZ: [np.einsum("ni,nj->ij", A, dZ), np.ones(len(dZ)) @ dZ],
        lambda A, dZ: ((dZ.T @ A).T.astype(np.float32), np.array([float(sum(column)) for column in dZ.T])),
        lambda A, dZ: (sum(np.outer(a, d) for a, d in zip(A, dZ, strict=True)), np.sum(dZ, 0)),
    ],
    "blame_before": [
        lambda dZ, W, A: np.where(A > 0, dZ @ W.T, 0).astype(np.float32),
        lambda dZ, W, A: (W @ dZ.T).T * np.sign(A),
        lambda dZ, W, A: np.array(
            [[(d @ W[k]) * (a > 0) for k, a in enumerate(r)] for d, r in zip(dZ, A, strict=True)]
        ),
    ],
}
