"""Every hand-coded estimator passes scikit-learn's own checks, none excused."""

from sklearn.utils.estimator_checks import parametrize_with_checks

from mlcourse import estimators


@parametrize_with_checks([getattr(estimators, name)() for name in estimators.__all__])
def test_scikit_learns_own_checks(estimator, check):
    check(estimator)
