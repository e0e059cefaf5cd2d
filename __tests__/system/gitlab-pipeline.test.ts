import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { dist, fanout, startEmulator } from './fanout.ts';
import { aGitlabProject, fetchRunner } from './gitlab-ci-local.ts';

const fetched = fetchRunner();
const missing = 'missing' in fetched ? fetched.missing : '';

/** In the place of a compiler that this machine lacks. */
const go = `#!/bin/sh
while [ "$1" != -o ]; do shift; done
printf '#!/bin/sh\\n' > "$2"
chmod 755 "$2"
`;
const lacks = (program: string) => spawnSync(program, ['version']).error !== undefined;

/** A repository that has nothing else, what is said to init, and what stands in for programs that are not there. */
const repositories: Record<string, [Record<string, string>, string[], Record<string, string>?]> = {
  Node: [{ 'package.json': '{ "name": "@acme/orders", "main": "index.js" }' }, []],
  Go: [{ 'go.mod': 'module example.com/acme/orders\n\ngo 1.22\n' }, [], lacks('go') ? { go } : {}],
  Java: [{}, ['--kind', 'java']],
};

describe(`the pipeline that init writes for GitLab, run by gitlab-ci-local${missing && ` (skipped: ${missing})`}:`, () => {
  for (const [name, [files, args, programs = {}]] of Object.entries(repositories))
    ('missing' in fetched ? test.skip : test)(
      `${name}: builds, deploys to test, and promotes the same bytes to production`,
      async () => {
        if ('missing' in fetched) return;
        const root = realpathSync(mkdtempSync(join(tmpdir(), 'gitlab-')));
        const project = aGitlabProject(root, fetched.runner, programs);
        const { folder } = project;
        for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
        const accounts = ['test=111111111111', 'production=222222222222'];
        const given = accounts.flatMap((one) => ['--account', one]);
        const all = ['init', '--yes', '--pipeline', 'gitlab', '--application', 'orders'];
        const init = await fanout([...all, ...given, '--region', 'eu-west-1', ...args], {
          cwd: folder,
        });
        expect(init).toMatchObject({ code: 0 });
        const pipeline = join(folder, '.gitlab-ci.yml');
        const sha256 = createHash('sha256').update(readFileSync(dist)).digest('hex');
        const text = readFileSync(pipeline, 'utf8')
          .replaceAll('OWNER', 'acme')
          .replaceAll('0'.repeat(64), sha256)
          .replaceAll('0'.repeat(40), project.commit);
        writeFileSync(pipeline, text);
        project.commitAll();
        const emulator = await startEmulator(['--speed', '100', '--hooks', 'none'], folder);
        try {
          const jobs = [...(text.includes('\nbuild:\n') ? ['build'] : []), 'package'];
          // What builds has no way to AWS.
          for (const job of jobs) {
            const ran = await project.runJob(job);
            // Version and digest go from job to job in the file that is looked for.
            expect(ran).toMatchObject({
              code: 0,
              stdout: expect.not.stringContaining('could not be found'),
            });
          }
          for (const [job, says] of [
            ['deploy-test', /test succeeded: orders 1\.\d+ runs/],
            ['deploy-production', /production succeeded: orders 1\.\d+ runs/],
          ] as const) {
            const ran = await project.runJob(job, emulator.variables);
            expect(ran).toMatchObject({ code: 0, stdout: expect.stringMatching(says) });
            expect(ran.stdout).toContain('nothing to finish');
          }
        } finally {
          await emulator.stop();
          project.remove();
        }
      },
      300_000,
    );
});
