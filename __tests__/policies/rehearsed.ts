import { randomBytes } from 'node:crypto';
import { expect } from '@jest/globals';
import { openAws } from '../../src/aws/session.ts';
import { matchesGlob } from '../../src/config/glob.ts';
import type { CallRecord } from '../../src/emulator/wire/call-log.ts';
import { actionsOfCommands } from '../../src/policies/actions.ts';
import type { Statement } from '../../src/policies/statement.ts';
import { planDeployment } from '../../src/release/run/plan-run.ts';
import { readStatus } from '../../src/release/status/read-status.ts';
import { aDestination, anEnvironment, aSmokeCheck, aWave } from '../release/makers.ts';
import { openWorld, type World } from '../release/world.ts';

export const dev = '111111111111';
export const retail = '222222222222';
const settings = { rollback: { auto: [] }, timeout: 10 * 60_000, verify: [aSmokeCheck] };
const productionWith = (deploymentConfig: string) =>
  anEnvironment({
    waves: [
      aWave({
        destinations: [
          aDestination({ ...settings, onReady: 'verify-then-continue', deploymentConfig }),
        ],
      }),
    ],
  });
const production = productionWith('CodeDeployDefault.OneAtATime');
export const before = anEnvironment({
  name: 'test',
  waves: [
    aWave({
      destinations: [
        aDestination({
          id: 'dev/eu-west-1',
          account: { name: 'dev', id: dev },
          role: { arn: `arn:aws:iam::${dev}:role/deployer`, sessionTags: false },
          readRole: { arn: `arn:aws:iam::${dev}:role/reader`, sessionTags: false },
          bucket: `deploy-${dev}-eu-west-1`,
          bucketOwner: dev,
          verify: [aSmokeCheck],
        }),
      ],
    }),
  ],
});
const notWell = { instances: [], of: 0, event: 'verification', message: 'HTTP 500' };

export const aWorld = () =>
  openWorld({
    before: [before],
    environment: production,
    instances: 1,
    faults: [
      {
        service: 's3',
        operation: 'UploadPart',
        account: retail,
        every: 1,
        skip: 0,
        times: 1,
        then: 'deny',
      },
      {
        service: 'codedeploy',
        operation: 'CreateDeployment',
        account: retail,
        every: 1,
        skip: 0,
        times: 1,
        then: 'lost',
      },
    ],
  });

/** Everything that may come to a run: a bundle in parts, one that is cut short, traffic to shift, a release that is not well. */
export async function goThrough(world: World, bring: Bring) {
  const someone = await world.someoneIn('retail/eu-west-1');
  await bring('1.1', 'small');
  await someone.makeBlueGreen({ terminationMinutes: 2880, readyMinutes: 60 });
  const large = randomBytes(7 * 1024 * 1024).toString('hex');
  await expect(bring('1.2', large)).rejects.toThrow(/s3:/);
  expect((await bring('1.2', large)).exitCode).toBe(0);
  const { verdict } = await bring('1.3', 'bad', true);
  expect(verdict).toBe('not-verified');
}

type Bring = (
  version: string,
  content: string,
  isBad?: boolean,
) => Promise<{ verdict: string; exitCode: number }>;

export const failing = (isBad: boolean | undefined) => ({
  verify: async ({ id }: { id: string }) => (isBad && id.startsWith('retail') ? [notWell] : []),
});

/** With a deployment configuration of their own, for AWS's are not asked about. */
export async function look(world: World) {
  const environment = productionWith('one-by-one');
  await (await world.someoneIn('retail/eu-west-1')).keepHealthy('one-by-one', 0);
  const aws = openAws({
    clock: world.clock,
    env: {
      AWS_ENDPOINT_URL: world.emulator.url,
      AWS_ACCESS_KEY_ID: world.emulator.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: world.emulator.credentials.secretAccessKey,
      AWS_REGION: 'eu-west-1',
    },
    mask: () => undefined,
    run: { application: 'orders', environment: 'production', id: 'look', tags: {} },
    access: 'read',
    signal: new AbortController().signal,
  });
  const from = world.emulator.calls.length;
  const request = {
    environment,
    version: '1.4',
    versionGiven: false,
    allowOlder: true,
  };
  await planDeployment(request, {
    aws,
    clock: world.clock,
    signal: new AbortController().signal,
  });
  await readStatus([environment], [], { aws, clock: world.clock, memory: new Map() });
  aws.close();
  return world.emulator.calls.slice(from);
}

/** Which statements let the calls be, each with its actions; throws for a call that none does. */
export function used(
  calls: readonly CallRecord[],
  statements: readonly Statement[],
  accountId: string,
) {
  const asked = calls.filter(
    ({ account, principal, service }) =>
      account === accountId && service !== 'sts' && !principal?.endsWith('/someone'),
  );
  const found = asked.flatMap(({ operation, about = '' }) =>
    (actionsOfCommands[`${operation}Command`] ?? [`unknown:${operation}`]).map((action) => {
      const resource = resourceOf(action, about, accountId);
      // What a copy reads is elsewhere.
      const isSource = operation === 'CopyObject' && action === 's3:GetObject';
      const source = statements.find(({ Sid }) => isSource && Sid === 'CopyBundles');
      const by =
        source ??
        statements.find(
          ({ Action, Resource }) =>
            [Action].flat().includes(action) &&
            [Resource].flat().some((pattern) => matchesGlob(pattern, resource)),
        );
      return by ? `${by.Sid} ${action}` : `nothing allows ${action} on ${resource}`;
    }),
  );
  const documented = statements.flatMap(({ Sid, Action }) =>
    [Action].flat().map((action) => `${Sid} ${action}`),
  );
  return { found: [...new Set(found)].sort(), documented: documented.sort() };
}

/** As AWS's service authorization reference has them. */
function resourceOf(action: string, about: string, accountId: string): string {
  const arn = `arn:aws:codedeploy:eu-west-1:${accountId}`;
  const [application, group = 'any'] = about.split('/');
  if (action.startsWith('s3:')) return `arn:aws:s3:::${about}`;
  if (/Target|ContinueDeployment|StopDeployment/.test(action)) return '*';
  if (/DeploymentConfig/.test(action)) return `${arn}:deploymentconfig:any`;
  if (/BatchGetDeployments/.test(action)) return `${arn}:deploymentgroup:orders/any`;
  if (/Application/.test(action)) return `${arn}:application:${application}`;
  return `${arn}:deploymentgroup:${application}/${group}`;
}
