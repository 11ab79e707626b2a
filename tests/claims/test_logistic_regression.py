"""Sentences of logistic_regression that must not rest on one lucky draw, one lucky split or eleven lucky dots."""

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from mlcourse import data
from mlcourse.taught.logistic_regression import fit_logistic, sigmoid

DOTS = data.load_eleven_dots()
METERS, Y_DOTS = DOTS["length_cm"] / 100, (DOTS["kind"] == "animal").astype(int)
TABLE = data.load_animals_fruits()
LENGTHS, Y = TABLE["length_cm"] / 100, (TABLE["kind"] == "animal").astype(int)
REFERENCE = {"C": np.inf, "solver": "newton-cholesky", "tol": 1e-10, "max_iter": 1000}


def line(x, y):
    """Return what the least-squares line predicts."""
    return np.polyval(np.polyfit(x, y, deg=1), x) > 0.5


def curve(x, y):
    """Return what logistic regression predicts."""
    return LogisticRegression(**REFERENCE).fit(x[:, None], y).predict(x[:, None])


def eleven(rng):
    """Draw six animals of less than ten meters and five fruits that no threshold parts without error."""
    while True:
        animals = rng.choice(np.flatnonzero((Y == 1) & (LENGTHS < 10)), 6, replace=False)
        fruits = rng.choice(np.flatnonzero(Y == 0), 5, replace=False)
        if LENGTHS[animals].min() < LENGTHS[fruits].max():
            return np.append(animals, fruits)


@pytest.mark.parametrize("seed", range(10))
def test_one_whale_drags_the_line_and_not_the_sigmoid_whichever_eleven_it_joins(seed):
    rng = np.random.default_rng(seed)
    worse = []
    for rows in [eleven(rng) for _ in range(50)]:
        x, y = LENGTHS[rows], Y[rows]
        x_whale, y_whale = np.append(x, 25.0), np.append(y, 1)
        dragged = line(x_whale, y_whale)
        worse.append(np.sum(dragged != y_whale) > np.sum(line(x, y) != y))
        np.testing.assert_array_equal(curve(x_whale, y_whale), np.append(curve(x, y), 1))
    assert np.mean(worse) > 0.7


@pytest.mark.parametrize(
    ("meters", "wrong"), [(1.0, 1), (2.0, 1), (3.6, 1), (3.8, 2), (6.8, 2), (7.8, 3), (8.0, 5), (16.0, 5), (25.0, 5)]
)
def test_the_line_makes_one_error_up_to_an_elephant_and_gives_all_fruits_up_at_eight_meters(meters, wrong):
    x, y = np.append(METERS, meters), np.append(Y_DOTS, 1)
    assert np.sum(line(x, y) != y) == wrong
    assert np.sum(curve(x, y) != y) == 2


def test_on_the_eleven_alone_the_line_makes_one_error_and_the_sigmoid_two():
    assert list(DOTS["name"][line(METERS, Y_DOTS) != Y_DOTS]) == ["mouse"]
    assert list(DOTS["name"][curve(METERS, Y_DOTS) != Y_DOTS]) == ["mouse", "watermelon"]


def test_the_whale_slows_the_walk_and_leaves_its_bottom_where_it_was():
    x, y = np.append(METERS, 25.0), np.append(Y_DOTS, 1)
    assert np.mean(1 + x**2) / np.mean(1 + METERS**2) == pytest.approx(42, abs=0.5)
    bottom = LogisticRegression(**REFERENCE).fit(METERS[:, None], Y_DOTS).coef_[0, 0]
    slow, slower = (fit_logistic(x[:, None], y, n_steps)[0][0] for n_steps in (3000, 30_000))
    assert slow == pytest.approx(6.5, abs=0.05) and slower == pytest.approx(bottom, rel=0.01)


@pytest.mark.parametrize("seed", range(10))
def test_a_logarithm_of_length_tames_the_whale_in_nearly_every_eleven(seed):
    rng = np.random.default_rng(seed)
    added = []
    for rows in [eleven(rng) for _ in range(50)]:
        x, y = np.log10(LENGTHS[rows]), Y[rows]
        x_whale, y_whale = np.append(x, np.log10(25.0)), np.append(y, 1)
        added.append(np.sum(line(x_whale, y_whale) != y_whale) - np.sum(line(x, y) != y))
    assert np.mean(np.array(added) > 0) < 0.2


def test_on_the_logarithm_of_length_the_whale_adds_no_error_to_the_eleven_dots():
    x, x_whale = np.log10(METERS), np.log10(np.append(METERS, 25.0))
    before, after = line(x, Y_DOTS) != Y_DOTS, line(x_whale, np.append(Y_DOTS, 1)) != np.append(Y_DOTS, 1)
    assert list(DOTS["name"][before]) == list(DOTS["name"][after[:-1]]) == ["mouse", "watermelon"] and not after[-1]


def test_of_curves_with_one_threshold_the_middle_one_costs_least_and_the_mouse_pays_for_the_steepest():
    costs = np.array([np.logaddexp(0, np.where(Y_DOTS == 1, -1, 1) * w * (METERS - 0.35)) for w in (1, 8, 50)])
    assert np.argmin(costs.mean(axis=1)) == 1
    assert list(DOTS["name"][np.argmax(costs[2])]) == list("mouse")
    assert costs[2].max() == pytest.approx(13.25, abs=0.01) and costs[2].max() > 0.98 * costs[2].sum()


def test_on_a_logarithmic_axis_the_whale_flattens_the_line_by_a_third_and_no_dot_changes_sides():
    x = np.log10(DOTS["mass_g"])
    x_whale, y_whale = np.append(x, np.log10(1.1e8)), np.append(Y_DOTS, 1)
    assert np.polyfit(x_whale, y_whale, 1)[0] / np.polyfit(x, Y_DOTS, 1)[0] == pytest.approx(2 / 3, abs=0.05)
    np.testing.assert_array_equal(line(x_whale, y_whale)[:-1], line(x, Y_DOTS))


def test_the_ant_is_too_much_for_both():
    x, y = np.append(np.log10(DOTS["mass_g"]), np.log10(0.002)), np.append(Y_DOTS, 1)
    assert np.sum(line(x, y) != y) == np.sum(curve(x, y) != y) == 5


def test_a_right_answer_stops_pulling_and_a_wrong_one_pulls_no_harder_than_one():
    score = np.linspace(-50, 50, 1001)
    pull = sigmoid(score) - 1  # of an animal, on its score
    assert np.all((pull >= -1) & (pull <= 0))
    assert pull[score > 40].min() > -1e-15
    assert pull[score < -10].max() < -0.999
    flat = 2 * pull * sigmoid(score) * (1 - sigmoid(score))  # of the squared error
    assert np.abs(flat[score < -10]).max() < 1e-4
