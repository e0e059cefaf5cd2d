import { agentRules } from '../../src/appspec/rules/agent.ts';
import { bundleRules } from '../../src/appspec/rules/bundle.ts';
import { hostRules } from '../../src/appspec/rules/host.ts';
import type { Rule } from '../../src/appspec/rules/rule.ts';
import { serverRules } from '../../src/appspec/rules/server.ts';
import { serviceRules } from '../../src/appspec/rules/services.ts';
import type { RuleId } from '../../src/appspec/rules.ts';
import { findingRules } from '../../src/appspec/rules.ts';
import type { ClassicObstacle } from '../release/classic-obstacles.ts';
import type { ClassicFailure } from './classic-failures.ts';

/** The text of docs/rules.md. */
export function rulesPage(
  failures: readonly ClassicFailure[],
  obstacles: readonly ClassicObstacle[],
): string {
  return [
    INTRODUCTION,
    '## Failures that show before an upload',
    FAILURES,
    failureTable(failures),
    '## Failures that AWS tells of before an upload',
    OBSTACLES,
    obstacleTable(obstacles),
    '## The AppSpec file: what the agent refuses',
    AGENT,
    ...sections(agentRules, 'yaml'),
    '## The AppSpec file: what the agent takes and does not do',
    SERVER,
    ...sections(serverRules, 'yaml'),
    '## AppSpec files for Amazon ECS and AWS Lambda',
    SERVICES,
    ...sections(serviceRules, 'yaml'),
    '## The bundle',
    BUNDLE,
    ...sections(bundleRules, 'text'),
    '## On hosts',
    HOSTS,
    ...sections(hostRules, 'text'),
    '## Findings themselves',
    ...sections(findingRules, 'text'),
  ]
    .map((part) => part.trim())
    .join('\n\n')
    .concat('\n');
}

const INTRODUCTION = `
# Rules of \`fanout lint\`

\`fanout lint\` and \`fanout deploy\` look at the AppSpec file and at the zip before anything is uploaded. An error fails \`lint\` with exit code 2
and keeps \`deploy\` from calling AWS; a warning does neither, unless \`--strict\` is given. What is said of an AppSpec file is the verdict of
the CodeDeploy agent 1.8 on Ruby 3.1; where other versions of Ruby differ, the finding says so.

Rules are switched off in \`fanout.yml\`, except those of the agent itself:

\`\`\`yaml
lint:
  off: [files/relative-destination]
\`\`\`

Examples leave out \`version: 0.0\` and \`os: linux\` where they do not matter. This page is made from the rules in \`src/appspec/rules\`;
\`UPDATE=1 npm test -- __tests__/lint/rules-page\` writes it anew.
`;

const FAILURES =
  'What users of CodeDeploy see, mostly on all hosts at once, and what finds it here. Each row is a test: `__tests__/lint/classic-failures.ts`.';

const OBSTACLES =
  'Found by `fanout plan`, and by `deploy`, `promote` and `rollback` before they change anything, in all destinations at once. What may not be read is said to be not checked, never to be missing. Each row is a test: `__tests__/release/classic-obstacles.ts`.';

const AGENT =
  'With any of these the deployment fails when the agent first reads the file, normally at BeforeInstall. The message of the finding is the agent’s own. It reports only the first mistake; `lint` reports all of them, and `ok` in `--json` is the agent’s verdict.';

const SERVER =
  'With these the agent takes the file. What happens then is not what the file seems to say.';

const SERVICES =
  'These files are read by the service. A file is one for ECS or Lambda if it has `Resources` and no `os`.';

const HOSTS =
  'Scripts of hooks, and what they call and source, are parsed as a shell parses them. Of a script that is not understood nothing is said here.';

const BUNDLE =
  'The zip is looked at as hosts unpack it: names in upper and lower case are different, links are followed as far as they stay inside, and a folder around everything is taken off.';

function sections(group: Readonly<Record<string, Rule>>, language: string): string[] {
  return Object.entries(group).map(([id, rule]) => section(id, rule, language));
}

function section(
  id: string,
  { severity, what, why, fix, bad, good }: Rule,
  language: string,
): string {
  return [
    `### ${id}`,
    `${severity === 'error' ? 'Error' : 'Warning'}: ${what}.`,
    why,
    `What to do: ${fix}.`,
    block('Bad', bad, language),
    block('Good', good, language),
  ].join('\n\n');
}

function block(label: string, text: string, language: string): string {
  return `${label}:\n\n\`\`\`${language}\n${shown(text)}\n\`\`\``;
}

/** Marks that a page would not show are named. */
function shown(text: string): string {
  return text.replaceAll('\ufeff', '␣(byte order mark)').replaceAll('\t', '→');
}

function failureTable(failures: readonly ClassicFailure[]): string {
  const rows = failures.map(({ seen, causes }) => {
    const found = causes.map(({ cause, rule }) => `${cause}: ${link(rule)}`).join('<br>');
    return `| ${seen} | ${found} |`;
  });
  return ['| What is seen | Why, and the rule |', '| --- | --- |', ...rows].join('\n');
}

function obstacleTable(obstacles: readonly ClassicObstacle[]): string {
  const rows = obstacles.map(({ seen, cause, found }) => `| ${seen} | ${cause} | ${found} |`);
  return ['| What is seen | Why | What is found |', '| --- | --- | --- |', ...rows].join('\n');
}

function link(rule: RuleId): string {
  return `[${rule}](#${rule.replaceAll('/', '')})`;
}
