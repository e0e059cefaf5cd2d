import type { SeedGroup } from '../service.ts';
import type { Structures } from './model.generated.ts';

/** The deployment configuration of a group. AWS's own do not go zone by zone. */
export function configNameOf({ zones, deploymentConfig: name }: SeedGroup): string {
  const isOwn = name !== undefined && !name.startsWith('CodeDeployDefault.');
  return zones && !isOwn ? 'zone-by-zone' : (name ?? 'CodeDeployDefault.OneAtATime');
}

export function zonalConfigOf({
  watch,
  watchFirst,
  healthy,
}: NonNullable<SeedGroup['zones']>): Structures['ZonalConfig'] {
  return {
    ...(watch !== undefined && { monitorDurationInSeconds: Math.ceil(watch / 1_000) }),
    ...(watchFirst !== undefined && {
      firstZoneMonitorDurationInSeconds: Math.ceil(watchFirst / 1_000),
    }),
    ...(healthy !== undefined && {
      minimumHealthyHostsPerZone: { type: 'HOST_COUNT', value: healthy },
    }),
  };
}
