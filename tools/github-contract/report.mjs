// What the proxy saw, in figures.
const counted = entries => entries.reduce((all, key) => all.set(key, (all.get(key) ?? 0) + 1), new Map());
const rows = (title, counts) => {
  if (!counts.size) return;
  console.log(`  ${title}`);
  for (const [what, n] of [...counts].sort()) console.log(`    ${String(n).padStart(4)}  ${what}`);
};

/** Prints it; what breaks the contract. `own`: the answers are ours to answer for. */
export function report(world, own) {
  const {seen} = world;
  const outside = seen.filter(e => e.faults.length);
  rows('requests', counted(seen.map(e => e.name)));
  rows('outside the document', counted(outside.flatMap(e => e.faults.map(f => `${e.name}: ${f}`))));
  rows('media types asked for', counted(seen.map(e => e.accept ?? '(none)')));
  console.log(`  ${seen.length} requests of ${new Set(seen.map(e => e.name)).size} operations, ${outside.length} outside the document`);
  const wrong = counted(seen.flatMap(e => (e.wrong ?? []).map(f => `${e.name} ${e.status}: ${f.replace(/\/\d+/g, '/n')}`)));
  if (own) rows('answers that differ from the document', wrong);
  const partial = seen.filter(e => e.missing?.length).length;
  console.log(`  answers: ${seen.filter(e => e.wrong?.length).length} differ from the document in what they say, ${partial} leave out required properties`);
  return [
    ...outside.map(e => `${world.name}: ${e.name}: ${e.faults.join('; ')}`),
    ...(own ? [...wrong.keys()].map(f => `${world.name} answers ${f}`) : []),
  ];
}
