import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { CommandName } from '../../src/cli/commands.ts';
import { optionNames, optionOf } from '../../src/cli/options.ts';

/** Who shows what these files advise. A flag that is advised beside the name of its own command may be that one's. */
const shownBy: Record<string, readonly CommandName[]> = {
  'src/release/records/earlier-bytes.ts': ['deploy'],
  'src/release/records/choose-release.ts': ['deploy', 'promote', 'plan'],
  'src/release/records/check-content.ts': ['deploy', 'promote', 'plan'],
  'src/release/run/choose-promotion.ts': ['promote', 'plan'],
  'src/release/run/verify-again.ts': ['deploy', 'promote'],
  'src/release/run/sources.ts': ['deploy'],
  'src/release/run/run-release.ts': ['deploy', 'promote'],
  'src/release/run/roll-back.ts': ['rollback', 'plan'],
  'src/release/run/rollback-artifacts.ts': ['rollback', 'plan'],
  'src/release/guard/earlier-waves.ts': ['deploy', 'promote', 'plan'],
  'src/release/guard/check-alarms.ts': ['deploy', 'promote', 'plan'],
  'src/release/guard/who-answers.ts': ['deploy', 'promote', 'rollback'],
  'src/release/guard/lease.ts': ['rollback'],
  'src/release/guard/version-order.ts': ['deploy', 'promote', 'plan'],
};

const files = readdirSync('src/release', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => join('src/release', file));

/** Flags in the texts of a file, not in its comments. */
function flagsIn(file: string): string[] {
  const text = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  return [...text.matchAll(/--([a-z][a-z-]+)/g)].map(([, name = '']) => name);
}

test('every flag that a run advises is taken by the commands that advise it', () => {
  const wrong = files.flatMap((file) =>
    flagsIn(file).flatMap((flag) => {
      const option = optionNames.find((name) => name === flag);
      const commands = shownBy[file];
      if (!option || !commands) return [`${file}: --${flag}`];
      const taken: readonly string[] = optionOf(option).commands;
      return commands
        .filter((one) => !taken.includes(one))
        .map((one) => `${file}: ${one} --${flag}`);
    }),
  );
  expect(wrong).toEqual([]);
});
