import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { actionsOfCommands, policyText } from '../../build/wrappers/permissions.ts';

const source = new URL('../../src/', import.meta.url);

/** The calls that the code makes, but for those of the emulator, which answers them. */
function calledCommands(): string[] {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts') && !path.startsWith('emulator/'));
  const found = files.flatMap((path) => {
    const text = readFileSync(new URL(path, source), 'utf8');
    return [...text.matchAll(/\bnew ([A-Z]\w+Command)\(/g)].map(([, name = '']) => name);
  });
  return [...new Set(found)].sort();
}

test('the table of permissions has every call of the code and no other', () => {
  expect(Object.keys(actionsOfCommands).sort()).toEqual(calledCommands());
});

test('the policy allows what the table says, each action once and no wildcard', () => {
  const policy = JSON.parse(policyText().replaceAll('```json', '').replaceAll('```', ''));
  const allowed = policy.Statement.flatMap(({ Action }: { Action: string[] }) => Action);
  const needed = new Set(Object.values(actionsOfCommands).flat());
  expect([...allowed].sort()).toEqual([...needed].sort());
  expect(allowed.join()).not.toContain('*');
});
