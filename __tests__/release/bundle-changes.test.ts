import { describe, expect, test } from '@jest/globals';
import { readAppSpec } from '../../src/appspec/appspec.ts';
import { compareBundles, type ListedFile } from '../../src/release/bundle-changes.ts';
import fc from '../fast-check.ts';

const aFile = (path: string, more: Partial<ListedFile> = {}): ListedFile => ({
  path,
  kind: 'file',
  mode: 0o644,
  size: 3,
  crc32: 7,
  ...more,
});

const listing = fc
  .uniqueArray(
    fc.record({
      path: fc.constantFrom('a', 'b/c', 'b/d.sql', 'e', 'f.service', 'migrations/1'),
      kind: fc.constantFrom('file' as const, 'link' as const),
      mode: fc.constantFrom(0o644, 0o755, undefined),
      size: fc.nat(3),
      crc32: fc.nat(3),
    }),
    { selector: ({ path }) => path },
  )
  .map((files) => ({ files }));

describe('what differs between two bundles', () => {
  test('every path is the same or told once, and the other way round new is gone', () => {
    fc.assert(
      fc.property(listing, listing, (before, after) => {
        const { files, same } = compareBundles(before, after);
        const paths = new Set([...before.files, ...after.files].map(({ path }) => path));
        expect(same + files.length).toBe(paths.size);
        expect(new Set(files.map(({ path }) => path)).size).toBe(files.length);
        const text = (all: readonly ListedFile[], path: string) =>
          JSON.stringify(all.find((one) => one.path === path));
        for (const path of paths)
          expect(files.some((file) => file.path === path)).toBe(
            text(before.files, path) !== text(after.files, path),
          );
        const back = compareBundles(after, before);
        const opposite = { new: 'gone', gone: 'new', changed: 'changed', mode: 'mode' };
        for (const { path, change } of files)
          expect(back.files.find((file) => file.path === path)?.change).toBe(opposite[change]);
      }),
    );
  });

  test('a bundle does not differ from itself', () => {
    fc.assert(
      fc.property(listing, (one) => {
        expect(compareBundles(one, one)).toEqual({ files: [], same: one.files.length });
      }),
    );
  });

  test('AppSpec file, migrations, hooks and units stand first, also a hook that is taken away', () => {
    const appspec = (hook: string) => {
      const text = `version: 0.0\nos: linux\nhooks:\n  ApplicationStart:\n    - location: ./${hook}\n`;
      const reading = readAppSpec(Buffer.from(text));
      if (!reading.ok) throw new Error(reading.message);
      return reading.spec;
    };
    const before = {
      files: [aFile('app'), aFile('old.sh'), aFile('units/orders.service'), aFile('z.txt')],
      appspec: appspec('old.sh'),
    };
    const after = {
      files: [
        aFile('app', { crc32: 8 }),
        aFile('appspec.yml'),
        aFile('db/migrate/2.rb'),
        aFile('new.sh'),
        aFile('units/orders.service', { size: 4 }),
        aFile('z.txt', { mode: 0o755 }),
      ],
      appspec: appspec('new.sh'),
    };
    const { files } = compareBundles(before, after);
    expect(files.map(({ path, change, marks }) => [path, change, ...marks])).toEqual([
      ['appspec.yml', 'new', 'appspec'],
      ['db/migrate/2.rb', 'new', 'migration'],
      ['new.sh', 'new', 'hook'],
      ['old.sh', 'gone', 'hook'],
      ['units/orders.service', 'changed', 'unit'],
      ['app', 'changed'],
      ['z.txt', 'mode'],
    ]);
  });
});
