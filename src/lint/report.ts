import type { Finding } from '../appspec/rules.ts';

export type FileReport = {
  /** As the user named it. */
  file: string;
  platform: 'server' | 'ecs' | 'lambda';
  /** For servers the agent's verdict on the file alone; for ECS and Lambda whether there are no errors in it. */
  ok: boolean;
  /** Also those of other files of its bundle. */
  findings: Finding[];
};

export type LintReport = {
  /** No errors. */
  ok: boolean;
  files: FileReport[];
};

/** Warnings count as errors where that is asked for. */
export function makeReport(files: readonly FileReport[], strict: boolean): LintReport {
  const counted = strict ? files.map(withErrorsOnly) : [...files];
  const ok = counted.every(({ findings }) =>
    findings.every(({ severity }) => severity !== 'error'),
  );
  return { ok, files: counted };
}

function withErrorsOnly(report: FileReport): FileReport {
  const findings = report.findings.map((finding) => ({ ...finding, severity: 'error' as const }));
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
      findings: report.findings.map((finding) => ({
        rule: finding.rule,
        severity: finding.severity,
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

/** Nothing in it can be taken for a command of a CI system or of a terminal. */
function asciiOnly(json: string): string {
  const plain = json.replace(/[^\x20-\x7e]/g, unicodeEscape);
  return plain.replace(/##(?=\w*\[)/g, '#\\u0023');
}

function unicodeEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
