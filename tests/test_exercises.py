"""Every exercise of every lesson: solved, untouched, written differently, and answered with each known mistake."""

import importlib
import itertools
import re

import lightning as L
import numpy as np
import pytest
import scipy.special
import torch
from different import lesson_18
from lesson_code import LESSONS, find_cells, run_cell
from sklearn.decomposition import PCA
from sklearn.feature_selection import SelectKBest
from sklearn.linear_model import LinearRegression
from sklearn.preprocessing import StandardScaler

from mlcourse import data
from mlcourse.authoring.exercise import stub
from mlcourse.checks import Check, CheckFailed
from mlcourse.checks.guard import Problem
from mlcourse.scratch import network, selection, tree

EXERCISES = {}  # "03-gradient" -> (lesson, number of the exercise's cell, its check)
for name, index in find_cells("exercise"):
    checks = importlib.import_module(f"mlcourse.checks.lesson_{name[:2]}")
    line = LESSONS[name].cells[index + 1].source
    called = re.fullmatch(r"(\w+) = check\.\1\(\1\)", line)
    assert called, f"{name}: expected `answer = check.answer(answer)`, got {line!r}"
    EXERCISES[f"{name[:2]}-{called[1]}"] = (LESSONS[name], index, getattr(checks, called[1]))

MISTAKES = {
    f"{key}-{i}": (check, mistake) for key, (*_, check) in EXERCISES.items() for i, mistake in enumerate(check.mistakes)
}


def split_by_choice(n_samples, n_train, rng):
    train = rng.choice(n_samples, size=n_train, replace=False)
    return list(train), [i for i in range(n_samples) if i not in train]


def error_rate_by_loop(y, prediction):
    n_wrong = 0
    for truth, guess in zip(y, prediction, strict=True):
        n_wrong += truth != guess
    return n_wrong / len(y)


def best_threshold_by_loop(x, y, thresholds):
    best, lowest = None, float("inf")
    for threshold in thresholds:
        cost = np.mean((x > threshold) != (y == 1))
        if cost <= lowest:  # the last of several equally good ones
            best, lowest = threshold, cost
    return best


def gradient_by_loop(w, b, x, y):
    dw = db = 0.0
    for x_i, y_i in zip(x, y, strict=True):
        dw += 2 * (w * x_i + b - y_i) * x_i / len(x)
        db += 2 * (w * x_i + b - y_i) / len(x)
    return [dw, db]


def step_with_blackboard(w, b, x, y, learning_rate):
    dw, db = gradient_by_loop(w, b, x, y)
    w -= learning_rate * dw
    b -= learning_rate * db
    return w, b


def log_loss_by_loop(y, p):
    total = 0.0
    for y_i, p_i in zip(y, p, strict=True):
        total -= np.log(p_i) if y_i else np.log(1 - p_i)
    return total / len(y)


def log_loss_gradient_by_loop(w, b, X, y):
    dw, db = [0.0] * len(w), 0.0
    for row, y_i in zip(X, y, strict=True):
        error = 1 / (1 + np.exp(-(row @ w + b))) - y_i
        dw = [d + error * x_j / len(y) for d, x_j in zip(dw, row, strict=True)]
        db += error / len(y)
    return dw, db


def error_of(w, b, X, y):
    return 1 / (1 + np.exp(-X @ w - b)) - y


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
    columns = sorted(selection.best_columns(X_train, y_train, n_columns))
    return np.float32(selection.accuracy(X_train[:, columns], y_train, X[test][:, columns], y[test]))


def principal_components_by_eigenvectors(X):
    mean = np.mean(X, axis=0)
    variances, vectors = np.linalg.eigh(np.atleast_2d(np.cov(X.T)))
    k = min(X.shape)
    return mean, -vectors.T[::-1][:k], variances[::-1][:k]


def principal_components_with_scikit_learn(X):
    model = PCA(svd_solver="full").fit(X)
    return list(model.mean_), np.float32(model.components_), model.explained_variance_


def distances_by_loop(X, X_train):
    return [[sum((x - t) ** 2 for x, t in zip(row, known, strict=True)) ** 0.5 for known in X_train] for row in X]


def cross_validate_with_masks(predict, cost, X, y, parts):
    costs = []
    for part in parts:
        learns = np.full(len(y), True)
        learns[part] = False
        costs.append(float(cost(y[part], predict(X[learns], y[learns], X[part]))))
    return costs


def update_by_loop(X, labels, centers):
    new = centers.copy()
    for k in set(labels):
        members = [row for row, label in zip(X, labels, strict=True) if label == k]
        new[k] = sum(members) / len(members)
    return new


def chances_by_loop(X, centers):
    squared = [min(np.linalg.norm(row - center) ** 2 for center in centers) for row in X]
    return [value / sum(squared) for value in squared]


def bootstrap_by_choice(n_samples, rng):
    drawn = rng.choice(n_samples, size=n_samples)
    return list(drawn), [i for i in range(n_samples) if i not in drawn]


def predict_forest_by_loop(trees, X):
    total = 0
    for root in trees:
        total = total + tree.predict_tree(root, X) / len(trees)
    return total.tolist()


def out_of_bag_by_row(trees, unseen, X):
    shares = np.zeros((len(X), len(trees[0].value)), dtype=np.float32)
    for i, row in enumerate(X):
        asked = [root for root, rows in zip(trees, unseen, strict=True) if i in rows]
        if asked:
            shares[i] = np.mean([tree.predict_tree(root, row[None])[0] for root in asked], axis=0)
    return shares


def best_question_by_loop(X, y):
    best, lowest = None, float("inf")
    for j in range(X.shape[1]):
        x = X[:, j]
        for low, high in itertools.pairwise(sorted(set(x))):
            yes = x < high
            cost = sum(side.sum() * y[side].var() for side in (yes, ~yes))
            if cost < lowest - 1e-9:
                best, lowest = [j, (low + high) / 2], cost
    return best


def grow_by_sides(X, Y, max_depth, split=tree.best_split):
    if max_depth == 0 or split(X, Y) is None:
        return tree.Node(np.mean(Y, axis=0), len(X))
    feature, threshold = split(X, Y)
    yes = X[:, feature] <= threshold
    sides = [grow_by_sides(X[side], Y[side], max_depth - 1, split=split) for side in (yes, np.logical_not(yes))]
    return tree.Node(Y.sum(axis=0) / len(Y), len(Y), feature, threshold, *sides)


def grow_with_lists(X, Y, max_depth, split=tree.best_split):
    question = split(X, Y) if max_depth > 0 else None
    if question is None:
        return tree.Node(Y.mean(axis=0), len(Y))
    left = [i for i in range(len(X)) if X[i, question[0]] <= question[1]]
    right = [i for i in range(len(X)) if i not in left]
    return tree.Node(
        value=list(Y.mean(axis=0)),
        n_samples=np.int64(len(Y)),
        feature=np.int64(question[0]),
        threshold=np.float64(question[1]),
        left=grow_with_lists(X[left], Y[left], max_depth - 1, split),
        right=grow_with_lists(X[right], Y[right], max_depth - 1, split),
    )


def pass_blame_by_index(order):
    for i in range(len(order) - 1, -1, -1):
        value = order[i]
        for j in range(len(value.parents)):
            value.parents[j].grad = value.parents[j].grad + value.slopes[j] * value.grad


def pass_blame_eating_the_list(order):
    while order:
        value = order.pop()
        for parent, local in zip(value.parents, value.slopes, strict=True):
            parent.grad -= -np.float32(local) * value.grad
    return order


def forward_by_recursion(parameters, X):
    (W, b), *rest = parameters
    return forward_by_recursion(rest, np.where(X @ W + b > 0, X @ W + b, 0)) if rest else X @ W + b


# Right answers that are written in another way than the course's.
def early_stop_by_counting(losses, patience):
    lowest, best, wait = float("inf"), None, 0
    for epoch, loss in enumerate(losses):
        wait += 1
        if loss < lowest:
            lowest, best, wait = loss, epoch, 0
        if wait == patience:
            return epoch, best
    return len(losses) - 1, best


def early_stop_by_looking_back(losses, patience):
    for last in range(len(losses)):
        best = int(np.argmin(losses[: last + 1]))
        if last - best == patience:
            break
    return [np.float32(last), best]


class ByModules(L.LightningModule):
    def __init__(self, model, learning_rate=0.1, **more):
        super().__init__()
        self.network, self.criterion, self.rate = model, torch.nn.CrossEntropyLoss(), learning_rate

    def forward(self, X):
        return self.network(X)

    def training_step(self, batch):
        return {"loss": self.criterion(self.forward(batch[0]), batch[1])}

    def configure_optimizers(self):
        return {"optimizer": torch.optim.Adam(self.network.parameters(), self.rate)}


class ByLogarithms(ByModules):
    def training_step(self, batch, batch_idx):
        X, y = batch
        loss = -self(X).log_softmax(dim=1)[torch.arange(len(y)), y].mean()
        self.log("loss", loss)
        return loss

    def configure_optimizers(self):
        return [torch.optim.Adam(list(self.parameters()), lr=self.rate)], []


DIFFERENT = {
    "15-Classifier": [ByModules, ByLogarithms],
    "15-early_stop": [early_stop_by_counting, early_stop_by_looking_back],
    "15-may_stop_on": ["Validation", " validation "],
    "13-pass_blame": [pass_blame_by_index, pass_blame_eating_the_list],
    "13-layer_slopes": [
        lambda A, dZ: [np.einsum("ni,nj->ij", A, dZ), np.ones(len(dZ)) @ dZ],
        lambda A, dZ: ((dZ.T @ A).T.astype(np.float32), [float(sum(column)) for column in dZ.T]),
        lambda A, dZ: (sum(np.outer(a, d) for a, d in zip(A, dZ, strict=True)), np.sum(dZ, 0)),
    ],
    "13-blame_before": [
        lambda dZ, W, A: np.where(A > 0, dZ @ W.T, 0).astype(np.float32),
        lambda dZ, W, A: (W @ dZ.T).T * np.sign(A),
        lambda dZ, W, A: [[(d @ w) * bool(a) for w, a in zip(W, r, strict=True)] for d, r in zip(dZ, A, strict=True)],
    ],
    "13-parts_twins": ["Random W2", " random w2 "],
    "00-heaviest_kg": [110_000, np.float32(110_000)],
    "00-n_heavy_fruits": [sum(m > 1000 for k, m in data.load_animals_fruits()[["kind", "mass_g"]] if k == "fruit")],
    "00-feature_ranges": [lambda X: np.ptp(X, axis=0), lambda X: [max(c) - min(c) for c in X.T]],
    "00-basket_masses": [
        lambda baskets, weights: (baskets * weights).sum(axis=1),
        lambda baskets, weights: [sum(n * m for n, m in zip(row, weights, strict=True)) for row in baskets],
        lambda baskets, weights: np.dot(baskets, weights).astype(np.float32),
    ],
    "01-rule": [
        lambda length_cm, mass_g: mass_g / 1000 > 1,
        lambda length_cm, mass_g: [m > 1000 for m in mass_g],
        lambda length_cm, mass_g: np.where(mass_g > 1000, 1, 0),
    ],
    "01-weather_task": ["Regression", " regression "],
    "01-split": [split_by_choice],
    "01-diagnosis": ["OVERFITTING"],
    "02-n_errors": [2.0, np.int64(2)],
    "02-error_rate": [
        error_rate_by_loop,
        lambda y, p: np.float32(np.abs(y - p).mean()),
        lambda y, p: 1 - np.mean(y == p),
    ],
    "02-best_threshold": [best_threshold_by_loop, lambda x, y, ts: min(ts, key=lambda t: np.sum((x > t) != y))],
    "02-mean_squared_error": [
        lambda y, s: sum((a - b) ** 2 for a, b in zip(y, s, strict=True)) / len(y),
        lambda y, s: np.float32(((y - s) @ (y - s)) / y.size),
    ],
    "04-least_squares": [
        lambda X, y: (
            np.linalg.lstsq(np.c_[X, np.ones(len(X))], y)[0][:-1],
            np.linalg.lstsq(np.c_[X, np.ones(len(X))], y)[0][-1],
        ),
        lambda X, y: (lambda A: (list((np.linalg.inv(A.T @ A) @ A.T @ y)[:-1]), (np.linalg.pinv(A) @ y)[-1]))(
            np.c_[X, np.ones(len(X))]
        ),
    ],
    "04-factor": [6.97, np.float32(6.97), 7.0],
    "04-r_squared": [
        lambda y, p: 1 - np.mean((p - y) ** 2) / np.var(y),
        lambda y, p: np.float32(1 - sum((y - p) ** 2) / y.var() / len(y)),
    ],
    "04-gradient": [
        lambda w, b, X, y: (
            [2 * np.mean((X @ w + b - y) * column) for column in X.T],
            2 * (X @ w + b - y).sum() / len(y),
        ),
        lambda w, b, X, y: (2 / len(y) * (X @ w + b - y) @ X, np.float32(2 * np.mean(X @ w + b - y))),
    ],
    "07-distances": [
        distances_by_loop,
        lambda X, X_train: np.linalg.norm(X[:, None] - X_train, axis=-1).astype(np.float32),
        lambda X, X_train: np.array([np.sqrt(((row - X_train) ** 2).sum(axis=1)) for row in X]),
    ],
    "07-vote": [
        lambda labels, n_classes: [[list(row).count(c) / len(row) for c in range(n_classes)] for row in labels],
        lambda labels, n_classes: np.mean(labels[:, :, None] == np.arange(n_classes), axis=1, dtype=np.float32),
        lambda labels, n_classes: np.array([np.bincount(row, minlength=n_classes) for row in labels]) / labels.shape[1],
    ],
    "07-cross_validate": [
        cross_validate_with_masks,
        lambda predict, cost, X, y, parts: np.array(
            [cost(y[p], predict(np.delete(X, p, axis=0), np.delete(y, p), X[p])) for p in parts], dtype=np.float32
        ),
    ],
    "07-standardize": [
        lambda X_train, X: (X - X_train.mean(axis=0)) / X_train.std(axis=0),
        lambda X_train, X: StandardScaler().fit(X_train).transform(X).astype(np.float32),
        lambda X_train, X: [list((row - np.mean(X_train, 0)) / np.var(X_train, 0) ** 0.5) for row in X],
    ],
    "06-powers": [
        lambda x, degree: np.vander(x, degree + 1, increasing=True),
        lambda x, degree: np.polynomial.polynomial.polyvander(x, degree).astype(np.float32),
        lambda x, degree: [[float(value) ** power for power in range(degree + 1)] for value in x],
    ],
    "06-best_degree": [best_degree_by_loop],
    "06-fair_number": ["First opening"],
    "06-honest_accuracy": [honest_accuracy_with_scikit_learn, honest_accuracy_part_by_part],
    "11-lost": [
        lambda X, v: np.sum(X.var(axis=0)) - np.var(X @ v),  # Pythagoras
        lambda X, v: sum(np.sum(((x - X.mean(0)) - (x - X.mean(0)) @ v * v) ** 2) for x in X) / np.float32(len(X)),
    ],
    "11-principal_components": [
        principal_components_by_eigenvectors,
        principal_components_with_scikit_learn,
    ],
    "11-project": [
        lambda X, mean, components: np.array([[(x - mean) @ v for v in components] for x in X], dtype=np.float32),
        lambda X, mean, components: X @ components.T - components @ mean,
        lambda X, mean, components: (components @ (X - mean).T).T.tolist(),
    ],
    "11-reconstruct": [
        lambda scores, mean, components: [
            mean + sum(z * v for z, v in zip(s, components, strict=True)) for s in scores
        ],
        lambda scores, mean, components: np.float32(np.dot(scores, components) + mean),
    ],
    "10-assign": [
        lambda X, centers: np.argmin(np.sum((X[:, None] - centers) ** 2, axis=2), axis=1),
        lambda X, centers: np.array([int(np.argmin([np.linalg.norm(x - c) for c in centers])) for x in X]),
    ],
    "10-update": [
        lambda X, labels, centers: np.array(
            [X[labels == k].mean(axis=0) if np.any(labels == k) else center for k, center in enumerate(centers)]
        ),
        update_by_loop,
    ],
    "10-chances": [
        lambda X, centers: np.float32(
            (squared := np.min(np.sum((X[:, None] - centers) ** 2, axis=2), axis=1)) / np.sum(squared)
        ),
        chances_by_loop,
    ],
    "03-slope": [lambda cost, w, step=1e-5: cost(w + step) / (2 * step) - cost(w - step) / (2 * step)],
    "03-gradient": [gradient_by_loop, lambda w, b, x, y: np.array(gradient_by_loop(w, b, x, y), dtype=np.float32)],
    "03-take_step": [step_with_blackboard],
    "03-learning_rate": [0.086, 0.095, np.float32(0.09)],
    "05-sigmoid": [
        lambda score: np.exp(score) / (np.exp(score) + 1),
        lambda score: [1 / (1 + np.exp(-z)) for z in score],
        lambda score: (0.5 * (1 + np.tanh(score / 2))).astype(np.float32),
    ],
    "05-log_loss": [
        log_loss_by_loop,
        lambda y, p: -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)),
        lambda y, p: np.float32(np.log(1 / (1 - np.abs(y - p))).mean()),
    ],
    "05-log_loss_gradient": [
        log_loss_gradient_by_loop,
        lambda w, b, X, y: [
            ((1 / (1 + np.exp(-X @ w - b)) - y)[:, None] * X).mean(axis=0),
            np.mean(error_of(w, b, X, y)),
        ],
        lambda w, b, X, y: (np.float32(error_of(w, b, X, y) @ X / len(X)), np.float32(error_of(w, b, X, y).mean())),
    ],
    "05-balanced_error": [
        lambda y, p: (np.mean(p[y == 0] == 1) + np.mean(p[y == 1] == 0)) / 2,
        lambda y, p: np.float32(np.sum((p != y) / np.where(y == 1, np.sum(y), np.sum(1 - y))) / 2),
    ],
    "09-fewest": [67.0, np.int64(67)],
    "09-bootstrap": [bootstrap_by_choice],
    "09-predict_forest": [
        predict_forest_by_loop,
        lambda trees, X: np.float32(sum(tree.predict_tree(root, X) for root in trees) / len(trees)),
    ],
    "09-out_of_bag": [out_of_bag_by_row],
    "08-gini": [
        lambda y: np.float32(1 - sum(np.mean(np.asarray(y) == k) ** 2 for k in set(y.tolist()))),
        lambda y: np.mean([a != b for a in y for b in y]),
        lambda y: np.eye(3)[y].var(axis=0).sum(),
    ],
    "08-best_question": [best_question_by_loop, lambda X, y: list(tree.best_split(X, np.eye(2)[y]))],
    "08-grow": [grow_by_sides, grow_with_lists],
    "12-forward": [
        forward_by_recursion,
        lambda parameters, X: np.float32(network.forward(parameters, X)),
        lambda parameters, X: [network.forward(parameters, row[None])[0] for row in X],
    ],
    "12-softmax": [
        lambda logits: scipy.special.softmax(logits, axis=1),
        lambda logits: [np.exp(row - max(row)) / sum(np.exp(row - max(row))) for row in logits],
        lambda logits: np.float32(1 / np.exp(np.clip(logits[:, None] - logits[..., None], -700, 700)).sum(axis=2)),
    ],
    "12-cross_entropy": [
        lambda y, logits: -np.mean([scipy.special.log_softmax(row)[k] for row, k in zip(logits, y, strict=True)]),
        lambda y, logits: np.float32(np.mean(scipy.special.logsumexp(logits, axis=1) - logits[np.arange(len(y)), y])),
        lambda y, logits: -np.sum(np.eye(logits.shape[1])[y] * scipy.special.log_softmax(logits, axis=1)) / len(y),
    ],
    "12-n_parameters": [101_770.0, np.int64(784 * 128 + 128 + 1280 + 10), (784 + 1) * 128 + (128 + 1) * 10],
}
DIFFERENT |= {f"18-{name}": answers for name, answers in lesson_18.DIFFERENT.items()}


@pytest.mark.parametrize("key", EXERCISES)
def test_the_solution_passes(key):
    lesson, index, check = EXERCISES[key]
    answer = run_cell(lesson, index)[check.name]
    assert check.judge(answer).outcome == "right", check.judge(answer)
    assert check(answer, graded=True) is answer


@pytest.mark.parametrize("key", EXERCISES)
def test_the_untouched_stub_is_not_solved_yet(key):
    lesson, index, check = EXERCISES[key]
    answer = run_cell(lesson, index, stub(lesson.cells[index].source))[check.name]
    assert check.judge(answer).outcome == "untouched", check.judge(answer)
    assert check(answer) is check.ours
    assert check.judge(check.ours).outcome == "right"
    with pytest.raises(CheckFailed, match="not solved yet"):
        check(answer, graded=True)


@pytest.mark.parametrize("key", EXERCISES)
def test_right_answers_may_be_written_differently(key):
    check = EXERCISES[key][2]
    assert check.judge(check.reference).outcome == "right"
    assert key in DIFFERENT, f"add a right answer that is written differently to DIFFERENT[{key!r}]"
    for answer in DIFFERENT[key]:
        assert check.judge(answer).outcome == "right", check.judge(answer)


@pytest.mark.parametrize("key", MISTAKES)
def test_a_known_mistake_is_told_its_own_sentence(key):
    check, mistake = MISTAKES[key]
    verdict = check.judge(mistake.answer)
    assert verdict.outcome == "misunderstood", verdict
    assert mistake.says in verdict.says


@pytest.mark.parametrize("key", EXERCISES)
def test_the_courses_own_answer_is_not_taken_for_the_students(key, capsys):
    check = EXERCISES[key][2]
    assert check(check(...)) is check.ours
    assert "run your own cell again" in capsys.readouterr().out
    assert not any(isinstance(seen.value, Problem) for seen in check.expected)


def test_every_check_belongs_to_an_exercise():
    for number in {key[:2] for key in EXERCISES}:
        module = importlib.import_module(f"mlcourse.checks.lesson_{number}")
        written = {f"{number}-{name}" for name, value in vars(module).items() if isinstance(value, Check)}
        assert written == {key for key in EXERCISES if key.startswith(number)}


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (lambda n_samples, n_train, rng: None, "returned nothing"),
        (lambda n_samples, n_train, rng: rng.permutation(n_samples), "expected two arrays of row numbers"),
        (lambda n_samples, n_train, rng: (n_train, n_samples - n_train), "expected two arrays of row numbers"),
        (lambda n_samples, n_train, rng: ([], [[1], [2, 3]]), "expected two arrays of row numbers"),
        (lambda n_samples: n_samples, "expected `(n_samples, n_train, rng)`"),
    ],
    ids=["nothing", "one array", "two numbers", "ragged", "other parameters"],
)
def test_01_a_split_of_the_wrong_form_is_told_what_was_expected(answer, says):
    assert says in EXERCISES["01-split"][2].judge(answer).says
