import { isRule, type RuleId, rules } from '../appspec/rules.ts';
import { type ProblemCode, problemCodes } from '../problem-codes.ts';
import { paragraph } from './columns.ts';
import { machineJson } from './machine-json.ts';

type Code = ProblemCode | RuleId;

export const allCodes = [...Object.keys(problemCodes), ...Object.keys(rules)] as Code[];

export function isCode(text: string): text is Code {
  return Object.hasOwn(problemCodes, text) || isRule(text);
}

/** What a code stands for and what to do, for people. */
export function explanationLines(code: Code): string[] {
  if (!isRule(code)) {
    const { what, fix } = problemCodes[code];
    return [...paragraph(`${code}: ${what}`, 0), '', ...paragraph(`What to do: ${fix}`, 0)];
  }
  const { severity, what, why, fix, bad, good } = rules[code];
  return [
    ...paragraph(`${code} (${severity}): ${what}`, 0),
    '',
    ...paragraph(why, 0),
    '',
    ...paragraph(`What to do: ${fix}`, 0),
    ...example('Bad', bad),
    ...example('Good', good),
  ];
}

/** The same as one object, on one line. */
export function explanationJson(code: Code): string {
  if (!isRule(code)) return machineJson({ code, kind: 'problem', ...problemCodes[code] });
  return machineJson({ code, kind: 'rule', ...rules[code] });
}

function example(label: string, text: string): string[] {
  return ['', `${label}:`, ...text.split('\n').map((line) => `  ${line}`.trimEnd())];
}
