import type { Agents } from './agent-versions.ts';
import { agentRules } from './rules/agent.ts';
import { agent2Rules } from './rules/agent-2.ts';
import { agent2BundleRules } from './rules/agent-2-bundle.ts';
import { bundleRules } from './rules/bundle.ts';
import { consulRules } from './rules/consul.ts';
import { hostRules } from './rules/host.ts';
import type { Rule, Severity } from './rules/rule.ts';
import { serverRules } from './rules/server.ts';
import { serviceRules } from './rules/services.ts';

/** Of findings themselves. */
export const findingRules = {
  'lint/more': {
    severity: 'warning',
    what: 'a file has no more findings than anyone reads',
    why: 'Past the first two hundred of a file, findings are only counted.',
    fix: 'fix the first ones; the others often go with them',
    bad: '(a file with 201 findings)',
    good: '(a file with 200 findings)',
  },
} as const satisfies Record<string, Rule>;

const all = {
  ...agentRules,
  ...agent2Rules,
  ...serverRules,
  ...serviceRules,
  ...bundleRules,
  ...hostRules,
  ...consulRules,
  ...agent2BundleRules,
  ...findingRules,
};

export type RuleId = keyof typeof all;

export const rules: Readonly<Record<RuleId, Rule>> = all;

export function isRule(name: string): name is RuleId {
  return Object.hasOwn(rules, name);
}

/** Whether `off` may name it: what the hosts' own agent refuses, and that findings were left out, is always said. */
export function mayBeOff(id: RuleId, agents: Agents = '1'): boolean {
  if (Object.hasOwn(agent2Rules, id)) return agents === '1';
  return !Object.hasOwn(agentRules, id) && id !== 'lint/more';
}

export type Finding = {
  rule: RuleId;
  severity: Severity;
  /** For which it holds. */
  agent: Agents;
  message: string;
  /** As the user named it. */
  file: string;
  /** From 1. */
  line?: number;
  /** From 1, in characters. */
  column?: number;
  /** What to do. */
  hint: string;
};
