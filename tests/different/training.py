"""Right answers to the exercises of training that are written in another way than the course's."""

import numpy as np


def batches_by_loop(rows, batch_size):
    parts, start = [], 0
    while start < len(rows):
        parts.append(rows[start : start + batch_size])
        start += batch_size
    return parts


def new_layer_by_scaling(n_in, n_out, rng):
    W = rng.normal(size=(n_in, n_out))
    return W * (2 / n_in) ** 0.5, np.zeros(n_out)


def momentum_step_in_one_line(w, velocity, slope, learning_rate, momentum):
    return w - learning_rate * (momentum * velocity + slope), momentum * velocity + slope


DIFFERENT = {
    "batches": [
        batches_by_loop,
        lambda rows, batch_size: tuple(rows[i : i + batch_size] for i in range(0, len(rows), batch_size)),
        lambda rows, batch_size: np.split(rows, range(batch_size, len(rows), batch_size)),
        lambda rows, batch_size: [list(rows[i : i + batch_size]) for i in range(0, len(rows), batch_size)],
    ],
    "new_layer": [
        new_layer_by_scaling,
        lambda n_in, n_out, rng: [rng.standard_normal((n_in, n_out)) / np.sqrt(n_in / 2), np.array([0.0] * n_out)],
        lambda n_in, n_out, rng: (
            rng.normal(0, np.sqrt(2 / n_in), n_in * n_out).reshape(n_in, n_out).astype(np.float32),
            np.zeros(n_out, dtype=np.float32),
        ),
    ],
    "momentum_step": [
        momentum_step_in_one_line,
        lambda w, v, g, rate, mu: [w - rate * mu * v - rate * g, mu * v + g],
        lambda w, v, g, rate, mu: (np.float32(w - rate * (mu * v + g)), np.float32(mu * v + g)),
    ],
}
