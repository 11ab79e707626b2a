"""The hand-coded algorithms as scikit-learn estimators: for pipelines, cross-validation and grid search."""

from mlcourse.scratch.estimators.forest import RandomForestClassifier, RandomForestRegressor
from mlcourse.scratch.estimators.k_means import KMeans
from mlcourse.scratch.estimators.linear import LinearRegression, Ridge
from mlcourse.scratch.estimators.logistic import LogisticRegression
from mlcourse.scratch.estimators.neighbors import KNeighborsClassifier, KNeighborsRegressor
from mlcourse.scratch.estimators.network import MLPClassifier
from mlcourse.scratch.estimators.pca import PCA
from mlcourse.scratch.estimators.scaling import StandardScaler
from mlcourse.scratch.estimators.tree import DecisionTreeClassifier, DecisionTreeRegressor

__all__ = [
    "PCA",
    "DecisionTreeClassifier",
    "DecisionTreeRegressor",
    "KMeans",
    "KNeighborsClassifier",
    "KNeighborsRegressor",
    "LinearRegression",
    "LogisticRegression",
    "MLPClassifier",
    "RandomForestClassifier",
    "RandomForestRegressor",
    "Ridge",
    "StandardScaler",
]
