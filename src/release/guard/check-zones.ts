import type { DeploymentConfigInfo } from '@aws-sdk/client-codedeploy';
import type { Destination } from '../../config/destination.ts';
import { duration } from '../../words/quantities.ts';
import type { Finding } from './finding.ts';

/** Most regions have that many zones, and more of them only wait longer. */
const zones = 3;

/**
 * Whether a deployment that goes zone by zone can end in its time: CodeDeploy waits after each zone but the last, after the
 * first perhaps for longer (https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_ZonalConfig.html).
 */
export function checkZones(
  { id, timeout }: Pick<Destination, 'id' | 'timeout'>,
  { deploymentConfigName, zonalConfig }: DeploymentConfigInfo,
): Finding[] {
  const each = zonalConfig?.monitorDurationInSeconds ?? 0;
  const first = zonalConfig?.firstZoneMonitorDurationInSeconds ?? each;
  const waits = first + (zones - 2) * each;
  if (waits * 1_000 < timeout) return [];
  return [
    {
      kind: 'warning',
      problem: {
        code: 'zones-outlast-timeout',
        destination: id,
        message: `${deploymentConfigName} waits ${duration(first)} after the first zone and ${duration(each)} after each other but the last: ${duration(waits)} in ${zones} zones, and the deployment is stopped after ${duration(timeout / 1_000)}`,
        hint: 'set a longer timeout, or choose another deploymentConfig',
      },
    },
  ];
}
