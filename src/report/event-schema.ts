import * as z from 'zod';
import { outcomes, verdicts } from '../release/outcome.ts';

const text = z.string().max(1_000_000);
const time = z.number().min(0).max(8.64e15);
const seconds = z.number().min(0);
const count = z.int().min(0);

const counts = z.looseObject({
  pending: count,
  inProgress: count,
  succeeded: count,
  failed: count,
  skipped: count,
  ready: count,
});

const problem = z.looseObject({
  code: text.optional(),
  destination: text.optional(),
  message: text,
  file: text.optional(),
  line: count.optional(),
  column: count.optional(),
  hint: text.optional(),
});

const cause = z.looseObject({
  instances: z.array(text),
  of: count,
  event: text.optional(),
  script: text.optional(),
  code: text.optional(),
  message: text,
  log: text.optional(),
  advice: text.optional(),
});

const rollback = z.looseObject({
  deploymentId: text,
  status: z.enum(['succeeded', 'failed', 'stopped', 'timed-out', 'unknown']),
  version: text.optional(),
  complete: z.boolean(),
  by: z.enum(['codedeploy', 'fanout']),
});

const check = z.looseObject({
  name: text,
  passed: z.boolean(),
  seconds,
  message: text.optional(),
  notRehearsed: z.literal(true).optional(),
});

const gate = z.looseObject({
  kind: z.enum(['alarm', 'metric']),
  name: text,
  verdict: z.enum(['pass', 'fail', 'inconclusive']),
  message: text,
  dryRun: z.literal(true).optional(),
});

const result = z.looseObject({
  destination: text,
  outcome: z.enum(outcomes),
  version: text.optional(),
  before: text.optional(),
  deploymentId: text.optional(),
  rollback: rollback.optional(),
  seconds,
  instances: counts,
  causes: z.array(cause),
  checks: z.array(check).optional(),
  gates: z.array(gate).optional(),
  isUnknown: z.literal(true).optional(),
  goesOn: z.literal(true).optional(),
  reason: text.optional(),
  consoleUrl: text.optional(),
});

const label = z.looseObject({
  id: text,
  account: text,
  accountId: text.optional(),
  region: text,
  application: text,
  deploymentGroup: text,
});

const role = z.enum(['deployment', 'rollback', 'related']);
const destination = { destination: text };

/** What stands in an event beside its time, by its kind. */
const kinds = {
  'run-started': {
    command: text,
    environment: text,
    application: text,
    run: text,
    destinations: z.array(label),
    waves: z.array(z.looseObject({ name: text, destinations: z.array(text) })),
    of: count.optional(),
    rehearsal: z.literal(true).optional(),
    by: text.optional(),
    link: text.optional(),
  },
  step: { text },
  leasing: {},
  leased: {},
  notice: { level: z.enum(['info', 'warning']), destination: text.optional(), problem },
  'bundle-ready': { version: text, digest: text, size: count, reused: z.boolean(), seconds },
  uploaded: {
    bucket: text,
    region: text,
    key: text,
    bytes: count,
    how: z.enum(['uploaded', 'present', 'copied']),
    seconds,
  },
  'wave-started': { wave: text, index: count, of: count, destinations: z.array(text) },
  baking: { wave: text, ms: z.number().min(0) },
  'wave-finished': { wave: text },
  cancelling: { signal: text, policy: text },
  waiting: { ...destination, reason: text },
  creating: { ...destination, marker: text, before: text.optional() },
  created: {
    ...destination,
    deploymentId: text,
    adopted: z.boolean(),
    consoleUrl: text.optional(),
  },
  status: { ...destination, deploymentId: text, role, status: text, counts },
  instance: {
    ...destination,
    deploymentId: text,
    role,
    instance: text,
    event: text,
    status: text,
    diagnostics: z.looseObject({}).optional(),
  },
  trouble: { ...destination, text },
  stopping: { ...destination, deploymentId: text, rollback: z.boolean(), reason: text },
  'rolling-back': {
    ...destination,
    deploymentId: text,
    by: z.enum(['codedeploy', 'fanout']),
    version: text.optional(),
  },
  gate: { ...destination, wave: text, gate },
  finished: { ...destination, result },
  'run-finished': {
    verdict: z.enum(verdicts),
    exitCode: z.int(),
    seconds,
    results: z.array(result),
    problems: z.array(problem).optional(),
  },
} as const;

type Kind = keyof typeof kinds;

const options = (Object.keys(kinds) as Kind[]).map((kind) =>
  z.looseObject({ at: time, kind: z.literal(kind), ...kinds[kind] }),
);

/** A line of an events file. What an event holds beyond this is left to newer readers. */
export const eventSchema = z.discriminatedUnion(
  'kind',
  options as [(typeof options)[number], ...typeof options],
);

export const eventKinds: ReadonlySet<string> = new Set(Object.keys(kinds));
