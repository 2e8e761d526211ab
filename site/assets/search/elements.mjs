// Elements of a page. Text from data, or from an address, is only ever put in as text.

import { marked } from "./marked.mjs";

/** An element with attributes and children; a text becomes a text node, what is nothing is left out. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== undefined && value !== "") made.setAttribute(name, value);
  }
  made.append(...children.filter(child => child !== undefined && child !== null && child !== false && child !== ""));
  return made;
}

/** How the reader speaks: the words of the core in the language of the page, with gaps filled. */
export class Speech {
  constructor(core, language) {
    this.core = core;
    this.place = language === "en" ? 1 : 0;
  }

  /** A text that is there in both languages. */
  one(both = []) {
    return both[this.place] || both[0] || "";
  }

  say(key, values = {}) {
    return this.one(this.core.words[key]).replace(/\{(\w+)\}/g, (gap, name) => values[name] ?? gap);
  }
}

/** What is shown of a result, in a list as on a page: the title, and below it what is to be known at once. */
export function shown(found, result, search, speech) {
  const { core, place } = speech;
  const document_ = core.documents[result.number];
  const [, ...group] = core.groups[document_.group];
  const notes = found.notes.flatMap(note => note.notes).filter(note => note.number === result.number);
  const answer = document_.answer < 0 ? "" : speech.one(core.answers[document_.answer]);
  const title = element("span", { class: "qd-found-title", lang: "zh" });
  for (const [text, isMarked] of marked(document_.title, found.said, search.fold)) title.append(isMarked ? element("mark", {}, text) : text);
  const list = group.slice(0, -1)[place] ?? group[0];
  return [
    title,
    element("span", { class: "qd-found-about" }, `${list} · ${document_.id}`, document_.isSample && ` · ${speech.say("sample")}`, document_.isWithdrawn && ` · ${speech.say("withdrawn")}`),
    answer && element("span", { class: "qd-found-answer", lang: "zh" }, answer),
    ...notes.map(note => element("span", { class: "qd-found-note", lang: place && note.text[1] ? "en" : "zh" }, speech.one(note.text))),
  ].filter(Boolean);
}

/** The address of the page of a result, below the root of the site. */
export function addressOf(core, result) {
  const { id, group } = core.documents[result.number];
  return `${core.groups[group][0]}/${encodeURIComponent(id)}/`;
}

/** What is told of a question apart from its results: notes on what no list holds, each with its language. */
export function told(found, speech) {
  return found.notes.flatMap(note => note.notes.filter(one => one.number === undefined).map(one => ({ word: note.text, text: speech.one(one.text), language: speech.place && one.text[1] ? "en" : "zh" })));
}
