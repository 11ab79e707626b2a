"""The sealed test set: it grades, it counts, and from the second time on it says what the number is worth."""

import numpy as np
import pytest
from sklearn.metrics import accuracy_score

from mlcourse.sealed import SealedTestSet
from mlcourse.taught.cost_model import error_rate, mean_squared_error

X, Y = np.array([[0.0], [1.0], [2.0], [3.0]]), np.array([0, 1, 1, 0])


def above(X):
    """Predict 1 above one half."""
    return (X[:, 0] > 0.5).astype(int)


def test_opened_once_it_grades_and_says_nothing(capsys):
    sealed = SealedTestSet(X, Y)
    assert sealed.grade(above, error_rate) == 0.25
    assert capsys.readouterr().out == ""
    assert sealed.n_openings == 1


@pytest.mark.parametrize(
    ("cost", "expected"), [(error_rate, 0.25), (mean_squared_error, 0.25), (accuracy_score, 0.75), (lambda y, p: 7, 7)]
)
def test_any_cost_of_truth_and_prediction_will_do(cost, expected):
    assert SealedTestSet(X, Y).grade(above, cost) == expected


def test_the_cost_gets_the_truth_first():
    assert SealedTestSet(X, Y).grade(above, lambda y, prediction: np.sum(prediction - y)) == 1


def test_opened_again_it_still_answers_and_says_why_that_number_is_worth_less(capsys):
    sealed = SealedTestSet(X, Y)
    sealed.grade(above, error_rate)
    for n_openings, predict in ((2, lambda X: Y), (3, lambda X: 1 - Y)):
        assert sealed.grade(predict, error_rate) == n_openings - 2
        says = capsys.readouterr().out
        assert f"Opened {n_openings} times" in says
        assert "worth less than the first" in says
        assert sealed.n_openings == n_openings


def test_the_same_predictions_again_do_not_count(capsys):
    sealed = SealedTestSet(X, Y)
    assert sealed.grade(above, error_rate) == sealed.grade(above, error_rate) == 0.25
    assert sealed.grade(above, accuracy_score) == 0.75
    assert (sealed.n_openings, capsys.readouterr().out) == (1, "")


def test_a_model_that_fails_has_opened_nothing():
    sealed = SealedTestSet(X, Y)
    with pytest.raises(ZeroDivisionError):
        sealed.grade(lambda X: 1 / 0, error_rate)
    with pytest.raises(TypeError):
        sealed.grade(above, lambda y: 0)
    assert sealed.n_openings == 0


@pytest.mark.parametrize("prediction", [Y[:, None], Y[:1], Y[0], None], ids=["column", "one row", "number", "nothing"])
def test_predictions_that_numpy_would_stretch_open_nothing(prediction):
    sealed = SealedTestSet(X, Y)
    with pytest.raises(ValueError, match=r"predict must return shape \(4,\), one per row, got \("):
        sealed.grade(lambda X: prediction, error_rate)
    assert sealed.n_openings == 0


@pytest.mark.parametrize(("x", "y"), [(X, Y[:, None]), (5, 5), (X, 5)])
def test_each_row_has_one_answer(x, y):
    with pytest.raises(ValueError, match="X must have rows, and y one answer a row, got"):
        SealedTestSet(x, y)


def test_nobody_can_change_what_is_inside():
    inside, answers = X.copy(), Y.copy()
    sealed = SealedTestSet(inside, answers)
    inside[:], answers[:] = 9, 9

    def spoil(X):
        prediction = above(X)
        X[:] = 9
        return prediction

    assert sealed.grade(spoil, error_rate) == sealed.grade(spoil, error_rate) == 0.25


def test_it_shows_its_state_and_none_of_its_rows():
    sealed = SealedTestSet(X.tolist(), Y.tolist())
    assert len(sealed) == 4
    assert repr(sealed) == "SealedTestSet(4 rows, sealed)"
    sealed.grade(above, error_rate)
    assert repr(sealed) == "SealedTestSet(4 rows, opened once)"
    sealed.grade(lambda X: Y, error_rate)
    assert repr(sealed) == "SealedTestSet(4 rows, opened 2 times)"


@pytest.mark.parametrize(("x", "y"), [(X, Y[:3]), ([], [])])
def test_rows_and_answers_must_match(x, y):
    with pytest.raises(ValueError, match="equally many rows, at least 1, got"):
        SealedTestSet(x, y)
