"""Wrong answers to the exercises of overfitting, each with words of the sentence that it must get."""

import numpy as np

from mlcourse.taught.linear_regression import least_squares
from mlcourse.taught.overfitting import accuracy, best_columns, fit_polynomial, predict_polynomial, ridge


def ridge_that_charges_the_bias(X, y, alpha):
    A = np.column_stack([X, np.ones(len(X))])
    weights = np.linalg.solve(A.T @ A + alpha * np.eye(A.shape[1]), A.T @ y)
    return weights[:-1], weights[-1]


def ridge_of_the_mean(X, y, alpha):
    X_mean, y_mean = X.mean(axis=0), y.mean()
    centered, n = X - X_mean, len(X)
    w = np.linalg.solve(centered.T @ centered / n + alpha * np.eye(X.shape[1]), centered.T @ (y - y_mean) / n)
    return w, y_mean - X_mean @ w


def costs_of(x_train, y_train, x_validation, y_validation, degrees):
    fitted = [fit_polynomial(x_train, y_train, degree) for degree in degrees]
    return np.array([np.mean((predict_polynomial(w, x_validation) - y_validation) ** 2) for w in fitted])


def best_degree_of_ten(x_train, y_train, x_validation, y_validation, degrees):
    return int(np.argmin(costs_of(x_train, y_train, x_validation, y_validation, range(10))))


def best_degree_of_positions(x_train, y_train, x_validation, y_validation, degrees):
    return degrees[np.argmin(costs_of(x_train, y_train, x_validation, y_validation, range(len(degrees))))]


def best_degree_as_a_float(x_train, y_train, x_validation, y_validation, degrees):
    return float(degrees[np.argmin(costs_of(x_train, y_train, x_validation, y_validation, degrees))])


def best_degree_rounded(x_train, y_train, x_validation, y_validation, degrees):
    return degrees[np.argmin(costs_of(x_train, y_train, x_validation, y_validation, degrees).round(3))]


def best_degree_if_simple(x_train, y_train, x_validation, y_validation, degrees):
    costs = costs_of(x_train, y_train, x_validation, y_validation, degrees)
    return degrees[costs <= 1.05 * costs.min()].min()


def best_degree_always_eight(x_train, y_train, x_validation, y_validation, degrees):
    return 8


def best_degree_at_the_first_valley(x_train, y_train, x_validation, y_validation, degrees):
    costs = costs_of(x_train, y_train, x_validation, y_validation, degrees)
    rises = np.flatnonzero(np.diff(costs) > 0)
    return degrees[rises[0] if len(rises) else -1]


def accuracy_of(rows, graded):
    def honest_accuracy(X, y, train, test, n_columns):
        parts = {"train": train, "test": test, "all": np.arange(len(y))}
        X_best = X[:, best_columns(X[train], y[train], n_columns)]
        return accuracy(X_best[parts[rows]], y[parts[rows]], X_best[parts[graded]], y[parts[graded]])

    return honest_accuracy


def accuracy_of_the_first_rows(X, y, train, test, n_columns):
    train, test = np.arange(len(train)), np.arange(len(train), len(y))
    X_best = X[:, best_columns(X[train], y[train], n_columns)]
    return accuracy(X_best[train], y[train], X_best[test], y[test])


def accuracy_with_the_leak(X, y, train, test, n_columns):
    X_best = X[:, best_columns(X, y, n_columns)]
    return accuracy(X_best[train], y[train], X_best[test], y[test])


def accuracy_of_pairs(X, y, train, test, n_columns):
    best = best_columns(X[train], y[train], n_columns)
    return accuracy(X[train, best], y[train], X[test, best], y[test])


WRONG = {
    "bias_and_variance": [
        (lambda curves, true_curve: (np.mean((curves.mean(0) - true_curve) ** 2), np.var(curves)), "place by place"),
        (lambda curves, true_curve: (np.mean((curves - true_curve) ** 2), 0.0), ""),
        (lambda curves, true_curve: [np.mean(d) ** 2 for d in (curves.mean(0) - true_curve, curves)], ""),
        (
            lambda curves, true_curve: (
                np.mean(curves.mean(0) - true_curve) ** 2,
                (curves - curves.mean(0)).mean() ** 2,
            ),
            "this averages first and squares then",
        ),
        (lambda curves, true_curve: (np.mean(curves.mean(0) - true_curve) ** 2, curves.var(0).mean()), "cancel"),
        (lambda curves, true_curve: (curves.var(0).mean(), np.mean((curves.mean(0) - true_curve) ** 2)), "wrong order"),
        (lambda curves, true_curve: (np.mean((curves.mean(0) - true_curve) ** 2), curves.std(0).mean() ** 2), ""),
        (lambda curves, true_curve: (np.max((curves.mean(0) - true_curve) ** 2), curves.var(0).mean()), ""),
        (lambda curves, true_curve: (np.mean((curves[0] - true_curve) ** 2), curves.var(0).mean()), ""),
    ],
    "ridge": [
        (ridge_that_charges_the_bias, ""),
        (ridge_of_the_mean, "*sum* of squares"),
        (lambda X, y, alpha: least_squares(X, y), "nothing is charged"),
        (lambda X, y, alpha: ridge(X, y, 1.0), "always 1"),
        (lambda X, y, alpha: ridge(X, y, alpha)[0], ""),
        (lambda X, y, alpha: (ridge(X, y, alpha)[0], np.mean(y)), ""),
    ],
    "best_degree": [
        (best_degree_of_ten, "from 0 to 9"),
        (best_degree_of_positions, "fits the *positions*"),
        (best_degree_as_a_float, "decimal point"),
        (best_degree_rounded, ""),
        (lambda x_train, y_train, x_validation, y_validation, degrees: degrees[-1], "the last degree"),
        (lambda x_train, y_train, x_validation, y_validation, degrees: max(degrees), "the highest degree always wins"),
        (best_degree_if_simple, ""),
        (best_degree_always_eight, "whatever it is given"),
        (best_degree_at_the_first_valley, ""),
    ],
    "honest_accuracy": [
        (accuracy_of("all", "all"), "and is graded on them"),
        (accuracy_of("all", "test"), "learns from *all* rows"),
        (accuracy_of("train", "all"), "accuracy on *all* rows"),
        (accuracy_of("train", "train"), "on the *train* rows"),
        (accuracy_with_the_leak, "the leak itself"),
        (accuracy_of_the_first_rows, ""),
        (accuracy_of_pairs, "picks entries in pairs"),
        (lambda X, y, train, test, n_columns: best_columns(X[train], y[train], n_columns), ""),
        (lambda X, y, train, test, n_columns: 0.5, "whatever it is given"),
    ],
}
