"""A JupyterHub on this machine, with the settings of `deploy/`; the tests of a class start one, too."""

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

SETTINGS = Path(__file__).parents[1] / "deploy" / "jupyterhub_config.py"
PROXY = "configurable-http-proxy@5.3.0"  # JupyterHub's own, written for Node.js
PASSWORD = "chalk and cheese"
SECONDS = 180
CONFIG = """
load_subconfig({settings!r})  # noqa: F821
c = get_config()  # noqa: F821
c.JupyterHub.bind_url, c.JupyterHub.hub_bind_url = {address!r}, "http://127.0.0.1:{ports[1]}"
c.ConfigurableHTTPProxy.api_url, c.ConfigurableHTTPProxy.command = "http://127.0.0.1:{ports[2]}", [{proxy!r}]
c.JupyterHub.authenticator_class, c.DummyAuthenticator.password = "dummy", {password!r}
c.JupyterHub.spawner_class = "simple"  # all as one user of this machine, each with a home
c.SimpleLocalProcessSpawner.home_dir_template = {homes!r} + "/{{username}}"
c.Spawner.args += ["--allow-root"]
c.Spawner.env_keep = ["PATH", "LANG"]
c.JupyterHub.services = [{{"name": "starter", "api_token": {token!r}}}]
c.JupyterHub.load_roles = [{{"name": "starter", "services": ["starter"], "scopes": {scopes}}}]
"""
TOKEN, SCOPES = secrets.token_hex(), ["admin:users", "admin:servers", "access:servers"]


def install_proxy(folder: Path) -> Path:
    """Install JupyterHub's proxy with npm; return its command.

    Raises
    ------
    FileNotFoundError
        If there is no npm, or it cannot bring the proxy.
    """
    if not (npm := shutil.which("npm")):
        raise FileNotFoundError("npm was not found, which brings JupyterHub's proxy: install Node.js")
    command = [npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder, PROXY]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise FileNotFoundError(f"npm could not bring {PROXY}: {done.stderr.strip()[-300:]}")
    return folder / "node_modules" / ".bin" / "configurable-http-proxy"


def free_ports(n: int) -> list[int]:
    """Return ports of this machine that nobody has, all at once."""
    sockets = [socket.socket() for _ in range(n)]
    for each in sockets:
        each.bind(("127.0.0.1", 0))
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


@contextmanager
def jupyterhub(folder: Path, homes: Path) -> Iterator[str]:
    """Run a hub whose files lie in `folder`, and its people's in `homes`; give its address."""
    ports = free_ports(3)
    address = f"http://127.0.0.1:{ports[0]}"
    values = {"address": address, "ports": ports, "homes": str(homes), "password": PASSWORD}
    values |= {"settings": str(SETTINGS), "proxy": str(install_proxy(folder)), "token": TOKEN, "scopes": SCOPES}
    (folder / "config.py").write_text(CONFIG.format(**values), encoding="utf-8")
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])  # jupyterhub-singleuser
    command = [sys.executable, "-m", "jupyterhub", "-f", "config.py"]
    log = folder / "log.txt"
    with log.open("w", encoding="utf-8") as stream:
        environment = os.environ | {"PATH": path, "MLCOURSE_STORED_FIGURES": ""}
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=stream, stderr=subprocess.STDOUT)
    try:
        deadline = time.monotonic() + SECONDS
        while not answers(f"{address}/hub/health"):
            assert process.poll() is None and time.monotonic() < deadline, log.read_text(encoding="utf-8")
            time.sleep(0.2)
        yield address
    finally:
        process.send_signal(signal.SIGTERM)  # it ends its proxy, and everybody's server
        process.wait(timeout=SECONDS)


def answers(address: str) -> bool:
    """Tell whether something answers there."""
    try:
        with urlopen(address, timeout=5):
            return True
    except (URLError, ConnectionError, TimeoutError):
        return False


def start_servers(hub: str, names: list[str]) -> int:
    """Start the servers of some people, all at once, and return how many run."""
    for name in names:
        ask(hub, "POST", f"users/{name}")
    for name in names:
        ask(hub, "POST", f"users/{name}/server")
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        ready = sum(ask(hub, "GET", f"users/{name}")["servers"].get("", {}).get("ready", False) for name in names)
        if ready == len(names):
            return ready
        time.sleep(0.5)
    raise TimeoutError(f"{ready} of {len(names)} servers were ready after {SECONDS} s")


def ask(hub: str, method: str, path: str) -> dict:
    """Ask a hub's REST API."""
    return request(f"{hub}/hub/api/{path}", method)


def lab_settings(hub: str, name: str, plugin: str) -> dict:
    """Return the settings of one of JupyterLab's plugins as somebody's server on the hub has them."""
    properties = request(f"{hub}/user/{name}/lab/api/settings/{plugin}", "GET")["schema"]["properties"]
    return {setting: each.get("default") for setting, each in properties.items()}


def request(address: str, method: str) -> dict:
    """Ask for something with the token that may do everything here."""
    request = Request(address, method=method, headers={"Authorization": f"token {TOKEN}"})
    with urlopen(request, timeout=SECONDS) as answer:
        return json.loads(answer.read() or "{}")


def link(hub: str, repository: Path, notebook: str) -> str:
    """Return the link that an instructor hands out, as TEACHING.md writes it."""
    query = {"repo": repository.as_uri(), "branch": "main", "urlpath": f"lab/tree/{repository.name}/{notebook}"}
    return f"{hub}/hub/user-redirect/git-pull?{urlencode(query)}"
