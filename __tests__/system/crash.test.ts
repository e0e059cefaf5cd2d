import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { copyQuickstart, dist, repository, run } from './fanout.ts';

let folder: string;
let quickstart: ReturnType<typeof copyQuickstart>;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'crash-'));
  quickstart = copyQuickstart();
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  quickstart.remove();
});

/** What makes the product's own code throw, from below it; where that must show in the stack. */
const throws = {
  'a command': {
    args: ['rehearse'],
    plant: `
      const fs = require('node:fs');
      const { openSync, readFileSync } = fs;
      let opened;
      fs.openSync = (path, ...rest) => {
        const file = openSync(path, ...rest);
        if (/fanout\\.yml$/.test(path)) opened = file;
        return file;
      };
      fs.readFileSync = (file, ...rest) => (file === opened ? { toString: () => 7 } : readFileSync(file, ...rest));
      require('node:module').syncBuiltinESMExports();`,
    shows: ['readConfiguration', 'src/cli/project.ts', 'loadConfiguration('],
  },
  'a hook of the host': {
    args: ['rehearse', '--seed', '1'],
    plant: `
      const { write } = process.stdout;
      let planted = false;
      process.stdout.write = function (text, ...rest) {
        if (planted || !String(text).includes('canary')) return write.call(this, text, ...rest);
        planted = true;
        throw new TypeError('planted');
      };`,
    shows: ['Sink.write', 'src/ci/sink.ts', '.write('],
  },
  'a callback of a library': {
    args: ['package'],
    plant: `
      const { StringDecoder } = require('node:string_decoder');
      StringDecoder.prototype.write = () => { throw new TypeError('planted'); };`,
    shows: ['OutputLines.add', 'src/bundle/output-lines.ts', '.write(bytes)'],
  },
  'a timer': {
    args: ['rehearse', '--seed', '1'],
    plant: `
      const { setImmediate: real } = globalThis;
      const { max } = Math;
      let count = 0;
      globalThis.setImmediate = (work, ...rest) => real(() => {
        if (++count >= 300) Math.max = (...given) => {
          if (!new Error().stack.includes('wakeNext')) return max(...given);
          count = -Infinity;
          Math.max = max;
          throw new TypeError('planted');
        };
        try { return work(...rest); } finally { Math.max = max; }
      });`,
    shows: ['wakeNext', 'src/rehearsal/sleepers.ts', 'Math.max('],
  },
};

const systems = {
  terminal: { env: {}, form: /^error: internal error: TypeError/m },
  github: { env: { GITHUB_ACTIONS: 'true' }, form: /^::error::internal error: TypeError/m },
  teamcity: {
    env: { TEAMCITY_VERSION: '2026.1' },
    form: /^##teamcity\[buildProblem description='error: internal error: TypeError/m,
  },
  gitlab: { env: { GITLAB_CI: 'true' }, form: /error: internal error: TypeError/ },
};

describe.each(Object.entries(throws))('a throw in %s', (name, { args, plant, shows }) => {
  test.each(Object.entries(systems))(
    'ends with 70 and a stack of the source, in the form of %s',
    async (system, { env, form }) => {
      const preload = join(folder, `${name.replaceAll(' ', '-')}-${system}.cjs`);
      writeFileSync(preload, plant);
      const command = ['--require', preload, dist, ...args];
      const ended = await run(process.execPath, command, { cwd: quickstart.folder, env });
      const said = ended.stdout + ended.stderr;
      expect(said).toMatch(form);
      expect({ code: ended.code, said }).toMatchObject({ code: 70 });
      const [call = '', file = '', text] = shows;
      const place = said.split(`${call} (${file}:`)[1] ?? '';
      const line = Number(/^\d+/.exec(place)?.[0]);
      const source = readFileSync(join(repository, file), 'utf8').split('\n');
      expect(source[line - 1]).toContain(text);
      // Libraries are told by their place in dist/, and what is ours never is.
      if (name !== 'a callback of a library') expect(said).not.toMatch(/dist[\\/]\w+\.cjs/);
    },
  );
});
