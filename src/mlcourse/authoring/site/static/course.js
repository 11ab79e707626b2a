// One button opens all that a lesson folds, and closes it again.
const folded = document.querySelectorAll("article details");
const bar = document.querySelector(".lesson-bar");
if (bar && folded.length) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "open-all btn btn-outline-primary btn-sm";
  const name = () => { button.textContent = button.ariaExpanded === "true" ? "Fold all answers" : "Open all answers"; };
  button.ariaExpanded = "false";
  button.onclick = () => {
    button.ariaExpanded = button.ariaExpanded === "true" ? "false" : "true";
    folded.forEach(details => { details.open = button.ariaExpanded === "true"; });
    name();
  };
  name();
  bar.append(button);
}
