import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { takenTogether } from '../../src/lint/shell-batch.ts';
import { systemShellCheck } from '../../src/lint/shell-check.ts';
import fc from '../fast-check.ts';

const hasBash = existsSync('/bin/bash');
const title = hasBash ? 'many scripts in one bash' : 'many scripts in one bash (skipped: no bash)';
const bytes = (text: string) => new TextEncoder().encode(text);
const isTakenAlone = (text: string) =>
  spawnSync('/bin/bash', ['-n'], { input: text, env: { LC_ALL: 'C' } }).status === 0;

const PIECES = [
  ...'if then else fi for x in do done case esac { } ( ) (( )) [[ ]] ; ;; & && || | ! " \' ` $( ${ $(( \\ # <<EOF EOF < > 2>&1 = x=( a b'.split(
    ' ',
  ),
  '\n',
  '\n',
  ' ',
  ' ',
  'echo',
  'set +n',
  'exit 7',
  'f() {',
  "trap 'exit' EXIT",
  'eval',
  '\r\n',
  '\\\n',
  '\ufeff',
];

(hasBash ? describe : describe.skip)(title, () => {
  test('are taken as each is taken by itself', async () => {
    const text = fc
      .array(fc.constantFrom(...PIECES), { maxLength: 14 })
      .map((all) => all.join(' '));
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 20, maxLength: 60 }), async (texts) => {
        const scripts = texts.map((each) => ({ bytes: bytes(each), shell: 'bash' as const }));
        const taken = await takenTogether('/bin/bash', scripts);
        for (const [at, script] of scripts.entries()) {
          if (taken.has(script))
            expect([texts[at], isTakenAlone(texts[at] ?? '')]).toEqual([texts[at], true]);
        }
        const alone = texts.filter(isTakenAlone).length;
        expect(taken.size).toBeGreaterThanOrEqual(
          alone - texts.filter((each) => each.includes('[[')).length,
        );
      }),
      { numRuns: 15 },
    );
  });

  test('a command that ends in a backslash is not complete', async () => {
    const texts = ['true && \\', 'true \\', 'true && \\\n', 'true', 'x=( \\'];
    const scripts = texts.map((each) => ({ bytes: bytes(each), shell: 'bash' as const }));
    const taken = await takenTogether('/bin/bash', scripts);
    expect(scripts.map((each) => taken.has(each))).toEqual([false, true, false, true, false]);
    expect(texts.map(isTakenAlone)).toEqual([false, true, false, true, false]);
  });

  test('run nothing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'shell-'));
    const mark = join(folder, 'ran');
    const texts = [
      `touch ${mark}`,
      `set +n\ntouch ${mark}`,
      `}\ntouch ${mark}`,
      `)\ntouch ${mark}`,
      `x=$(touch ${mark})`,
      `: \`touch ${mark}\``,
      `trap 'touch ${mark}' EXIT ERR DEBUG; fi`,
      `: > ${mark}`,
      `() { :;}; touch ${mark}`,
      `PROMPT_COMMAND='touch ${mark}'; fi`,
      `set -n +n; touch ${mark}`,
      `eval "touch ${mark}"`,
      `exec > ${mark}`,
      `cat <<A $(touch ${mark})\nA\n`,
      `cat <<A\n$(touch ${mark})\n`,
      `x=(\n$(touch ${mark})`,
      `\n\n'\ntouch ${mark}`,
      `echo "$(( $(touch ${mark}) ))`,
    ];
    const scripts = texts.map((each) => ({ bytes: bytes(each), shell: 'bash' as const }));
    await takenTogether('/bin/bash', scripts);
    await systemShellCheck()(scripts);
    expect(existsSync(mark)).toBe(false);
    rmSync(folder, { recursive: true });
  });

  test('what one of them is told does not move to another', async () => {
    const texts = Array.from({ length: 30 }, (_, at) => (at % 7 === 3 ? 'true\nfi\n' : 'true\n'));
    const scripts = texts.map((each) => ({ bytes: bytes(each), shell: 'bash' as const }));
    const said = await systemShellCheck()(scripts);
    expect(said.map((each) => each?.line)).toEqual(
      texts.map((each) => (each === 'true\n' ? undefined : 2)),
    );
  });

  test('one that is not taken, or that bash falls over, changes nothing for others', async () => {
    const good = [
      'true',
      'f() { local -; set +n; }',
      'cat <<A\nx\n',
      'set -o posix; shopt -s extglob',
    ];
    const bad = fc
      .array(fc.constantFrom(...PIECES), { minLength: 2, maxLength: 8 })
      .map((all) => all.join(' '))
      .filter((text) => !isTakenAlone(text));
    await fc.assert(
      fc.asyncProperty(bad, async (text) => {
        const texts = [...good, text, ...good, '$('.repeat(49_000), ...good];
        const scripts = texts.map((each) => ({ bytes: bytes(each), shell: 'bash' as const }));
        const taken = await takenTogether('/bin/bash', scripts);
        expect([text, ...scripts.map((each) => taken.has(each))]).toEqual([
          text,
          ...texts.map((each) => good.includes(each)),
        ]);
      }),
      { numRuns: 25 },
    );
  });

  test('a pattern of extglob is no mistake where the script asks for it', async () => {
    const script = bytes('shopt -s extglob\nrm -f /opt/shop/!(config|data)\n');
    expect(await systemShellCheck()([{ bytes: script, shell: 'bash' }])).toEqual([undefined]);
  });
});
