// What of a title a question asked for: pieces of text in turn plain and marked.

/** The title in pieces, [text, isMarked]; `said` are the terms of the question. */
export function marked(title, said, fold) {
  const characters = [...title];
  const places = [];
  let plain = "";
  characters.forEach((character, place) => {
    for (const one of fold(character)) {
      if (!/[\p{L}\p{N}]/u.test(one)) continue;
      plain += one;
      places.push(place);
    }
  });
  const isMarked = new Array(characters.length).fill(false);
  const mark = term => {
    for (let at = plain.indexOf(term); at >= 0; at = plain.indexOf(term, at + 1)) {
      for (let place = at; place < at + term.length; place += 1) isMarked[places[place]] = true;
    }
  };
  said.filter(term => [...term].length > 1).forEach(mark);
  if (!isMarked.includes(true)) said.forEach(mark);
  const pieces = [];
  characters.forEach((character, place) => {
    const last = pieces.at(-1);
    if (last && last[1] === isMarked[place]) last[0] += character;
    else pieces.push([character, isMarked[place]]);
  });
  return pieces;
}
