import type { Finding, RuleId } from '../appspec/rules.ts';
import { rules } from '../appspec/rules.ts';
import { defined } from '../defined.ts';
import { type Problem, UsageError } from '../problem.ts';
import type { FileReport } from './report.ts';

/** What is wrong with a bundle itself, though it cannot even be packed or opened, by the rule that says so. */
const ruleOf: { [code in Problem['code']]?: RuleId } = {
  'no-appspec': 'bundle/no-appspec',
  'zip-invalid': 'bundle/unreadable',
  'not-packable': 'bundle/unreadable',
  'bundle-too-large': 'bundle/size',
  'link-leaves-bundle': 'bundle/link-outside',
};

/**
 * A bundle that cannot be opened, in the form of all other findings. What else keeps it from being opened, such as a path
 * that is not there, is not a finding: that is thrown on.
 */
export function reportUnopened(error: unknown, path: string): FileReport {
  if (!(error instanceof UsageError)) throw error;
  const findings = error.problems.flatMap((problem) => findingOf(problem, path) ?? []);
  if (findings.length < error.problems.length) throw error;
  const agents = { '1': false, '2': false };
  return { file: path, platform: 'server', ok: false, agents, findings };
}

function findingOf(
  { code, message, file, line, column, hint }: Problem,
  path: string,
): Finding | undefined {
  const rule = ruleOf[code];
  if (!rule) return undefined;
  return {
    rule,
    severity: 'error',
    agent: 'both',
    message,
    file: file ?? path,
    ...defined({ line, column }),
    hint: hint ?? rules[rule].fix,
  };
}
