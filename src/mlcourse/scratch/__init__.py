"""The hand-coded algorithms for later lessons to reuse: functions exactly as taught, and estimators around them."""

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
