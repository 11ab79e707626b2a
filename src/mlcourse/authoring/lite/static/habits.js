// Changes two habits of JupyterLab.

const RUNS = /^(notebook|runmenu):(restart-and-)?run/;
const PHONE = "(max-width: 600px)";

// A cell that is run before the kernel has begun to start waits: JupyterLab would ask for another one, and run nothing.
// Once it starts, what is run stands in a queue.
function loseNothing(app) {
  const execute = app.commands.execute.bind(app.commands);
  app.commands.execute = async (id, args) => {
    if (RUNS.test(id)) await app.shell.currentWidget?.sessionContext?.ready;
    return execute(id, args);
  };
}

// On a phone, the list of lessons closes: it would leave the lesson the width of a few letters.
async function makeRoom(app) {
  if (!matchMedia(PHONE).matches) return;
  await app.restored;
  await app.shell.currentWidget?.sessionContext?.ready; // what opens the lesson opens the list, too
  app.shell.collapseLeft();
}

const timer = setInterval(() => {
  if (!window.jupyterapp) return;
  clearInterval(timer);
  loseNothing(jupyterapp);
  makeRoom(jupyterapp);
}, 20);
