"""Wrong answers to the exercises of cost_model, each with words of the sentence that it must get."""

import numpy as np


def error_rate_of_the_first(y, prediction):
    wrong = 0
    for i in range(len(y)):
        if y[i] != prediction[i]:
            wrong += 1
        return wrong / len(y)


def best_threshold_that_forgets_the_last(x, y, thresholds):
    costs = [np.mean((x > t) != y) for t in thresholds[:-1]]
    return thresholds[int(np.argmin(costs))]


def best_threshold_that_forgets_the_first(x, y, thresholds):
    return min(thresholds[1:], key=lambda t: np.mean((x > t) != y))


def best_threshold_between_the_dots(x, y, thresholds):
    between = [t for t in thresholds if x.min() < t < x.max()]
    return min(between or thresholds, key=lambda t: np.mean((x > t) != y))


def best_threshold_at_the_first_valley(x, y, thresholds):
    best, lowest = thresholds[0], np.mean((x > thresholds[0]) != y)
    for t in thresholds[1:]:
        cost = np.mean((x > t) != y)
        if cost > lowest:
            break
        best, lowest = t, cost
    return best


def best_threshold_from_the_edge(x, y, thresholds):
    return min(thresholds, key=lambda t: np.mean((x >= t) != y))


def best_threshold_blind_on_the_edge(x, y, thresholds):
    return min(thresholds, key=lambda t: np.mean(((x > t) & (y == 0)) | ((x < t) & (y == 1))))


def best_threshold_that_sorts(x, y, thresholds):
    thresholds.sort()
    return min(thresholds, key=lambda t: np.mean((x > t) != y))


def best_thresholds_all(x, y, thresholds):
    costs = np.array([np.mean((x > t) != y) for t in thresholds])
    return thresholds[costs == costs.min()]


def best_threshold_with_signs(x, y, thresholds):
    costs = [np.mean((x > t) * 1 - y) for t in thresholds]
    return thresholds[np.argmin(costs)]


def best_threshold_against_the_one_before(x, y, thresholds):
    costs = [np.mean((x > t) != y) for t in thresholds]
    best = thresholds[0]
    for i in range(1, len(costs)):
        if costs[i] < costs[i - 1]:
            best = thresholds[i]
    return best


def best_threshold_that_notes_no_cost(x, y, thresholds):
    best, lowest = None, 1
    for t in thresholds:
        if np.mean((x > t) != y) < lowest:
            best = t
    return best


WRONG = {
    "n_errors": [(9, "gets *right*"), (6, "number of animals"), (3, "too large"), ("two", "expected a number")],
    "error_rate": [
        (lambda y, prediction: np.mean(y ^ prediction), "`^` works on whole numbers alone"),
        (error_rate_of_the_first, "inside the loop"),
        (lambda y, prediction: int(np.mean(y != prediction)), "rounded down"),
        (lambda y, prediction: np.round(np.mean(y != prediction), 2), "rounded"),
        (lambda y, prediction: np.mean(prediction) - np.mean(y), "signs cancel"),
        (lambda y, prediction: np.mean(y != prediction[0]), ""),
        (lambda y, prediction: float(np.any(y != prediction)), ""),
    ],
    "best_threshold": [
        (best_threshold_that_forgets_the_last, "last threshold was never tried"),
        (best_threshold_that_forgets_the_first, "first threshold was never tried"),
        (best_threshold_between_the_dots, ""),
        (best_threshold_at_the_first_valley, "stops where the cost first rises"),
        (best_threshold_from_the_edge, "exactly *on* the threshold"),
        (best_threshold_blind_on_the_edge, ""),
        (best_threshold_that_sorts, "changed its own input `thresholds`"),
        (best_thresholds_all, "return one threshold"),
        (best_threshold_with_signs, "signs cancel in your cost"),
        (best_threshold_that_notes_no_cost, "Note the new lowest cost"),
        (best_threshold_against_the_one_before, "*one before*"),
        (lambda x, y, thresholds: (x[y == 0].max() + x[y == 1].min()) / 2, ""),
        (lambda x, y, thresholds: np.median(thresholds), ""),
    ],
    "mean_squared_error": [
        (lambda y, score: np.var(y - score), "takes the mean off first"),
        (lambda y, score: np.sum((y - score) ** 2) / (len(y) - 1), "n - 1"),
        (lambda y, score: np.mean(score**2) - np.mean(y**2), "First subtract"),
        (lambda y, score: round(float(np.mean((y - score) ** 2)), 3), "rounded"),
        (lambda y, score: np.sum((y - score) ** 2) ** 0.5, "*root* of the *sum*"),
        (lambda y, score: np.mean(np.maximum(score - y, 0) ** 2), ""),
        (lambda y, score: np.mean((score - y)[y > 0] ** 2), ""),
    ],
}
