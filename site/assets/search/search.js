// Loads the search when somebody turns to its box, and not before; on the page of the search at once. `./reader.js` is the module
// that is made of those beside this file; the core of the index is fetched at the same time.
const form = document.querySelector(".qd-search");
const root = new URL("../", import.meta.url);
const load = () => {
  const core = fetch(new URL("search/data/core.bin", root), { cache: "no-cache" });
  core.catch(() => {});
  return import("./reader.js").then(({ start }) => start(form, root, core));
};
if (document.querySelector("[data-filter], [data-beside]")) import("./tables.js").then(({ begin }) => begin(root));
if (document.getElementById("qd-results")) load();
else form.addEventListener("focusin", load, { once: true });
