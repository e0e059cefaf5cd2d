import * as z from 'zod';
import { versionProblems } from '../../bundle/version.ts';
import type { ReleaseRecord } from '../release-record.ts';

/*
 * Whoever can write to a bucket can write a record: nothing in it may be more than it should. What is not known is kept
 * and never read; what is known and is not such a thing makes it nobody's record.
 */

const word = z.string().regex(/^[\w.:+-]{1,80}$/);
const text = z.string().max(100_000);
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const version = z.string().refine((value) => versionProblems(value).length === 0);

const release = z.looseObject({
  version,
  digest,
  sha256: digest,
  size: z.int().min(0),
  build: text,
  time: z.iso.datetime(),
  ...optional('commit pipeline step recipe source environment branch actor link'),
});

const destination = z.looseObject({
  destination: text,
  region: text,
  outcome: word,
  version: version.optional(),
  digest: digest.optional(),
  unchecked: z.literal(true).optional(),
  leftBehind: z
    .string()
    .regex(/^[\w ]{1,80}$/)
    .optional(),
  object: z.looseObject({ bucket: text, key: text, ...optional('eTag versionId') }).optional(),
  ...optional('account application deploymentGroup deploymentGroupId'),
  ...optional('deploymentId rollbackDeploymentId before'),
});

const run = z.looseObject({
  fanout: z.literal(1),
  run: word,
  command: word,
  started: z.iso.datetime(),
  ended: z.iso.datetime().optional(),
  ignoredAlarms: z.array(text).optional(),
  unsettled: z.literal(true).optional(),
  destinations: z.array(destination),
  ...optional('by token environment verdict reason withoutLease'),
});

export function isReleaseRecord(value: unknown): value is ReleaseRecord {
  return release.safeParse(value).success;
}

/** Whether it has the form of a run's record. */
export function hasFormOfRun(value: unknown): boolean {
  return run.safeParse(value).success;
}

function optional(names: string): Record<string, z.ZodOptional<z.ZodString>> {
  return Object.fromEntries(names.split(' ').map((name) => [name, text.optional()]));
}
