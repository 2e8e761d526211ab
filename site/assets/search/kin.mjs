// Documents that are about the same as the first results, whatever the question has of them: one matter stands in several lists, as
// what to apply for, as a power and as a duty, and people want all of them.

const LEADS = 3, LEADING = 0.5;      // results that lead to others: so many, with at least this share of the best score
const ALIKE = 0.2;                   // the least share of a title that another one has in common with it
const KIN = 0.35, BELOW = 0.95;      // what being alike is worth; nothing comes before the best result by that alone

/** Results, the best first, with what is like the first of them: scores raised, and others added that cover nothing by themselves. */
export function withKin(results, documents, inTitle) {
  const best = results[0]?.score ?? 0;
  const gains = new Map();
  for (const lead of results.slice(0, LEADS).filter(one => one.score >= LEADING * best)) {
    for (const [number, share] of alike(documents[lead.number].joined, documents, inTitle)) {
      if (number !== lead.number && share >= ALIKE) gains.set(number, Math.max(gains.get(number) ?? 0, KIN * share * lead.score));
    }
  }
  const raised = results.map(one => ({ ...one, score: Math.max(one.score, Math.min(one.score + (gains.get(one.number) ?? 0), BELOW * best)) }));
  const known = new Set(results.map(one => one.number));
  const others = [...gains].filter(([number, gain]) => gain > 0 && !known.has(number));
  return [...raised, ...others.map(([number, score]) => ({ number, score, covers: 0, isWhole: false, isSaid: false }))];
}

/** Documents with the share of a title that theirs have: of its characters and neighbours, weighed by how few titles have each. */
function alike(title, documents, inTitle) {
  const shares = new Map();
  const characters = [...title];
  let whole = 0;
  for (const part of new Set([...characters, ...characters.slice(1).map((character, place) => characters[place] + character)])) {
    const found = (inTitle.get([...part][0]) ?? []).filter(number => documents[number].joined.includes(part));
    const tells = Math.log(1 + (documents.length - found.length + 0.5) / (found.length + 0.5));
    whole += tells;
    for (const number of found) shares.set(number, (shares.get(number) ?? 0) + tells);
  }
  return [...shares].map(([number, sum]) => [number, sum / whole]);
}
