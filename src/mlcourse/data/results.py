"""What the benchmarks have found, where a lesson shows it."""

import numpy as np
from numpy.typing import NDArray

from mlcourse.data.files import parse_table, read_checked


def load_results(name: str) -> NDArray[np.void]:
    """Load what one of the benchmarks has found, where a lesson shows it.

    Parameters
    ----------
    name : str
        The table: `"board"`, `"fashion"` or `"five_seeds"`. The script of that name in benchmarks/ made it.

    Returns
    -------
    structured ndarray of shape (n_rows,)
        A field for each column; data/README.md says what they mean.

    Raises
    ------
    FileNotFoundError, ValueError
        If there is no such table; if it is not as the course made it.
    """
    return parse_table(read_checked(f"results/{name}.csv"))
