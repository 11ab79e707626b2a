// One button opens all that a lesson folds, and folds it again; paper cannot be clicked, so there all is open.
const folded = [...document.querySelectorAll("article details")];
const bar = document.querySelector("article .launch");
if (bar && folded.length) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "open-all btn btn-sm btn-outline-primary";
  const set = open => {
    folded.forEach(details => { details.open = open; });
    button.setAttribute("aria-expanded", open);
    button.textContent = open ? "Fold all answers" : "Open all answers";
  };
  button.onclick = () => set(button.getAttribute("aria-expanded") !== "true");
  set(false);
  bar.append(button);
}
let opened = [];
addEventListener("beforeprint", () => {
  opened = folded.filter(details => !details.open);
  opened.forEach(details => { details.open = true; });
});
addEventListener("afterprint", () => opened.forEach(details => { details.open = false; }));

// What a search shows of a page begins with its text, not with the buttons above it.
if (typeof Search !== "undefined") {
  const textOf = Search.htmlToText;
  Search.htmlToText = (html, anchor) => {
    const article = new DOMParser().parseFromString(html, "text/html").querySelector("article.bd-article");
    return textOf(article ? `<div role="main">${article.innerHTML}</div>` : html, anchor);
  };
}
