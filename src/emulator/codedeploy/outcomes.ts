import { z } from 'zod';
import { matchesGlob } from '../../config/glob.ts';
import { duration, globs } from '../../config/scalars.ts';
import { allowEvents, blockEvents, installEvents } from './engine/lifecycle.ts';
import { type Enums, shapes } from './model.generated.ts';
import type { Deployment, Target } from './state.ts';

const scriptable = [...blockEvents, ...installEvents, ...allowEvents];
const errorCodes = enumeration('ErrorCode') as Enums['ErrorCode'][];
const diagnosticCodes = enumeration('LifecycleErrorCode').filter((code) => code !== 'Success');

const fail = z
  .strictObject({
    script: z
      .string()
      .min(1)
      .optional()
      .describe('The script that fails, as the AppSpec file names it.'),
    exitCode: z.int().min(1).max(255).default(1).describe("The script's exit code. Default: 1."),
    log: z.string().default('').describe("The last lines of the script's output."),
    message: z
      .string()
      .min(1)
      .optional()
      .describe("The agent's message, where it is not the usual one."),
    code: z
      .enum(diagnosticCodes)
      .optional()
      .describe('Default: ScriptFailed where a script is named, else UnknownError.'),
  })
  .refine(({ script, message }) => script !== undefined || message !== undefined, {
    error: 'a mapping with a script or a message',
  });

const timeout = z.strictObject({
  script: z.string().min(1).describe('The script that does not end, as the AppSpec file names it.'),
  after: duration.describe("The script's timeout."),
});

const words = ['hang', 'agentDies', 'diskFull'] as const;

const then = z
  .union(
    [
      // A mapping is not meant as one of these words: its mistakes are told instead.
      z.string().meta({ enum: words }).pipe(z.enum(words)),
      z.strictObject({ fail: fail.describe('The event fails.') }),
      z.strictObject({ timeout: timeout.describe('A script of the event runs out of time.') }),
      z.strictObject({ slow: duration.describe('The event takes so much longer.') }),
      z.strictObject({ alarm: z.string().min(1).describe('A CloudWatch alarm goes off.') }),
      z.strictObject({
        scaleOut: z.int().min(1).max(100).describe('So many instances are launched.'),
      }),
      z.strictObject({
        stop: z
          .strictObject({
            rollback: z.boolean().optional().describe('Default: as automatic rollback is set.'),
          })
          .describe('Somebody else stops the deployment.'),
      }),
      z.strictObject({
        error: z
          .enum(errorCodes)
          .describe('The deployment as a whole fails with this code before it starts.'),
      }),
    ],
    {
      error:
        'one of hang, agentDies, diskFull, or a mapping with fail, timeout, slow, alarm, scaleOut, stop or error',
    },
  )
  .describe('What happens.');

/** One entry of a scenario's `outcomes:`: which deployments, instances and lifecycle events, and what becomes of them. */
export const outcomeRule = z
  .strictObject({
    destination: globs.optional().describe('Such as "*/eu-west-1". Default: every destination.'),
    instance: z
      .union([z.int().min(1), z.array(z.int().min(1)).min(1)])
      .optional()
      .describe('Instances of the deployment group, counted from 1. Default: all of them.'),
    event: z
      .enum(scriptable)
      .optional()
      .describe('The lifecycle event. Default: the first one of each instance.'),
    deployment: z
      .union([z.int().min(1), z.literal('rollback')], {
        error: 'the number of a deployment, counted from 1, or rollback',
      })
      .optional()
      .describe(
        'Which deployment of the group, counted from 1, or its automatic rollbacks. Default: all but the rollbacks.',
      ),
    version: globs
      .optional()
      .describe('The key of the revision in S3, such as "*/1.214-*". Default: any.'),
    then,
  })
  .superRefine((rule, context) => {
    const [key, error] = contradiction(rule) ?? [];
    if (key !== undefined) context.addIssue({ code: 'custom', path: [key], message: error ?? '' });
  })
  .describe('What becomes of deployments, instances or lifecycle events.');

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
  | { kind: 'stop'; rollback?: boolean | undefined };

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

function contradiction(rule: {
  instance?: unknown;
  event?: string | undefined;
  then: string | object;
}): [key: string, error: string] | undefined {
  const { instance, event, then } = rule;
  if (then === 'diskFull' && (event ?? 'DownloadBundle') !== 'DownloadBundle') {
    return ['event', 'DownloadBundle, where a disk gets full'];
  }
  if (typeof then === 'string' || !('error' in then)) return undefined;
  const why = 'left out: an error is of the deployment as a whole';
  if (event !== undefined) return ['event', why];
  return instance === undefined ? undefined : ['instance', why];
}

function concerns(rule: OutcomeRule, deployment: Deployment): boolean {
  const { group, number, bundle } = deployment;
  if (!matches(rule.destination, group.seed.destination)) return false;
  if (!matches(rule.version, bundle.key)) return false;
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
  if (typeof then === 'string') return { ending: { kind: then } };
  if ('fail' in then) return { ending: { kind: 'fail', ...then.fail } };
  if ('timeout' in then) return { ending: { kind: 'timeout', ...then.timeout } };
  if ('slow' in then) return { delay: then.slow };
  if ('alarm' in then) return { trigger: { kind: 'alarm', name: then.alarm } };
  if ('scaleOut' in then) return { trigger: { kind: 'scaleOut', count: then.scaleOut } };
  if ('stop' in then) return { trigger: { kind: 'stop', ...then.stop } };
  return undefined;
}

function matches(patterns: OutcomeRule['destination'], text: string): boolean {
  return patterns === undefined || [patterns].flat().some((pattern) => matchesGlob(pattern, text));
}

function enumeration(name: keyof Enums): readonly string[] {
  const shape = shapes[name];
  if (shape?.kind !== 'enum') throw new Error(`the model has no enumeration ${name}`);
  return shape.values;
}
