import { spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fanout, repository, run } from './fanout.ts';
import { noSandboxes } from './sandboxes.ts';

const canRun = (command: string) => {
  const [program = '', ...args] = command.split(' ');
  return spawnSync(program, args).status === 0;
};
const canBuild = canRun('go version') && canRun('make --version');
const lacking = canBuild ? noSandboxes : 'there is no go or no make on this machine';
const title = `the Go service of the examples${lacking && ` (skipped: ${lacking})`}`;

let folder: string;
let env: Record<string, string>;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'go-service-'));
  cpSync(join(repository, 'examples/go-service'), folder, { recursive: true });
  env = { GOCACHE: join(folder, 'cache') };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

(lacking ? describe.skip : describe)(title, () => {
  const rehearse = (...args: string[]) =>
    fanout(['rehearse', '--speed', '60', '--version', '1.7', ...args], { cwd: folder, env });

  test('is built once, started by systemd on every host, and verified by its version in its status and in Consul', async () => {
    const { code, stdout } = await rehearse();
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(/orders 1\.7 runs in all 4 destinations/),
    });
    expect(stdout.match(/^(retail|wholesale)\/\S+ +succeeded +1\.7 +3 of 3 /gm)).toHaveLength(4);
  });

  test('runs no migration twice, however often it is deployed', async () => {
    const migration = join(folder, 'infrastructure/migrations/003-once.sh');
    writeFileSync(migration, '#!/bin/sh\necho ran >> /var/lib/orders/count\n');
    chmodSync(migration, 0o755);
    // A rehearsal deploys what was there before first.
    const check = join(folder, 'infrastructure/scripts/check_service.sh');
    appendFileSync(
      check,
      '\n[ "$(wc -l < /var/lib/orders/count)" = 1 ] || { echo "it ran twice" >&2; exit 1; }\n[ "$(wc -l < /var/lib/orders/migrations.done)" = 3 ] || exit 1\n[ "$(cat /var/lib/orders/orders.csv)" = id,customer,total ] || exit 1\n',
    );
    const { code, stdout } = await rehearse('test');
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(/orders 1\.7 runs/),
    });
    rmSync(migration);
    cpSync(join(repository, 'examples/go-service/infrastructure/scripts/check_service.sh'), check);
  });

  test('is not verified where its health fails in Consul', async () => {
    const definition = join(folder, 'infrastructure/consul/orders.json');
    const original = join(repository, 'examples/go-service/infrastructure/consul/orders.json');
    writeFileSync(
      definition,
      spawnSync('sed', ['s/:8080/:9090/', original], { encoding: 'utf8' }).stdout,
    );
    const { code, stdout } = await rehearse('test');
    cpSync(original, definition);
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout: expect.stringMatching(/orders is not passing on 3 of 3 hosts: critical by "status"/),
    });
  });

  test('is a bundle without findings, and the same bytes each time', async () => {
    const digests: string[] = [];
    for (const round of ['a.zip', 'b.zip']) {
      await run('make', ['build'], { cwd: folder, env: { ...env, VERSION: '1.7' } });
      const linted = await fanout(['lint', 'build', '--strict', '--json'], { cwd: folder });
      expect(JSON.parse(linted.stdout)).toMatchObject({ ok: true, files: [{ findings: [] }] });
      const args = ['package', '--source', 'build', '--build', ':', '--out', round, '--json'];
      digests.push(JSON.parse((await fanout(args, { cwd: folder })).stdout).sha256);
    }
    expect(digests[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(digests[1]).toBe(digests[0]);
  });
});

const zips = canRun('zip --version');
(zips ? test : test.skip)(
  `packed by "zip -r -j" it has no folders, and lint says why it fails${zips ? '' : ' (skipped: there is no zip)'}`,
  async () => {
    await run('bash', ['-c', 'zip -r -j go_app.zip infrastructure/*'], { cwd: folder });
    const { code, stdout } = await fanout(['lint', 'go_app.zip'], { cwd: folder });
    expect({ code, stdout }).toEqual({
      code: 2,
      stdout: expect.stringMatching(
        /"migrations"[\s\S]*there are no folders in the bundle: zip -j packs without them/,
      ),
    });
  },
);
