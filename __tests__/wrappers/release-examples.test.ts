import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { parse } from 'yaml';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'release-'));
  writeFileSync(join(folder, 'bundle.zip'), 'the bytes that run');
  writeFileSync(join(folder, 'notes.md'), '- 3fa85f64 Fix the retry of payments\n');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const sha256 = createHash('sha256').update('the bytes that run').digest('hex');
const sums = () => readFileSync(join(folder, 'SHA256SUMS'), 'utf8');

const example = (path: string) =>
  parse(readFileSync(new URL(`../../examples/${path}`, import.meta.url), 'utf8'));

async function run(shell: string, script: string, env: Record<string, string>) {
  const child = spawn(shell, ['-e', '-c', script], {
    cwd: folder,
    env: { PATH: [join(folder, 'bin'), process.env.PATH].join(delimiter), ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return code;
}

/** In the place of GitHub's program: it notes what it is given, and makes the tag as GitHub does. */
const gh = `#!/bin/sh
printf '%s\\n' "$@" > "$HOME/given"
while [ $# -gt 0 ]; do [ "$1" = create ] && tag=$2; [ "$1" = --target ] && target=$2; shift; done
git -C "$HOME/repository" tag "$tag" "$target"
`;

function aRepository(): string {
  const repository = join(folder, 'repository');
  mkdirSync(repository);
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], {
      cwd: repository,
      encoding: 'utf8',
    });
  git('init', '-q');
  git('commit', '-q', '--allow-empty', '-m', 'What runs');
  const commit = git('rev-parse', 'HEAD').trim();
  git('commit', '-q', '--allow-empty', '-m', 'What came later');
  return commit;
}

test('on GitHub the tag is the commit that runs, with zip, checksum and notes, once the bytes are compared', async () => {
  const steps = example('workflows/release.yml').jobs.release.steps;
  const { run: script } = steps.at(-1);
  expect(steps.at(-2).with).toMatchObject({
    command: 'package',
    source: 'bundle.zip',
    digest: expect.stringContaining('needs.build.outputs.digest'),
  });
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'bin/gh'), gh, { mode: 0o755 });
  const commit = aRepository();
  const env = {
    HOME: folder,
    GITHUB_REPOSITORY: 'acme/orders',
    GITHUB_SHA: commit,
    VERSION: '1.214',
    PROMOTED: 'd1',
  };
  expect(await run('bash', script, env)).toBe(0);
  const arguments_ = readFileSync(join(folder, 'given'), 'utf8').trim().split('\n');
  expect(arguments_).toEqual(
    expect.arrayContaining(['1.214', '1.214.zip', 'SHA256SUMS', commit, 'notes.md']),
  );
  expect(sums()).toBe(`${sha256}  1.214.zip\n`);
  const tagged = execFileSync('git', ['rev-parse', '1.214'], {
    cwd: join(folder, 'repository'),
    encoding: 'utf8',
  });
  expect(tagged.trim()).toBe(commit);
});

test('on GitLab zip and checksum are uploaded once the bytes are compared, and the release names them, the commit and the notes', async () => {
  const { release: job, include } = example('gitlab/release.gitlab-ci.yml');
  const compare = include.find(
    ({ inputs }: { inputs: Record<string, string> }) => inputs['job-name'] === 'compare',
  );
  expect(compare.component).toContain('/package@');
  expect(compare.inputs).toMatchObject({ source: 'bundle.zip', digest: '$FANOUT_DIGEST' });
  const uploaded = new Map<string, string>();
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      if (request.headers['job-token'] === 'token') uploaded.set(request.url ?? '', body);
      response.end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const root = `http://127.0.0.1:${port}/projects/7/packages/generic/orders/1.214`;
  const env = { PACKAGE: root, CI_JOB_TOKEN: 'token', FANOUT_DIGEST: 'd1' };
  expect(await run('sh', job.script.join('\n'), env)).toBe(0);
  server.close();
  server.closeAllConnections();
  expect([...uploaded.keys()].map((path) => path.split('/').at(-1))).toEqual([
    'bundle.zip',
    'SHA256SUMS',
  ]);
  expect(sums()).toBe(`${sha256}  bundle.zip\n`);
  expect(job.release).toMatchObject({
    tag_name: '$FANOUT_VERSION',
    ref: '$CI_COMMIT_SHA',
    description: 'notes.md',
  });
  expect(job.needs).toEqual(['package', 'changes', 'deploy-production', 'compare']);
});
