"""A class on a JupyterHub."""
