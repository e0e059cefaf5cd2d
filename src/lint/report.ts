import { type Agents, type AgentVersion, agentWords, concerns } from '../appspec/agent-versions.ts';
import type { Finding } from '../appspec/rules.ts';

export type FileReport = {
  /** As the user named it. */
  file: string;
  platform: 'server' | 'ecs' | 'lambda';
  /** For servers the verdict of the fleet's agents on the file alone; for ECS and Lambda whether there are no errors in it. */
  ok: boolean;
  /** Of a file for servers: whether each agent takes it. */
  agents?: Record<AgentVersion, boolean>;
  /** Also those of other files of its bundle. */
  findings: Finding[];
};

export type LintReport = {
  /** No errors. */
  ok: boolean;
  files: FileReport[];
};

/** Warnings count as errors where that is asked for. */
export function makeReport(
  files: readonly FileReport[],
  strict: boolean,
  fleet: Agents = '1',
): LintReport {
  const counted = strict ? files.map((report) => withErrorsOnly(report, fleet)) : [...files];
  const ok = counted.every(({ findings }) =>
    findings.every(({ severity }) => severity !== 'error'),
  );
  return { ok, files: counted };
}

/** What only an agent minds that the hosts do not run stays a warning. */
function withErrorsOnly(report: FileReport, fleet: Agents): FileReport {
  const findings = report.findings.map((finding) =>
    concerns(finding.agent, fleet) ? { ...finding, severity: 'error' as const } : finding,
  );
  return { ...report, findings };
}

/** The one object of `--json`. */
export function lintJson({ ok, files }: LintReport): string {
  const json = JSON.stringify({
    ok,
    files: files.map((report) => ({
      file: report.file,
      platform: report.platform,
      ok: report.ok,
      agents: report.agents,
      findings: report.findings.map((finding) => ({
        rule: finding.rule,
        severity: finding.severity,
        agent: agentWords(finding.agent),
        message: finding.message,
        file: finding.file,
        line: finding.line,
        column: finding.column,
        hint: finding.hint,
      })),
    })),
  });
  return asciiOnly(json);
}

/** Nothing in it can be read as a command of a CI system or of a terminal. */
function asciiOnly(json: string): string {
  const plain = json.replace(/[^\x20-\x7e]/g, unicodeEscape);
  return plain.replace(/##(?=\w*\[)/g, '#\\u0023');
}

function unicodeEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
