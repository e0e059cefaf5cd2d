import { describe, expect, test } from '@jest/globals';
import { detectHost, hostNames } from '../../src/ci/detect.ts';
import { Masker } from '../../src/ci/masker.ts';
import { Scrubber } from '../../src/ci/scrubber.ts';
import { aCause, aRolledBackResult, aRun, START } from '../report/makers.ts';
import { printed } from './printed.ts';

const secret = "s3cr|t'[x] \u00fc\u0000value";
const key = '-----BEGIN KEY-----\nabc/def+123\n\nxy\n-----END KEY-----';
const leak = (text: string) =>
  `${text}${secret}, ${secret.replace('s3', 's\u001b[0m3')}, ${secret.replace('s3', 's\u001b\u001b[0m[0m3')}, ${'x'.repeat(480)}${secret}`;
const run = aRun({
  fails: (destination, number) => {
    if (destination !== 'retail/eu-west-1' || number !== 1) return undefined;
    return {
      code: 'ScriptFailed',
      script: leak('a'),
      message: leak('b'),
      log: `${leak('c')}\n${key}`,
    };
  },
});

describe.each(hostNames)('%s', (name) => {
  test('prints no secret, in whatever form, into no file', async () => {
    expect(detectHost({ FANOUT_CI: name })).toBe(name);
    const output = await printed(
      name,
      async (host) => {
        host.mask(secret);
        host.mask(key);
        for (const event of run) host.take(event);
        host.print(leak('print '));
        host.debug(leak('debug '));
        host.problems(
          [{ code: 'held', message: leak('problem '), hint: leak('hint '), file: leak('file') }],
          'error',
        );
        host.problems([{ code: 'held', message: leak('problem ') }], 'warning');
        host.output('one', secret);
        host.saveState('two', secret);
        host.result(JSON.stringify({ three: secret, four: encodeURIComponent(secret) }));
      },
      { debug: true, env: { GITHUB_ACTIONS: 'yes' } },
    );
    const files = ['output', 'state', 'summary', '.fanout/outputs.env', '.fanout/junit.xml'];
    for (const text of [output.stdout, output.stderr, ...files.map(output.file)]) {
      expect(text).not.toMatch(/s3cr|3cr\||x00value|0000value|abc\/def|abc%2F/);
    }
    expect(output.stdout).toContain('***');
  });

  test('redacts what instances say, and only that', async () => {
    const { stdout, file } = await printed(name, run, { redact: [/ValidateService|BEGIN KEY/] });
    expect(stdout).not.toContain('BEGIN KEY');
    expect(stdout).toContain('ValidateService');
    expect(file('summary') + file('.fanout/junit.xml')).not.toContain('BEGIN KEY');
  });
});

test('no secret is given to GitHub to hide: the log may go through a pipe to a file first', async () => {
  const { stdout, stderr } = await printed('github', (host) => {
    host.mask('first line\nsecond line');
    host.print('first line, second line');
  });
  expect([stdout, stderr]).toEqual(['***, ***\n', '']);
});

describe('Masker', () => {
  test('hides the longer of two secrets whole', () => {
    const masker = new Masker();
    masker.add('secret');
    masker.add('secretive');
    expect(masker.hide('secretive secret')).toBe('*** ***');
  });

  test('leaves short ones alone, for they are in every log', () => {
    const masker = new Masker();
    expect(masker.add('abc\n \n')).toEqual([]);
    expect(masker.hide('abc')).toBe('abc');
  });

  test('takes a secret for no pattern', () => {
    const masker = new Masker();
    masker.add('a.c*(d');
    expect(masker.hide('abccd a.c*(d')).toBe('abccd ***');
  });
});

describe('Scrubber', () => {
  test('ends patterns that backtrack for ever, and withholds what they were to search', () => {
    const scrubber = new Scrubber([/^(\w+\s?)+$/]);
    const event = (log: string) =>
      ({
        at: START,
        kind: 'finished',
        destination: 'a/b',
        result: aRolledBackResult({ causes: [aCause({ message: 'ok', script: 'x', log })] }),
      }) as const;
    const start = performance.now();
    const evil = 'evil '.repeat(20);
    for (let times = 0; times < 20; times++) {
      const { result } = scrubber.scrub(event(`${evil}!`));
      expect(result.causes[0]?.log).toMatch(/^\[withheld: /);
    }
    expect(performance.now() - start).toBeLessThan(3000);
  });

  test('hides secrets in keys and values of anything', () => {
    const scrubber = new Scrubber([]);
    scrubber.mask('secret');
    expect(scrubber.scrub({ a: ['secret', 1, null, { secret: true }] })).toEqual({
      a: ['***', 1, null, { '***': true }],
    });
  });
});
