import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { dist, type RunningEmulator, repository, run, startEmulator } from './fanout.ts';

/*
 * Every command of the pages, run in a shell as it stands there. A comment above a block says what is otherwise:
 * `needs AWS` (or what else no test has), `in a Go repository` and its like (see `places`), `with an emulator`.
 */

type Block = { page: string; line: number; text: string; notes: string };

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(repository, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
  ...readdirSync(join(repository, 'examples'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `examples/${name}`),
];

const blocks = pages.flatMap(blocksOf);

function blocksOf(page: string): Block[] {
  const text = readFileSync(join(repository, page), 'utf8');
  const found = text.matchAll(/^(?:<!-- (.*?) -->\n)?```(?:sh|bash|shell|console)\n(.*?)^```$/gms);
  return [...found].map(({ 1: notes = '', 2: body = '', index }) => ({
    page,
    line: text.slice(0, index).split('\n').length,
    text: body,
    notes,
  }));
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'page-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What a reader has before the commands, by the words of the comment. */
const places: Record<string, (at: string) => void> = {
  'in this repository': (at) => {
    for (const name of [
      'dist',
      'schema',
      'node_modules',
      'package.json',
      'build',
      'teamcity-meta-runner.xml',
    ])
      symlinkSync(join(repository, name), join(at, name));
    cpSync(join(repository, 'examples'), join(at, 'examples'), { recursive: true });
  },
  'in a Go repository': (at) => writeFileSync(join(at, 'go.mod'), 'module orders\n\ngo 1.19\n'),
  'where production comes after test': (at) => aProject(at, 'orders', ', after: [test]'),
  'with two services': (at) => {
    for (const name of ['orders', 'billing']) aProject(join(at, name), name);
  },
};

/** Environments test and production, a bundle that is built, and one that came as a zip. */
function aProject(at: string, application = 'orders', more = ''): void {
  mkdirSync(join(at, 'build'), { recursive: true });
  writeFileSync(
    join(at, 'build/appspec.yml'),
    'version: 0.0\nos: linux\nfiles:\n  - { source: app.txt, destination: /opt/orders }\n',
  );
  writeFileSync(join(at, 'build/app.txt'), 'hello\n');
  writeFileSync(
    join(at, 'fanout.yml'),
    `version: 1
application: ${application}
bundle: { source: build, bucket: "deploy-\${account.id}-\${region}", version: "1.\${build.number}" }
accounts: { dev: "111111111111", retail: "222222222222" }
defaults:
  role: arn:aws:iam::\${account.id}:role/codedeploy-fanout
  deploymentGroup: ${application}-\${environment}
environments:
  test: { accounts: [dev], regions: [eu-west-1, us-east-1] }
  production: { accounts: [retail], regions: [eu-west-1, us-east-1]${more} }
rehearsal: { instances: 1, hookSeconds: 1 }
`,
  );
}

async function inShell({ text, notes }: Block, env: Record<string, string>) {
  const tools = join(folder, '.tools');
  mkdirSync(tools);
  writeFileSync(join(tools, 'fanout'), `#!/bin/sh\nexec "${process.execPath}" "${dist}" "$@"\n`, {
    mode: 0o755,
  });
  const at = join(folder, 'work');
  mkdirSync(at);
  const me = ['-c', 'user.name=a', '-c', 'user.email=a@example.com'];
  await run('git', ['init', '-q', '.'], { cwd: at });
  await run('git', [...me, 'commit', '-qm', 'first', '--allow-empty'], { cwd: at });
  const place = Object.keys(places).find((words) => notes.includes(words));
  if (place === undefined) aProject(at);
  else places[place]?.(at);
  const shown = text.replaceAll('PATH/TO/', `${dirname(dist)}/../`);
  writeFileSync(join(tools, 'block.sh'), shown);
  const asRead = ['bash', '-euo', 'pipefail', join(tools, 'block.sh')];
  const stays = notes.includes('until it is stopped');
  const [program = '', ...args] = stays ? ['timeout', '3', ...asRead] : asRead;
  const ran = await run(program, args, {
    cwd: at,
    env: { PATH: `${tools}:${process.env.PATH}`, HOME: folder, ...env },
  });
  // It was still there when its time was over.
  return stays && ran.code === 124 ? { ...ran, code: 0 } : ran;
}

test('the pages have commands', () => expect(blocks.length).toBeGreaterThan(25));

describe('the commands of the pages', () => {
  let emulator: RunningEmulator;
  let state: string;
  beforeAll(async () => {
    state = mkdtempSync(join(tmpdir(), 'page-emulator-'));
    aProject(state);
    emulator = await startEmulator(['--hooks', 'none', '--speed', '60'], state);
  });
  afterAll(async () => {
    await emulator.stop();
    rmSync(state, { recursive: true, force: true });
  });

  const needs = ({ notes }: Block) => /\bneeds (.+)$/.exec(notes)?.[1];
  const here = blocks.filter((block) => needs(block) === undefined);
  test.each(here.map((block) => [`${block.page}:${block.line}`, block] as const))(
    '%s',
    async (_, block) => {
      const env = block.notes.includes('with an emulator') ? emulator.variables : {};
      const ran = await inShell(block, env);
      expect(ran).toMatchObject({ code: 0 });
    },
  );

  test.each(
    blocks
      .filter(needs)
      .map((block) => [`${block.page}:${block.line}`, needs(block), block] as const),
  )('%s needs %s, and is written as a shell reads it', async (_, __, { text }) => {
    expect(await run('bash', ['-n', '-c', text])).toMatchObject({ code: 0 });
  });
});
