// node run_lessons.mjs CORE KERNEL RUNNER FROM TO: run the notebooks in FROM in Pyodide, whose core lies in CORE and
// whose packages, with the course's own and the lock file, in KERNEL, as the site serves them; write what came to TO.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [core, kernel, runner, from, to] = process.argv.slice(2);
try {
  const { loadPyodide } = await import(pathToFileURL(path.join(core, "pyodide.mjs")));
  const python = await loadPyodide({
    indexURL: core,
    lockFileURL: path.join(kernel, "pyodide-lock.json"),
    packageCacheDir: kernel,
    env: { MPLBACKEND: "agg" },
  });
  await python.loadPackage(["mlcourse"], { messageCallback: () => {} });
  await python.runPythonAsync(fs.readFileSync(runner, "utf8"));
  for (const name of fs.readdirSync(from).sort()) {
    python.globals.set("text", fs.readFileSync(path.join(from, name), "utf8"));
    fs.writeFileSync(path.join(to, `${name}.json`), await python.runPythonAsync("run_notebook(text)"));
  }
  process.exit(0);
} catch (error) {
  console.error(String(error).slice(-2000)); // Node would print the line that threw, which has a million characters
  process.exit(1);
}
