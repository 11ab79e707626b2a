"""JupyterLab, opened on a student's own copy of the notebooks."""

import os
from pathlib import Path

SETTINGS = Path(__file__).parent / "jupyter_config"  # for JupyterLab: no news pop-up; on a hub, too (deploy/)


def lab_arguments(folder: Path, browser: bool, extra: tuple[str, ...] = ()) -> list[str]:
    """Return JupyterLab's command line; Jupyter refuses an `extra` option that sets one of ours again."""
    from jupyter_client import KernelManager
    from zmq import has

    encrypts = hasattr(KernelManager, "transport_encryption") and has("curve")
    return [
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.root_dir={folder.resolve()}",
        "--LabApp.default_url=/lab/tree/00_start_here.ipynb",
        "--Application.log_level=WARN",  # the address to open is shown all the same
        *(["--KernelManager.transport_encryption=auto"] if encrypts else []),  # ipykernel warns without it
        *([] if browser else ["--no-browser"]),
        *extra,
    ]


def open_lab(folder: Path, browser: bool, extra: tuple[str, ...] = ()) -> None:
    """Run JupyterLab on `folder` until it is stopped, in this process: its token is on no command line.

    Raises
    ------
    PermissionError
        If an option or a configuration turns the token off, so that anyone could run code here.
    """
    from jupyterlab.labapp import LabApp

    config_path = [str(SETTINGS), os.environ.get("JUPYTER_CONFIG_PATH")]
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, config_path))
    server = LabApp.initialize_server(lab_arguments(folder, browser, extra))
    if not server.identity_provider.auth_enabled:
        raise PermissionError("JupyterLab needs its token, but an option or your configuration turns it off")
    server.start()
