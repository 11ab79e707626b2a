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


def patient(ax: Axes, name: str, run: NDArray, chance: float) -> None:
    """Draw both losses of a run on a logarithmic axis, from 0.01 to 30, with a line at the loss of a guess.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    name : str
        The title.
    run : ndarray of shape (n_epochs, 2)
        Train loss and validation loss of each epoch.
    chance : float
        Where the line lies.
    """
    losses(ax, *run.T)
    ax.axhline(chance, color="black", linestyle=":", linewidth=1.5, label="chance")
    ax.set(yscale="log", ylim=(0.008, 40), yticks=[0.01, 0.1, 1, 10], yticklabels=["0.01", "0.1", "1", "10"])
    ax.set(title=name, xticks=[1, 5, 10, 15, 20])
