"""Right answers to the exercises of overfitting that are written in another way than the course's."""

import numpy as np
from sklearn.feature_selection import SelectKBest
from sklearn.linear_model import LinearRegression, Ridge

from mlcourse.taught import overfitting


def bias_and_variance_by_loop(curves, true_curve):
    bias = variance = 0.0
    for place in range(len(true_curve)):
        heights = curves[:, place]
        bias += (sum(heights) / len(heights) - true_curve[place]) ** 2 / len(true_curve)
        variance += sum((h - heights.mean()) ** 2 for h in heights) / len(heights) / len(true_curve)
    return bias, variance


def ridge_as_more_rows(X, y, alpha):
    X_mean, y_mean, n = X.mean(axis=0), y.mean(), X.shape[1]
    more, zeros = np.sqrt(alpha) * np.eye(n), np.zeros(n)
    w = np.linalg.lstsq(np.vstack([X - X_mean, more]), np.append(y - y_mean, zeros), rcond=None)[0]
    return w, y_mean - X_mean @ w


def ridge_with_scikit_learn(X, y, alpha):
    library = Ridge(alpha=alpha, solver="svd", tol=1e-12).fit(X, y)
    return library.coef_, library.intercept_


def ridge_by_the_inverse(X, y, alpha):
    centered = X - X.mean(axis=0)
    w = np.linalg.inv(centered.T @ centered + np.diag([alpha] * X.shape[1])) @ centered.T @ (y - y.mean())
    return w, np.mean(y - X @ w)


def best_degree_by_loop(x_train, y_train, x_validation, y_validation, degrees):
    best, lowest = None, float("inf")
    for degree in degrees:
        polynomial = np.polynomial.Polynomial.fit(x_train, y_train, degree)
        cost = np.sum((polynomial(x_validation) - y_validation) ** 2)
        if cost < lowest:
            best, lowest = int(degree), cost
    return best


def honest_accuracy_with_scikit_learn(X, y, train, test, n_columns):
    select = SelectKBest(k=n_columns).fit(X[train], y[train])
    model = LinearRegression().fit(select.transform(X[train]), y[train])
    return 1 - np.mean((model.predict(select.transform(X[test])) > 0.5) != y[test])


def honest_accuracy_part_by_part(X, y, train, test, n_columns):
    X_train, y_train = X[train], y[train]
    columns = sorted(overfitting.best_columns(X_train, y_train, n_columns))
    return np.float32(overfitting.accuracy(X_train[:, columns], y_train, X[test][:, columns], y[test]))


DIFFERENT = {
    "bias_and_variance": [
        bias_and_variance_by_loop,
        lambda curves, true_curve: (
            np.float32(np.mean((np.mean(curves, axis=0) - true_curve) ** 2)),
            curves.var(axis=0).mean(),
        ),
        lambda curves, true_curve: [
            np.mean((curves - true_curve) ** 2) - np.mean(np.var(curves, axis=0)),
            np.var(curves - curves.mean(axis=0)),
        ],
    ],
    "ridge": [ridge_as_more_rows, ridge_with_scikit_learn, ridge_by_the_inverse],
    "best_degree": [best_degree_by_loop],
    "honest_accuracy": [honest_accuracy_with_scikit_learn, honest_accuracy_part_by_part],
}
