import { agentWords } from '../appspec/agent-versions.ts';
import { type Finding, type RuleId, rules } from '../appspec/rules.ts';
import { defined } from '../defined.ts';

/** Findings as SARIF 2.1.0, as GitHub code scanning and others take it. */
export function toSarif(findings: readonly Finding[], version: string): string {
  const ids = [...new Set(findings.map(({ rule }) => rule))].sort();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'codedeploy-fanout', version, rules: ids.map(toDescriptor) } },
        columnKind: 'unicodeCodePoints',
        results: findings.map((finding) => toResult(finding, ids)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function toDescriptor(id: RuleId) {
  const { severity, fix } = rules[id];
  return {
    id,
    shortDescription: { text: sentence(fix) },
    help: { text: sentence(fix) },
    defaultConfiguration: { level: severity },
  };
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function toResult(finding: Finding, ids: readonly RuleId[]) {
  const { rule, severity, agent, message, file, line, column, hint } = finding;
  return {
    ruleId: rule,
    ruleIndex: ids.indexOf(rule),
    level: severity,
    properties: { agent: agentWords(agent) },
    message: { text: `${message}\n${hint}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: toUri(file) },
          ...(line !== undefined && {
            region: { startLine: line, ...defined({ startColumn: column }) },
          }),
        },
      },
    ],
  };
}

/** A path as a URI reference; a first part with a colon would be read as a scheme. */
function toUri(file: string): string {
  const path = file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
  return path === '' ? '.' : path;
}
