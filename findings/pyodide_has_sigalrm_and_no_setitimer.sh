#!/usr/bin/env bash
# In Pyodide 0.27.7 (Python in the browser), `signal` has SIGALRM, which is how code asks whether this is a Unix with
# alarms; but it has no `setitimer`. `threading` can be imported, and a thread cannot be started. So a guard against
# endless loops has to ask for `setitimer` itself, and to do without a thread that speaks for it.
# Needs Node and npm.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
npm install --silent --ignore-scripts pyodide@0.27.7
cat > ask.mjs << 'END'
import { loadPyodide } from "pyodide";
const python = await loadPyodide();
python.runPython(`
import signal, sys, threading
print(sys.version.split()[0], sys.platform)
for name in ("SIGALRM", "setitimer"):
    print(name, hasattr(signal, name))
try:
    threading.Thread(target=print).start()
except RuntimeError as error:
    print(error)
`);
END
node ask.mjs | tee seen.txt
diff seen.txt - << 'END'
3.12.7 emscripten
SIGALRM True
setitimer False
can't start new thread
END
