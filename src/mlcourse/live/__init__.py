"""Live coding, as an IPython extension: `%load_ext mlcourse.live` brings `%reveal` and `%catch_up`."""

from mlcourse.live.magics import load_ipython_extension

__all__ = ["load_ipython_extension"]
