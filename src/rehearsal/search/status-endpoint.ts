import type { Check, Destination } from '../../config/destination.ts';
import { complete } from '../../config/template.ts';
import { defined } from '../../defined.ts';
import type { EmulatedCodeDeploy } from '../../emulator/codedeploy/codedeploy.ts';
import type { GroupView } from '../../emulator/codedeploy/view.ts';
import type { Random } from '../../random.ts';
import type { DestinationRecord } from '../../release/records/run-records.ts';
import { fillAll } from '../../verify/http-check.ts';
import type { HttpGet } from '../../verify/verify.ts';

/** By id alone, destinations of two environments are alike. */
type Place = Pick<DestinationRecord, 'account' | 'region' | 'deploymentGroup'>;

/** One process of a run. */
type Asker = { run: string; process: number };

export type StatusEndpoints = {
  getFor(asker: Asker): HttpGet;
  /** Until then the destination's service answers 503. */
  makeUnwell(destination: string, until: number): void;
  /** Whether the last answer to the run was what a group's checks ask of a version; undefined where it asked for none. */
  lastHeld(group: Place, version: string, run: string): boolean | undefined;
};

/**
 * Answers as a service behind a load balancer would: one of its instances at a time, each with the release that it runs,
 * in the words of the checks that the configuration has.
 */
export function statusEndpoints(
  codedeploy: Pick<EmulatedCodeDeploy, 'view'>,
  { now, random }: { now: () => number; random: Random },
): StatusEndpoints {
  const unwell = new Map<string, number>();
  /** By place and run, then by process: two jobs of one run may bring two versions. */
  const last = new Map<string, Map<number, string | undefined>>();
  function note(place: string, process: number, version: string | undefined): void {
    last.set(place, (last.get(place) ?? new Map()).set(process, version));
  }
  return {
    getFor: (asker) => async (destination, url) => {
      const group = codedeploy.view().find((one) => isOf(one, destination));
      const release = releaseOf(oneOf(group?.instances ?? [], random)?.key);
      const isDown = release === undefined || now() < (unwell.get(destination.id) ?? 0);
      const { account, ...rest } = destination;
      const place = placeOf({ ...rest, ...defined({ account: account.id }) }, asker.run);
      note(place, asker.process, isDown ? undefined : release.version);
      if (isDown) return { status: 503, headers: {}, body: 'unwell' };
      const checks = destination.verify.filter((check) => check.kind === 'http');
      const asked = checks.filter((check) => complete(check.url, release) === url.href);
      return answerOf(asked.length > 0 ? asked : checks, release);
    },
    makeUnwell: (destination, until) => void unwell.set(destination, until),
    lastHeld: (group, version, run) => {
      const answers = last.get(placeOf(group, run));
      return answers && [...answers.values()].includes(version);
    },
  };
}

function placeOf({ account, region, deploymentGroup }: Place, run: string): string {
  return [account, region, deploymentGroup, run].join(' ');
}

export function isOf(
  group: Pick<GroupView, 'account' | 'region' | 'application' | 'deploymentGroup'>,
  { account, region, application, deploymentGroup }: Destination,
): boolean {
  return (
    group.deploymentGroup === deploymentGroup &&
    group.region === region &&
    group.account === account.id &&
    group.application === application
  );
}

type Release = { version: string; digest: string };

/** `orders/1.214-3fa85f64….zip` */
export function releaseOf(key: string | undefined): Release | undefined {
  const [, version, digest] = /([^/]+)-([0-9a-f]+)\.\w+$/.exec(key ?? '') ?? [];
  return version === undefined || digest === undefined ? undefined : { version, digest };
}

function answerOf(checks: readonly Extract<Check, { kind: 'http' }>[], release: Release) {
  const document: Record<string, unknown> = {};
  for (const { json } of checks)
    for (const [key, value] of Object.entries(json)) document[key] = fillAll(value, release);
  const texts = checks.map(({ contains = '' }) => complete(contains, release));
  const body =
    Object.keys(document).length > 0 ? JSON.stringify({ ...document, texts }) : texts.join('\n');
  return { status: checks[0]?.status ?? 200, headers: {}, body };
}

function oneOf<T>(items: readonly T[], random: Random): T | undefined {
  return items[Math.floor(random.next() * items.length)];
}
