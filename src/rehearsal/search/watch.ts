import type { EmulatedCodeDeploy } from '../../emulator/codedeploy/codedeploy.ts';
import type { DeploymentView, GroupView } from '../../emulator/codedeploy/view.ts';
import type { S3View } from '../../emulator/s3/view.ts';
import type { CallRecord } from '../../emulator/wire/call-log.ts';
import type { RunEvent } from '../../release/events.ts';
import { readMarker } from '../../release/marker.ts';
import type { DestinationResult } from '../../release/outcome.ts';

/** What must hold whatever goes wrong, and did not. */
export type Violation = { invariant: string; what: string };

type Watched = {
  s3: S3View;
  codedeploy: Pick<EmulatedCodeDeploy, 'view'>;
  now: () => number;
  /** Bucket and key of the environment's lease. */
  lease: { bucket: string; key: string };
};

/** Looks on from the side of AWS: at every creation, every record, and every verdict. */
export function watch({ s3, codedeploy, now, lease }: Watched) {
  const violations: Violation[] = [];
  const seen = new Set<string>();
  const proven = new Map<string, Set<string>>();
  const report = (invariant: string, what: string) => {
    if (!violations.some((one) => one.invariant === invariant && one.what === what))
      violations.push({ invariant, what });
  };

  function created(): void {
    for (const group of codedeploy.view())
      for (const deployment of group.deployments) {
        if (seen.has(deployment.id)) continue;
        seen.add(deployment.id);
        const marker = deployment.creator === 'user' && readMarker(deployment.description);
        if (!marker || marker.run.startsWith('rehearsal:')) continue;
        const where = `${deployment.id} in ${group.destination}, by run ${marker.run}`;
        const holder = leaseNow();
        if (holder?.run !== marker.run || !(Date.parse(holder.until ?? '') > now()))
          report('no group is changed without a lease', `${where}; it is ${inWords(holder)}`);
        const same = group.deployments.filter(({ description }) => {
          const other = readMarker(description);
          return other?.run === marker.run && other.version === marker.version;
        });
        if (same.length > 1)
          report('no two deployments of one run and destination', `${where}: ${listed(same)}`);
      }
  }

  function leaseNow(): { run?: string; until?: string } | undefined {
    const bytes = s3.read(lease.bucket, lease.key);
    return bytes && (JSON.parse(bytes.toString('utf8')) as { run?: string; until?: string });
  }

  /** A version may be called proven only where the deployment brought it to all instances. */
  function recorded(about: string): void {
    const slash = about.indexOf('/');
    const text = s3.read(about.slice(0, slash), about.slice(slash + 1))?.toString('utf8');
    const record = JSON.parse(text ?? '{}') as { run?: string; destinations?: RecordedEntry[] };
    const views = groupsById();
    for (const entry of record.destinations ?? []) {
      if (!entry.verified || !entry.version) continue;
      const group = views.get(entry.destination);
      const one = group?.deployments.find(({ id }) => id === entry.deploymentId);
      const where = `${entry.version} in ${entry.destination}, by run ${record.run}`;
      const isWhole =
        one?.status === 'Succeeded' && one.targets.every((status) => status === 'Succeeded');
      if (!isWhole) report('what is proven runs on all instances', `${where}: ${told(one)}`);
      const known = proven.get(entry.destination) ?? new Set();
      proven.set(entry.destination, known.add(entry.version));
    }
  }

  const groupsById = () => new Map(codedeploy.view().map((one) => [one.destination, one]));

  function concluded(results: readonly DestinationResult[], run: string, command: string): void {
    const views = groupsById();
    for (const result of results) {
      const group = views.get(result.destination);
      if (group) judged(result, group, run);
      if (command !== 'rollback' || !result.deploymentId || !result.version) continue;
      if (!proven.get(result.destination)?.has(result.version))
        report(
          "a rollback's target was proven",
          `${result.version} in ${result.destination}, by run ${run}`,
        );
    }
  }

  function judged(result: DestinationResult, { deployments }: GroupView, run: string): void {
    const { outcome, deploymentId, rollback, destination } = result;
    const one = deployments.find(({ id }) => id === deploymentId);
    const where = `${destination}, run ${run}: "${outcome}"`;
    const lie = (why: string) => report("the verdict's words are true", `${where}, but ${why}`);
    if (outcome === 'succeeded' && one?.status !== 'Succeeded') lie(told(one));
    // A cancelled run asks for the stop and has no time to wait for it: its reason says so.
    if (outcome === 'stopped' && one && one.status !== 'Stopped' && !one.isHalted) lie(told(one));
    if (outcome === 'rolled-back') {
      const back = deployments.find(({ id }) => id === rollback?.deploymentId);
      if (rollback?.status === 'succeeded' && back?.status !== 'Succeeded') lie(told(back));
    }
    const own = deployments.filter(({ description }) => readMarker(description)?.run === run);
    if ((outcome === 'never-started' || outcome === 'skipped') && own.length > 0)
      lie(`there is ${listed(own)}`);
  }

  return {
    violations,
    report,
    onCall({ operation, status, about = '' }: CallRecord): void {
      // One whose answer is lost was carried out all the same.
      if (operation === 'CreateDeployment') created();
      if (operation === 'PutObject' && status === 200 && /\/runs\//.test(about)) recorded(about);
    },
    onEvent(event: RunEvent, { run, command }: { run: string; command: string }): void {
      if (event.kind === 'run-finished' && command !== 'finish')
        concluded(event.results, run, command);
    },
    /** When all commands have ended: nothing goes on that nobody names, and the lease is free. */
    ended(named: (id: string) => boolean): void {
      for (const { destination, deployments } of codedeploy.view())
        for (const { id, status, description } of deployments) {
          const marker = readMarker(description);
          if (!marker || /^(Succeeded|Failed|Stopped)$/.test(status) || named(id)) continue;
          report(
            'nothing goes on that nobody names',
            `${id} in ${destination} is ${status}, of run ${marker.run}`,
          );
        }
    },
    freed(): void {
      const holder = leaseNow();
      if (holder?.until && Date.parse(holder.until) > now())
        report('the lease is free in the end', `it is ${inWords(holder)}`);
    },
  };
}

type RecordedEntry = {
  destination: string;
  verified?: boolean;
  version?: string;
  deploymentId?: string;
};

function inWords(holder: { run?: string; until?: string } | undefined): string {
  if (!holder) return 'held by nobody';
  return holder.until ? `held by ${holder.run} until ${holder.until}` : 'given back';
}

function told(one: DeploymentView | undefined): string {
  return one ? `${one.id} is ${one.status} (${one.targets.join(', ')})` : 'there is no deployment';
}

function listed(deployments: readonly DeploymentView[]): string {
  return deployments.map(({ id, status }) => `${id} (${status})`).join(', ');
}
