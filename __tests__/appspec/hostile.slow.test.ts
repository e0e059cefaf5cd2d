import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lintAppSpec } from '../../src/appspec/lint.ts';

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
    let seconds = secondsFor(bytes);
    for (let again = 0; again < 2 && seconds >= 2; again++) seconds = secondsFor(bytes);
    expect(seconds).toBeLessThan(2);
  });
});

/** Of the processor; other work on the machine makes them more, so one bad try is not enough. */
function secondsFor(bytes: Uint8Array): number {
  const before = process.cpuUsage();
  lint(bytes);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
