"""A JupyterHub for one class on one machine: `jupyterhub -f deploy/jupyterhub_config.py`.

Who may log in, and what starts their servers, is JupyterHub's own default: the machine's users (PAM), each under their
own name. README.md beside this file says how to choose otherwise.
"""

import os

from mlcourse.student.lab import SETTINGS  # the course is installed beside JupyterHub

c = get_config()  # noqa: F821 - JupyterHub gives it

c.JupyterHub.bind_url = os.environ.get("MLCOURSE_HUB", "http://127.0.0.1:8000")  # behind a web server with TLS
c.Authenticator.allow_all = True  # whoever can log in on this machine
c.JupyterHub.concurrent_spawn_limit = 10  # thirty students press the button in the same minute
c.Spawner.default_url = "/lab"
c.Spawner.start_timeout = c.Spawner.http_timeout = 180  # seconds: a busy machine starts ten servers at once
c.Spawner.environment = {
    "JUPYTER_CONFIG_PATH": str(SETTINGS),  # what `mlcourse lab` sets for JupyterLab
    "OMP_NUM_THREADS": "1",  # for each kernel: thirty that all take every core are slower than one after the other
}
HOUR = 3600
c.Spawner.args = [
    "--KernelManager.transport_encryption=auto",  # where many share a machine, and ipykernel warns without it
    f"--MappingKernelManager.cull_idle_timeout={HOUR}",  # a forgotten kernel gives its memory back; cells stay
    f"--ServerApp.shutdown_no_activity_timeout={2 * HOUR}",  # and so does a forgotten server
]
