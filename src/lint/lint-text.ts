import { agentWords } from '../appspec/agent-versions.ts';
import type { Finding } from '../appspec/rules.ts';
import { cleanLine } from '../words/printable.ts';
import { codeFrame, splitLines } from './code-frame.ts';
import type { LintReport } from './report.ts';

/** The text of a file that findings are in, by the name the user knows it by. */
export type Sources = ReadonlyMap<string, string>;

/** A report for people: every finding with its place, what to do, and the lines around it. */
export function lintText({ files }: LintReport, sources: Sources): string {
  const split = new Map([...sources].map(([file, text]) => [file, splitLines(text)]));
  const lines: string[] = [];
  for (const { findings } of files) {
    for (const finding of findings) lines.push(...findingLines(finding, split), '');
  }
  const all = files.flatMap(({ findings }) => findings);
  return [...lines, summary(all, files.length)].join('\n');
}

function findingLines(finding: Finding, sources: ReadonlyMap<string, string[]>): string[] {
  const { file, line, column, severity, rule, agent, message, hint } = finding;
  const who = agent === 'both' ? '' : `, ${agentWords(agent)}`;
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  const source = sources.get(file);
  const frame = source === undefined ? [] : codeFrame(source, { line, column });
  return [
    `${cleanLine(place)}: ${severity}: ${cleanLine(message)} [${rule}${who}]`,
    ...frame.map((text) => `  ${text}`),
    `  → ${cleanLine(hint)}`,
  ];
}

function summary(findings: readonly Finding[], files: number): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.length - errors;
  const checked = `${files} ${files === 1 ? 'file' : 'files'} checked`;
  if (findings.length === 0) return `${checked}: nothing found`;
  return `${checked}: ${count(errors, 'error')}, ${count(warnings, 'warning')}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
