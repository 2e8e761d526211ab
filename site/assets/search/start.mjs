// Where the search begins in a page: fetches files of the index, and gives the box and the page of results what they need.

import { Search } from "./ask.mjs";
import { Box } from "./box.mjs";
import { Speech } from "./elements.mjs";
import { Page } from "./page.mjs";

/* global STYLES: what search.css says; put before this module where it is published (skin/assets.py). */
const GZIP = [0x1f, 0x8b];

/** Begins to search from a form, in the site with this root; `answer` is the answer to the request for the core. */
export async function start(form, root, answer) {
  const base = new URL("search/data/", root);
  const styles = new CSSStyleSheet();
  styles.replaceSync(STYLES);
  document.adoptedStyleSheets.push(styles);
  const begin = core => new Search(async name => text(await (name === "core" ? core : fetch(new URL(`${name}.bin`, base)))));
  let search = begin(answer);
  const ask = async (...question) => {
    for (const isLast of [false, true]) {
      try {
        return { found: await search.ask(...question), search };
      } catch (error) {
        if (isLast) return { failed: true, search };
        // The site may have been published anew since the core was fetched: then its files are gone.
        search = begin(fetch(new URL("core.bin", base), { cache: "no-cache" }));
      }
    }
  };
  const core = await search.core();
  const speech = new Speech(core, document.documentElement.lang);
  const box = new Box(form, root, ask, speech, address => location.assign(address));
  const place = document.getElementById("qd-results");
  if (place) new Page(place, form, root, ask, search, speech);
  else if (document.activeElement === box.input && box.input.value.trim()) box.update();
}

/** A file of the index as text. The core is asked for anew each time, all others bear their hash in their name. */
async function text(answer) {
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
  const data = new Uint8Array(await answer.arrayBuffer());
  if (!GZIP.every((byte, place) => data[place] === byte)) return new TextDecoder().decode(data);
  return new Response(new Blob([data]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
}
