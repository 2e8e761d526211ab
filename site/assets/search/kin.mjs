// Documents that are about the same as the first results, whatever the question has of them: one matter stands in several lists, as
// what to apply for, as a power and as a duty, and people want all of them.

const LEADS = 3, LEADING = 0.5;      // results that lead to others: so many, with at least this share of the best score
const ALIKE = 0.2;                   // the least share of a title that another one has in common with it
const KIN = 0.35, BELOW = 0.95;      // what being alike is worth; nothing comes before the best result by that alone

/** Results, the best first, with what is like the first of them: scores raised, and others added that cover nothing by themselves. */
export function withKin(results, documents, inTitle) {
  const best = results[0]?.score ?? 0;
  const gains = new Float32Array(documents.length);
  for (const lead of results.slice(0, LEADS).filter(one => one.score >= LEADING * best)) {
    const shares = alike(documents[lead.number].joined, documents, inTitle);
    shares[lead.number] = 0;
    shares.forEach((share, number) => { if (share >= ALIKE) gains[number] = Math.max(gains[number], KIN * share * lead.score); });
  }
  for (const one of results) {
    one.score = Math.max(one.score, Math.min(one.score + gains[one.number], BELOW * best));
    gains[one.number] = 0;
  }
  gains.forEach((score, number) => { if (score > 0) results.push({ number, score, covers: 0, isWhole: false, isSaid: false }); });
  return results;
}

/** By document the share of a title that its own has: of characters and neighbours, weighed by how few titles have each. */
function alike(title, documents, inTitle) {
  const shares = new Float32Array(documents.length);
  const characters = [...title];
  let whole = 0;
  for (const part of new Set([...characters, ...characters.slice(1).map((character, place) => characters[place] + character)])) {
    const found = standingIn(part, documents, inTitle);
    const tells = Math.log(1 + (documents.length - found.length + 0.5) / (found.length + 0.5));
    whole += tells;
    for (const number of found) shares[number] += tells;
  }
  return shares.map(sum => sum / whole);
}

/** The documents in whose titles a character or two neighbours stand. */
function standingIn(part, documents, inTitle) {
  const [some, ...others] = [...part].map(character => inTitle.get(character) ?? []).sort((one, other) => one.length - other.length);
  return others.length ? some.filter(number => documents[number].joined.includes(part)) : some;
}
