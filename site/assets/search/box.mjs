// The box of the search as a combobox with a list of results (WAI-ARIA APG, "Editable Combobox With List Autocomplete").

import { addressOf, element, shown, told } from "./elements.mjs";

const LISTED = 7;                     // results in the list
const PAUSE = 150;                   // milliseconds without a key after which it is asked
const COMPOSING = 229;               // the key code that older browsers give while an input method composes

export class Box {
  constructor(form, root, ask, speech, open) {
    Object.assign(this, { form, root, ask, speech, open });
    this.input = form.querySelector("input");
    this.options = [];
    this.active = -1;
    this.asked = 0;
    const name = this.input.getAttribute("aria-label");
    this.list = element("ul", { role: "listbox", id: "qd-search-list", tabindex: "-1", "aria-label": name });
    this.note = element("div", { class: "qd-search-told" });
    this.popup = element("div", { class: "qd-search-popup", hidden: true }, this.note, this.list);
    this.status = element("div", { role: "status", class: "qd-hidden" });
    form.append(this.popup, this.status);
    for (const [key, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": this.list.id, "aria-autocomplete": "list", autocomplete: "off", autocapitalize: "none", spellcheck: "false" })) {
      this.input.setAttribute(key, value);
    }
    this.input.addEventListener("input", event => { if (!event.isComposing) this.wait(); });
    this.input.addEventListener("compositionend", () => this.wait());
    this.input.addEventListener("keydown", event => this.key(event));
    this.input.addEventListener("blur", () => this.close());
    // A press must not take the focus from the box, or the list would be gone before it is let go.
    this.popup.addEventListener("mousedown", event => event.preventDefault());
    this.list.addEventListener("click", event => {
      const option = event.target.closest("[role=option]");
      if (option) this.open(option.dataset.address);
    });
  }

  wait() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.update(), PAUSE);
  }

  /** Asks what stands in the box, and shows what is found unless something else was asked meanwhile. */
  async update() {
    const question = this.input.value.trim();
    const turn = ++this.asked;
    if (!question) {
      this.close();
      this.status.textContent = "";
      return;
    }
    const answer = await this.ask(question);
    if (turn !== this.asked || document.activeElement !== this.input) return;
    this.show(answer, question);
  }

  show({ found, search, failed }, question) {
    const { speech } = this;
    const { core } = speech;
    const every = failed ? [] : [...found.results, ...found.others];
    const notes = failed ? [] : told(found, speech);
    this.note.replaceChildren(
      ...notes.map(one => element("p", { lang: one.language }, `“${one.word}”: ${one.text}`)),
      ...(failed || (every.length === 0 && notes.length === 0) ? [element("p", {}, speech.say(failed ? "failed" : "nothing"))] : []),
    );
    const options = every.slice(0, LISTED).map(result => ["option", addressOf(core, result), core.documents[result.number].id, ...shown(found, result, search, speech)]);
    const all = `${this.form.getAttribute("action")}?q=${encodeURIComponent(question)}`;
    if (every.length) options.push(["all", all, undefined, speech.say("all_results", { count: every.length })]);
    this.options = options.map(([kind, address, id, ...children], place) =>
      element("li", { role: "option", id: `qd-search-option-${place}`, "aria-selected": "false", "data-entry": id, "data-address": kind === "all" ? address : this.root + address, class: kind === "all" && "qd-search-all" }, ...children));
    this.list.replaceChildren(...this.options);
    this.list.hidden = !options.length;
    this.activate(-1);
    this.popup.hidden = false;
    this.input.setAttribute("aria-expanded", String(options.length > 0));
    const count = every.length ? speech.say(found.isNear ? "count_near" : "count", { count: every.length }) : "";
    this.status.textContent = [count, this.note.textContent].filter(Boolean).join(" ");
  }

  activate(place) {
    this.options[this.active]?.setAttribute("aria-selected", "false");
    this.active = place;
    const option = this.options[place];
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", option.id);
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  close() {
    clearTimeout(this.timer);
    this.asked += 1;
    this.popup.hidden = true;
    this.activate(-1);
    this.input.setAttribute("aria-expanded", "false");
  }

  key(event) {
    if (event.isComposing || event.keyCode === COMPOSING) return;
    const count = this.options.length, isOpen = !this.popup.hidden;
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      if (!isOpen) this.update();
      else if (count) this.activate(event.key === "ArrowDown" ? (this.active + 2) % (count + 1) - 1 : (this.active + count + 1) % (count + 1) - 1);
    } else if (event.key === "Enter" && isOpen && this.active >= 0) {
      event.preventDefault();
      this.open(this.options[this.active].dataset.address);
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (isOpen) this.close();
      else this.input.value = "";
    } else if (event.key === "Enter") {
      this.close();
    }
  }
}
