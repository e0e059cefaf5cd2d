import { readFileSync } from 'node:fs';
import { runInThisContext } from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import { transformSync } from 'rolldown/utils';
import { mutantsOf } from '../build/mutate/operators.ts';
import { withPasses } from '../build/mutate/passes.ts';

/** The source after each of its mutants. */
function mutated(source: string): string[] {
  return mutantsOf(source).map(
    ({ start, end, to }) => source.slice(0, start) + to + source.slice(end),
  );
}

describe('what is changed of a source to see which test notices it', () => {
  test.each([
    ['a < b', ['a <= b']],
    ['a === b && c', ['a === b || c', 'a !== b && c']],
    ['a ?? b', ['a']],
    ['!a', ['a']],
    ['a + b', ['a - b']],
    ['`${a}` + b', []],
    [
      '[0, 1, 20, false]',
      ['[1, 1, 20, false]', '[0, 0, 20, false]', '[0, 1, 40, false]', '[0, 1, 20, true]'],
    ],
    ['a ? b : c', ['true ? b : c', 'false ? b : c']],
    ['a.every(b)', ['a.some(b)']],
    ['a.filter(b).map(c)', ['a.map(c)']],
    ['a.toString()', []],
  ])('%s', (value, expected) => {
    expect(mutated(`const one = ${value};`)).toEqual(expected.map((is) => `const one = ${is};`));
  });

  test('statements are left out, conditions decided, results lost', () => {
    expect(mutated('function f() { if (a) return b; c(); }')).toEqual([
      'function f() { if (true) return b; c(); }',
      'function f() { if (false) return b; c(); }',
      'function f() { if (a) return undefined; c(); }',
      'function f() { if (a) return b; ; }',
    ]);
  });

  test('types, imports and names of properties are left alone', () => {
    expect(
      mutated("import a from 'b'; type One = { is: true; 1: 2 }; const b = { 1: c } as One;"),
    ).toEqual([]);
  });
});

describe('a source that tells which places are passed', () => {
  test('does what it did', () => {
    const source =
      'function f(a) { const b = a.filter((c) => c > 1).sort(); if (b.length === 0) return 0; b.pop(); return b[0] ?? 5; } f([1, 3, 2]);';
    const told: number[] = [];
    const all = mutantsOf(source);
    const telling = withPasses(
      source,
      all.map((mutant, id) => ({ ...mutant, id })),
    );
    Object.assign(globalThis, { passMutant: (id: number) => told.push(id) });
    expect(runInThisContext(telling)).toBe(runInThisContext(source));
    Reflect.deleteProperty(globalThis, 'passMutant');
    const passed = all.filter((_, id) => told.includes(id));
    expect(
      all.filter((one) => !passed.includes(one)).map(({ start }) => source.slice(start, start + 3)),
    ).toEqual(['0; ', '5; ']);
  });

  test.each(['release/guard/keep-lease', 'aws/upload', 'bundle/zip-writer'])(
    'of %s can be compiled',
    (name) => {
      const source = readFileSync(new URL(`../src/${name}.ts`, import.meta.url), 'utf8');
      const mutants = mutantsOf(source).map((mutant, id) => ({ ...mutant, id }));
      expect(transformSync('source.ts', withPasses(source, mutants)).errors).toEqual([]);
    },
  );
});
