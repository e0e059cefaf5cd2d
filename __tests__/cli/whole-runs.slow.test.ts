import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import AdmZip from 'adm-zip';
import { readInputs } from '../../src/cli/arguments.ts';
import { deployCommand } from '../../src/cli/commands/deploy.ts';
import type { InputsOf } from '../../src/cli/inputs.ts';
import { reportError } from '../../src/cli/report-error.ts';
import type { Destination } from '../../src/config/destination.ts';
import { quietHost } from '../../src/rehearsal/search/quiet-host.ts';
import type { RunEvent } from '../../src/release/events.ts';
import fc from '../fast-check.ts';
import { aDestination, anEnvironment, aWave } from '../release/makers.ts';
import { openWorld, type World } from '../release/world.ts';
import { type CiJob, ciRounds, mayRepeat, triedAgain } from './ci-jobs.ts';

const configuration = `version: 1
application: orders
bundle: { source: src, bucket: "deploy-\${account.id}-\${region}" }
accounts: { retail: "222222222222" }
defaults:
  role: arn:aws:iam::\${account.id}:role/codedeploy-fanout
  deploymentGroup: orders-\${environment}
environments:
  staging: { accounts: [retail], regions: [eu-west-1] }
  production: { accounts: [retail], regions: [eu-west-1] }
`;
const appspec =
  'version: 0.0\nos: linux\nfiles:\n  - source: app.txt\n    destination: /opt/orders\n';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'whole-runs-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const stage = (name: string) =>
  anEnvironment({
    name,
    waves: [aWave({ destinations: [aDestination({ deploymentGroup: `orders-${name}`, bucket })] })],
  });
const bucket = 'deploy-222222222222-eu-west-1';

/** A job from its checkout to its end, with the code that `fanout deploy` runs. */
async function run(
  world: World,
  { env, content, how, folder: number, environment }: CiJob,
  place: string,
) {
  const checkout = join(place, `${number}`, 'src');
  mkdirSync(checkout, { recursive: true });
  writeFileSync(join(place, `${number}`, 'fanout.yml'), configuration);
  writeFileSync(join(checkout, 'appspec.yml'), appspec);
  writeFileSync(join(checkout, 'app.txt'), content);
  const words = {
    built: [],
    named: ['--version', '5'],
    given: ['--version', '5', '--source', 'src'],
  };
  const known = Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const read = readInputs(['deploy', environment, '--allow-older', ...words[how]], known);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const events: RunEvent[] = [];
  const said: string[] = [];
  const host = quietHost(said, (event) => void events.push(event));
  const { signal } = new AbortController();
  const cwd = join(place, `${number}`);
  const ports = { ...world.wire, env: { ...world.wire.env, ...known }, cwd, host, signal };
  const code = await deployCommand(read.inputs as InputsOf<'deploy'>, ports).catch(
    (error: unknown) => reportError(error, host, { command: 'deploy', json: false }),
  );
  const results = events.flatMap((event) => (event.kind === 'run-finished' ? event.results : []));
  const ids = results.map(({ deploymentId = '' }) => deploymentId);
  return { code, said, ids };
}

/** What a deployment brought, read from the object that CodeDeploy names. */
async function broughtBy(world: World, deploymentId: string, destination: Destination) {
  const aws = world.aws();
  try {
    const [info] = await aws.codedeploy(destination).getDeployments([deploymentId]);
    const key = info?.revision?.s3Location?.key ?? '';
    const path = join(folder, `${deploymentId}.zip`);
    await aws.artifacts(destination).download(key, path, new AbortController().signal);
    const text = new AdmZip(path).readAsText('app.txt');
    rmSync(path);
    return text;
  } finally {
    aws.close();
  }
}

test('no run of any CI system is green with other bytes than it built, unless they were asked for by name or are its own retry’s', async () => {
  let [green, named, refused] = [0, 0, 0];
  let worlds = 0;
  await fc.assert(
    fc.asyncProperty(ciRounds, async (rounds) => {
      const production = stage('production');
      const [destination] = production.waves[0]?.destinations ?? [];
      const world = await openWorld({
        environment: production,
        before: [stage('staging')],
        instances: 1,
        leaps: true,
      });
      worlds += 1;
      const place = join(folder, `${worlds}`);
      const before: CiJob[] = [];
      // What is in one round runs at the same time, in checkouts of its own.
      for (const round of rounds) {
        const jobs = round.map((drawn, index) => {
          const first = before[index];
          const job = drawn.again && first ? triedAgain(first, drawn.content) : drawn;
          return { ...job, folder: drawn.folder * 10 + index };
        });
        const ended = await Promise.all(jobs.map((job) => run(world, job, place)));
        for (const [index, { code, said, ids }] of ended.entries()) {
          const job = jobs[index] as CiJob;
          if (code !== 0) {
            expect([code, said]).toEqual([
              expect.any(Number),
              expect.arrayContaining([expect.any(String)]),
            ]);
            expect([2, 3]).toContain(code);
            refused += 1;
            continue;
          }
          green += 1;
          const [id = ''] = ids;
          const brought = await broughtBy(world, id, destination as Destination);
          if (brought === job.content) continue;
          const known = [...before, ...jobs];
          const isRepeat = known.some((one) => one.content === brought && mayRepeat(job, one));
          expect([job, brought, job.how === 'named' || isRepeat]).toEqual([job, brought, true]);
          if (job.how === 'named') named += 1;
        }
        before.push(...jobs);
      }
      await world.close();
    }),
    { numRuns: 25 },
  );
  expect([green, refused].every((count) => count > 10)).toBe(true);
  expect(named).toBeGreaterThan(0);
});
