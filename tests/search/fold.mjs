// Folds texts as the reader does: node fold.mjs FOLDER-OF-SOURCES < {"pairs": …, "texts": […]}

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [sources] = process.argv.slice(2);
const { folding } = await import(pathToFileURL(`${sources}/fold.mjs`));
const { pairs, texts } = JSON.parse(readFileSync(0, "utf-8"));
const fold = folding(pairs);
process.stdout.write(JSON.stringify(texts.map(text => [fold(text), fold.joined(text)])));
