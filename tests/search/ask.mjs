// Asks questions of an index as a browser does: node ask.mjs FOLDER-OF-SOURCES FOLDER-OF-INDEX < ["question", …]
// Each answer has the ids found, in order, what a person would be told, the files that a fresh reader asked for, those that one
// asked for that was asked all questions before it, and the milliseconds it takes that one to answer again.

import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";

const [sources, index] = process.argv.slice(2);
const { Search } = await import(pathToFileURL(`${sources}/ask.mjs`));
const answers = [];
let more;
const known = reader((...file) => more.push(file));
for (const question of JSON.parse(readFileSync(0, "utf-8"))) {
  const files = [];
  more = [];
  const fresh = reader((...file) => files.push(file));
  const { results, others, named, notes, meant, isNear } = await fresh.ask(question);
  const { documents } = await fresh.core();
  await known.ask(question);
  const start = performance.now();
  await known.ask(question);
  answers.push({
    ids: [...results, ...others].map(one => documents[one.number].id),
    whole: results.filter(one => one.isWhole).length,
    covers: results.slice(0, 10).map(one => one.covers),
    named: named.map(one => one.key), notes, meant, isNear, files, more,
    milliseconds: performance.now() - start,
  });
}

/** A reader of the index that says of each file that it takes how it is called and what it weighs. */
function reader(say) {
  return new Search(async name => {
    const data = await readFile(`${index}/${name}.bin`);
    say(name, data.length);
    return gunzipSync(data).toString("utf-8");
  });
}

process.stdout.write(JSON.stringify(answers));
