"""The hand-coded algorithms as scikit-learn estimators: for pipelines, cross-validation and grid search."""

from mlcourse.scratch.estimators.linear import LinearRegression

__all__ = ["LinearRegression"]
