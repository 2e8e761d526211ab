// Asks Pagefind in the page that serves it; the address of its reader and the questions are given.
async ([reader, questions]) => {
  const pagefind = await import(reader);
  await pagefind.init();
  const answers = [];
  for (const question of questions) {
    const start = performance.now();
    const { results } = await pagefind.search(question);
    const found = await Promise.all(results.slice(0, 10).map(one => one.data()));
    answers.push({ ids: found.map(one => one.url.replace(/^\//, "")), milliseconds: performance.now() - start });
  }
  return answers;
}
