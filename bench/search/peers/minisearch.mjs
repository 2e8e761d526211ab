// The questions put to MiniSearch: node minisearch.mjs < {documents, questions} > [{ids, milliseconds}, …], with the bytes of its index.
// It is given what our index is given, cut into single characters and neighbours: the words that it cuts itself find no Chinese.

import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import MiniSearch from "minisearch";

const { documents, questions } = JSON.parse(readFileSync(0, "utf-8"));
const tokenize = text => text.normalize("NFKC").toLowerCase().split(/[^\p{L}\p{N}]+/u).flatMap(run =>
  (/[\u3400-\u9fff]/u.test(run) ? [...run, ...[...run].slice(1).map((character, place) => [...run][place] + character)] : [run])).filter(Boolean);
const index = new MiniSearch({ fields: ["title", "alias", "text", "basis", "code"], tokenize, processTerm: term => term, searchOptions: { boost: { title: 9, alias: 7, text: 4, basis: 2, code: 9 } } });
index.addAll(documents);
const answers = questions.map(question => {
  const start = performance.now();
  const ids = index.search(question).map(one => one.id);
  return { ids, milliseconds: performance.now() - start };
});
process.stdout.write(JSON.stringify({ answers, bytes: gzipSync(JSON.stringify(index), { level: 9 }).length }));
