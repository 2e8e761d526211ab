// Makes the index of Pagefind in a folder: node pagefind.mjs FOLDER < {documents}. Each document is a record of its own.

import { readFileSync } from "node:fs";
import { createIndex } from "pagefind";

const { documents } = JSON.parse(readFileSync(0, "utf-8"));
const { index } = await createIndex({});
for (const { id, title, alias, text, basis, code } of documents) {
  await index.addCustomRecord({ url: `/${id}`, content: [title, alias, text, basis, code].join("。"), language: "zh", meta: { title } });
}
await index.writeFiles({ outputPath: process.argv[2] });
process.exit(0);
