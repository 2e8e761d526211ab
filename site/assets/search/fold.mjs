// A question folded and cut, as scripts/qingdan/search folds and cuts what it indexes (fold.py, cut.py).

const RUN = /[0-9]*[\u3400-\u9fff][0-9\u3400-\u9fff]*/gu;
const CHINESE = /^[\u4e00-\u9fff]*$/;
export const HAN = /[\u3400-\u9fff]/u;

/** A folding: NFKC, small letters, and traditional characters by `pairs`, in which each stands before its simplified form. Its
 * `joined` gives the letters, figures and characters of a text, folded, with nothing between them. */
export function folding(pairs = "") {
  const simple = new Map();
  for (let place = 0; place < pairs.length; place += 2) simple.set(pairs[place], pairs[place + 1]);
  const plain = character => [...character.normalize("NFKC").toLowerCase()].map(one => simple.get(one) ?? one).join("");
  const fold = each(plain);
  const folded = each(character => plain(character).replace(/[^\p{L}\p{N}]/gu, ""));
  fold.joined = text => !pairs && CHINESE.test(text) ? text : folded(text);
  return fold;
}

/** What does something with every character of a text; it is done once for each different one. */
function each(change) {
  const known = new Map();
  return text => {
    let changed = "";
    for (const character of text) {
      let one = known.get(character);
      if (one === undefined) known.set(character, one = change(character));
      changed += one;
    }
    return changed;
  };
}

/** What stands in a question: runs of Chinese characters without the words by which people ask, and words of other letters. */
export function cut(folded, asking) {
  const runs = [];
  for (const chunk of folded.split(/\s+/u)) {
    const run = chunk.replace(/[^\p{L}\p{N}]/gu, "");
    const rest = without(run, asking).flatMap(part => part.match(RUN) ?? []);
    runs.push(...(rest.length ? rest : run.match(RUN) ?? []));
  }
  const words = folded.match(/[a-z0-9]+/g) ?? [];
  return { runs, words };
}

function without(run, asking) {
  const words = asking.filter(word => run.includes(word) && HAN.test(word));
  if (!words.length) return [run];
  return run.split(new RegExp(words.sort((one, other) => other.length - one.length).join("|"), "u")).filter(Boolean);
}

/** A word without the s of the plural. */
export function stem(word) {
  return word.length > 3 && word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;
}

// The syllables of Mandarin without tones (GB/T 16159), ü written v: every initial with the finals that follow it.
const SYLLABLES = new Set(
  Object.entries({
    "": "a ai an ang ao e ei en eng er o ou",
    b: "a ai an ang ao ei en eng i ian iao ie in ing o u",
    p: "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    m: "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    f: "a an ang ei en eng o ou u",
    d: "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
    t: "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    n: "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo v ve",
    l: "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan un uo v ve",
    g: "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    k: "a ai an ang ao e en eng ong ou u ua uai uan uang ui un uo",
    h: "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    j: "i ia ian iang iao ie in ing iong iu u uan ue un",
    q: "i ia ian iang iao ie in ing iong iu u uan ue un",
    x: "i ia ian iang iao ie in ing iong iu u uan ue un",
    zh: "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
    ch: "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    sh: "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    r: "an ang ao e en eng i ong ou u ua uan ui un uo",
    z: "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    c: "a ai an ang ao e en eng i ong ou u uan ui un uo",
    s: "a ai an ang ao e en eng i ong ou u uan ui un uo",
    y: "a an ang ao e i in ing o ong ou u uan ue un",
    w: "a ai an ang ei en eng o u",
  }).flatMap(([initial, finals]) => finals.split(" ").map(final => initial + final)),
);
const LONGEST = 6;
export const WAYS = 4;               // ways to read a word that are tried

/** The ways in which a word of letters is made of syllables, each of as few as can be (dang an, dan gan); none where there is none. */
export function syllables(word) {
  const ways = [[[]]];
  for (let end = 1; end <= word.length; end += 1) {
    const found = [];
    for (let begin = Math.max(0, end - LONGEST); begin < end; begin += 1) {
      const syllable = word.slice(begin, end);
      if (SYLLABLES.has(syllable)) found.push(...ways[begin].map(way => [...way, syllable]));
    }
    const fewest = Math.min(...found.map(way => way.length));
    ways.push(found.filter(way => way.length === fewest).slice(0, WAYS));
  }
  return ways[word.length];
}
