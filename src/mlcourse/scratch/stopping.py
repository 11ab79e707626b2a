"""When to stop training: early stopping, by hand. Taught in lesson 15."""

from collections.abc import Sequence


def early_stop(losses: Sequence[float], patience: int) -> tuple[int, int]:
    """Return the last epoch that is still trained, and the best epoch so far.

    Parameters
    ----------
    losses : sequence of float of shape (n_epochs,)
        The validation loss of each epoch, at least one.
    patience : int
        After so many epochs without a new lowest loss, training ends; at least 1.

    Returns
    -------
    (int, int)
        Both counted from 0. If patience never runs out, the first is the last epoch there is.
    """
    best = 0
    for epoch in range(len(losses)):
        if losses[epoch] < losses[best]:
            best = epoch
        if epoch - best >= patience:
            break
    return epoch, best
