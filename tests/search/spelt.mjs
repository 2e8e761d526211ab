// Reads numbers as the reader does: node spelt.mjs FOLDER-OF-SOURCES < [numbers, numbers by weight]

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [sources] = process.argv.slice(2);
const { eachNumber, numbers } = await import(pathToFileURL(`${sources}/read.mjs`));
const [plain, weighed] = JSON.parse(readFileSync(0, "utf-8"));
const found = [];
eachNumber(weighed, (number, weight) => found.push([number, weight]));
process.stdout.write(JSON.stringify([numbers(plain), found]));
