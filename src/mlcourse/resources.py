"""Find the course's own files, in the repository or in an installed wheel."""

from pathlib import Path

PACKAGE = Path(__file__).parent


def resource_folder(name: str) -> Path:
    """Return the course's folder `name`, which is `"data"` or `"notebooks"`.

    A wheel carries both folders inside the package, with an underscore in front;
    in a checkout they lie at the repository's root.
    """
    return PACKAGE / f"_{name}" if is_installed() else PACKAGE.parents[1] / name


def is_installed() -> bool:
    """Tell whether this is an installed wheel rather than a checkout of the repository."""
    return (PACKAGE / "_data").is_dir()


def restore_command(*paths: Path) -> str:
    """Return the command that brings back files of the course; without git, where to take them from."""
    root = PACKAGE.parents[1]
    if is_installed():
        return "pip install --force-reinstall --no-deps <the course's wheel file>"
    names = [path.relative_to(root).as_posix() for path in paths]
    if (root / ".git").exists():
        return f'git -C "{root}" restore {" ".join(names)}'  # a student's terminal opens in work/
    return f"{' and '.join(names)} from the course's zip file"


def complaint(path: Path, error: Exception) -> str:
    """Return what is wrong with the course's file at `path`, which could not be read, and what helps."""
    if isinstance(error, FileNotFoundError):
        return f"is missing; restore it with: {restore_command(path)}"
    if isinstance(error, IsADirectoryError):
        return f"is a folder; delete it, and restore it with: {restore_command(path)}"
    if isinstance(error, OSError):
        return f"cannot be read ({error.strerror or type(error).__name__}): check its permissions and its disk"
    return f"is damaged; restore it with: {restore_command(path)}"
