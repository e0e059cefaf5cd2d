import { describe, expect, test } from '@jest/globals';
import { mayConcernLint } from '../../src/lint/first-look.ts';
import { lintBundle } from '../../src/lint/lint-bundle.ts';
import { aBundle, anAppSpec } from './a-bundle.ts';

const MIB = 1024 * 1024;

describe('a file of exactly 1 MiB is looked into, and none that is larger', () => {
  test('while files are packed', () => {
    const script = (size: number) => Buffer.from('#!/bin/sh\n'.padEnd(size, ' '));
    expect(mayConcernLint('tools/run', script(MIB))).toBe(true);
    expect(mayConcernLint('tools/run', script(MIB + 1))).toBe(false);
  });

  test('where it is a hook', async () => {
    const appspec = anAppSpec(
      'hooks:\n  AfterInstall:\n    - location: start.sh\n      timeout: 60',
    );
    const rules = async (size: number) => {
      const script = '#!/bin/sh\r\necho\r\n'.padEnd(size, ' ');
      const findings = await lintBundle(aBundle({ 'appspec.yml': appspec, 'start.sh': script }));
      return findings.map(({ rule }) => rule);
    };
    expect(await rules(MIB)).toContain('script/crlf');
    expect(await rules(MIB + 1)).not.toContain('script/crlf');
  });
});
