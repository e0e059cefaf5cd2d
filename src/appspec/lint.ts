import { type Agents, type AgentVersion, agentVersions, concerns } from './agent-versions.ts';
import { compareRejections, type Refusal } from './agent2/compare.ts';
import type { AppSpec } from './appspec.ts';
import { hasByteOrderMark } from './byte-order-mark.ts';
import { checkDuplicates } from './checks/duplicate-keys.ts';
import { checkFiles } from './checks/files.ts';
import { checkHooks } from './checks/hooks.ts';
import { checkKeys } from './checks/keys.ts';
import { checkPermissions } from './checks/permissions.ts';
import { checkService, servicePlatform } from './ecs-lambda.ts';
import { type BothExaminations, examineForBoth } from './examine.ts';
import { Finder } from './finder.ts';
import type { MapValue } from './ruby/value.ts';
import { type Finding, rules } from './rules.ts';

export type AppSpecReport = {
  /** A file that is not YAML is one for servers. */
  platform: 'server' | 'ecs' | 'lambda';
  /** For servers the verdict of the fleet's agents on the file alone; for ECS and Lambda whether there are no errors. */
  ok: boolean;
  /** Of a file for servers: whether each agent takes it. */
  agents?: Record<AgentVersion, boolean>;
  findings: Finding[];
};

export type LintOptions = {
  /** As the user named it. */
  file: string;
  /** Rules that are switched off; the agent's own cannot be. */
  off?: Iterable<string> | undefined;
  /** What the hosts run; agent 1, unless told otherwise. */
  agents?: Agents | undefined;
};

/** Everything that can be said of an AppSpec file without its bundle. */
export function lintAppSpec(bytes: Uint8Array, options: LintOptions): AppSpecReport {
  return reportAppSpec(bytes, examineForBoth(bytes, options.agents ?? '1'), options);
}

/** The same of one that was read already. */
export function reportAppSpec(
  bytes: Uint8Array,
  { document, another, spec, rejections, merges }: BothExaminations,
  { file, off = [], agents: fleet = '1' }: LintOptions,
): AppSpecReport {
  const finder = new Finder(file, off, fleet);
  const agents = { '1': rejections[1].length === 0, '2': rejections[2].length === 0 };
  const ok = agentVersions.every((agent) => agents[agent] || !concerns(agent, fleet));
  const service = document && servicePlatform(document);
  if (service && document.kind === 'map') {
    checkDuplicates(document, finder);
    checkService(document, service, finder);
    return { platform: service, ok: !finder.hasErrors, findings: finder.findings() };
  }
  for (const refusal of compareRejections(rejections[1], rejections[2], fleet)) {
    addRefusal(refusal, finder);
  }
  for (const at of merges) {
    const message = 'agent 2 ignores "<<" and everything in it; agent 1 merges it';
    finder.add('agent-2/merge-key', message, at);
  }
  if (another) {
    finder.add('yaml/second-document', 'a second document begins here', another);
  }
  if (document?.kind === 'map' && spec) {
    checkServer(document, spec, !ok, finder);
  }
  if (hasByteOrderMark(bytes) && ok) {
    const at = { line: 1, column: 1 };
    finder.add('yaml/stray-byte-order-mark', 'the file begins with a byte order mark', at);
  }
  return { platform: 'server', ok, agents, findings: finder.findings() };
}

function addRefusal({ rejection, by }: Refusal, finder: Finder): void {
  const { rule, kind, message, at, hint } = rejection;
  // What Ruby and Rust say names neither the key nor what was expected of it.
  const expected = kind === 'validation' ? '' : `expected: ${rules[rule].what}; `;
  const isOwn = concerns(by, finder.agents);
  const speaker = expected === '' ? '' : 'the agent says: ';
  const said = isOwn
    ? `${expected}${speaker}${message}`
    : `agent ${by} refuses the file: ${expected}${message}`;
  finder.add(rule, said, at, hint, by);
}

function checkServer(document: MapValue, spec: AppSpec, isRejected: boolean, finder: Finder): void {
  checkDuplicates(document, finder);
  checkKeys(document, finder);
  checkHooks(document, spec, finder);
  checkFiles(spec, finder);
  checkPermissions(document, spec, finder);
  const scripts = [...spec.hooks.values()].flat();
  if (!isRejected && spec.files.length === 0 && scripts.length === 0) {
    const message = 'there is nothing to copy and nothing to run';
    finder.add('appspec/does-nothing', message, document.at);
  }
}
