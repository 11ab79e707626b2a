"""A Lightning trainer without its noise, and the curves that it logs. Given from the lesson on Lightning on."""

import csv
import logging
import os
import warnings
from pathlib import Path
from typing import Any

import numpy as np
from lightning.pytorch.loggers import CSVLogger
from lightning.pytorch.utilities import disable_possible_user_warnings
from numpy.typing import NDArray

NOISE = (  # warnings of what our lessons do on purpose, or cannot change
    r"`isinstance\(treespec, LeafSpec\)` is deprecated",
    r"(Checkpoint|Experiment logs) directory .* exists and is not empty",
    r"The dirpath has changed from",  # a run resumed in another folder
    r"Be aware that when using `ckpt_path`",  # and with other callbacks
)


def trainer_options(folder: str | os.PathLike) -> dict[str, Any]:
    """Silence Lightning, and return the arguments with which a `Trainer` stays so.

    Parameters
    ----------
    folder : path
        Gets the logs (`metrics.csv`) and the checkpoints; make it a temporary one, and another for each run.

    Returns
    -------
    dict
        Use it as `Trainer(max_epochs=3, **trainer_options(folder))`. A progress bar is shown, and gone at the end,
        unless the environment variable TQDM_DISABLE is set, as it is where notebooks are built and tested.
    """
    for name in ("lightning.pytorch", "lightning.fabric"):
        logging.getLogger(name).setLevel(logging.ERROR)
    disable_possible_user_warnings()  # advice on speed: number of workers, interval of logging
    for message in NOISE:
        warnings.filterwarnings("ignore", message=message, module="lightning")
    return {
        "default_root_dir": folder,
        "logger": CSVLogger(folder, name="", version=""),
        "num_sanity_val_steps": 0,
        "enable_model_summary": False,
        "enable_progress_bar": not os.environ.get("TQDM_DISABLE"),
    }


def curves(folder: str | os.PathLike) -> dict[str, NDArray]:
    """Read from a run's `metrics.csv` what it logged, one number per epoch.

    Parameters
    ----------
    folder : path
        As `trainer_options` got it.

    Returns
    -------
    dict of str to ndarray of shape (n_epochs,)
        For each logged name its values, in order, nan where a run diverged; Lightning writes a line for each part and
        leaves gaps in between.

    Raises
    ------
    FileNotFoundError
        If no epoch has ended yet, as in a run that was interrupted in its first.
    """
    try:
        with (Path(folder) / "metrics.csv").open(newline="", encoding="utf-8") as file:
            lines = list(csv.DictReader(file))
    except FileNotFoundError:
        says = "no epoch of this run has ended yet, so there are no curves: let it train for one epoch at least"
        raise FileNotFoundError(says) from None
    names = [name for name in lines[0] if name not in ("epoch", "step")]
    return {name: np.array([float(line[name]) for line in lines if line[name]]) for name in names}  # "nan" is not a gap
