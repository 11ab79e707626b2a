"""Every hand-coded estimator passes scikit-learn's own checks, none excused."""

import estimators
from sklearn.utils.estimator_checks import parametrize_with_checks

FEW = {"n_estimators": 5}  # trees are grown in Python; scikit-learn's own tests check its forests with as few
MODELS = [getattr(estimators, name)(**(FEW if "Forest" in name else {})) for name in estimators.__all__]


@parametrize_with_checks(MODELS)
def test_scikit_learns_own_checks(estimator, check):
    check(estimator)
