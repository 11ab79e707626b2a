"""The lessons that need no PyTorch, as a JupyterLab that runs in the browser alone: Python is Pyodide there."""
