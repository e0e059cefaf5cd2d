import type { Deployment, Instance, Target } from '../state.ts';
import type { Engine } from './engine.ts';
import { pause } from './halt.ts';
import { deployTo } from './instance.ts';
import { minimumHealthy } from './minimum-healthy.ts';
import { type RollOut, rollOut } from './roll-out.ts';

/** Instances are in three zones, in turn: `eu-west-1a`, `eu-west-1b`, `eu-west-1c`. */
function zoneOf({ number, seed }: Instance): string {
  return `${seed.region}${'abc'[(number - 1) % 3]}`;
}

/** Whether a zone would be left no instance to deploy to. */
export function isZoneKept(deployment: Deployment, instances: readonly Instance[]): boolean {
  return [...byZone(instances, (one) => one).values()].some(
    (zone) => minimumIn(deployment, zone.length) >= zone.length,
  );
}

/**
 * Deploys to one zone after the other, and waits after each but the last: after the first for as long as it is watched. What
 * all zones must keep together holds beside what each must.
 * Source: https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_ZonalConfig.html
 */
export async function rollOutByZone(
  engine: Engine,
  deployment: Deployment,
  targets: readonly Target[],
  minimum: number,
): Promise<RollOut> {
  const { config } = deployment;
  const zones = [...byZone(targets, ({ instance }) => instance).values()];
  let failed = 0;
  for (const [index, zone] of zones.entries()) {
    const left = targets.length - minimum - failed;
    const ended = await rollOut({
      targets: zone,
      minimum: Math.max(minimumIn(deployment, zone.length), zone.length - left),
      least: 0,
      deploy: (target) => deployTo(engine, deployment, target),
      isHalted: () => deployment.halt !== undefined,
    });
    if (ended !== 'succeeded') return ended;
    failed += zone.filter(({ status }) => status === 'Failed').length;
    if (index < zones.length - 1) await pause(engine, deployment, watchedFor(config, index));
    if (deployment.halt) return 'halted';
  }
  return targets.length - failed >= Math.max(1, minimum) ? 'succeeded' : 'failed';
}

function byZone<T>(all: readonly T[], instanceOf: (one: T) => Instance): Map<string, T[]> {
  const zones = new Map<string, T[]>();
  for (const one of all) {
    const zone = zoneOf(instanceOf(one));
    zones.set(zone, [...(zones.get(zone) ?? []), one]);
  }
  return new Map([...zones].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** None, unless the configuration says otherwise. What CodeDeploy makes for a few new instances is not held up by it. */
function minimumIn({ config, creator }: Deployment, total: number): number {
  const { type = 'HOST_COUNT', value = 0 } = config.zonal?.minimumHealthyHostsPerZone ?? {};
  const minimum = minimumHealthy({ type, value }, total);
  return creator === 'CodeDeployAutoUpdate' ? Math.min(minimum, total - 1) : minimum;
}

function watchedFor({ zonal }: Deployment['config'], index: number): number {
  const each = zonal?.monitorDurationInSeconds ?? 0;
  const first = zonal?.firstZoneMonitorDurationInSeconds ?? each;
  return (index === 0 ? first : each) * 1_000;
}
