// Leaves the arrow keys to a slider that has the focus: JupyterLab would take them, and go to the next heading.

document.addEventListener("focusin", ({ target }) => {
  if (target.matches('[role="slider"]')) target.setAttribute("data-lm-suppress-shortcuts", "true");
});
