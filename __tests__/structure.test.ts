import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from '@jest/globals';

const imports = new Map(
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join('src', file))
    .map((file) => [file, importsOf(file)] as const),
);

test('no file imports itself through others, types included', () => {
  expect([...imports.keys()].filter((file) => reach(file).has(file))).toEqual([]);
});

const pureFolders =
  /^src\/(?:config|appspec|words|report|page|policies|bootstrap|init)\/|^src\/release\/[^/]+$/;
const effects = /^(?:node:|@aws-sdk\/|@smithy\/|@actions\/)|^src\/(?:aws|ci|cli|emulator|verify)\//;

test('a pure folder reaches no Node, AWS or CI, not even through other files', () => {
  const found = [...imports.keys()]
    .filter((file) => pureFolders.test(file))
    .flatMap((file) => [...reach(file)].filter((at) => effects.test(at)).map((at) => [file, at]));
  expect(found).toEqual([]);
});

test('the map names every folder that exists and no other', () => {
  const map = readFileSync('docs/architecture.md', 'utf8');
  const named = [...map.matchAll(/^\| (`.*?`) \|/gm)].flatMap(([, cell = '']) => {
    const [first = '', ...rest] = [...cell.matchAll(/`([\w/.-]+)\/`/g)].map((match) => match[1]);
    return first.startsWith('src/')
      ? [first, ...rest.map((sibling) => join(dirname(first), sibling ?? ''))]
      : [];
  });
  expect(named.toSorted()).toEqual(foldersBelow('src').toSorted());
});

test('CONTRIBUTING names only files and folders that exist', () => {
  const text = readFileSync('CONTRIBUTING.md', 'utf8');
  const paths = [
    ...text.matchAll(/(?:^|[\s`(])((?:src|build|docs|examples|__tests__)\/[\w./-]+)/gm),
  ];
  const missing = paths.map(([, path = '']) => path).filter((path) => !existsSync(path));
  expect(paths.length).toBeGreaterThan(20);
  expect(missing).toEqual([]);
});

test('what may be missing is left out by defined(), or by the condition that decides', () => {
  const nothingOrIt = /\.\.\.\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*?(?:\? \{\}|: \{\})/;
  const itself = /\.\.\.\(([\w.?]+) !== undefined && \{ (?:\w+: \1|\1) \}\)/;
  const found = [...imports.keys()].filter((file) => {
    const text = readFileSync(file, 'utf8');
    return nothingOrIt.test(text) || itself.test(text);
  });
  expect(found).toEqual([]);
});

test('random input of every test comes from the seed of the run', () => {
  const found = readdirSync('__tests__', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && file !== 'fast-check.ts')
    .filter((file) => importsOf(join('__tests__', file)).includes('fast-check'));
  expect(found).toEqual([]);
});

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, path = '']) =>
    path.startsWith('.') ? normalize(join(dirname(file), path)) : path,
  );
}

/** Everything that a file imports, through others too. */
function reach(file: string): Set<string> {
  const reached = new Set<string>();
  const left = [...(imports.get(file) ?? [])];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    left.push(...(imports.get(next) ?? []));
  }
  return reached;
}

function foldersBelow(folder: string): string[] {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isDirectory())
    .flatMap((path) => [path, ...foldersBelow(path)]);
}
