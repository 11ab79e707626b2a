"""Right answers to the exercises of many_machines that are written in another way than the course's."""

import numpy as np
import torch


def average_in_one_line(gradients, n_rows):
    return sum(n * g for n, g in zip(n_rows, gradients, strict=True)) / sum(n_rows)


def average_by_shares(gradients, n_rows):
    shares = np.array(n_rows) / np.sum(n_rows)
    return np.average([np.asarray(g) for g in gradients], axis=0, weights=shares)


def average_by_a_product_of_shares(gradients, n_rows):
    return (torch.tensor(n_rows) / sum(n_rows)) @ torch.stack(gradients)


def average_by_a_product_in_float32(gradients, n_rows):
    return torch.tensor(n_rows, dtype=torch.float) @ torch.stack(gradients) / sum(n_rows)


def average_as_a_list(gradients, n_rows):
    n = sum(n_rows)
    return [sum(float(g[i]) * k / n for g, k in zip(gradients, n_rows, strict=True)) for i in range(len(gradients[0]))]


def pass_on_by_receivers(parts, step):
    n = len(parts)
    after = np.array(parts)
    for right in range(n):
        left = (right - 1) % n
        chunk = (left - step) % n
        keeps = after[right, chunk] if step <= n - 2 else 0
        after[right, chunk] = keeps + parts[left][chunk]
    return after


def pass_on_at_once(parts, step):
    n = len(parts)
    after, workers = parts.copy(), np.arange(n)
    chunks, right = (workers - step) % n, np.roll(workers, -1)
    if step < n - 1:
        after[right, chunks] += parts[workers, chunks]
    else:
        after[right, chunks] = parts[workers, chunks]
    return after


def share_by_going_round(order, rank, n_processes):
    n_each = int(np.ceil(len(order) / n_processes))
    return np.array([order[(rank + n_processes * i) % len(order)] for i in range(n_each)])


def share_by_columns(order, rank, n_processes):
    rows = list(order)
    while len(rows) % n_processes:
        rows.append(rows[len(rows) - len(order)])
    return np.array(rows).reshape(-1, n_processes)[:, rank]


DIFFERENT = {
    "average_gradients": [
        average_in_one_line,
        average_by_shares,
        average_by_a_product_of_shares,
        average_by_a_product_in_float32,
        average_as_a_list,
    ],
    "pass_on": [pass_on_by_receivers, pass_on_at_once],
    "gigabytes": [14 / 8 * 10, np.float32(17.5)],
    "share": [share_by_going_round, share_by_columns],
}
