// Which files of terms a question needs (see scripts/qingdan/search/shards.py).

import { HAN } from "./fold.mjs";

/** The character with which a term lies: the Chinese one that stands in the fewest documents, or the first letter. */
function homeOf(term, standing) {
  let home = "", least = Infinity;
  for (const character of term) {
    const number = HAN.test(character) ? standing.get(character) ?? Infinity : Infinity;
    if (number < least || (number === least && character < home)) [home, least] = [character, number];
  }
  return home || term[0];
}

/** The names of up to `most` files for these terms: those whose characters tell most apart. */
export function filesFor(terms, core, most) {
  const worth = new Map();
  for (const home of new Set(terms.map(term => homeOf(term, core.standing)))) {
    if (!core.standing.has(home)) continue;
    const name = fileOf(core, home);
    const tells = Math.log(1 + core.documents.length / core.standing.get(home));
    if (name) worth.set(name, (worth.get(name) ?? 0) + tells);
  }
  return [...worth].sort(([, one], [, other]) => other - one).slice(0, most).map(([name]) => name);
}

/** The file in which the terms lie that lie with a character. */
function fileOf(core, character) {
  let name;
  for (const [begin, file] of core.terms) {
    if (begin > character) break;
    name = file;
  }
  return name;
}
