"""Wrong answers to the exercises of logistic_regression, each with words of the sentence that it must get."""

import numpy as np


def sigmoid_by_loop(score):
    p = np.zeros(len(score))
    for i, z in enumerate(score):
        p[i] = 1 / (1 + np.exp(-z))
    return p


def sigmoid_in_whole_numbers(score):
    p = np.zeros_like(score)
    p[:] = 1 / (1 + np.exp(-score))
    return p


def sigmoid_by_two_masks(score):
    p = np.empty(len(score))
    p[score >= 0] = 1 / (1 + np.exp(-score[score >= 0]))
    p[score < 0] = np.exp(score[score < 0]) / (1 + np.exp(score[score < 0]))
    return p


def log_loss_clipped(y, p, low=0.01):
    p = np.clip(p, low, 1 - low)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def error_of(w, b, X, y):
    return 1 / (1 + np.exp(-X @ w - b)) - y


WRONG = {
    "sigmoid": [
        (lambda score: [1 / (1 + np.exp(-z)) for z in score], "a single score"),
        (lambda score: np.array([1 / (1 + np.exp(-z)) for z in score]), "a single score"),
        (sigmoid_by_loop, "a single score"),
        (sigmoid_by_two_masks, ""),
        (sigmoid_in_whole_numbers, "keeps whole numbers whole"),
        (lambda score: np.round(1 / (1 + np.exp(-score)), 2), ""),
        (lambda score: 1 / (1 + np.exp(-score)) > 0.5, "jumps from 0 to 1"),
        (lambda score: np.clip(0.5 + score / 4, 0, 1), ""),
    ],
    "log_loss": [
        (log_loss_clipped, "cheap to be sure and wrong"),
        (lambda y, p: log_loss_clipped(y, p, 0.001), "cheap to be sure and wrong"),
        (lambda y, p: log_loss_clipped(y, p, 0.0001), "cheap to be sure and wrong"),
        (lambda y, p: -np.mean(np.log(p[y == 1])), "animals' costs alone"),
        (lambda y, p: -np.median(np.log(np.where(y == 1, p, 1 - p))), ""),
        (lambda y, p: -np.mean(np.log(np.where(y == 1, p, 1 - p) + 0.001)), ""),
    ],
    "log_loss_gradient": [
        (lambda w, b, X, y: (X[:, 0] @ error_of(w, b, X, y) / len(y), np.mean(error_of(w, b, X, y))), "first weight"),
        (
            lambda w, b, X, y: (X.T @ error_of(w, b, X, y) / len(w), np.mean(error_of(w, b, X, y))),
            "number of *features*",
        ),
        (lambda w, b, X, y: (X.T @ error_of(w, 0, X, y) / len(y), np.mean(error_of(w, 0, X, y))), "bias is missing"),
        (lambda w, b, X, y: (X.T @ np.round(error_of(w, b, X, y)) / len(y), np.mean(error_of(w, b, X, y))), ""),
        (lambda w, b, X, y: (X.T @ np.abs(error_of(w, b, X, y)) / len(y), np.mean(error_of(w, b, X, y))), ""),
    ],
}
