// The files of the index, read into values: what scripts/qingdan/search wrote (see spelling.py for how numbers are spelt).

import { article } from "./numerals.mjs";

const NEIGHBOUR = /(-?)(^|[\u3400-\u9fff])([0-9A-Za-z]+)/gu;
const BASE = 26, A = 65, SMALL_A = 97, NINE = 57;

/** The numbers of documents that letters spell, from the least to the greatest. */
export function numbers(text) {
  const found = [];
  eachNumber(text, number => found.push(number));
  return found;
}

/** Calls `take` with each number that letters spell, and with the figures that stand before its group (0 where none do). */
export function eachNumber(text, take) {
  let common = 0, head = 0, number = 0, isFigure = false;
  for (let place = 0; place < text.length; place += 1) {
    const code = text.charCodeAt(place);
    if (code <= NINE) {
      common = isFigure ? common * 10 + code - 48 : code - 48;
      isFigure = true;
      number = 0;
    } else if (code < SMALL_A) {
      head = (head + code - A) * BASE;
      isFigure = false;
    } else {
      number += head + code - SMALL_A;
      head = 0;
      isFigure = false;
      take(number, common);
    }
  }
}

/** The core: its head, and every document with its id, title, group, marks, and its title as questions are compared with it. */
export function readCore(text, fold) {
  const [head, ...lines] = text.trimEnd().split("\n");
  const core = { ...JSON.parse(head), documents: [] };
  let group = 0;
  for (const line of lines) {
    if (line[0] === "@") {
      group = Number(line.slice(1));
    } else {
      const [id, title, marks = ""] = line.split("\t");
      const answer = marks.replace(/[SW]*(?=[A-Z]*[a-z]?$)/, "");
      core.documents.push({
        id, title, group, joined: fold.joined(title), code: fold.joined(id),
        isSample: marks.startsWith("S"), isWithdrawn: /^S?W/.test(marks), answer: answer ? numbers(answer)[0] : -1,
      });
    }
  }
  return core;
}

/** A file of terms: the letters that follow each term, and the names. A note on a name is about one document, or about what no list
 * holds. A character stands before all its neighbours, one that comes before it in the text behind a `-`. */
export function readTerms(text) {
  const terms = new Map(), names = [];
  for (const line of text.split("\n")) {
    const [term, spelt, ...notes] = line.split("\t");
    if (term[0] === "=") {
      const name = { text: term.slice(1), spelt, notes: [] };
      for (let place = 0; place < notes.length; place += 3) {
        name.notes.push({ number: numbers(notes[place])[0], text: notes.slice(place + 1, place + 3) });
      }
      names.push(name);
    } else if (spelt) {
      terms.set(term, spelt);
    } else {
      const [character] = term;
      for (const [, isBefore, other, its] of term.slice(1).matchAll(NEIGHBOUR)) terms.set(isBefore ? other + character : character + other, its);
    }
  }
  return { terms, names };
}

/** The laws: key, names, all that each is called, its articles by number, those without a number, and all as they are cited. */
export function readLaws(text, fold) {
  return text.split("\n").filter(Boolean).map(line => {
    const [key, zh, en, called, spelt, ...others] = line.split("\t");
    const articles = new Map();
    eachNumber(spelt, (number, article) => articles.set(article, [...(articles.get(article) ?? []), number]));
    const named = [];
    for (let place = 0; place < others.length; place += 2) named.push([others[place], numbers(others[place + 1])]);
    const names = called.split("|");
    const labels = [...[...articles].map(([number, of]) => [article(number), of]), ...named].map(([label, of]) => [names.map(name => name + fold.joined(label)), of]);
    return { key, text: [zh, en], called: names, articles, named, labels };
  });
}

/** The codes, folded, each with the number of its document. */
export function readCodes(text, fold) {
  let number = 0;
  return text.split("\n").filter(Boolean).map(line => {
    const [step, code] = line.split("\t");
    number += numbers(step)[0];
    return { code: fold.joined(code), number };
  });
}
