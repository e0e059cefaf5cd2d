import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { EOL, tmpdir } from 'node:os';
import { join } from 'node:path';
import * as toolkit from '@actions/core';
import { afterAll, expect, test } from '@jest/globals';
import { command, fileEntry } from '../../src/ci/github-commands.ts';
import fc from '../fast-check.ts';

/** What GitHub's own library writes is the judge of what ours does: docs/decisions/github-commands.md. */
const folder = mkdtempSync(join(tmpdir(), 'fanout-toolkit-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Of the signs that mean something to the runner, more than by chance. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom('%', '\r', '\n', ':', ',', '=', '::', 'ghadelimiter_'),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
    ),
    { maxLength: 20 },
  )
  .map((parts) => parts.join(''));

test('commands are written as @actions/core writes them', () => {
  fc.assert(
    fc.property(
      text,
      text,
      text,
      fc.integer({ min: 1, max: 500 }),
      (message, title, file, line) => {
        const theirs = printedBy(() => toolkit.error(message, { title, file, startLine: line }));
        expect(command('error', message, { title, file, line })).toBe(theirs);
      },
    ),
  );
  for (const [ours, theirs] of [
    [command('group', 'a%\nb'), () => toolkit.startGroup('a%\nb')],
    [command('endgroup', ''), () => toolkit.endGroup()],
    [command('debug', 'a\r%0A'), () => toolkit.debug('a\r%0A')],
    [command('warning', ''), () => toolkit.warning('')],
  ] as const)
    expect(ours).toBe(printedBy(theirs));
});

test('outputs and state go into their files as @actions/core puts them', () => {
  for (const [variable, write] of [
    ['GITHUB_OUTPUT', toolkit.setOutput],
    ['GITHUB_STATE', toolkit.saveState],
  ] as const) {
    const file = join(folder, variable);
    fc.assert(
      fc.property(text, (value) => {
        writeFileSync(file, '');
        within({ [variable]: file }, () => write('name', value));
        expect(plain(fileEntry('name', value))).toBe(plain(readFileSync(file, 'utf8')));
      }),
      { numRuns: 30 },
    );
  }
});

function printedBy(work: () => void): string {
  let printed = '';
  const { write } = process.stdout;
  process.stdout.write = (chunk: string | Uint8Array) => {
    printed += chunk;
    return true;
  };
  try {
    work();
  } finally {
    process.stdout.write = write;
  }
  return printed.slice(0, -EOL.length);
}

function within(variables: Record<string, string>, work: () => void): void {
  Object.assign(process.env, variables);
  try {
    work();
  } finally {
    for (const name of Object.keys(variables)) delete process.env[name];
  }
}

/** The delimiter is drawn anew each time. */
function plain(entry: string): string {
  return entry.replaceAll(/ghadelimiter_[0-9a-f-]{36}/g, 'DELIMITER').replaceAll(EOL, '\n');
}
