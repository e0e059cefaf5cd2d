import { expect, test } from '@jest/globals';
import { anEmulator, aSession, inRegions } from './makers.ts';

test("a region's STS that hangs costs seconds", async () => {
  const destinations = inRegions(['eu-west-1', 'us-east-1']);
  const then = { slow: 10 * 60_000 };
  const faults = [{ service: 'sts' as const, region: ['eu-west-1'], then }];
  const emulator = await anEmulator(destinations, { faults });
  const began = Date.now();
  const found = await aSession(emulator).identify(destinations);
  expect(found).toHaveLength(2);
  expect(Date.now() - began).toBeLessThan(15_000);
}, 30_000);
