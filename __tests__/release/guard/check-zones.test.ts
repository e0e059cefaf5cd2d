import { describe, expect, test } from '@jest/globals';
import { checkConfig } from '../../../src/release/guard/check-config.ts';
import { aDestination } from '../makers.ts';

const minutes = 60;
const zonal = (zonalConfig: object) => ({
  getConfig: async () => ({ deploymentConfigName: 'by-zone', zonalConfig }),
});
const check = (timeout: number, zonalConfig: object) =>
  checkConfig(
    aDestination({ deploymentConfig: 'by-zone', timeout: timeout * minutes * 1_000 }),
    {},
    undefined,
    zonal(zonalConfig),
  );

describe('a deployment configuration that goes zone by zone', () => {
  test('is warned of where its waits last longer than a deployment may', async () => {
    const waits = {
      firstZoneMonitorDurationInSeconds: 30 * minutes,
      monitorDurationInSeconds: 20 * minutes,
    };
    expect(await check(45, waits)).toEqual([
      {
        kind: 'warning',
        problem: expect.objectContaining({
          code: 'zones-outlast-timeout',
          message:
            'by-zone waits 30m 00s after the first zone and 20m 00s after each other but the last: 50m 00s in 3 zones, and the deployment is stopped after 45m 00s',
        }),
      },
    ]);
    expect(await check(60, waits)).toEqual([]);
  });

  test('waits after the first zone as after the others where nothing else is set', async () => {
    expect(await check(39, { monitorDurationInSeconds: 20 * minutes })).toHaveLength(1);
    expect(await check(41, { monitorDurationInSeconds: 20 * minutes })).toEqual([]);
    expect(await check(5, {})).toEqual([]);
  });
});
