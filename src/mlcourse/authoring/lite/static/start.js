// Stands in the kernel's worker for Pyodide's own script: loads that one, has it fetch the course's packages before
// the kernel is ready, and tells the page how far it is. The builder writes SETTINGS above this line.

const channel = new BroadcastChannel("mlcourse-lab");
let fetched = 0;
const tell = (step) => channel.postMessage({ step, fetched, total: SETTINGS.bytes });

const plainFetch = self.fetch;
async function countingFetch(...request) {
  const response = await plainFetch(...request);
  if (!response.ok || !response.body) return response;
  const count = new TransformStream({
    transform(chunk, stream) {
      fetched += chunk.byteLength;
      tell("fetching");
      stream.enqueue(chunk);
    },
  });
  return new Response(response.body.pipeThrough(count), response);
}

async function lockAddress(here, pyodide) {
  const lock = await (await plainFetch(here + "pyodide-lock.json")).json();
  for (const found of Object.values(lock.packages)) {
    const own = SETTINGS.own.includes(found.name);
    found.file_name = new URL(found.file_name, own ? here : pyodide).href;
  }
  return URL.createObjectURL(new Blob([JSON.stringify(lock)], { type: "application/json" }));
}

function tellWhenReady(pyodide) {
  const timer = setInterval(() => {
    if (!pyodide.runPython("import sys; 'pyodide_kernel' in sys.modules")) return;
    clearInterval(timer);
    tell("ready");
  }, 300);
}

self.loadPyodide = async (options) => {
  const here = options.indexURL;
  const pyodide = new URL(SETTINGS.pyodide, here).href;
  tell("fetching");
  self.loadPyodide = undefined;
  importScripts(pyodide + "pyodide.js");
  const load = self.loadPyodide;
  self.fetch = countingFetch;
  try {
    const started = await load({
      ...options,
      indexURL: pyodide,
      lockFileURL: await lockAddress(here, pyodide),
      packages: [...(options.packages || []), ...SETTINGS.own],
    });
    tell("starting");
    tellWhenReady(started);
    return started;
  } catch (error) {
    tell("failed");
    throw error;
  } finally {
    self.fetch = plainFetch;
  }
};
