"""Taught in the lesson decision_trees, and cut out of it by `mlcourse build`: edit the lesson."""

import numpy as np


# Exercise 1 · The Gini impurity
def gini(y):
    """Return the chance that two rows, drawn with replacement, are of different classes."""
    ### BEGIN SOLUTION
    _, counts = np.unique(y, return_counts=True)
    return 1 - np.sum((counts / len(y)) ** 2)
    ### END SOLUTION


# What is a question worth?
def impurity_after(x, y, threshold):
    """Return the mean impurity of the two sides of a question, each weighted by its rows."""
    yes = x <= threshold  # (n_samples,)
    return np.mean(yes) * gini(y[yes]) + np.mean(~yes) * gini(y[~yes])


# What is a question worth?
def midpoints(x):
    """Return the thresholds that are worth asking about: halfway between neighboring values."""
    values = np.unique(x)  # sorted
    return (values[:-1] + values[1:]) / 2


# Exercise 2 · The best question
def best_question(X, y):
    """Return the feature and the threshold with the lowest impurity after the question."""
    ### BEGIN SOLUTION
    questions = [(j, threshold) for j in range(X.shape[1]) for threshold in midpoints(X[:, j])]
    costs = [impurity_after(X[:, j], y, threshold) for j, threshold in questions]
    return questions[np.argmin(costs)]
    ### END SOLUTION


# 🤓 The same, fast (run it; reading is optional)
def split_gains(X, Y):
    """Sort every feature; return how much each cut between two neighbors is worth, and the sorted values."""
    order, values = np.argsort(X.T), np.sort(X.T)  # (n_features, n_samples) each
    n_samples, n_left = len(X), np.arange(1, len(X))
    gain = 0
    for deviation in (n_samples * Y - Y.sum(axis=0)).T:  # of one output, (n_samples,)
        left = deviation[order].cumsum(axis=1)[:, :-1]  # (n_features, n_samples - 1)
        gain = gain + left**2
    gain = gain / (n_left * (n_samples - n_left))
    gain[values[:, :-1] == values[:, 1:]] = -1  # no threshold fits between equals
    return gain, values


# 🤓 The same, fast (run it; reading is optional)
def best_split(X, Y):
    """Return the question after which the impurity is lowest, or None where there is none to ask."""
    Y = Y - Y[0]  # changes no deviation, and keeps the numbers small
    if not Y.any():  # pure
        return None
    gain, values = split_gains(X, Y[:, Y.any(axis=0)])  # an output that is the same in all rows gains nothing
    feature, i = divmod(int(gain.argmax()), len(X) - 1)  # row and column of the largest
    if gain[feature, i] < 0:  # all rows look the same
        return None
    low, high = values[feature, i : i + 2]
    middle = (low + high) / 2
    return feature, float(middle if middle < high else low)  # rounding may lift the middle up to `high`


# A question, and two trees below it
class Node:
    """A question and the two trees below it; or a leaf, where nothing is asked."""

    def __init__(self, value, n_samples, feature=None, threshold=None, left=None, right=None):
        self.value, self.n_samples = value, n_samples  # the mean of the rows that came here, and how many they are
        self.feature, self.threshold = feature, threshold
        self.left, self.right = left, right  # the trees for the rows at or below the threshold, and for the others


# A question, and two trees below it
def count_leaves(node):
    """Return the number of leaves."""
    return 1 if node.feature is None else count_leaves(node.left) + count_leaves(node.right)


# A question, and two trees below it
def depth(node):
    """Return the largest number of questions that a row can be asked."""
    return 0 if node.feature is None else 1 + max(depth(node.left), depth(node.right))


# Exercise 3 · Grow a tree
def grow(X, Y, max_depth, split=best_split):
    """Return a tree: a question with a tree on either side, or a leaf."""
    question = split(X, Y) if max_depth > 0 else None
    if question is None:
        return Node(Y.mean(axis=0), len(Y))
    ### BEGIN SOLUTION
    feature, threshold = question
    yes = X[:, feature] <= threshold  # (n_samples,)
    left = grow(X[yes], Y[yes], max_depth - 1, split)
    right = grow(X[~yes], Y[~yes], max_depth - 1, split)
    return Node(Y.mean(axis=0), len(Y), feature, threshold, left, right)
    ### END SOLUTION


# Exercise 3 · Grow a tree
def predict_tree(node, X):
    """Return the value of the leaf in which each row ends."""
    if node.feature is None:
        return np.tile(node.value, (len(X), 1))
    yes = X[:, node.feature] <= node.threshold
    prediction = np.empty((len(X), len(node.value)))  # (n_samples, n_outputs)
    prediction[yes] = predict_tree(node.left, X[yes])
    prediction[~yes] = predict_tree(node.right, X[~yes])
    return prediction


# Pruning
def cost_of(node, price):
    """Return the impurity that a tree leaves, in rows, plus a price for each leaf."""
    if node.feature is None:
        return node.n_samples * (1 - np.sum(node.value**2)) + price
    return cost_of(node.left, price) + cost_of(node.right, price)


# Pruning
def prune(node, price):
    """Return a tree of classes without the branches that do not pay for their leaves."""
    if node.feature is None:
        return node
    left, right = prune(node.left, price), prune(node.right, price)
    branch = Node(node.value, node.n_samples, node.feature, node.threshold, left, right)
    leaf = Node(node.value, node.n_samples)
    return leaf if cost_of(leaf, price) <= cost_of(branch, price) else branch
