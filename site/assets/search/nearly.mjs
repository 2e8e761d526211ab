// Slips of the pen: a wrong character or two in what stands in a title otherwise.

import { HAN } from "./fold.mjs";

const SHORTEST = 3, LONG = 5;        // characters of a text in which one may be wrong, and of one in which two may

/** What stands in a title and has as many characters as a text, of which one is another, or two of a long one; blank where the text
 * stands there itself. */
export function nearly(text, title) {
  const { length } = text;
  if (length < SHORTEST || !HAN.test(text) || title.includes(text)) return "";
  const wrong = length < LONG ? 1 : 2;
  for (let place = 0; place + length <= title.length; place += 1) {
    let others = 0;
    for (let at = 0; at < length && others <= wrong; at += 1) if (title[place + at] !== text[at]) others += 1;
    if (others <= wrong) return title.slice(place, place + length);
  }
  return "";
}
