// What a page with a long table or two bodies can do where scripts run: keep the rows that have some characters, and lay what two
// bodies exercise side by side. Without it the table is whole, and each body has its page.

/** Begins on the page that is shown; `root` is that of the site. */
export function begin(root) {
  document.querySelectorAll("table[data-filter]").forEach(table => table.tBodies[0].rows.length > 1 && filter(table));
  const form = document.querySelector("form[data-beside]");
  if (form) new Beside(form, root);
}

/** Puts a box above a table: rows without what is typed there are hidden. */
function filter(table) {
  const label = element("label", table.dataset.filter), box = element("input");
  box.type = "search";
  label.className = "qd-filter";
  label.append(box);
  table.before(label);
  box.addEventListener("input", () => {
    const asked = box.value.trim().toLowerCase();
    for (const row of table.tBodies[0].rows) row.hidden = !row.textContent.toLowerCase().includes(asked);
  });
}

/** Two bodies, chosen in a form and named by the address of the page, each with what stands in its file. */
class Beside {
  constructor(form, root) {
    Object.assign(this, { form, root, words: form.dataset, place: form.nextElementSibling });
    const asked = new URLSearchParams(location.search);
    for (const select of form.querySelectorAll("select")) {
      if (asked.get(select.name)) select.value = asked.get(select.name);
    }
    if (asked.get("a") && asked.get("b")) this.show();
  }

  async show() {
    try {
      const chosen = [...this.form.querySelectorAll("select")].map(select => select.value);
      const bodies = await Promise.all(chosen.map(id => this.body(id)));
      this.place.replaceChildren(this.exercised(bodies), this.received(bodies));
      this.place.querySelector("h2").focus();
    } catch {
      this.place.replaceChildren(element("p", this.words.failed));
    }
  }

  async body(id) {
    const answer = await fetch(new URL(`organisations/${encodeURIComponent(id)}.json`, this.root));
    if (!answer.ok) throw new Error(`${answer.status}`);
    return answer.json();
  }

  /** A row for each matter that one of them exercises: first those of both, then those of one. */
  exercised(bodies) {
    const matters = new Map();
    bodies.forEach((body, side) => body.exercises.forEach(one => {
      if (!matters.has(one.entry)) matters.set(one.entry, { ...one, sides: [null, null] });
      matters.get(one.entry).sides[side] = one;
    }));
    const both = one => one.sides.filter(Boolean).length;
    const rows = [...matters.values()].sort((one, other) => both(other) - both(one));
    return this.section(this.words.exercises, bodies, rows.map(one => [
      element("span", one.name), ...one.sides.map(side => side ? this.line(side) : element("span", this.words.not)),
    ]));
  }

  /** What came to each from above, with its money. */
  received(bodies) {
    const list = body => {
      const all = element("ul");
      all.append(...body.told.map(one => { const item = element("li"); item.append(this.line(one)); return item; }));
      return body.told.length ? all : element("span", this.words.nothing);
    };
    return this.section(this.words.told, bodies, [[element("span", ""), ...bodies.map(list)]]);
  }

  line(one) {
    const whole = element("span"), link = element("a", one.called ? this.words.here : one.name);
    link.href = new URL(one.address, this.root);
    whole.append(link, ...one.facts.flatMap(([label, value]) => [element("br"), `${label} ${value}`]));
    return whole;
  }

  section(title, bodies, rows) {
    const section = element("section"), heading = element("h2", title), table = element("table");
    heading.tabIndex = -1;
    heading.id = `beside-${title}`;
    table.setAttribute("aria-labelledby", heading.id);
    table.className = "qd-table qd-data";
    const head = table.createTHead().insertRow();
    for (const text of [this.words.matter, ...bodies.map(body => body.name)]) {
      const cell = element("th", text);
      cell.scope = "col";
      head.append(cell);
    }
    const body = table.createTBody();
    for (const cells of rows) {
      const row = body.insertRow();
      cells.forEach((content, index) => {
        const cell = row.insertCell();
        if (index) cell.dataset.label = bodies[index - 1].name;
        cell.append(content);
      });
    }
    section.append(heading, table);
    return section;
  }
}

function element(name, text = "") {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
