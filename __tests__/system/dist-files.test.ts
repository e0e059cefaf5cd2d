import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { parseAst } from 'rolldown/parseAst';
import { dist, plainEnvironment, repository, run } from './fanout.ts';

const folder = mkdtempSync(join(tmpdir(), 'dist-files-'));
afterAll(() => rmSync(folder, { recursive: true }));
const copy = join(folder, 'dist');
beforeEach(() => {
  rmSync(copy, { recursive: true, force: true });
  cpSync(dirname(dist), copy, { recursive: true });
});

const parts = readdirSync(dirname(dist)).filter(
  (name) => name.endsWith('.cjs') && name !== 'index.cjs',
);

describe.each(parts)('without its own %s', (name) => {
  test('nothing is run, and it says which file is missing', async () => {
    rmSync(join(copy, name));
    const { code, stderr, stdout } = await run('node', [join(copy, 'index.cjs'), '--version']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe(
      `error: ${join(copy, name)} is missing: take all files of dist/ from one release, and keep them together\n`,
    );
  });

  test('of another length, it is not run', async () => {
    writeFileSync(join(copy, name), `${readFileSync(join(copy, name), 'utf8')}\n`);
    const { code, stderr } = await run('node', [join(copy, 'index.cjs'), '--version']);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining(`${name} is not of this release`),
    });
  });
});

test('what somebody changed in a file beside it is not run', async () => {
  const path = join(copy, 'lint.cjs');
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.replace('"use strict"', '"USE strict"'));
  const { code, stderr } = await run('node', [join(copy, 'index.cjs'), 'lint', folder]);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringContaining('lint.cjs is not of this release'),
  });
});

test('an update of the folder does not end a run that is under way, which writes its page in the end', async () => {
  const page = join(folder, 'page.html');
  const quickstart = ['--config', join(repository, 'examples/quickstart/fanout.yml')];
  const args = ['rehearse', ...quickstart, '--hooks', 'none', '--page', page];
  const child = spawn('node', [join(copy, 'index.cjs'), ...args], { env: plainEnvironment });
  let printed = '';
  let isUpdated = false;
  child.stdout.setEncoding('utf8').on('data', (more: string) => {
    printed += more;
    if (isUpdated || !/d-[A-Z0-9]{9}/.test(printed)) return;
    isUpdated = true;
    for (const name of ['index.cjs', ...parts])
      writeFileSync(join(copy, name), Buffer.alloc(statSync(join(copy, name)).size, ' '));
  });
  const stderr = text(child.stderr);
  const [code] = await once(child, 'close');
  expect({ code, stderr: await stderr, isUpdated }).toEqual({
    code: 0,
    stderr: '',
    isUpdated: true,
  });
  expect(readFileSync(page, 'utf8')).toContain('succeeded');
});

test.each([['--version'], ['lint'], ['deploy', 'production']])(
  'an old Node gets one sentence, not a stack: %s',
  async (...args) => {
    const old = join(folder, 'old-node.cjs');
    writeFileSync(
      old,
      `delete process.getBuiltinModule;
Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.8' } });`,
    );
    const { code, stderr } = await run('node', ['--require', old, dist, ...args]);
    expect({ code, lines: stderr.trimEnd().split('\n') }).toEqual({
      code: 2,
      lines: [expect.stringMatching(/^error: fanout needs Node\.js .* and this is 18\.20\.8: /)],
    });
  },
);

// What stands in lines.cjs is a table.
const code = ['index.cjs', ...parts].filter((name) => name !== 'lines.cjs');

test.each(code)('%s is code, not text that is evaluated', (name) => {
  const text = readFileSync(join(dirname(dist), name), 'utf8');
  let texts = 0;
  JSON.stringify(parseAst(text, { sourceType: 'script' }), (_key, node) => {
    const isText = node?.type === 'Literal' || node?.type === 'TemplateElement';
    // Sentences of messages are not long; programs that run inside hosts, the page's script and AWS's model are.
    if (isText && node.end - node.start > 2_000) texts += node.end - node.start;
    return typeof node === 'bigint' ? `${node}` : node;
  });
  console.log(`${name}: ${texts} of ${text.length} characters are long texts`);
  expect(texts).toBeLessThan(text.length / 2);
});
