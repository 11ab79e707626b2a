"""Wrong answers to the exercises of training, each with words of the sentence that it must get."""

import numpy as np


def batches_as_a_generator(rows, batch_size):
    for start in range(0, len(rows), batch_size):
        yield rows[start : start + batch_size]


def batches_with_an_empty_end(rows, batch_size):
    return [rows[start : start + batch_size] for start in range(0, len(rows) + 1, batch_size)]


def batches_joining_the_rest(rows, batch_size):
    parts = [rows[start : start + batch_size] for start in range(0, len(rows), batch_size)]
    if len(parts) > 1 and len(parts[-1]) < batch_size:
        parts[-2:] = [np.concatenate(parts[-2:])]
    return parts


def batches_filled_up(rows, batch_size):
    return [
        np.resize(rows[start : start + batch_size], batch_size) if start else rows[:batch_size]
        for start in range(0, len(rows), batch_size)
    ]


def new_layer_of_twins(n_in, n_out, rng):
    return np.repeat(rng.normal(0, np.sqrt(2 / n_in), (n_in, 1)), n_out, axis=1), np.zeros(n_out)


def new_layer_in_lists(n_in, n_out, rng):
    return rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out)).tolist(), np.zeros(n_out)


def momentum_step_in_place(w, velocity, slope, learning_rate, momentum):
    velocity *= momentum
    velocity += slope
    w -= learning_rate * velocity
    return w, velocity


WRONG = {
    "batches": [
        (batches_as_a_generator, "return a list"),
        (batches_with_an_empty_end, ""),
        (batches_joining_the_rest, ""),
        (batches_filled_up, ""),
        (lambda rows, batch_size: [rows[:batch_size], rows[batch_size:]], ""),
        (lambda rows, batch_size: list(rows), ""),
    ],
    "new_layer": [
        (new_layer_in_lists, "in place"),
        (new_layer_of_twins, ""),
        (lambda n_in, n_out, rng: (rng.normal(0, 2 / n_in**0.5, (n_in, n_out)), np.zeros(n_out)), "variance"),
        (lambda n_in, n_out, rng: (rng.normal(0.1, (2 / n_in) ** 0.5, (n_in, n_out)), np.zeros(n_out)), "mean"),
        (lambda n_in, n_out, rng: (rng.normal(0, 1, (n_in, n_out)) * np.sqrt(2 / n_in), 0), ""),
        (lambda n_in, n_out, rng: np.sqrt(2 / n_in), "two arrays"),
    ],
    "momentum_step": [
        (momentum_step_in_place, "changed its own input"),
        (lambda w, v, g, rate, mu: (list(w - rate * (mu * v + g)), mu * v + g), "want an array"),
        (lambda w, v, g, rate, mu: (w - rate * (0.9 * v + g), 0.9 * v + g), ""),
        (lambda w, v, g, rate, mu: (w - 0.05 * (mu * v + g), mu * v + g), ""),
        (lambda w, v, g, rate, mu: (w - rate * (mu * (mu * v + g) + g), mu * v + g), ""),
        (lambda w, v, g, rate, mu: (w - rate * (mu * v + g), np.abs(mu * v + g)), ""),
    ],
}
