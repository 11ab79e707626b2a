"""Rules that tell animals from fruits by length and mass: the regions they make, a line, and many contests."""

from collections.abc import Callable

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from mlcourse.plots.planes import regions
from mlcourse.plots.points import classes, emoji

LENGTHS = {1: "1 cm", 10: "10 cm", 100: "1 m", 1000: "10 m"}  # in cm
MASSES = {1e-2: "10 mg", 1: "1 g", 1e2: "100 g", 1e4: "10 kg", 1e6: "1 t", 1e8: "100 t"}  # in g
WHOLE = {"xlim": (0.2, 5000), "ylim": (7e-4, 5e8)}  # in cm and g, around the table
MIXED = {"xlim": (1, 200), "ylim": (0.3, 3e4)}  # where both kinds are: all fruits, and most animals


def length_and_mass(ax: Axes, logs: bool = False) -> None:
    """Make axes of length and mass on which equal distances are equal factors, with ticks in everyday units.

    Parameters
    ----------
    ax : Axes
        The axes; everything of the table fits in.
    logs : bool, default=False
        Whether what is drawn are logarithms to base ten already, of cm and g.
    """
    scale = np.log10 if logs else np.asarray
    if not logs:
        ax.set(xscale="log", yscale="log")
    ax.set_xticks(scale(list(LENGTHS)), LENGTHS.values())
    ax.set_yticks(scale(list(MASSES)), MASSES.values())
    ax.minorticks_off()
    ax.set(**{name: scale(limits) for name, limits in WHOLE.items()})


def rule_regions(
    ax: Axes, rule: Callable[[NDArray, NDArray], NDArray], length_cm: NDArray, mass_g: NDArray, pictures: NDArray
) -> None:
    """Fill the part of the plane where the kinds mix with what a rule says of each place, and draw the things over it.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    rule : callable
        Maps lengths and masses, each of shape (n_places,), to True for animal and False for fruit.
    length_cm, mass_g : ndarray of shape (n_samples,)
        Where the things stand. If the rule says fruit of a thing and animal all around it, that is drawn as an island.
    pictures : ndarray of shape (n_samples, 64, 64, 4)
        What `data.load_pictures` returns.
    """
    x, y = (np.geomspace(*limits, 300) for limits in MIXED.values())
    says = rule(*(places.ravel() for places in np.meshgrid(x, y))).reshape(len(y), len(x)).astype(int)
    length_and_mass(ax)
    ax.set(**MIXED)
    regions(ax, x, y, says)
    if says.all():
        islands = ~rule(length_cm, mass_g).astype(bool)
        around = {"linestyle": "none", "marker": "o", "markersize": 19}
        ax.plot(length_cm[islands], mass_g[islands], color="white", **around)
        ax.plot(length_cm[islands], mass_g[islands], markerfacecolor="#0072B240", markeredgecolor="black", **around)
    inside = (length_cm < MIXED["xlim"][1]) & (mass_g > MIXED["ylim"][0]) & (mass_g < MIXED["ylim"][1])
    emoji(ax, length_cm[inside], mass_g[inside], pictures[inside], size=14)


def slanted_rule(ax: Axes, logs: NDArray, is_animal: NDArray, slope: float, height: float) -> None:
    """Draw a slanted line with the animals below it, and rings around what it gets wrong.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    logs : ndarray of shape (n_samples, 2)
        Logarithms to base ten of length in cm and mass in g.
    is_animal : ndarray of bool of shape (n_samples,)
        Which of them are animals.
    slope : float
        Of the line.
    height : float
        Logarithm of the line's mass at a length of 10 cm.
    """
    wrong = (logs[:, 1] < height + slope * (logs[:, 0] - 1)) != is_animal
    classes(ax, *logs.T, is_animal)
    ax.plot(*logs[wrong].T, "o", color="C3", markersize=13, markerfacecolor="none", label="wrong")
    ax.axline((1, height), slope=slope, color="black")
    ax.legend(loc="upper left")
    length_and_mass(ax, logs=True)
    ax.set(xlabel="length", ylabel="mass", title=f"through 10 cm and {10**height:,.0f} g: {wrong.sum()} wrong")


def contests(ax: Axes, gain: NDArray) -> None:
    """Draw one mark for each contest, piled up by how much was gained: won, tied or lost.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    gain : ndarray of int of shape (n_contests,)
        Above 0 where it was won, below 0 where it was lost.
    """
    place = np.array([np.sum(gain[:i] == gain[i]) for i in range(len(gain))])  # in its pile, from 0
    kinds = [("lost", gain < 0, "v", "C3"), ("tied", gain == 0, "o", "0.6"), ("won", gain > 0, "^", "C2")]
    for name, chosen, marker, color in kinds:
        ax.plot(gain[chosen], place[chosen] + 0.5, marker, color=color, label=f"{name}: {chosen.sum()}")
    ax.axvline(0, color="0.85", zorder=0)
    ax.set(ylim=(0, place.max() + 2), yticks=[])
    ax.xaxis.get_major_locator().set_params(integer=True)
    ax.spines["left"].set_visible(False)
    ax.legend(loc="upper left")
