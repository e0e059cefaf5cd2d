import { existsSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { lintBundle } from '../../src/lint/lint-bundle.ts';
import { systemReview } from '../../src/lint/shellcheck.ts';
import { aBundle, anAppSpec } from './a-bundle.ts';

const isInstalled = existsSync('/usr/bin/shellcheck');
const title = isInstalled ? 'shellcheck' : 'shellcheck (skipped: it is not installed)';

(isInstalled ? describe : describe.skip)(title, () => {
  test.each([
    ['a flag that a bad line break made a command', 'docker run -d shop\n  --name shop', 2215],
    ['a variable that nothing sets', 'echo "$folder"', 2154],
    ['a redirection that sudo is not for', 'sudo sort /etc/hosts >> /etc/sorted', 2024],
    ['a folder that may be empty', 'folder=$1\nrm -rf "$folder/lib"', 2115],
    ['an error', 'for file in "$@"; do\n  name = "$file"\n  ls "$name"\ndone', 2283],
    ['a cd before an rm of what is there', 'cd /opt/shop\nrm -rf old', 2164],
  ])('finds %s', async (_, body, code) => {
    expect(await findings(`#!/bin/bash\n${body}\n`)).toContainEqual(
      expect.stringContaining(`shellcheck: SC${code}: `),
    );
  });

  test('finds what dash does not have', async () => {
    expect(await findings('#!/bin/sh\ntrap "echo failed" ERR\nls /opt\n')).toContainEqual(
      expect.stringContaining('shellcheck: SC3047: '),
    );
  });

  test.each([
    ['matters of taste', 'cd /opt/shop\nls $PWD\necho `date`'],
    ['a cd before an rm elsewhere', 'cd /opt/shop\nrm -rf /var/cache/shop'],
    ['variables that another file may set', '. /etc/os-release\necho "$pretty"'],
    ['what a rule of ours says of that line', 'rm -rf "$FOLDER"/*'],
    ['what the script itself switches off', '# shellcheck disable=SC2154\necho "$folder"'],
  ])('says nothing of %s', async (_, body) => {
    const said = await findings(`#!/bin/bash\n${body}\n`);
    expect(said.filter((message) => message.includes('shellcheck'))).toEqual([]);
  });

  test('does not miss local in scripts for sh, which dash has', async () => {
    expect(await findings('#!/bin/sh\nf() { local a=1; echo "$a"; }\nf\n')).toEqual([]);
  });
});

test('says nothing where shellcheck is not', async () => {
  const found = await lintBundle(aBundle(hook('#!/bin/bash\necho "$folder"\n')));
  expect(found).toEqual([]);
});

async function findings(script: string): Promise<string[]> {
  const found = await lintBundle(aBundle(hook(script)), { review: systemReview([]) });
  return found.map(({ message }) => message);
}

function hook(script: string): Record<string, string> {
  return {
    'appspec.yml': anAppSpec('hooks:\n  AfterInstall:\n    - { location: a.sh, timeout: 60 }'),
    'a.sh': script,
  };
}
