"""The estimators at work inside scikit-learn, and when it is loaded."""

import subprocess
import sys

import estimators
import matplotlib.pyplot as plt
import pytest
from sklearn.base import clone, is_classifier, is_clusterer, is_regressor
from sklearn.datasets import make_blobs
from sklearn.inspection import DecisionBoundaryDisplay
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

X, GROUPS = make_blobs(90, centers=[[-4, 0], [4, 0], [0, 6]], random_state=7)
GRIDS = {
    "DecisionTreeClassifier": {"max_depth": [1, 2]},
    "DecisionTreeRegressor": {"max_depth": [1, 2]},
    "KMeans": {"n_clusters": [2, 3]},
    "KNeighborsClassifier": {"n_neighbors": [1, 5]},
    "KNeighborsRegressor": {"n_neighbors": [1, 5]},
    "LogisticRegression": {"C": [0.1, 1.0]},
    "PCA": {"n_components": [1, 2]},
    "RandomForestClassifier": {"n_estimators": [2, 5]},
    "RandomForestRegressor": {"n_estimators": [2, 5]},
    "Ridge": {"alpha": [0.1, 1.0]},
}


def target(model):
    """Return what the model can learn from X: the groups, or a number."""
    return X @ [1.0, 2.0] if is_regressor(model) else GROUPS


def in_a_pipeline(model):
    """Return a pipeline that scales, applies the model, and fits a line where it predicts nothing itself."""
    return make_pipeline(StandardScaler(), model, *([] if hasattr(model, "predict") else [LinearRegression()]))


def judged(model):
    """Return how to score it: groups by whom they put together, the others by their own `score`."""
    return {"scoring": "adjusted_rand_score" if is_clusterer(model) else None, "cv": 3, "error_score": "raise"}


@pytest.fixture(params=estimators.__all__)
def model(request):
    return getattr(estimators, request.param)()


def test_it_works_in_a_pipeline_and_is_cross_validated(model):
    scores = cross_val_score(in_a_pipeline(model), X, target(model), **judged(model))
    assert scores.mean() > 0.3


def test_a_grid_search_tunes_it(model):
    grid = {f"model__{name}": values for name, values in GRIDS.get(type(model).__name__, {}).items()}
    pipeline = Pipeline([(name if step is not model else "model", step) for name, step in in_a_pipeline(model).steps])
    search = GridSearchCV(pipeline, grid, **judged(model)).fit(X, target(model))
    assert search.best_score_ > 0.3


def test_a_clone_has_its_parameters_and_nothing_fitted(model):
    model.fit(X, target(model))
    twin = clone(model)
    assert twin.get_params() == model.get_params()
    assert not [name for name in vars(twin) if name.endswith("_")]


def test_its_answers_can_be_drawn(model):
    if not hasattr(model, "predict"):
        pytest.skip("it predicts nothing")
    y = GROUPS == 0 if is_classifier(model) else target(model)
    display = DecisionBoundaryDisplay.from_estimator(model.fit(X, y), X, response_method="predict", grid_resolution=10)
    assert display.response.shape == (10, 10)
    plt.close(display.figure_)


def test_the_functions_do_not_load_scikit_learn():
    code = "import sys, mlcourse.taught.cost_model; sys.exit('sklearn' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], timeout=60, check=False).returncode == 0
