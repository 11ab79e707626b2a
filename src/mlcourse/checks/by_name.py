"""Find a lesson's checks by the lesson's name: what reads lessons does not know their modules."""

from importlib import import_module
from types import ModuleType


def checks_of(name: str) -> ModuleType:
    """Return the module with the checks of a lesson, such as that of `gradient_descent`.

    Raises
    ------
    ModuleNotFoundError
        If there is no such lesson, or PyTorch is missing for it.
    """
    return import_module(f"{__package__}.{name}")
