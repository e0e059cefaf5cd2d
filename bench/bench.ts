/** `npm run bench [NAME…]`: measures the bundle in `dist/` beside what people use instead, and writes RESULTS.md. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { benches } from './benches.ts';
import { machine } from './machine.ts';
import { section, withSection } from './results-page.ts';

const page = new URL('RESULTS.md', import.meta.url).pathname;

const asked = process.argv.slice(2);
const known = benches.map(({ name }) => name);
const unknown = asked.filter((name) => name !== 'all' && !known.includes(name));
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}. There are: all, ${known.join(', ')}.`);
  process.exit(2);
}
const chosen = benches.filter(({ name, slow }) =>
  asked.length === 0 ? !slow : asked.includes('all') || asked.includes(name),
);
for (const bench of chosen) {
  console.error(`${bench.name}: ${bench.about}`);
  const rows = await bench.run();
  const text = section(bench, rows, machine());
  console.log(text);
  const before = existsSync(page) ? readFileSync(page, 'utf8') : '';
  writeFileSync(page, withSection(before, bench.name, text));
}
