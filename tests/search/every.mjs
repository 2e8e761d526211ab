// Looks for many texts at once: node every.mjs FOLDER-OF-SOURCES FOLDER-OF-INDEX < [[text, [id, …]], …]
// Says of each text whose entries are not all found, or not all on the first page where no more than ten hold it, what is amiss.

import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";

const PAGE = 10;
const [sources, index] = process.argv.slice(2);
const { Search } = await import(pathToFileURL(`${sources}/ask.mjs`));
const search = new Search(name => readFile(`${index}/${name}.bin`).then(data => gunzipSync(data).toString("utf-8")));
const amiss = [];
for (const [text, expected] of JSON.parse(readFileSync(0, "utf-8"))) {
  const { results, others } = await search.ask(text);
  const { documents } = await search.core();
  const every = [...results, ...others], ids = every.map(one => documents[one.number].id);
  const holding = every.filter(one => one.isWhole).length;
  const lost = expected.filter(id => !ids.includes(id));
  const late = holding <= PAGE ? expected.filter(id => ids.indexOf(id) >= PAGE) : [];
  if (lost.length || late.length) amiss.push({ text, lost, late });
}
process.stdout.write(JSON.stringify(amiss));
