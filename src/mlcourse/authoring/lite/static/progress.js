// Says in the lab's page how far Python is: a first visit fetches it whole, and nothing can run before.

const MEGABYTE = 1e6;
const STEP = 5; // megabytes: who hears the page is not told each one
const line = document.createElement("div");
line.id = "mlcourse-progress";
line.setAttribute("role", "status");
line.style.cssText =
  "position: fixed; left: 50%; bottom: 2.5em; transform: translateX(-50%); z-index: 10000; max-width: 90vw;" +
  "padding: 0.6em 1em; background: #fff; color: #222; border: 2px solid #0072b2; border-radius: 0.4em;" +
  "font: 16px/1.4 sans-serif";

const says = {
  fetching: ({ fetched, total }) =>
    `Python is on its way: ${Math.floor(Math.min(fetched, total) / MEGABYTE / STEP) * STEP} of ` +
    `${Math.round(total / MEGABYTE)} MB. Cells that you run meanwhile wait for it.`,
  starting: () => "Python is here, and starts. Cells that you run meanwhile wait for it.",
  failed: () => "Python could not be fetched. Check your connection, and load this page again.",
};

new BroadcastChannel("mlcourse-lab").onmessage = ({ data }) => {
  if (!(data.step in says)) {
    line.remove();
    return;
  }
  const text = says[data.step](data);
  if (line.textContent !== text) line.textContent = text;
  if (!line.isConnected) document.body.append(line);
};
