"""Sentences of overfitting that must not rest on one lucky seed."""

import numpy as np
import pytest
from sklearn.datasets import load_breast_cancer
from sklearn.feature_selection import SelectKBest
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.pipeline import Pipeline

from mlcourse.taught import overfitting
from mlcourse.taught.cost_model import mean_squared_error
from mlcourse.taught.logistic_regression import fit_logistic, log_loss_gradient, log_loss_of_score
from mlcourse.taught.what_is_machine_learning import split
from tests.lesson_code import LESSONS, run_cell

LESSON = LESSONS["07_overfitting"]
NAMES = run_cell(LESSON, next(i for i, cell in enumerate(LESSON.cells) if "def draw_points" in cell.source))
TRUTH, DRAW = NAMES["truth"], NAMES["draw_points"]
NOISE = 0.3**2
DEGREES = range(10)
GRID = np.linspace(-0.8, 0.8, 100)


def errors(weights, x, y):
    """Return the mean squared error of each polynomial."""
    return np.array([mean_squared_error(y, overfitting.predict_polynomial(w, x)) for w in weights])


def fit_all(x, y, degrees=DEGREES):
    """Return the weights of each degree."""
    return [overfitting.fit_polynomial(x, y, degree) for degree in degrees]


@pytest.mark.parametrize("seed", range(10))
def test_the_perfect_fit_fails(seed):
    rng = np.random.default_rng(seed)
    x, y = DRAW(20, rng)
    (w,) = fit_all(x, y, [19])
    assert errors([w], x, y) < 1e-6
    assert errors([w], *DRAW(1000, rng)) > 1000


@pytest.mark.parametrize("seed", range(10))
def test_from_the_normal_equations_rounding_spoils_the_perfect_fit(seed):
    x, y = DRAW(20, np.random.default_rng(seed))
    P = np.vander(x, 20)
    try:
        spoiled = mean_squared_error(y, P @ np.linalg.solve(P.T @ P, P.T @ y))
    except np.linalg.LinAlgError:  # to the computer, some of the twenty columns are made from others
        spoiled = np.inf
    assert spoiled > 1000 * errors(fit_all(x, y, [19]), x, y)[0]


def test_six_weights_take_six_twentieths_off_the_noise():
    rng = np.random.default_rng(7)
    sets = [DRAW(20, rng) for _ in range(500)]
    train = np.mean([errors(fit_all(x, y, [5]), x, y)[0] for x, y in sets])
    assert train == pytest.approx(NOISE * (1 - 6 / 20), abs=0.003) and round(train, 2) == 0.06


@pytest.mark.parametrize("seed", range(10))
def test_the_train_error_falls_for_ever_and_the_error_on_new_points_turns_round(seed):
    rng = np.random.default_rng(seed)
    train, new, between = np.zeros((3, 60, 13))
    for i in range(60):
        x, y = DRAW(20, rng)
        x_new, y_new = DRAW(500, rng)
        weights = fit_all(x, y, range(13))
        inside = (x_new > x.min()) & (x_new < x.max())
        train[i], new[i] = errors(weights, x, y), errors(weights, x_new, y_new)
        between[i] = errors(weights, x_new[inside], y_new[inside])
    assert np.all(np.diff(train) < 1e-9)
    for error in (new, between):  # not only because of the edges
        middle = np.median(error, axis=0)
        assert np.argmin(middle) in (4, 5, 6)
        assert min(middle[0], middle[12]) > 2.5 * middle.min() > 2.5 * NOISE
    assert np.median(new, axis=0)[9] > 3 * np.median(new, axis=0)[5]
    assert np.median(train, axis=0)[5] < NOISE  # noise, learned by heart


@pytest.mark.parametrize("seed", range(10))
def test_stiff_curves_are_wrong_alike_and_wild_ones_each_in_its_own_way(seed):
    rng = np.random.default_rng(seed)
    draws = [DRAW(20, rng) for _ in range(100)]
    for degree, more_alike in [(1, True), (12, False)]:
        curves = np.array([overfitting.predict_polynomial(fit_all(*d, [degree])[0], GRID) for d in draws])
        middle = np.median(curves, axis=0)
        spread, gap = np.median(np.abs(curves - middle)), np.median(np.abs(middle - TRUTH(GRID)))
        assert (gap > 2 * spread) if more_alike else (spread > 2 * gap)


@pytest.mark.parametrize("seed", range(10))
def test_a_few_wild_curves_drag_the_mean_of_thirty_with_them(seed):
    rng = np.random.default_rng(seed)
    curves = np.array([overfitting.predict_polynomial(fit_all(*DRAW(20, rng), [12])[0], GRID) for _ in range(30)])
    off = np.abs(curves.mean(axis=0) - TRUTH(GRID)).max()
    assert off > 0.5
    assert np.abs(np.median(curves, axis=0) - TRUTH(GRID)).max() < off


@pytest.mark.parametrize("seed", range(10))
def test_bias_goes_away_and_variance_grows_and_with_the_noise_they_add_up(seed):
    rng = np.random.default_rng(seed)
    sets = [DRAW(20, rng) for _ in range(200)]
    places = np.linspace(-0.8, 0.8, 41)
    y_places = TRUTH(places) + rng.normal(0, 0.3, (200, 41))
    bias, variance, measured = np.zeros((3, 8))
    for degree in range(8):
        curves = np.array([overfitting.predict_polynomial(fit_all(*s, [degree])[0], places) for s in sets])
        bias[degree], variance[degree] = overfitting.bias_and_variance(curves, TRUTH(places))
        measured[degree] = np.mean((curves - y_places) ** 2)
    assert np.all(np.diff(bias[:6]) < 0) and bias[0] > 0.4 > 10 * bias[5]
    assert bias[0] > 10 * variance[0] and variance[7] > 10 * bias[7]
    assert np.all(variance[6:] > 1.2 * variance[3:5].min())
    np.testing.assert_allclose(bias + variance + NOISE, measured, rtol=0.08)
    assert np.argmin(measured) in (4, 5, 6)


@pytest.mark.parametrize("seed", range(10))
def test_a_price_on_degree_nine_is_a_u_again(seed):
    rng = np.random.default_rng(seed)
    prices = [0.0, 1e-4, 1e-2, 1.0, 100.0]
    train, new = np.zeros((2, 60, 5))
    fifth = np.zeros(60)  # degree 5, without a price
    for i in range(60):
        x, y = DRAW(20, rng)
        x_new, y_new = DRAW(500, rng)
        fifth[i] = errors(fit_all(x, y, [5]), x_new, y_new)[0]
        for j, price in enumerate(prices):
            w, b = overfitting.ridge(overfitting.powers(x, 9)[:, 1:], y, price)
            train[i, j] = np.mean((overfitting.powers(x, 9)[:, 1:] @ w + b - y) ** 2)
            new[i, j] = np.mean((overfitting.powers(x_new, 9)[:, 1:] @ w + b - y_new) ** 2)
    assert np.all(np.diff(train) > -1e-9)  # the train rows choose the price 0
    middle = np.median(new, axis=0)
    assert np.argmin(middle) == 2 and middle[2] < 0.19
    assert middle[0] > 1.5 * middle[2] and middle[4] > 2.5 * middle[2]
    assert np.median(fifth) < 1.05 * middle[2]  # the price is no better


@pytest.mark.parametrize("seed", range(10))
def test_beyond_as_many_weights_as_points_the_error_comes_down_again(seed):
    rng = np.random.default_rng(seed)
    found = np.zeros((30, 4))
    for i in range(30):
        (x, y), (x_new, y_new) = DRAW(20, rng), DRAW(500, rng)
        columns, columns_new = (np.polynomial.legendre.legvander(values, 200) for values in (x, x_new))
        for j, n in enumerate([6, 20, 41, 201]):
            w = np.linalg.lstsq(columns[:, :n], y, rcond=None)[0]
            found[i, j] = np.mean((columns_new[:, :n] @ w - y_new) ** 2)
    best, peak, beyond, far = np.median(found, axis=0)
    assert peak > 1e6 * beyond > 1e6 * far
    assert 0.1 < best < far < 0.35


TUMORS = load_breast_cancer()


@pytest.mark.parametrize("seed", range(10))
def test_a_walk_on_thirty_columns_is_best_for_other_rows_before_its_end(seed):
    train, rest = split(569, 300, np.random.default_rng(seed))
    y = (TUMORS.target == 0).astype(int)
    X = (TUMORS.data - TUMORS.data[train].mean(axis=0)) / TUMORS.data[train].std(axis=0)
    steps = [30, 100, 300, 1000, 3000, 10_000]
    ends = [fit_logistic(X[train], y[train], n) for n in steps]
    on_train, on_others = ([log_loss_of_score(y[rows], X[rows] @ w + b) for w, b in ends] for rows in (train, rest))
    assert np.all(np.diff(on_train) < 0)
    best = np.argmin(on_others)
    assert 100 <= steps[best] <= 3000 and on_others[-1] > 1.1 * on_others[best]
    price = LogisticRegression(solver="newton-cholesky", tol=1e-10, max_iter=1000).fit(X[train], y[train])
    assert log_loss_of_score(y[rest], price.decision_function(X[rest])) < 1.35 * on_others[best]


def test_in_ten_of_twelve_splits_a_hundred_watching_rows_turn_within_the_steps_that_the_lesson_names():
    ends = []
    y = (TUMORS.target == 0).astype(int)
    for seed in range(12):
        train, rest = split(569, 300, np.random.default_rng(seed))
        X, watching = (TUMORS.data - TUMORS.data[train].mean(axis=0)) / TUMORS.data[train].std(axis=0), rest[:100]
        learning_rate, losses = 4 / np.mean(1 + np.sum(X[train] ** 2, axis=1)), []
        w, b = np.zeros(30), 0.0
        for step in range(10_000):
            dw, db = log_loss_gradient(w, b, X[train], y[train])
            w, b = w - learning_rate * dw, b - learning_rate * db
            if step % 25 == 24:
                losses.append(log_loss_of_score(y[watching], X[watching] @ w + b))
        ends.append(25 * (np.argmin(losses) + 1))
    turned = [end for end in ends if end < 10_000]
    assert len(turned) == 10 and min(turned) > 275 and max(turned) < 3650


def play(seed, n_games=200):
    """Play the game of 60 train, 20 validation, 20 test and 1000 fresh points; return all errors."""
    rng = np.random.default_rng(seed)
    on_train, on_validation, on_test, on_fresh = np.zeros((4, n_games, len(DEGREES)))
    for i in range(n_games):
        x, y = DRAW(100, rng)
        weights = fit_all(x[:60], y[:60])
        on_train[i] = errors(weights, x[:60], y[:60])
        on_validation[i], on_test[i] = errors(weights, x[60:80], y[60:80]), errors(weights, x[80:], y[80:])
        on_fresh[i] = errors(weights, *DRAW(500, rng))
    return on_train, on_validation, on_test, on_fresh


@pytest.mark.parametrize("seed", range(10))
def test_the_winner_is_a_little_too_good_and_the_sealed_rows_are_fair(seed):
    on_train, on_validation, on_test, on_fresh = play(seed)
    games, winner = np.arange(len(on_test)), np.argmin(on_validation, axis=1)
    assert np.all(np.argmin(on_train, axis=1) == 9)
    assert np.mean(winner > 3) > 0.9  # validation rows know what is bad
    assert on_validation[:, 5].mean() == pytest.approx(on_fresh[:, 5].mean(), rel=0.06)

    flattery = 1 - on_validation[games, winner].mean() / on_fresh[games, winner].mean()
    assert 0.08 < flattery < 0.4
    assert np.mean(on_validation[games, winner] < on_fresh[games, winner]) > 0.62

    luck = on_test[games, winner] - on_fresh[games, winner]
    assert abs(luck.mean()) < 4 * luck.std() / np.sqrt(len(luck))
    lowest = np.argmin(on_test, axis=1)
    assert on_test[games, lowest].mean() < 0.95 * on_fresh[games, lowest].mean()
    assert on_fresh[games, winner].mean() > on_fresh[:, 5].mean()  # the price of twenty judges


def test_to_refit_on_more_rows_helps():
    gains = []
    for seed in range(10):
        rng = np.random.default_rng(seed)
        for _ in range(40):
            x, y = DRAW(80, rng)
            x_new, y_new = DRAW(500, rng)
            degree = overfitting.best_degree(x[:60], y[:60], x[60:], y[60:], np.arange(10))
            before, after = (errors(fit_all(x[:n], y[:n], [degree]), x_new, y_new)[0] for n in (60, 80))
            gains.append(before - after)
    assert np.median(gains) > 0 and np.mean(np.array(gains) > 0) > 0.6


@pytest.mark.parametrize("seed", range(10))
def test_more_data_cures_overfitting_and_not_underfitting(seed):
    rng = np.random.default_rng(seed)
    middle = np.zeros((2, 2, 3))  # train and new, degree 1 and 9, sizes
    for j, size in enumerate([20, 80, 320]):
        draws = np.zeros((2, 2, 40))
        for i in range(40):
            x, y = DRAW(size, rng)
            weights = fit_all(x, y, [1, 9])
            draws[:, :, i] = errors(weights, x, y), errors(weights, *DRAW(1000, rng))
        middle[:, :, j] = np.median(draws, axis=2)
    gap = middle[1] - middle[0]
    assert np.all(gap[:, -1] < 0.5 * gap[:, 0])
    assert middle[1, 1, -1] < 0.1
    assert middle[1, 0, -1] > 0.45


@pytest.mark.parametrize("seed", range(10))
def test_selecting_before_the_split_predicts_coins_and_after_it_does_not(seed):
    rng = np.random.default_rng(seed)
    before, after = np.zeros((2, 60))
    for i in range(60):
        X, y = rng.normal(size=(60, 1000)), rng.integers(0, 2, 60)
        rows = rng.permutation(60)
        train, test = rows[:40], rows[40:]
        X_best = X[:, overfitting.best_columns(X, y, 10)]
        before[i] = overfitting.accuracy(X_best[train], y[train], X_best[test], y[test])
        after[i] = overfitting.honest_accuracy(X, y, train, test, 10)
    assert before.mean() > 0.77
    assert abs(after.mean() - 0.5) < 4 * 0.125 / np.sqrt(60)
    assert np.mean(before > after) > 0.85


@pytest.mark.parametrize("seed", range(10))
def test_inside_the_pipeline_the_leak_is_gone(seed):
    rng = np.random.default_rng(seed)
    model = Pipeline([("select", SelectKBest(k=10)), ("classify", LogisticRegression())])
    before, inside = np.zeros((2, 20))
    for i in range(20):
        X, y = rng.normal(size=(60, 1000)), rng.integers(0, 2, 60)
        X_best = SelectKBest(k=10).fit_transform(X, y)
        for scores, columns, fitted in [(before, X_best, LogisticRegression()), (inside, X, model)]:
            X_train, X_test, y_train, y_test = train_test_split(columns, y, train_size=40, random_state=seed)
            scores[i] = fitted.fit(X_train, y_train).score(X_test, y_test)
    assert before.mean() > 0.75
    assert abs(inside.mean() - 0.5) < 4 * 0.125 / np.sqrt(20)
