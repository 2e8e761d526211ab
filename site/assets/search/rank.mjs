// Which documents answer a question, and in what order. Knows nothing of files.
//
// A question is read as units (characters, syllables, words) and pairs of neighbours. A document has evidence for each of them,
// from its title, which is looked through here, and from the postings. What counts is how much the evidence tells apart (BM25's
// idf), and how much of the question it covers: three words of a question beat one.

const APART = 0.45, FARTHER = 0.9;   // neighbours that stand apart in a title (低…保), and each further character between them
const SKIPPED = 0.5;                 // neighbours but one, where a character is wrong or too many
const ALONE = 0.65;                  // a unit whose neighbours are not there
const PAIRED = 0.7;                  // how much of its two units a pair that stands apart covers
const COVERED = 1.5;                 // how much more a question covered whole counts than one covered in part
const LITTLE = 0.2;                  // a term that says little (有, 我们, 街道)
const CALLED = 1.2;                  // how much more what somebody calls by a name counts
const LENGTH = 0.25, USUAL = 8;       // how much less a title counts the longer it is than usual
const MOST = 9;                      // the greatest weight

/** What a question asks for, as terms: units, pairs of neighbours, and pairs with one unit between them. `saysLittle` tells of
 * a term whether most questions might have it, whatever they are about. */
export function termsOf(runs, kind = "text", saysLittle = () => false) {
  const terms = [], units = [];
  const between = kind === "sound" ? "~" : "";
  for (const run of runs) {
    const first = units.length;
    run.forEach((unit, place) => {
      units.push(unit);
      if (kind !== "initials") terms.push({ text: kind === "sound" ? `${unit}~` : unit, of: [first + place], kind: "unit" });
      if (place) {
        const pair = `${run[place - 1]}${between}${unit}${kind === "initials" ? "^" : ""}`;
        terms.push({ text: pair, of: [first + place - 1, first + place], kind: "pair" });
      }
      if (place > 1 && kind === "text") {
        terms.push({ text: run[place - 2] + unit, of: [first + place - 2, first + place], kind: "skip" });
      }
    });
    if (kind === "initials") terms.push({ text: `${run.join("")}$`, of: [...units.keys()], kind: "pair" });
  }
  for (const term of terms) term.counts = saysLittle(term.text) ? LITTLE : 1;
  return { terms, units, runs: kind === "text" ? runs.map(run => run.join("")) : [] };
}

/** How well a title shows two neighbours: 1 where they stand together, less the farther apart they stand, 0 where they do not. */
export function together(title, first, second) {
  let nearest = Infinity;
  for (let place = title.indexOf(first); place >= 0; place = title.indexOf(first, place + 1)) {
    const other = title.indexOf(second, place + first.length);
    if (other < 0) break;
    nearest = Math.min(nearest, other - place - first.length);
  }
  if (nearest === Infinity) return 0;
  return nearest === 0 ? 1 : APART * FARTHER ** (nearest - 1);
}

/** By character the numbers of the documents in whose titles it stands. */
export function standing(documents) {
  const found = new Map();
  documents.forEach(({ joined }, number) => {
    for (const character of joined) {
      const numbers = found.get(character);
      if (!numbers) found.set(character, [number]);
      else if (numbers[numbers.length - 1] !== number) numbers.push(number);
    }
  });
  return found;
}

/** The evidence for terms in titles: for each term what it weighs in each document, and where it stands whole. */
export function inTitles(terms, documents, inTitle, weightOf) {
  return terms.map(({ text, kind }) => {
    const found = { weights: new Float32Array(documents.length), whole: new Uint8Array(documents.length) };
    const [first, second] = kind === "unit" ? [text, ""] : [...text];
    for (const number of inTitle.get(first[0]) ?? []) {
      const document = documents[number];
      if (first.length > 1 && !document.joined.includes(first)) continue;
      const strength = second ? together(document.joined, first, second) : 1;
      found.weights[number] = strength * weightOf(document);
      found.whole[number] = strength === 1 ? 1 : 0;
    }
    return found;
  });
}

/** Adds what postings say of a term: the weights of documents in which it stands whole. */
export function addTo(found, number, weight) {
  found.weights[number] = Math.max(found.weights[number], weight);
  found.whole[number] = 1;
}

/** The documents that answer, the best first: number, score, how much of the question each covers (0 to 1), and whether it
 * has every pair. `called` are names in the question, each with the share of the question that it is and its documents. */
export function ranked({ terms, units }, evidence, documents, called = []) {
  const count = documents.length;
  const idf = evidence.map(({ weights }, place) => {
    let df = 0;
    for (let number = 0; number < count; number += 1) if (weights[number]) df += Math.min(1, weights[number] / 2);
    return df ? terms[place].counts * Math.log(1 + (count - df + 0.5) / (df + 0.5)) : 0;
  });
  const rarest = Math.log(1 + (count - 0.5) / 1.5);
  const share = new Float32Array(units.length).fill(rarest);
  // A character that stands nearly everywhere is not in the index by itself; then its pairs say how much it tells.
  terms.forEach(({ of }, place) => { if (idf[place]) for (const unit of of) share[unit] = Math.min(share[unit], idf[place]); });
  terms.forEach(({ kind, of }, place) => { if (kind === "unit" && idf[place]) share[of[0]] = idf[place]; });
  const whole = share.reduce((sum, one) => sum + one, 0) || 1;
  const pairs = terms.filter(term => term.kind === "pair").length;
  const score = new Float32Array(count), covers = new Float32Array(count), paired = new Uint8Array(count);
  const covered = new Float32Array(units.length);
  for (let number = 0; number < count; number += 1) {
    let sum = 0, all = 0;
    covered.fill(0);
    for (let place = 0; place < terms.length; place += 1) {
      const found = evidence[place].weights[number];
      if (!found) continue;
      const { kind, of } = terms[place];
      if (kind === "unit") {
        sum += ALONE * idf[place] * found / MOST;
        covered[of[0]] = Math.max(covered[of[0]], pairs ? ALONE : 1);
      } else {
        const strength = kind === "skip" ? SKIPPED : 1;
        sum += strength * idf[place] * found / MOST;
        const isWhole = kind === "pair" && evidence[place].whole[number];
        for (const unit of of) covered[unit] = Math.max(covered[unit], isWhole ? 1 : PAIRED);
        if (isWhole) all += 1;
      }
    }
    if (sum) {
      let part = 0;
      for (let unit = 0; unit < units.length; unit += 1) part += covered[unit] * share[unit];
      covers[number] = part / whole;
      score[number] = sum;
      paired[number] = pairs && all === pairs ? 1 : 0;
    }
  }
  for (const name of called) {
    for (const [number, weight] of name.documents) {
      covers[number] = Math.max(covers[number], name.share);
      score[number] += CALLED * name.share * whole * weight / MOST;
    }
  }
  const found = [];
  documents.forEach(({ joined }, number) => {
    if (!score[number]) return;
    const shorter = 1 + LENGTH * Math.log(1 + joined.length / USUAL);
    const its = score[number] * covers[number] ** COVERED / shorter;
    found.push({ number, score: its, covers: covers[number], isWhole: paired[number] === 1 });
  });
  return found.sort((one, other) => other.score - one.score || one.number - other.number);
}
