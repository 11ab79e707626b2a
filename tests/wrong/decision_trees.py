"""Wrong answers to the exercises of decision_trees, each with words of the sentence that it must get."""

import numpy as np

from mlcourse.taught.decision_trees import Node, best_split, gini, impurity_after, midpoints


def gini_counting_by_name(y):
    y = np.array(y)
    return 1 - np.mean(y == 0) ** 2 - np.mean(y == 1) ** 2 - np.mean(y == 2) ** 2


def gini_up_to_the_largest(y):
    return 1 - sum(((y == c).sum() / len(y)) ** 2 for c in range(max(y) + 1))


def gini_by_size(y):
    _, counts = np.unique(y, return_counts=True)
    return 1 - np.sum((counts / y.size) ** 2)


def cheapest(X, y, cost, thresholds=midpoints, features=None):
    questions = [(j, t) for j in range(features or X.shape[1]) for t in thresholds(X[:, j])]
    return questions[np.argmin([cost(X[:, j], y, t) for j, t in questions])]


def errors(x, y, threshold):
    return np.sum((x > threshold) != y)


def one_side(x, y, threshold):
    return gini(y[x <= threshold])


def best_question_below_one_half(X, y):
    lowest = 0.5
    for j in range(X.shape[1]):
        for threshold in midpoints(X[:, j]):
            cost = impurity_after(X[:, j], y, threshold)
            if cost < lowest:
                best, lowest = (j, threshold), cost
    return best


def grow_with_depth(X, Y, depth, split=best_split):
    question = split(X, Y) if depth > 0 else None
    if question is None:
        return Node(Y.mean(axis=0), len(Y))
    feature, threshold = question
    yes = X[:, feature] <= threshold
    left, right = (grow_with_depth(X[side], Y[side], depth - 1, split) for side in (yes, ~yes))
    return Node(Y.mean(axis=0), len(Y), feature, threshold, left, right)


def grow_to_a_whole_depth(X, Y, max_depth, split=best_split):
    for depth in range(max_depth, 0, -1):
        if question := split(X, Y):
            feature, threshold = question
            yes = X[:, feature] <= threshold
            left, right = (grow_to_a_whole_depth(X[side], Y[side], depth - 1, split) for side in (yes, ~yes))
            return Node(Y.mean(axis=0), len(Y), feature, threshold, left, right)
    return Node(Y.mean(axis=0), len(Y))


def grow_a_stump(X, Y, max_depth, split=best_split):
    question = split(X, Y) if max_depth > 0 else None
    if question is None:
        return Node(Y.mean(axis=0), len(Y))
    yes = X[:, question[0]] <= question[1]
    return Node(Y.mean(axis=0), len(Y), *question, Node(Y[yes].mean(axis=0), len(Y[yes])), None)


def grow_a_tuple(X, Y, max_depth, split=best_split):
    return Y.mean(axis=0), len(Y)


WRONG = {
    "gini": [
        (lambda y: 1 - sum(np.mean(y == c) ** 2 for c in set(y)), "plain list"),
        (gini_up_to_the_largest, "list"),
        (gini_by_size, "list"),
        (gini_counting_by_name, "0, 1 and 2"),
        (lambda y: 2 * np.mean(np.array(y) == 1) * (1 - np.mean(np.array(y) == 1)), "third class"),
        (lambda y: 1 - sum(np.mean(np.array(y) == c) ** 2 for c in range(4)), ""),
        (lambda y: round(float(1 - sum(np.mean(np.array(y) == c) ** 2 for c in set(y))), 2), ""),
    ],
    "best_question": [
        (lambda X, y: cheapest(X, y, errors), "lesson 02"),
        (lambda X, y: cheapest(X, y, one_side), ""),
        (lambda X, y: cheapest(X, y, impurity_after, lambda x: midpoints(x)[:-1]), "last threshold"),
        (lambda X, y: cheapest(X, y, impurity_after, lambda x: midpoints(x)[1:]), "first threshold"),
        (lambda X, y: cheapest(X, y == 1, impurity_after), ""),
        (lambda X, y: cheapest(X, y, impurity_after, features=3), ""),
        (lambda X, y: np.array(cheapest(X, y, impurity_after)), "array"),
        (lambda X, y: cheapest(X, y, impurity_after, np.unique), "values of the feature"),
        (lambda X, y: 0.25, "expected two things"),
        (best_question_below_one_half, ""),
    ],
    "grow": [
        (grow_with_depth, "max_depth"),
        (grow_to_a_whole_depth, ""),
        (grow_a_stump, "Node"),
        (grow_a_tuple, "Node"),
    ],
}
