// Leaves the arrow keys to a slider that has the focus: JupyterLab would take them, and go to the next heading. All
// other keys stay JupyterLab's: Ctrl+S saves.

const OWN = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown"];

window.addEventListener(
  "keydown",
  ({ target, key }) => {
    if (!target.matches?.('[role="slider"]')) return;
    if (OWN.includes(key)) target.setAttribute("data-lm-suppress-shortcuts", "true");
    else target.removeAttribute("data-lm-suppress-shortcuts");
  },
  true, // before JupyterLab
);
