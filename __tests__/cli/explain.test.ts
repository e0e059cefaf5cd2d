import { expect, test } from '@jest/globals';
import type { Host } from '../../src/ci/host.ts';
import { readInputs } from '../../src/cli/arguments.ts';
import type { CommandPorts } from '../../src/cli/command-ports.ts';
import { explainCommand } from '../../src/cli/commands/explain.ts';
import { UsageError } from '../../src/problem.ts';
import { allCodes } from '../../src/report/explanation.ts';

async function explain(...words: string[]) {
  const read = readInputs(['explain', ...words], {});
  if (!read.ok) throw new UsageError(read.problems);
  if (read.inputs.command !== 'explain') throw new Error('not read');
  const printed: string[] = [];
  const note = (text: string) => void printed.push(text);
  const host = { print: note, result: note } as unknown as Host;
  const exitCode = await explainCommand(read.inputs, { host } as CommandPorts);
  return { exitCode, text: printed.join('\n') };
}

test('a kind of problem', async () => {
  expect(await explain('older-version')).toEqual({
    exitCode: 0,
    text: `older-version: the version is older than what runs there

What to do: pass --allow-older if that is intended, or use \`fanout rollback\``,
  });
});

test('a rule, with what breaks it', async () => {
  const { text } = await explain('files/relative-destination');
  expect(text).toMatch(/^files\/relative-destination \(warning\): /);
  expect(text).toMatch(/\nWhat to do: .*\n\nBad:\n {2}files:\n.*\n\nGood:\n {2}files:\n/s);
});

test.each(allCodes)('%s, as one object too', async (code) => {
  const { exitCode, text } = await explain(code, '--json');
  expect(exitCode).toBe(0);
  const kind = code.includes('/') ? 'rule' : 'problem';
  expect(JSON.parse(text)).toMatchObject({ code, kind, what: expect.any(String) });
  expect((await explain(code)).text).toContain('\nWhat to do: ');
});

test.each([
  ['older-verison', 'did you mean "older-version"?'],
  ['files/relative-destinaton', 'did you mean "files/relative-destination"?'],
  ['constructor', /^there are: /],
])('%s is none, and the nearest is named', async (code, hint) => {
  await expect(explain(code)).rejects.toMatchObject({
    problems: [
      {
        code: 'unknown-code',
        message: `no problem or rule has the code "${code}"`,
        hint: expect.stringMatching(hint),
      },
    ],
  });
});

test('without a code, it says that it needs one', async () => {
  await expect(explain()).rejects.toThrow('"explain" needs a code');
});
