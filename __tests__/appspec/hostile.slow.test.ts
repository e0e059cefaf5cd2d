import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { lintAppSpec } from '../../src/appspec/lint.ts';
import fc from '../fast-check.ts';
import { dist, plainEnvironment } from '../system/fanout.ts';

const GOOD = `version: 0.0
os: linux
file_exists_behavior: OVERWRITE
files:
  - source: /
    destination: "/opt/app"
permissions:
  - object: /opt/app
    except: [logs]
    mode: 755
    acls: ["u:app:rwx", 'm::rx']
    context: { type: httpd_sys_content_t, range: "s0-s3:c0.c5" }
hooks: # in order
  ApplicationStop:
    - location: scripts/stop.sh
      timeout: 60
  AfterInstall:
    - location: |-
        scripts/start.sh
      runas: &user app
`;

const PARTS = [
  ...': - # [ ] { } , | > & * ! % @ ` ? " \' ~ \\ \t \n \r \0 é 😀 0 7 .'.split(' '),
  ' ',
  '\n\n',
  '\n  ',
  ': ',
  '- ',
  'a',
  '0644',
  '---\n',
  '...\n',
  '!!str ',
  '!ruby/object:X ',
  '<<: ',
  '*user',
  '{a: ',
  '[b, ',
  '|2\n',
  '\ufeff',
  '\u2028',
  'files:\n',
  'Resources: ',
  'version: 0.0\nos: linux\n',
  'hooks: ',
  'permissions: ',
];

function lint(bytes: Uint8Array) {
  return lintAppSpec(bytes, { file: 'appspec.yml' });
}

/** A report that hangs together: what is refused says why, and places are places. */
function isReport(bytes: Uint8Array): boolean {
  const { platform, ok, findings } = lint(bytes);
  const isPlaced = findings.every(
    ({ line = 1, column = 1, message }) => line > 0 && column > 0 && message !== '',
  );
  const hasReason = ok || findings.some(({ severity }) => severity === 'error');
  return ['server', 'ecs', 'lambda'].includes(platform) && isPlaced && hasReason;
}

describe('whatever a file holds, there is a report and no error', () => {
  test('any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), isReport), { numRuns: 500 });
  });

  test('any text', () => {
    const text = fc.string({ unit: 'binary', maxLength: 200 });
    const check = (value: string) => isReport(new TextEncoder().encode(value));
    fc.assert(fc.property(text, check), { numRuns: 200 });
  });

  test('pieces of YAML', () => {
    const pieces = fc.array(fc.constantFrom(...PARTS), { maxLength: 25 });
    const check = (values: string[]) => isReport(new TextEncoder().encode(values.join('')));
    fc.assert(fc.property(pieces, check), { numRuns: 800 });
  });

  test('a good file with a few bytes changed', () => {
    const good = new TextEncoder().encode(GOOD);
    const change = fc.record({
      at: fc.nat(good.length - 1),
      remove: fc.nat(8),
      insert: fc.oneof(
        fc.constantFrom(...PARTS).map((part) => new TextEncoder().encode(part)),
        fc.uint8Array({ maxLength: 4 }),
      ),
    });
    const check = (changes: { at: number; remove: number; insert: Uint8Array }[]) => {
      let bytes = good;
      for (const { at, remove, insert } of changes) {
        const rest = bytes.subarray(at + remove);
        bytes = Uint8Array.from([...bytes.subarray(0, at), ...insert, ...rest]);
      }
      return isReport(bytes);
    };
    fc.assert(fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), check), {
      numRuns: 800,
    });
  });
});

const MEGABYTE = 1 << 20;
const fill = (text: string) => text.repeat(Math.ceil(MEGABYTE / text.length)).slice(0, MEGABYTE);
const list = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join('');
const HEAD = 'version: 0.0\nos: linux\n';

describe('a megabyte takes less than two seconds of the processor', () => {
  test.each([
    ['open and closed lists', '['.repeat(MEGABYTE / 2) + ']'.repeat(MEGABYTE / 2)],
    ['keys without values', `{${fill('a,')}}`],
    ['many keys', `{${list(100_000, (index) => `k${index}: 1, `)}}`],
    [
      'a path of brackets',
      `${HEAD}files: [{source: "${fill('[')}", destination: "${fill('%a')}"}]`,
    ],
    [
      'many permissions',
      `${HEAD}permissions:\n${list(30_000, (index) => ` - {object: /a/${index}, mode: 644}\n`)}`,
    ],
    [
      'a long range',
      `${HEAD}permissions: [{object: a, context: {type: t, range: "s0:${fill('c0.c1023,')}c1"}}]`,
    ],
  ])('%s', (_, text) => {
    const bytes = new TextEncoder().encode(text);
    const most = 2 * slowness();
    let seconds = secondsFor(bytes);
    for (let again = 0; again < 5 && seconds >= most; again++) seconds = secondsFor(bytes);
    expect(seconds).toBeLessThan(most);
  });
});

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fanout-megabyte-'));
  const tell = `process.on('exit', () => process.stderr.write(JSON.stringify(process.cpuUsage())))`;
  writeFileSync(join(folder, 'tell.cjs'), tell);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Against a machine that starts Node with nothing to do in 25 ms, for which the two seconds are meant. */
function slowness(): number {
  const starts = Array.from({ length: 5 }, () => {
    const began = performance.now();
    spawnSync(process.execPath, ['-e', ''], { env: plainEnvironment });
    return performance.now() - began;
  });
  return Math.max(1, Math.min(...starts) / 25);
}

/** Of the processor, for `fanout lint` from its start to its end; other work on the machine makes them more. */
function secondsFor(bytes: Uint8Array): number {
  const file = join(folder, 'appspec.yml');
  writeFileSync(file, bytes);
  const args = ['-r', join(folder, 'tell.cjs'), dist, 'lint', '--appspec', file, '--json'];
  const { stderr } = spawnSync(process.execPath, args, {
    env: plainEnvironment,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  const { user, system } = JSON.parse(stderr);
  return (user + system) / 1e6;
}
