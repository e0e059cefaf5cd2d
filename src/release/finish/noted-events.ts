import * as z from 'zod';
import { outcomes, rollbackStatuses } from '../outcome.ts';

/** The events in a run's notes by which it is finished. What is none is left out: a killed run may have written half a line. */
export function notedEvents(text: string): Noted[] {
  return text.split('\n').flatMap(eventOf);
}

function eventOf(line: string): Noted[] {
  try {
    const parsed = event.safeParse(JSON.parse(line));
    return parsed.success ? [parsed.data] : [];
  } catch {
    return [];
  }
}

const outcome = z.enum(outcomes);
const at = z.number().min(0).max(8.64e15);
const destination = z.string().min(1).max(500);
const name = z.string().min(1).max(200);
const deploymentId = z.string().regex(/^d-[A-Z0-9]{9}$/);

const event = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('process'),
    host: z.string().min(1).max(255),
    pid: z.int().min(1).max(2_147_483_647),
  }),
  z.object({
    kind: z.literal('run-started'),
    at,
    run: z.string().regex(/^[\w.:+-]{1,80}$/),
    command: z.enum(['deploy', 'promote', 'rollback', 'continue', 'stop']),
    environment: name,
    bundleName: name.optional(),
    by: z.string().max(300).optional(),
    destinations: z
      .array(z.object({ id: destination }))
      .max(10_000)
      .optional(),
    of: z.int().min(1).optional(),
  }),
  z.object({ kind: z.literal('leasing'), token: z.string().max(100).optional() }),
  z.object({ kind: z.literal('leased'), taken: z.iso.datetime() }),
  z.object({
    kind: z.literal('bundle-ready'),
    version: name,
    digest: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  z.object({
    kind: z.literal('creating'),
    at,
    destination,
    marker: z.string().max(256),
    before: name.optional(),
  }),
  z.object({
    kind: z.literal('created'),
    destination,
    deploymentId,
    adopted: z.boolean().optional(),
  }),
  z.object({
    kind: z.literal('rolling-back'),
    destination,
    deploymentId,
    by: z.literal('fanout'),
  }),
  z.object({
    kind: z.literal('finished'),
    destination,
    result: z.object({
      outcome,
      isUnknown: z.literal(true).optional(),
      goesOn: z.literal(true).optional(),
      rollback: z
        .object({
          deploymentId,
          status: z.enum(rollbackStatuses),
          by: z.enum(['codedeploy', 'fanout']),
        })
        .optional()
        // The rest of it counts all the same.
        .catch(undefined),
    }),
  }),
  z.object({ kind: z.literal('wave-finished'), wave: name }),
  z.object({ kind: z.literal('run-finished'), unrecorded: z.boolean().optional() }),
]);

export type Noted = z.output<typeof event>;
