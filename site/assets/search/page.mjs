// The page of results: `?q=` is the question, every other parameter narrows down or says what of the question is not to.

import { addressOf, element, shown, told } from "./elements.mjs";
import { article } from "./numerals.mjs";

const FIRST = 10, MORE = 50;
const IGNORED = "any";               // the parameter that holds what the question names and is not to narrow down

export class Page {
  constructor(place, form, root, ask, search, speech) {
    Object.assign(this, { place, form, root, ask, search, speech });
    this.input = form.querySelector("input");
    this.index = document.getElementById("qd-index");
    this.status = element("p", { role: "status", class: "qd-found-count" });
    this.body = element("div");
    place.append(this.status, this.body);
    form.addEventListener("submit", event => {
      event.preventDefault();
      this.go(new URLSearchParams({ q: this.input.value.trim() }));
    });
    place.addEventListener("click", event => {
      const link = event.target.closest("a[data-here]");
      if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
        event.preventDefault();
        this.go(new URL(link.href).searchParams);
      }
    });
    addEventListener("popstate", () => this.render());
    this.render();
  }

  go(parameters) {
    history.pushState(null, "", `?${parameters}`);
    return this.render();
  }

  async render() {
    const { speech } = this;
    const parameters = new URLSearchParams(location.search);
    const question = (parameters.get("q") ?? "").trim();
    const filters = [...parameters].filter(([kind]) => kind !== "q" && kind !== IGNORED).map(([kind, key]) => ({ kind, key }));
    this.input.value = question;
    const isAsked = Boolean(question || filters.length);
    this.index.hidden = isAsked;
    if (!isAsked) {
      this.status.textContent = "";
      this.body.replaceChildren();
      return;
    }
    this.status.textContent = speech.say("searching");
    const { found, search, failed } = await this.ask(question, filters, parameters.getAll(IGNORED));
    if (failed) {
      this.status.textContent = speech.say("failed");
      this.index.hidden = false;
      return;
    }
    document.title = `${question} - ${speech.say("title")}`;
    const { results, others } = found;
    this.status.textContent = speech.say(found.isNear && results.length ? "count_near" : "count", { count: results.length });
    const isPoor = found.isNear || !results.length;
    this.body.replaceChildren(
      ...await this.chips(parameters, filters, found),
      ...(found.meant ? [element("p", { class: "qd-found-meant" }, `${speech.say("meant")} `, this.link(new URLSearchParams({ q: found.meant }), found.meant))] : []),
      ...told(found, speech).map(one => element("p", { class: "qd-answer", lang: one.language }, `“${one.word}”: ${one.text}`)),
      ...(isPoor ? [this.whoToAsk()] : []),
      this.narrowing(parameters),
      this.list(found, results, search),
      ...(others.length ? [element("h2", {}, speech.say("others")), this.list(found, others, search)] : []),
    );
  }

  /** What narrows the question down, each with a way to do without it. */
  async chips(parameters, filters, found) {
    const { speech } = this;
    const given = filters.map(async ({ kind, key }) => {
      const rest = new URLSearchParams([...parameters].filter(([name, value]) => name !== kind || value !== key));
      return this.chip(rest, await this.nameOf(kind, key));
    });
    const named = found.named.map(async ({ kind, key }) => {
      const rest = new URLSearchParams(parameters);
      rest.append(IGNORED, key);
      return this.chip(rest, await this.nameOf(kind, key));
    });
    const chips = await Promise.all([...given, ...named]);
    return chips.length ? [element("ul", { class: "qd-chips", "aria-label": speech.say("narrowed_by") }, ...chips.map(chip => element("li", { class: "qd-chip" }, chip)))] : [];
  }

  chip(rest, name) {
    return this.link(rest, name, element("span", { "aria-hidden": "true" }, " ×"), element("span", { class: "qd-hidden" }, ` ${this.speech.say("remove")}`));
  }

  async nameOf(kind, key) {
    const { speech, search } = this, { core } = speech;
    if (kind === "list") return speech.one(core.groups.find(([name]) => name === key)?.slice(1, -1) ?? [key]);
    if (kind === "law") {
      const [one, number] = key.split("/");
      const law = (await search.laws(core)).find(known => known.key === one);
      return [law ? speech.one(law.text) : one, article(Number(number) || 0)].filter(Boolean).join(" ");
    }
    if (kind === "body") return key.split(" ").map(one => speech.one(core.bodies.find(body => body.key === one)?.text ?? [one])).join(speech.say("or"));
    return speech.one(core.facets[kind]?.at(-1)[key] ?? [key]);
  }

  link(parameters, ...children) {
    return element("a", { href: `?${parameters}`, "data-here": true }, ...children);
  }

  /** Results as a list, the first of them at once and the others when they are asked for. */
  list(found, results, search) {
    const { speech } = this, { core } = speech;
    const list = element("ol", { class: "qd-found" });
    const add = count => {
      const begin = list.children.length;
      list.append(...results.slice(begin, begin + count).map(result =>
        element("li", { class: "qd-found-one", "data-entry": core.documents[result.number].id, "data-sample": core.documents[result.number].isSample && "true" },
          element("a", { href: this.root + addressOf(core, result) }, ...shown(found, result, search, speech)))));
    };
    add(FIRST);
    if (results.length <= FIRST) return list;
    const more = element("button", { type: "button" }, speech.say("more"));
    more.addEventListener("click", () => {
      const next = list.children.length;
      add(MORE);
      list.children[next].querySelector("a").focus();
      more.hidden = list.children.length === results.length;
    });
    return element("div", {}, list, more);
  }

  whoToAsk() {
    const { speech } = this, { email, phone } = speech.core.contact;
    return element("p", { class: "qd-found-ask" }, speech.say("ask"), " ", email && element("a", { href: `mailto:${email}` }, email), email && phone && " · ", phone);
  }

  /** The ways to narrow down, filled when somebody opens them. */
  narrowing(parameters) {
    const { speech } = this;
    const inside = element("div");
    const details = element("details", { class: "qd-narrow" }, element("summary", {}, speech.say("narrow")), inside);
    details.addEventListener("toggle", async () => { if (!inside.children.length) inside.append(...await this.ways(parameters)); }, { once: true });
    return details;
  }

  async ways(parameters) {
    const { speech, search } = this, { core } = speech;
    const tables = Object.entries(core.facets).map(([kind, [...both]]) => {
      const codes = both.pop();
      return [kind, speech.one(both), Object.entries(codes).map(([code, text]) => [code, speech.one(text)])];
    });
    const laws = await search.laws(core);
    const choices = [
      ["list", speech.say("list"), core.groups.map(([name, ...both]) => [name, speech.one(both.slice(0, -1))])],
      ...tables,
      ["body", speech.say("body"), core.bodies.map(({ key, text }) => [key, speech.one(text)])],
      ["law", speech.say("law"), laws.map(law => [law.key, speech.one(law.text)])],
    ];
    return choices.map(([kind, title, options]) => {
      const id = `qd-narrow-${kind}`;
      const chosen = parameters.get(kind);
      const select = element("select", { id }, element("option", { value: "" }, speech.say("any")),
        ...options.map(([key, text]) => element("option", { value: key, selected: key === chosen }, text)));
      select.addEventListener("change", () => {
        const next = new URLSearchParams(parameters);
        next.delete(kind);
        if (select.value) next.set(kind, select.value);
        this.go(next);
      });
      return element("p", {}, element("label", { for: id }, title), " ", select);
    });
  }
}
