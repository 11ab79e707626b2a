"""Execute a notebook in a kernel of a running Jupyter server: `TOKEN=… execute_on_server.py ADDRESS NOTEBOOK`."""

import os
import sys

import nbformat
from jupyter_server.gateway.gateway_client import GatewayClient
from jupyter_server.gateway.managers import GatewayKernelManager
from nbclient import NotebookClient

address, path = sys.argv[1:]
GatewayClient.instance(url=address.rstrip("/"), auth_token=os.environ["TOKEN"])
notebook = nbformat.read(path, as_version=4)
NotebookClient(notebook, km=GatewayKernelManager(), timeout=600).execute()
counts = [cell.execution_count for cell in notebook.cells if cell.cell_type == "code"]
if None in counts or not counts:
    sys.exit(f"{path}: some cells were not executed")
print(f"{len(counts)} cells of {path} executed")
