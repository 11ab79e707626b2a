// Lets a cell that is run too early wait: before the kernel has begun to start, JupyterLab asks for another one, and
// runs nothing. Once it starts, what is run stands in a queue.

const RUNS = /^(notebook|runmenu):(restart-and-)?run/;

const timer = setInterval(() => {
  const app = window.jupyterapp;
  if (!app) return;
  clearInterval(timer);
  const execute = app.commands.execute.bind(app.commands);
  app.commands.execute = async (id, args) => {
    if (RUNS.test(id)) await app.shell.currentWidget?.sessionContext?.ready;
    return execute(id, args);
  };
}, 20);
