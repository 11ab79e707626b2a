"""The hand-coded algorithms: functions exactly as taught, for later lessons, and estimators of the same models."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(  # scikit-learn is loaded when an estimator is asked for
    __name__,
    submod_attrs={
        "estimators": [
            "DecisionTreeClassifier",
            "DecisionTreeRegressor",
            "KMeans",
            "KNeighborsClassifier",
            "KNeighborsRegressor",
            "LinearRegression",
            "LogisticRegression",
            "MLPClassifier",
            "PCA",
            "RandomForestClassifier",
            "RandomForestRegressor",
            "Ridge",
            "StandardScaler",
        ]
    },
)
