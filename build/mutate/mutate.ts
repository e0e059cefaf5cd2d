// node --import ./build/run-typescript.js build/mutate/mutate.ts [COUNT] [SEED] [FOLDER…]
// Makes COUNT mutants of the folders' sources, runs the tests that concern the file, and lists those that no test notices.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { seededRandom } from '../../src/random.ts';
import { concernedTests } from './concerned-tests.ts';
import { copyRepository } from './copy.ts';
import { type Mutant, mutantsOf } from './operators.ts';

const [count = '40', seed = '1', ...given] = process.argv.slice(2);
const folders = given.length > 0 ? given : ['release', 'aws', 'bundle', 'verify'];
const root = join(import.meta.dirname, '../..');

type Placed = Mutant & { file: string };

const all = folders.flatMap((folder) => filesIn(join(root, 'src', folder))).flatMap(placed);
const random = seededRandom(Number(seed));
const copy = copyRepository(root);
const tests = concernedTests(copy.folder);
const survivors: Placed[] = [];
const saidRed = new Set<string>();
let killed = 0;
try {
  while (killed + survivors.length < Number(count) && all.length > 0) {
    const [mutant] = all.splice(Math.floor(random.next() * all.length), 1);
    if (!mutant) break;
    sayRed(tests.redUnmutated(mutant.file));
    const began = Date.now();
    const isKilled = isNoticed(mutant);
    if (isKilled) killed += 1;
    else survivors.push(mutant);
    const seconds = Math.round((Date.now() - began) / 1000);
    console.log(`${isKilled ? 'killed' : 'SURVIVES'} ${described(mutant)} (${seconds} s)`);
  }
} finally {
  copy.remove();
}
const tried = killed + survivors.length;
console.log(`${killed} of ${tried} killed; ${all.length + tried} could be made`);

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => relative(root, join(folder, name)))
    .sort();
}

function placed(file: string): Placed[] {
  return mutantsOf(readFileSync(join(root, file), 'utf8')).map((mutant) => ({ ...mutant, file }));
}

/** What is red in a copy without any mutant is passed over, and said. */
function sayRed(paths: readonly string[]): void {
  for (const path of paths) {
    if (!saidRed.has(path)) console.log(`red without a mutant, and passed over: ${path}`);
    saidRed.add(path);
  }
}

function described({ file, line, from, to, text }: Placed): string {
  return `${file}:${line} "${from.trim()}" → "${to.trim()}": ${text.trim()}`;
}

function isNoticed({ file, line, text }: Placed): boolean {
  const path = join(copy.folder, file);
  const before = readFileSync(path, 'utf8');
  const lines = before.split('\n');
  lines[line - 1] = text;
  writeFileSync(path, lines.join('\n'));
  const isRed = tests.isAnyRed(file);
  writeFileSync(path, before);
  return isRed;
}
