// node --import ./build/run-typescript.js build/mutate/mutate.ts [COUNT] [SEED] [FOLDER…] [--slow]
// Makes COUNT mutants of each folder's sources, runs the fast tests that concern each, and lists those that none notices;
// with --slow, those that the slow tests of their folder notice neither.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { seededRandom } from '../../src/random.ts';
import { compiling } from './compiling.ts';
import { type ConcernedTests, concernedTests } from './concerned-tests.ts';
import { copyRepository } from './copy.ts';
import { type Mutant, mutantsOf } from './operators.ts';
import { withPasses } from './passes.ts';
import type { Pace } from './run-tests.ts';

type Drawn = Mutant & { file: string; text: string; folder: string };
type Placed = Drawn & { id: number };

const { values, positionals } = parseArgs({
  options: { slow: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const [count = '40', seed = '1', ...given] = positionals;
const folders = given.length > 0 ? given : ['release', 'aws', 'bundle', 'verify'];
const texts = new Map<string, string>();
const random = seededRandom(Number(seed));
const copy = copyRepository(join(import.meta.dirname, '../..'));
process.once('exit', () => copy.remove());
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

const mutants = folders.flatMap(drawn).map((mutant, id) => ({ ...mutant, id }));
const survivors = await judge(mutants, 'fast');
if (values.slow && survivors.length > 0) await judge(survivors, 'slow');

/** Runs the tests of a pace that concern each, and tells how many of each folder they notice. */
async function judge(some: readonly Placed[], pace: Pace): Promise<Placed[]> {
  const write = (are: 'telling' | 'plain') => writeSources(some, are);
  const tests = await concernedTests(some, { folder: copy.folder, pace, seed, write });
  for (const red of tests.red) console.log(`red without a mutant, and passed over: ${red}`);
  const unnoticed: Placed[] = [];
  for (const folder of folders) {
    const own = some.filter((mutant) => mutant.folder === folder);
    let late = 0;
    let left = 0;
    for (const mutant of own) {
      const notice = await withMutant(mutant, tests.noticeOf);
      if (notice?.isLate) late += 1;
      if (notice) continue;
      unnoticed.push(mutant);
      left += 1;
    }
    const byTime = late > 0 ? `, ${late} of them by time` : '';
    console.log(`${folder}: ${pace} tests notice ${own.length - left} of ${own.length}${byTime}`);
  }
  return unnoticed;
}

async function withMutant(mutant: Placed, noticeOf: ConcernedTests['noticeOf']) {
  const began = Date.now();
  const path = join(copy.folder, mutant.file);
  writeFileSync(path, mutant.text);
  const notice = await noticeOf(mutant);
  writeFileSync(path, textOf(mutant.file));
  const seconds = Math.round((Date.now() - began) / 1000);
  const told = notice
    ? `noticed  ${described(mutant)} by ${notice.by}`
    : `SURVIVES ${described(mutant)}`;
  console.log(`${told} (${seconds} s)`);
  return notice;
}

/** What is drawn of a folder. What the compiler refuses is noticed without a test. */
function drawn(folder: string): Drawn[] {
  const all = filesIn(folder).flatMap((file) =>
    mutantsOf(textOf(file)).map((mutant) => ({ ...mutant, file })),
  );
  const made = all.length;
  const some: Drawn[] = [];
  while (some.length < 2 * Number(count) && all.length > 0) {
    const [mutant] = all.splice(Math.floor(random.next() * all.length), 1);
    if (mutant) some.push({ ...mutant, folder, text: changed(mutant) });
  }
  const fit = compiling(copy.folder, some);
  console.log(`${folder}: ${made} could be made; of ${some.length} drawn, ${fit.length} compile`);
  return fit.slice(0, Number(count));
}

function filesIn(folder: string): string[] {
  return readdirSync(join(copy.folder, 'src', folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join('src', folder, name))
    .sort();
}

/** As it was at first: whoever works on the repository meanwhile changes nothing here. */
function textOf(file: string): string {
  const text = texts.get(file) ?? readFileSync(join(copy.folder, file), 'utf8');
  texts.set(file, text);
  return text;
}

function changed({ file, start, end, to }: Mutant & { file: string }): string {
  const text = textOf(file);
  return text.slice(0, start) + to + text.slice(end);
}

/** Sources that tell what of them is passed, or as they are. */
function writeSources(some: readonly Placed[], are: 'telling' | 'plain'): void {
  for (const file of new Set(some.map((mutant) => mutant.file))) {
    const own = some.filter((mutant) => mutant.file === file);
    const text = textOf(file);
    writeFileSync(join(copy.folder, file), are === 'telling' ? withPasses(text, own) : text);
  }
}

function described({ file, start, end, to }: Placed): string {
  const text = textOf(file);
  const before = text.slice(0, start).split('\n');
  const place = `${file}:${before.length}:${(before.at(-1) ?? '').length + 1}`;
  const whole = text.split('\n')[before.length - 1]?.trim();
  const from = text.slice(start, end).replaceAll(/\s+/g, ' ').trim();
  return `${place} "${from}" → "${to.trim()}" in "${whole}"`;
}
