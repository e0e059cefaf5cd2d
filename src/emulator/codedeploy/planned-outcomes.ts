import { matchesGlob } from '../../config/glob.ts';
import type { Enums } from './model.generated.ts';
import type { OutcomeRule } from './outcome-rule.ts';
import type { Deployment, Target } from './state.ts';

/** What a scenario has in store for one lifecycle event of one instance. */
export type PlannedOutcome = {
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
  | {
      kind: 'fail';
      script?: string | undefined;
      exitCode: number;
      log: string;
      message?: string | undefined;
      code?: string | undefined;
    };

export type Trigger =
  | { kind: 'alarm'; name: string }
  | { kind: 'scaleOut'; count: number }
  | { kind: 'stop'; rollback?: boolean | undefined };

export type Outcomes = {
  /** The error code with which a deployment fails before it starts. */
  error(deployment: Deployment): Enums['ErrorCode'] | undefined;
  /** For each event asked once: triggers go off once in a deployment. */
  planned(deployment: Deployment, target: Target, event: string): PlannedOutcome;
};

/** What rules have in store. */
export function createOutcomes(rules: readonly OutcomeRule[]): Outcomes {
  const fired = new Set<string>();
  return {
    error(deployment) {
      for (const rule of rules) {
        if (typeof rule.then === 'object' && 'error' in rule.then && concerns(rule, deployment)) {
          return rule.then.error;
        }
      }
      return undefined;
    },
    planned(deployment, target, event) {
      const planned: PlannedOutcome = { delay: 0, triggers: [] };
      for (const [index, rule] of rules.entries()) {
        if (!concerns(rule, deployment) || !strikes(rule, target, event)) continue;
        const effect = effectOf(rule.then);
        if (effect === undefined) continue;
        if ('delay' in effect) planned.delay += effect.delay;
        else if ('ending' in effect) planned.ending ??= effect.ending;
        else if (!fired.has(`${index} ${deployment.id}`)) {
          fired.add(`${index} ${deployment.id}`);
          planned.triggers.push(effect.trigger);
        }
      }
      return planned;
    },
  };
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
