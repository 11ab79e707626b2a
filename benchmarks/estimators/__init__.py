"""The functions of the lessons behind scikit-learn's interface: for pipelines, searches and benchmarks.

No lesson writes these classes. They call what the lessons wrote where that is sturdy enough, and do the same in another
way where it is not: for many rows, far from the origin, with collinear or constant columns. They pass scikit-learn's
own checks.
"""

from estimators.forest import RandomForestClassifier, RandomForestRegressor
from estimators.k_means import KMeans
from estimators.linear import LinearRegression, Ridge
from estimators.logistic import LogisticRegression
from estimators.neighbors import KNeighborsClassifier, KNeighborsRegressor
from estimators.network import MLPClassifier
from estimators.pca import PCA
from estimators.scaling import StandardScaler
from estimators.tree import DecisionTreeClassifier, DecisionTreeRegressor

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
