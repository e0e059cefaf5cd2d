import { expect, test } from '@jest/globals';
import { packEvents, unpackEvents } from '../../src/page/packed-events.ts';
import type { RunEvent } from '../../src/release/events.ts';
import fc from '../fast-check.ts';
import { aLargeRun, hostileRun } from './runs.ts';

test('what is packed comes out as it was', () => {
  for (const events of [aLargeRun(3, 2, 2), hostileRun(), []])
    expect(unpackEvents(packEvents(events))).toEqual(events);
});

test('also with times that are no whole numbers or go back, and with what an event has besides', () => {
  const event = fc.record(
    {
      at: fc.double({ min: 0, max: 1e13, noNaN: true }),
      kind: fc.constant('instance' as const),
      destination: fc.string(),
      deploymentId: fc.string(),
      role: fc.constantFrom('deployment' as const, 'rollback' as const),
      instance: fc.string(),
      event: fc.string(),
      status: fc.string(),
      diagnostics: fc.record({ log: fc.string() }),
    },
    {
      requiredKeys: [
        'at',
        'kind',
        'destination',
        'deploymentId',
        'role',
        'instance',
        'event',
        'status',
      ],
    },
  );
  fc.assert(
    fc.property(fc.array(event), (events) => {
      expect(unpackEvents(packEvents(events as RunEvent[]))).toEqual(events);
    }),
  );
});
