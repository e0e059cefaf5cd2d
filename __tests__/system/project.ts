import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAws } from '../../src/aws/session.ts';
import { systemClock } from '../../src/clock.ts';
import { defined } from '../../src/defined.ts';
import { versionOfKey } from '../../src/release/object-keys.ts';
import { aDestination } from '../release/makers.ts';

type OnCancel = 'stop-and-rollback' | 'stop' | 'leave';

/** Two accounts in three regions, a canary first; lists of the product's runs lag ten minutes behind. */
const configuration = (onCancel: OnCancel) => `version: 1
application: orders
bundle:
  source: src
  bucket: deploy-\${account.id}-\${region}
accounts:
  retail: "222222222222"
  wholesale: "333333333333"
defaults:
  role: arn:\${partition}:iam::\${account.id}:role/codedeploy-fanout
  deploymentGroup: orders-\${environment}
environments:
  production:
    accounts: [retail, wholesale]
    regions: [eu-west-1, us-east-1, ap-southeast-1]
    waves:
      - { name: canary, match: { account: retail, region: ap-southeast-1 } }
      - { name: rest, match: "*" }
    deploymentConfig: CodeDeployDefault.AllAtOnce
    onCancel: ${onCancel}
rehearsal: { instances: 1, hookSeconds: 1 }
`;

export const lateLists =
  '{ service: codedeploy, operation: [ListDeployments], principal: "*/orders-production-*", then: { late: 10m } }';

/** A project of its own that needs no build. `faults` are lines of a scenario. */
export function aProject(onCancel: OnCancel, faults: readonly string[] = [lateLists]) {
  const folder = mkdtempSync(join(tmpdir(), 'project-'));
  mkdirSync(join(folder, 'src'));
  const appspec =
    'version: 0.0\nos: linux\nfiles:\n  - source: app.txt\n    destination: /opt/orders\n';
  writeFileSync(join(folder, 'src/appspec.yml'), appspec);
  writeFileSync(join(folder, 'src/app.txt'), 'hello');
  writeFileSync(join(folder, 'fanout.yml'), configuration(onCancel));
  const scenario = faults.map((fault) => `  - ${fault}\n`).join('');
  writeFileSync(join(folder, 'scenario.yml'), `faults:\n${scenario}`);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

const groups = ['222222222222', '333333333333'].flatMap((id) =>
  ['eu-west-1', 'us-east-1', 'ap-southeast-1'].map((region) =>
    aDestination({
      id: `${id}/${region}`,
      account: { name: id, id },
      region,
      role: { arn: `arn:aws:iam::${id}:role/codedeploy-fanout`, sessionTags: false },
    }),
  ),
);

export type Seen = { group: string; version?: string; status?: string; creator?: string };

/** All deployments of all groups, and what each group runs, as CodeDeploy tells somebody else. */
export async function observe(
  env: Record<string, string>,
): Promise<{ deployments: Seen[]; running: (string | undefined)[] }> {
  const aws = openAws({
    clock: systemClock,
    env,
    mask: () => undefined,
    run: { application: 'observer', environment: 'all', id: '1', tags: {} },
    access: 'deploy',
    signal: new AbortController().signal,
  });
  try {
    const deployments: Seen[] = [];
    const running: (string | undefined)[] = [];
    for (const destination of groups) {
      const calls = aws.codedeploy(destination);
      const infos = await calls.getDeployments(await calls.listDeployments({}));
      for (const { revision, status, creator } of infos) {
        const version = versionOfKey(revision?.s3Location?.key);
        deployments.push({
          group: destination.id,
          ...defined({ version, status, creator }),
        });
      }
      const last = (await calls.getGroup()).lastSuccessfulDeployment?.deploymentId;
      const info = infos.find(({ deploymentId }) => deploymentId === last);
      running.push(versionOfKey(info?.revision?.s3Location?.key));
    }
    return { deployments, running };
  } finally {
    aws.close();
  }
}
