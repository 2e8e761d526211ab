// A search over the files of an index: which files a question needs, and what it finds. `get` is given the name of a file and
// gives its text; whoever calls knows where the files lie.

import { filesFor } from "./files.mjs";
import { HAN, WAYS, cut, folding, stem, syllables } from "./fold.mjs";
import { withKin } from "./kin.mjs";
import { nearly } from "./nearly.mjs";
import { bodiesIn, formsOf, lawIn } from "./named.mjs";
import { addTo, inTitles, ranked, standing, termsOf } from "./rank.mjs";
import { eachNumber, numbers, readCodes, readCore, readLaws, readTerms } from "./read.mjs";

const FORM = 2;
const FILES = 4, FEWEST = 1;         // files of terms that one question may ask for; fewer where it needs others too
const TOGETHER = 128;                // bodies in one file
const INITIALS = 8;                  // letters that may be initials
const NEAR = 0.5;                    // a result that covers less of the question than this is only near it
const FAR = 0.5;                     // where what a name in the question narrows down to is so much worse, the name is passed over
const LOOKED_AT = 5;                 // results that may say what was meant
const SLIP = 1.5;                    // how much more a title counts in which the question stands but for a slip of the pen
/** What a sample counts of what it would count: what is invented never stands above what is real and as near. */
const SAMPLE = 0.3;
const COUNTED = /[第条]|[0-9]号|[零一二三四五六七八九十百千]{2}/u;
const FIRST_PAGE = 10, WEAK = 0.4;   // behind the first page stands nothing that covers less than this share of what the best covers
const LAW = /(?:法|条例|规定|办法|决定|规则|细则|意见|通知|方案|标准)/u;
const EXERCISED = 31, OF_CATALOGUE = [19, 31];  // characters of a code with which a body exercises a matter, and where the catalogue's stands in it
const CODE = /[a-z0-9]{4,}/g, FIGURES = /[0-9]/, PART_OF_CODE = /[0-9]|^[a-z]{2,8}$/;

export class Search {
  constructor(get) {
    this.get = get;
    this.read = new Map();
    this.fold = folding();
  }

  /** A file, fetched and read once. */
  file(name, read) {
    if (!this.read.has(name)) this.read.set(name, this.get(name).then(read));
    return this.read.get(name);
  }

  /** The core of the index. Throws where it is of another form than this reader knows. */
  core() {
    return this.file("core", text => {
      const core = readCore(text, this.fold);
      if (core.form !== FORM) throw new Error(`the index has form ${core.form}, not ${FORM}`);
      core.standing = new Map(core.alphabet.flatMap((group, power) => [...group].map(character => [character, 2 ** power])));
      core.inTitle = standing(core.documents);
      core.asking = new Set(words(core, "asking").join(""));
      const little = new Set(words(core, "little").join("")), usual = words(core, "usual");
      core.saysLittle = term => [...term].every(character => little.has(character)) || usual.some(word => word.includes(term));
      const endings = words(core, "body_endings").map(one => one.split(/[=,]/)).map(([ending, ...others]) => [ending, others]);
      core.bodies = core.bodies.map(([key, ...text]) => ({ key, text, forms: formsOf(text[0], endings).map(form => this.fold.joined(form)) }));
      return core;
    });
  }

  /** What a question finds.
   *
   * `filters` narrow down: {kind: "list" | "law" | "body" | a table of codes, key}. `ignored` are keys of what the question names
   * and is not to narrow down. Gives `results` in their order, `others` that what the question names leaves out, `named`, `notes`
   * on what people say, `meant` (what the question may have meant), `isNear` where no result answers much of the question. */
  async ask(question, filters = [], ignored = []) {
    const core = await this.core();
    const isStrange = [...question].some(character => HAN.test(character) && !core.standing.has(this.fold(character)) && !core.asking.has(character));
    if (isStrange) this.fold = await this.file(core.files.traditional, folding);
    const folded = this.fold(question), whole = this.fold.joined(question);
    const allowed = filters.length ? await this.allowed(core, filters) : undefined;
    if (!whole) return { results: inOrder(allowed ?? []), others: [], named: [], notes: [], meant: "", isNear: false, said: [] };
    const isKept = one => !allowed || allowed.has(one.number);
    const literal = await this.literal(core, whole);
    const named = (await this.named(core, whole, literal.size > 0)).filter(one => !ignored.includes(one.key));
    const besides = isStrange + isLegal(core, whole) + PART_OF_CODE.test(whole) + new Set(named.flatMap(one => one.places ?? []).map(bodyFile)).size;
    // Asked for before the terms are, so that neither waits for the other.
    const through = this.allowed(core, named);
    through.catch(() => {});
    const found = await this.found(core, withoutNames(folded, named), whole, literal, Math.max(FEWEST, FILES - besides));
    const every = found.results.filter(isKept);
    const { results, others, used } = narrowed(every, named, await through, isKept, found.isAsked);
    const isNear = !results.length || results[0].covers < NEAR;
    return { results, others, named: used, notes: found.notes, meant: meant(whole, results, core), isNear, said: found.said };
  }

  /** The documents for what is left of a question without the names in it, and notes on what people say. First come those in which
   * the whole question stands or that are called so, then those that have all its pairs, each by their score. */
  async found(core, rest, whole, literal, files) {
    const best = new Map(), notes = new Map(), said = new Set();
    const asking = words(core, "asking");
    const readings = readingsOf(rest, asking, core.saysLittle);
    const terms = (readings.length ? readings : readingsOf(whole, asking)).flatMap(reading => reading.terms.map(term => term.text));
    const held = await Promise.all(filesFor(terms, core, files).map(name => this.file(name, readTerms)));
    const called = calledIn(held, whole);
    for (const name of called) if (name.notes.length) notes.set(name.text, { text: name.text, notes: name.notes });
    const only = new Set(called.filter(name => name.share === 1).flatMap(name => name.documents.map(([number]) => number)));
    for (const number of only) best.set(number, { number, covers: 1, isWhole: false, isSaid: true, score: 0 });
    for (const reading of readings) {
      const evidence = inTitles(reading.terms, core.documents, core.inTitle, document => core.groups[document.group].at(-1));
      reading.terms.forEach((term, place) => {
        said.add(term.text);
        for (const file of held) eachNumber(file.terms.get(term.text) ?? "", (number, weight) => addTo(evidence[place], number, weight));
      });
      for (const one of ranked(reading, evidence, core.documents, called)) {
        one.isSaid = only.has(one.number);
        if (reading.runs.some(run => nearly(run, core.documents[one.number].joined))) one.score *= SLIP;
        if (core.documents[one.number].isSample) one.score *= SAMPLE;
        if (!best.has(one.number) || best.get(one.number).score < one.score) best.set(one.number, one);
      }
    }
    for (const number of literal) {
      best.set(number, { number, covers: 1, isWhole: true, isSaid: true, score: best.get(number)?.score ?? 0 });
    }
    const results = withKin([...best.values()].sort(inTurn), core.documents, core.inTitle).sort(inTurn);
    const least = WEAK * Math.max(...results.map(one => one.covers));
    return { results: results.filter((one, place) => place < FIRST_PAGE || one.isSaid || one.isWhole || one.covers >= least), notes: [...notes.values()], said: [...said], isAsked: readings.length > 0 };
  }

  /** The documents in whose title, code, id or basis the whole question stands, or whose code or id stands in it. */
  async literal(core, whole) {
    const found = new Set();
    if (whole.length < 2) return found;
    const codes = (whole.match(CODE) ?? []).filter(code => FIGURES.test(code)).flatMap(code => code.length < EXERCISED ? [code] : [code, code.slice(...OF_CATALOGUE)]);
    const holds = code => code.includes(whole) || codes.includes(code);
    core.documents.forEach((document, number) => {
      if (document.joined.includes(whole) || holds(document.code)) found.add(number);
    });
    const [known, laws] = await Promise.all([
      PART_OF_CODE.test(whole) ? this.file(core.files.codes, text => readCodes(text, this.fold)) : [],
      isLegal(core, whole) ? this.laws(core) : [],
    ]);
    for (const { code, number } of known) if (holds(code)) found.add(number);
    for (const { labels } of laws) {
      for (const [cited, documents] of labels) if (cited.some(label => label.includes(whole))) documents.forEach(number => found.add(number));
    }
    return found;
  }

  laws(core) {
    return this.file(core.files.laws, text => readLaws(text, this.fold));
  }

  /** What a question names that can narrow it down; no body where the question is a part of a title, a code or a basis. */
  async named(core, whole, isLiteral) {
    const found = [];
    const law = isLegal(core, whole) && lawIn(whole, await this.laws(core));
    if (law) found.push(law);
    const named = isLiteral ? "" : bodiesIn(whole, core.bodies);
    if (named) found.push({ ...named, key: named.places.map(place => core.bodies[place].key).join(" ") });
    return found;
  }

  /** The documents that every filter lets through. */
  async allowed(core, filters) {
    const sets = await Promise.all(filters.map(filter => this.documentsOf(core, filter)));
    return sets.reduce((all, one) => new Set([...all].filter(number => one.has(number))), sets[0]);
  }

  async documentsOf(core, { kind, key }) {
    const found = new Set();
    if (kind === "list") {
      const group = core.groups.findIndex(([name]) => name === key);
      core.documents.forEach((document, number) => document.group === group && found.add(number));
    } else if (kind === "law") {
      const [name, number] = key.split("/");
      const law = (await this.laws(core)).find(one => one.key === name);
      const articles = law ? (number ? [law.articles.get(Number(number)) ?? []] : [...law.articles.values(), ...law.named.map(([, of]) => of)]) : [];
      articles.flat().forEach(document => found.add(document));
    } else if (kind === "body") {
      for (const one of key.split(" ")) {
        const place = core.bodies.findIndex(body => body.key === one);
        const lines = place < 0 ? [] : await this.file(core.files.bodies[bodyFile(place)], text => text.split("\n"));
        numbers(lines[place % TOGETHER] ?? "").forEach(document => found.add(document));
      }
    } else {
      for (const line of await this.file(core.files.facets, text => text.split("\n"))) {
        const [table, code, spelt] = line.split("\t");
        if (table === kind && code === key) numbers(spelt).forEach(document => found.add(document));
      }
    }
    return found;
  }
}

/** Results as what the question names narrows them down, `through` being the documents that it lets through; a name that leaves out
 * what is called so, or leaves only what is much worse, is passed over. */
function narrowed(every, named, through, isKept, isAsked) {
  if (!named.length) return { results: every, others: [], used: [] };
  const { results, others } = parted(every, through);
  if (every[0]?.isSaid && !results[0]?.isSaid) return { results: every, others: [], used: [] };
  if (!isAsked) {
    const known = new Set(every.map(one => one.number));
    const rest = inOrder([...through].filter(number => !known.has(number))).filter(isKept);
    return { results: [...results, ...rest], others, used: named };
  }
  if (!results.length || results[0].score < FAR * every[0].score) return { results: every, others: [], used: [] };
  return { results, others, used: named };
}

/** Whether of two results one comes first. */
function inTurn(one, other) {
  return other.isSaid - one.isSaid || other.isWhole - one.isWhole || other.score - one.score || one.number - other.number;
}

/** Documents that are all asked for alike. */
function inOrder(numbers) {
  return [...numbers].map(number => ({ number, score: 0, covers: 1, isWhole: true, isSaid: true }));
}

/** The results that a set of documents holds, and the others. */
function parted(every, through) {
  return { results: every.filter(one => through.has(one.number)), others: every.filter(one => !through.has(one.number)) };
}

/** The words that the core has under a key, for all languages. */
function words(core, key) {
  return (core.words[key] ?? []).join(" ").split(" ").filter(Boolean);
}

/** The ways in which a question can be read: as characters and words; where it is all letters, also as pinyin or initials. */
function readingsOf(question, asking, saysLittle) {
  const { runs, words: latin } = cut(question, asking);
  const readings = [];
  if (runs.length || latin.length) {
    const reading = termsOf(runs.map(run => [...run]), "text", saysLittle);
    for (const word of latin.filter(word => runs.length || latin.length === 1 || !asking.includes(word)).map(stem)) {
      reading.terms.push({ text: word, of: [reading.units.length], kind: "unit", counts: 1 });
      if (/^[0-9]{3,}$/.test(word)) {
        for (let place = 1; place < word.length; place += 1) reading.terms.push({ text: word.slice(place - 1, place + 1), of: [reading.units.length], kind: "pair", counts: 1 });
      }
      reading.units.push(word);
    }
    readings.push(reading);
  }
  const letters = latin.filter(word => /^[a-z]+$/.test(word));
  if (letters.length && !runs.length) {
    const said = letters.map(syllables);
    const ways = said.reduce((all, of) => all.flatMap(way => of.map(more => [...way, ...more])).slice(0, WAYS), [[]]);
    if (ways.length) readings.push(...ways.map(way => termsOf([way], "sound")));
    else if (letters.join("").length <= INITIALS) readings.push(termsOf([[...letters.join("")]], "initials"));
  }
  return readings;
}

/** A question without the names in it; what people put around the name of a law goes too. */
function withoutNames(question, named) {
  if (!named.length) return question;
  const parts = named.flatMap(one => one.said).filter(Boolean);
  return parts.reduce((text, said) => text.replace(said, " "), question.replace(/[《》“”"]/gu, ""));
}

/** The names that stand in a question, the longest of those that begin at the same place. */
function calledIn(held, whole) {
  const found = [];
  const names = held.flatMap(file => file.names).filter(name => whole.includes(name.text));
  for (let place = 0; place < whole.length; place += 1) {
    const name = names.filter(one => whole.startsWith(one.text, place)).sort((one, other) => other.text.length - one.text.length)[0];
    if (name) {
      const documents = [];
      eachNumber(name.spelt, (number, weight) => documents.push([number, weight]));
      found.push({ text: name.text, share: name.text.length / whole.length, documents, notes: name.notes });
      place += name.text.length - 1;
    }
  }
  return found;
}

/** Whether a question may speak of a law or of an article of one. */
function isLegal(core, whole) {
  return COUNTED.test(whole) || LAW.test(whole) || core.cited.some(name => name.includes(whole));
}

/** What a question may have meant: what stands in one of the first titles and is nearly the same. */
function meant(whole, results, core) {
  const first = results.slice(0, LOOKED_AT);
  if (first.some(one => one.isWhole)) return "";
  return first.map(one => nearly(whole, core.documents[one.number].joined)).find(Boolean) ?? "";
}

/** The number of the file in which a body lies. */
function bodyFile(place) {
  return Math.floor(place / TOGETHER);
}
