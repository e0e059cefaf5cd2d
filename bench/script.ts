import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configurationOf, type Emulator, startEmulator } from './emulator.ts';
import { fanout } from './fanout.ts';
import { versionOf } from './machine.ts';
import { type Command, measure } from './measure.ts';
import { type Bench, seconds } from './row.ts';
import { slowest } from './slowest.ts';

/** What many have in place of a tool: one loop, everything in parallel, the CLI's own waiter. */
const loop = `set -euo pipefail
one() {
  id=$1 region=$2 bucket=deploy-$1-$2
  read -r AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN < <(aws sts assume-role --role-session-name script \\
    --role-arn "arn:aws:iam::$id:role/fanout" --output text --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]')
  export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_DEFAULT_REGION=$region
  aws s3 cp --quiet bundle.zip "s3://$bucket/script/bundle.zip"
  deployment=$(aws deploy create-deployment --application-name orders --deployment-group-name orders \\
    --s3-location "bucket=$bucket,key=script/bundle.zip,bundleType=zip" --query deploymentId --output text)
  aws deploy wait deployment-successful --deployment-id "$deployment"
}
for id in 111111111111 111111111112; do
  for region in eu-west-1 us-east-1 ap-southeast-1; do one $id $region & done
done
wait
`;

export const script: Bench = {
  name: 'script',
  about:
    'Six destinations whose deployments take ten seconds each, beside a script of the `aws` CLI that does them in parallel.',
  async run() {
    const emulator = await startEmulator(configurationOf(grid.accounts, grid.regions));
    try {
      const first = await over(emulator, deployment(emulator, '1'));
      const next = await over(emulator, deployment(emulator, '2'));
      const peer = versionOf('aws', '--version') && (await over(emulator, scripted(emulator)));
      const peers = peer ? `script + ${seconds(peer)}` : 'the `aws` CLI is not installed';
      const rowOf = (what: string, ours: number) => {
        return { what, fanout: `+ ${seconds(ours)}`, peers, aim: '≤ + 2 s', reached: ours <= 2 };
      };
      return [
        rowOf('whole run, over the slowest deployment, which is the first of its group', first),
        rowOf('whole run, over the slowest deployment, which takes as long as the last one', next),
      ];
    } finally {
      await emulator.stop();
    }
  },
};

const grid = { accounts: 2, regions: 3 };

async function over(emulator: Emulator, command: Command): Promise<number> {
  const began = Date.now();
  const { seconds: taken } = await measure(command);
  return taken - (await slowest(emulator, grid, began));
}

function deployment({ folder, env }: Emulator, version: string) {
  return { run: fanout('deploy', 'production', '--version', version), cwd: folder, env };
}

function scripted({ folder, env }: Emulator) {
  writeFileSync(join(folder, 'loop.sh'), `cp .fanout/*1.zip bundle.zip\n${loop}`);
  return { run: ['bash', 'loop.sh'], cwd: folder, env };
}
