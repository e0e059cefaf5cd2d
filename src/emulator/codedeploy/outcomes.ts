import { z } from 'zod';
import { durationForm, durationPattern, parseDuration } from '../../config/duration.ts';
import { type Enums, shapes } from './model.generated.ts';
import type { Deployment, Target } from './state.ts';

const errorCodes = (
  shapes.ErrorCode?.kind === 'enum' ? shapes.ErrorCode.values : []
) as Enums['ErrorCode'][];
const diagnosticCodes = [
  'ScriptMissing',
  'ScriptNotExecutable',
  'ScriptTimedOut',
  'ScriptFailed',
  'UnknownError',
];

const duration = z
  .string({ error: durationForm })
  .regex(durationPattern, { error: durationForm })
  .transform((text, context) => {
    const ms = parseDuration(text);
    if (ms === undefined) context.addIssue({ code: 'custom', message: durationForm });
    return ms ?? 0;
  })
  .describe('a duration such as 30s or 5m');

const fail = z
  .strictObject({
    script: z
      .string()
      .min(1)
      .optional()
      .describe('the script that fails, as the AppSpec file names it'),
    exitCode: z.int().min(1).max(255).default(1),
    log: z.string().default('').describe("the last lines of the script's output"),
    message: z
      .string()
      .min(1)
      .optional()
      .describe("the agent's message, where it is not the usual one"),
    code: z
      .enum(diagnosticCodes)
      .optional()
      .describe('ScriptFailed with a script, else UnknownError'),
  })
  .refine(({ script, message }) => script !== undefined || message !== undefined, {
    error: 'a script or a message',
  });

const then = z.union([
  z.enum(['hang', 'agentDies', 'diskFull', 'timeout']),
  z.strictObject({ fail: fail.describe('the lifecycle event fails') }),
  z.strictObject({
    timeout: z
      .strictObject({
        script: z.string().min(1).default('scripts/hook.sh'),
        after: duration.prefault('60s'),
      })
      .describe('the script of the event does not end within its timeout'),
  }),
  z.strictObject({ slow: duration.describe('the event takes so much longer') }),
  z.strictObject({ alarm: z.string().min(1).describe('a CloudWatch alarm goes off') }),
  z.strictObject({ scaleOut: z.int().min(1).max(100).describe('so many instances are launched') }),
  z.strictObject({
    stop: z
      .strictObject({ rollback: z.boolean().default(false) })
      .describe('somebody else stops the deployment'),
  }),
  z.strictObject({
    error: z
      .enum(errorCodes)
      .describe('the deployment as a whole fails with this code before it starts'),
  }),
]);

/** One entry of a scenario's `outcomes:`: what happens to deployments, instances and lifecycle events that match it. */
export const outcomeRule = z
  .strictObject({
    destination: z
      .string()
      .min(1)
      .optional()
      .describe('destinations, e.g. "*/eu-west-1"; all where absent'),
    instance: z
      .union([z.int().min(1), z.array(z.int().min(1)).min(1)])
      .optional()
      .describe('instances of the deployment group, counted from 1; all where absent'),
    event: z
      .string()
      .min(1)
      .optional()
      .describe(
        'the lifecycle event, e.g. ValidateService; the first of each instance where absent',
      ),
    deployment: z
      .union([z.int().min(1), z.literal('rollback')])
      .optional()
      .describe(
        'which deployment of the group, counted from 1, or automatic rollbacks; all but those where absent',
      ),
    version: z.string().min(1).optional().describe('the revision\'s key, e.g. "*/1.214-*"'),
    then,
  })
  .describe('what happens to the deployments that match');

export type OutcomeRule = z.output<typeof outcomeRule>;

/** What a scenario has in store for one lifecycle event of one instance. */
export type Fate = {
  /** Milliseconds that the event takes longer. */
  delay: number;
  /** How it ends; undefined: as it would. */
  ending?: Ending;
  /** What goes off when it starts. */
  triggers: Trigger[];
};

export type Ending =
  | { kind: 'hang' | 'agentDies' | 'diskFull' }
  | { kind: 'timeout'; script: string; after: number }
  | ({ kind: 'fail' } & z.output<typeof fail>);

export type Trigger =
  | { kind: 'alarm'; name: string }
  | { kind: 'scaleOut'; count: number }
  | { kind: 'stop'; rollback: boolean };

export type Outcomes = {
  /** The error code with which a deployment fails before it starts. */
  error(deployment: Deployment): Enums['ErrorCode'] | undefined;
  /** For each event asked once: triggers go off once in a deployment. */
  fate(deployment: Deployment, target: Target, event: string): Fate;
};

export function createOutcomes(rules: readonly OutcomeRule[]): Outcomes {
  const fired = new Set<string>();
  return {
    error: (deployment) => {
      const rule = rules.find(
        (one) => typeof one.then === 'object' && 'error' in one.then && concerns(one, deployment),
      );
      return rule && typeof rule.then === 'object' && 'error' in rule.then
        ? rule.then.error
        : undefined;
    },
    fate: (deployment, target, event) => {
      const fate: Fate = { delay: 0, triggers: [] };
      for (const [index, rule] of rules.entries()) {
        if (!concerns(rule, deployment) || !strikes(rule, target, event)) continue;
        const effect = effectOf(rule.then);
        if (effect === undefined) continue;
        if ('delay' in effect) fate.delay += effect.delay;
        else if ('ending' in effect) fate.ending ??= effect.ending;
        else if (!fired.has(`${index} ${deployment.id}`)) {
          fired.add(`${index} ${deployment.id}`);
          fate.triggers.push(effect.trigger);
        }
      }
      return fate;
    },
  };
}

function concerns(rule: OutcomeRule, deployment: Deployment): boolean {
  const { group, number, bundle } = deployment;
  if (rule.destination && !glob(rule.destination).test(group.seed.destination)) return false;
  if (rule.version && !glob(rule.version).test(bundle.key)) return false;
  if (rule.deployment === 'rollback') return number === undefined;
  return number !== undefined && (rule.deployment === undefined || rule.deployment === number);
}

function strikes(rule: OutcomeRule, target: Target, event: string): boolean {
  const first = rule.then === 'diskFull' ? 'DownloadBundle' : target.events[0]?.name;
  if (event !== (rule.event ?? first)) return false;
  return rule.instance === undefined || [rule.instance].flat().includes(target.instance.number);
}

type Effect = { delay: number } | { ending: Ending } | { trigger: Trigger };

function effectOf(then: OutcomeRule['then']): Effect | undefined {
  if (then === 'timeout')
    return { ending: { kind: 'timeout', script: 'scripts/hook.sh', after: 60_000 } };
  if (typeof then === 'string') return { ending: { kind: then } };
  if ('fail' in then) return { ending: { kind: 'fail', ...then.fail } };
  if ('timeout' in then) return { ending: { kind: 'timeout', ...then.timeout } };
  if ('slow' in then) return { delay: then.slow };
  if ('alarm' in then) return { trigger: { kind: 'alarm', name: then.alarm } };
  if ('scaleOut' in then) return { trigger: { kind: 'scaleOut', count: then.scaleOut } };
  if ('stop' in then) return { trigger: { kind: 'stop', rollback: then.stop.rollback } };
  return undefined;
}

/** `*` stands for any characters, `?` for one. */
function glob(pattern: string): RegExp {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's');
}
