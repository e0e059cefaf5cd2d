import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect } from '@jest/globals';
import { fanout, repository } from './fanout.ts';
import { sandboxed } from './sandboxes.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'example-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const take = (name: string) =>
  cpSync(join(repository, 'examples', name), folder, { recursive: true });
const rehearse = () => fanout(['rehearse', '--speed', '60'], { cwd: folder });

/** Replaces a part of a file of the bundle, which must be there. */
function change(file: string, from: string, to: string): void {
  const path = join(folder, 'app', file);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
}

type Break = { name: string; file: string; from: string; to: string; says: RegExp };

/** Each is wrong in a way that a person would get wrong, and the rehearsal says where. */
const examples: { example: string; end: RegExp; breaks: Break[] }[] = [
  {
    example: 'node-service',
    end: /^production (was not rehearsed in full|succeeded): 2 run/,
    breaks: [
      {
        name: 'the server does not parse',
        file: 'server.js',
        from: '.listen(port);',
        to: '.listen(port;',
        says: /scripts\/install\.sh exit 1 in AfterInstall[\s\S]*SyntaxError/,
      },
      {
        name: 'a file that pm2 needs is not installed',
        file: 'appspec.yml',
        from: '  - source: ecosystem.config.js\n    destination: /srv/shop\n',
        to: '',
        says: /Cannot find module '\.\/ecosystem\.config\.js'/,
      },
      {
        name: 'a command is misspelt',
        file: 'scripts/start.sh',
        from: 'pm2 startOrReload',
        to: 'pmm2 startOrReload',
        says: /"pmm2" is not a command: did you mean "pm2"\?/,
      },
    ],
  },
  {
    example: 'java-service',
    end: /^production was not rehearsed in full: 2 run .*stub of java/,
    breaks: [
      {
        name: 'the unit names another environment file',
        file: 'systemd/billing.service',
        from: '/etc/billing/billing.env',
        to: '/etc/billing/billing.conf',
        says: /billing\.conf/,
      },
      {
        name: 'the unit names a user that nobody makes',
        file: 'systemd/billing.service',
        from: 'User=billing',
        to: 'User=biling',
        says: /there is no user biling/,
      },
      {
        name: 'a script starts another unit',
        file: 'scripts/start.sh',
        from: 'restart billing',
        to: 'restart bills',
        says: /Unit bills\.service could not be found/,
      },
    ],
  },
  {
    example: 'docker-host',
    end: /^production succeeded: api \S+ runs in all 2 destinations/,
    breaks: [
      {
        name: 'the settings go to another folder',
        file: 'appspec.yml',
        from: '  - source: release.env\n    destination: /opt/api\n',
        to: '  - source: release.env\n    destination: /opt/api/conf\n',
        says: /release\.env: No such file or directory/,
      },
      {
        name: 'a variable has another name',
        file: 'release.env',
        from: 'REGISTRY=',
        to: 'REGISTRY_URL=',
        says: /REGISTRY: unbound variable/,
      },
      {
        name: 'a command is misspelt',
        file: 'scripts/start.sh',
        from: 'docker compose',
        to: 'docekr compose',
        says: /"docekr" is not a command: did you mean "docker"\?/,
      },
    ],
  },
];

describe.each(examples)('the example $example', ({ example, end, breaks }) => {
  sandboxed('is a bundle without findings', async () => {
    take(example);
    const { stdout } = await fanout(['lint', 'app', '--strict', '--json'], { cwd: folder });
    expect(JSON.parse(stdout)).toMatchObject({ ok: true, files: [{ findings: [] }] });
  });

  sandboxed('is green, or not rehearsed where it says so, in 20 s', async () => {
    take(example);
    const began = Date.now();
    const { code, stdout } = await rehearse();
    const seconds = (Date.now() - began) / 1000;
    expect({ code, last: stdout.trimEnd().split('\n').at(-1) }).toEqual({
      code: 0,
      last: expect.stringMatching(end),
    });
    expect(seconds).toBeLessThan(20);
  });

  sandboxed.each(breaks)('says that $name', async ({ file, from, to, says }) => {
    take(example);
    change(file, from, to);
    const args = ['rehearse', '--speed', '60'];
    const { code, stdout } = await fanout(args, { cwd: folder });
    expect({ code, stdout }).toEqual({
      code: expect.any(Number),
      stdout: expect.stringMatching(says),
    });
    expect(code).not.toBe(0);
  });
});
