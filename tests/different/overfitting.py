"""Right answers to the exercises of overfitting that are written in another way than the course's."""

import numpy as np
from sklearn.feature_selection import SelectKBest
from sklearn.linear_model import LinearRegression

from mlcourse.taught import overfitting


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
    "powers": [
        lambda x, degree: np.vander(x, degree + 1, increasing=True),
        lambda x, degree: np.polynomial.polynomial.polyvander(x, degree).astype(np.float32),
        lambda x, degree: x[:, None] ** np.arange(degree + 1),
        lambda x, degree: [[float(value) ** power for power in range(degree + 1)] for value in x],
    ],
    "best_degree": [best_degree_by_loop],
    "fair_number": ["First opening"],
    "honest_accuracy": [honest_accuracy_with_scikit_learn, honest_accuracy_part_by_part],
}
