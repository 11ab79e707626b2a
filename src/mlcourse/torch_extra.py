"""The extra `torch`: PyTorch, torchvision, Lightning and torchmetrics, which the later lessons need."""

from importlib.util import find_spec

from mlcourse.resources import is_installed

PACKAGES = ("torch", "torchvision", "lightning", "torchmetrics")


class TorchMissing(ModuleNotFoundError):
    """Says in one sentence how to get PyTorch; a notebook shows that sentence and no traceback."""

    def _render_traceback_(self) -> list[str]:  # IPython asks for this
        return [f"{type(self).__name__}: {self}"]


def require_torch() -> None:
    """Refuse to go on without the extra `torch`. Nothing is imported.

    Raises
    ------
    TorchMissing
        If one of `PACKAGES` is not installed.
    """
    if absent := missing_packages():
        raise TorchMissing(
            f"this needs PyTorch, and {', '.join(absent)} cannot be found: run `{install_command()}` in the course's "
            "folder, and restart the kernel of an open notebook"
        )


def missing_packages() -> list[str]:
    """Return those of `PACKAGES` that are not installed."""
    return [name for name in PACKAGES if find_spec(name) is None]


def install_command() -> str:
    """Return the command that installs the extra, and takes nothing away that was installed before."""
    return 'pip install "mlcourse[torch]"' if is_installed() else "uv sync --inexact --extra torch"
