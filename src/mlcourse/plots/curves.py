"""Learning curves: the losses of train and validation rows, epoch by epoch."""

from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray


def losses(ax: Axes, train_loss: ArrayLike, validation_loss: ArrayLike) -> None:
    """Draw both losses of a run; epochs are counted from 1.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    train_loss, validation_loss : array-like of shape (n_epochs,)
        One number per epoch.
    """
    epochs = range(1, len(train_loss) + 1)
    ax.plot(epochs, train_loss, "o--", color="C5", markersize=5, label="train")
    ax.plot(epochs, validation_loss, "s-", color="C4", markersize=5, label="validation")
    ax.set(xlabel="epoch", ylabel="mean cross-entropy")


def patient(ax: Axes, name: str, run: NDArray, chance: float, highest: float = 6.0) -> None:
    """Draw both losses of a run, with a line at the loss of a guess, and say how low they are at the end.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    name : str
        Whose run it is, for the title.
    run : ndarray of shape (n_epochs, 2)
        Train loss and validation loss of each epoch.
    chance : float
        Where the line lies.
    highest : float, default=6.0
        Where the vertical axis ends; what lies above is left out.
    """
    losses(ax, *run.T)
    ax.axhline(chance, color="black", linestyle=":", linewidth=1.5, label="chance")
    train_loss, validation_loss = run[-1]
    ax.set_title(f"{name}\nat the end: train {train_loss:.2f}, validation {validation_loss:.2f}", size=11)
    ax.set(ylim=(-0.1, highest), xticks=[1, 5, 10, 15, 20, 25])
    ax.label_outer()
