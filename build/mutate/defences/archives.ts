import type { Removal } from '../removal.ts';

const small = '__tests__/system/small-attacks.test.ts';

/** Of archives, and of links where a file is expected. */
export const ofArchives: readonly Removal[] = [
  {
    name: 'a link in the place of a SARIF file',
    patches: [
      {
        file: 'src/ci/report-file.ts',
        from: 'renameSync(temporary, path);',
        to: 'writeFileSync(path, content); rmSync(temporary); if (path === "") renameSync(temporary, path);',
      },
    ],
    test: small,
    title: 'sarif replaces a link and leaves alone what it leads to',
  },
  {
    name: 'a link in the place of the AppSpec file',
    patches: [
      {
        file: 'src/bundle/pack-folder.ts',
        from: 'if (await leadsOut(named, cwd)) return problem(outward);',
        to: "if ((await leadsOut(named, cwd)) && named === '') return problem(outward);",
      },
    ],
    test: small,
    title: 'a link instead of the AppSpec file brings nothing from outside into the bundle',
  },
  {
    name: 'NUL in the name of a zip’s entry, on an emulated host',
    patches: [
      {
        file: 'src/emulator/host/archive/archive-entry.ts',
        from: "const parts = name.replaceAll('\\0', '').split('/');",
        to: "const parts = name.split('/').map((part) => part.replaceAll('\\0', ''));",
      },
      {
        file: 'src/emulator/host/archive/archive-entry.ts',
        from: "part !== '' && part !== '.' && part !== '..'",
        to: "part !== '' && part !== '.' && (part !== '..' || name.includes('\\0'))",
      },
    ],
    test: '__tests__/emulator/host/archive/read-archive.test.ts',
    title: 'is unpacked as',
  },
  {
    name: 'entries of a zip that overlap, on an emulated host',
    patches: [
      {
        file: 'src/emulator/host/archive/zip-entries.ts',
        from: '  refuseOverlaps(entries);',
        to: '  refuseOverlaps(entries.slice(0, 1));',
      },
    ],
    test: '__tests__/emulator/host/archive/read-archive.test.ts',
    title: 'entries that share bytes are refused, as in a bomb',
  },
];
