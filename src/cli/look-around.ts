import { describeFault } from '../aws/advice.ts';
import { faultOf } from '../aws/faults.ts';
import type { AwsSession } from '../aws/session.ts';
import type { BucketNeed } from '../bootstrap/bucket-needs.ts';
import { bucketDifferences, groupDifferences } from '../bootstrap/differences.ts';
import type { Identities } from '../bootstrap/identities.ts';
import { letInWrongly } from '../bootstrap/let-in.ts';
import type { Look } from '../bootstrap/looks.ts';
import type { Needs } from '../bootstrap/needs.ts';
import type { Use } from '../bootstrap/use.ts';
import type { Destination } from '../config/destination.ts';
import { defined } from '../defined.ts';
import { mapLimited } from '../limit.ts';
import { timing } from '../release/timing.ts';

/** Compares what is needed with what is there. Only reads; what could not be looked at is told as that. */
export async function lookAround(
  { accounts }: Needs,
  identities: Identities,
  aws: AwsSession,
): Promise<Look[]> {
  const uses = accounts.flatMap((account) => account.uses);
  const buckets = accounts.flatMap((account) => account.buckets);
  const seen = new Set<string>();
  const environmentsOf = new Map(
    accounts.flatMap(({ roles }) => roles.map(({ arn, environments }) => [arn, environments])),
  );
  const looks = await mapLimited(uses, timing.atOnce.roles, async (use) => {
    const meant = environmentsOf.get(use.destination.role?.arn ?? '') ?? [];
    const { looks: roles, destination } = await comeIn(use.destination, aws, async () => {
      if (identities.principals.length === 0) return undefined;
      const caller = await aws.caller(use.destination);
      return caller && letInWrongly(caller.arn, meant, identities);
    });
    if (!destination) return roles;
    const bucket = buckets.find(
      ({ name, region }) => name === use.destination.bucket && region === use.destination.region,
    );
    const isNew = bucket !== undefined && !seen.has(`${bucket.name} ${bucket.region}`);
    if (isNew) seen.add(`${bucket.name} ${bucket.region}`);
    return [
      ...roles,
      ...(isNew ? await lookAtBucket(bucket, destination, aws) : []),
      ...(await lookAtGroup({ ...use, destination }, aws)),
    ];
  });
  return looks.flat();
}

type At = Use['destination'];

/** With the role, and where that lets nobody in with the credentials at hand, if they are of that account. */
async function comeIn(
  destination: At,
  aws: AwsSession,
  wrongly: () => Promise<string | undefined>,
): Promise<{ looks: Look[]; destination?: At }> {
  const { id, role, ...rest } = destination;
  const look = (is: Look['is'], says?: string): Look[] =>
    role ? [{ destination: id, what: 'role', name: role.arn, is, ...defined({ says }) }] : [];
  try {
    await aws.identify([destination]);
    const says = role && (await wrongly());
    return { looks: look(says === undefined ? 'there' : 'differs', says), destination };
  } catch (error) {
    const looks = look('could not look', reasonOf(error, destination));
    const plain: Destination = { id, ...rest };
    const isIn =
      role &&
      (await aws.identify([plain]).then(
        () => true,
        () => false,
      ));
    return isIn ? { looks, destination: { id, ...rest } } : { looks };
  }
}

async function lookAtBucket(bucket: BucketNeed, destination: At, aws: AwsSession): Promise<Look[]> {
  const artifacts = aws.artifacts(destination);
  const named = { destination: destination.id, name: bucket.name };
  const [there] = await looked({ ...named, what: 'bucket' }, destination, async () => {
    await artifacts.check();
    return [];
  });
  if (there?.is !== 'there') return there ? [there] : [];
  const settings = await looked({ ...named, what: 'bucket settings' }, destination, async () =>
    bucketDifferences(bucket, await artifacts.settings()),
  );
  return [there, ...settings];
}

async function lookAtGroup({ destination }: Use, aws: AwsSession): Promise<Look[]> {
  const codedeploy = aws.codedeploy(destination);
  const { id, application, deploymentGroup, deploymentConfig } = destination;
  const group = await looked(
    { destination: id, what: 'deployment group', name: `${application}/${deploymentGroup}` },
    destination,
    async () => groupDifferences(destination, await codedeploy.getGroup()),
  );
  if (deploymentConfig === undefined) return group;
  const config = await looked(
    { destination: id, what: 'deployment configuration', name: deploymentConfig },
    destination,
    async () => {
      await codedeploy.getConfig(deploymentConfig);
      return [];
    },
  );
  return [...group, ...config];
}

async function looked(
  named: Pick<Look, 'destination' | 'what' | 'name'>,
  destination: At,
  look: () => Promise<string[]>,
): Promise<Look[]> {
  try {
    const differences = await look();
    return differences.length === 0
      ? [{ ...named, is: 'there' }]
      : [{ ...named, is: 'differs', says: differences.join('; ') }];
  } catch (error) {
    const is = faultOf(error).kind === 'missing' ? 'missing' : 'could not look';
    return [{ ...named, is, says: reasonOf(error, destination) }];
  }
}

function reasonOf(error: unknown, destination: Destination): string {
  return describeFault(error, { destination }).message;
}
