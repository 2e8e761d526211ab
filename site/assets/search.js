// Loads the search when somebody turns to its box, and not before; on the page of the search at once.
const form = document.querySelector(".qd-search");
const load = () => import(new URL(form.dataset.reader, document.baseURI)).then(({ start }) => start(form));
if (document.getElementById("qd-results")) load();
else form.addEventListener("focusin", load, { once: true });
