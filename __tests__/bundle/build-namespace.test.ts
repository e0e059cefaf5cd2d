import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { ownNamespace } from '../../src/bundle/build-namespace.ts';

const user = process.getuid?.() === 0 ? [] : ['--user', '--map-current-user'];
const canBeMade =
  spawnSync('unshare', [...user, '--mount', '--pid', '--fork', '--mount-proc', 'true']).status ===
  0;

describe('a namespace of its own', () => {
  (canBeMade ? test : test.skip)(
    'has no process but those that begin in it, and gives back the exit code',
    () => {
      const own = ownNamespace();
      if ('why' in own) throw new Error(own.why);
      const [program = '', ...args] = [
        ...own.prefix,
        'sh',
        '-c',
        'ls -d /proc/[0-9]*; cat; exit 7',
      ];
      const { status, stdout } = spawnSync(program, args, { encoding: 'utf8', input: 'as given' });
      expect(status).toBe(7);
      expect(stdout).toMatch(/^(?:\/proc\/\d+\n){1,4}as given$/);
      expect(stdout).toMatch(/^\/proc\/1\n/);
    },
  );
});
