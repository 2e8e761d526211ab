// What a question names beside a matter: a law with or without an article, a body or a street.

import { numberOf } from "./numerals.mjs";

const LEAST = 3;                     // characters of a name that is taken for one
const ARTICLE = /^.{0,2}?第?([0-9]+|[一二三四五六七八九十百千零]+)条/u;

/** The law that a folded question names by the longest of its names, with its article where it names one. */
export function lawIn(question, laws) {
  let law, called = "";
  for (const one of laws) {
    for (const name of one.called) {
      if (name.length >= LEAST && name.length > called.length && question.includes(name)) [law, called] = [one, name];
    }
  }
  if (!law) return undefined;
  const behind = question.slice(question.indexOf(called) + called.length);
  const [said = "", digits = ""] = ARTICLE.exec(behind) ?? [];
  const number = digits && numberOf(digits);
  return { kind: "law", key: law.articles.has(number) ? `${law.key}/${number}` : law.key, said: [called, said] };
}

/** The bodies that a folded question names: those that go by the longest name in it. */
export function bodiesIn(question, bodies) {
  let found = [], longest = "";
  bodies.forEach(({ forms }, place) => {
    for (const form of forms) {
      if (form.length < LEAST || form.length < longest.length || !question.includes(form)) continue;
      if (form.length > longest.length) [found, longest] = [[], form];
      if (form === longest) found.push(place);
    }
  });
  return longest && { kind: "body", places: found, said: [longest] };
}

/** What a body goes by: its name, without what stands in brackets, before its district or up to it, with each ending that people use. */
export function formsOf(name, endings) {
  const plain = name.replace(/[(（].*?[)）]/gu, "");
  const parts = [...plain.matchAll(/[市区县](?=.{3,})/gu)].map(({ index }) => plain.slice(index + 1));
  const forms = new Set([plain, ...parts]);
  for (const form of [...forms]) {
    for (const [ending, others] of endings) {
      if (form.endsWith(ending)) for (const other of others) forms.add(form.slice(0, -ending.length) + other);
    }
  }
  return [...forms];
}
