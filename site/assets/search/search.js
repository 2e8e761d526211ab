// Loads the search when somebody turns to its box, and not before; on the page of the search at once. `./reader.js` is the module
// that is made of those beside this file.
const form = document.querySelector(".qd-search");
const load = () => import("./reader.js").then(({ start }) => start(form, new URL("../", import.meta.url)));
if (document.getElementById("qd-results")) load();
else form.addEventListener("focusin", load, { once: true });
