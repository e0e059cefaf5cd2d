import { agentRules } from '../../src/appspec/rules/agent.ts';
import { agent2Rules } from '../../src/appspec/rules/agent-2.ts';
import { agent2BundleRules } from '../../src/appspec/rules/agent-2-bundle.ts';
import { bundleRules } from '../../src/appspec/rules/bundle.ts';
import { consulRules } from '../../src/appspec/rules/consul.ts';
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
  const body = [
    '## Failures that show before an upload',
    FAILURES,
    failureTable(failures),
    '## Failures that AWS reports before an upload',
    OBSTACLES,
    obstacleTable(obstacles),
    '## The AppSpec file: what the agent refuses',
    AGENT,
    ...sections(agentRules, 'yaml'),
    '## The AppSpec file: what agent 2 alone refuses',
    AGENT_2,
    ...sections(agent2Rules, 'yaml'),
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
    '## Consul',
    CONSUL,
    ...sections(consulRules, 'text'),
    '## What agent 2 does otherwise',
    AGENT_2_BUNDLE,
    ...sections(agent2BundleRules, 'text'),
    '## Findings themselves',
    ...sections(findingRules, 'text'),
  ].map((part) => part.trim());
  return `${[INTRODUCTION.trim(), contents(body), ...body].join('\n\n')}\n`;
}

/** Every heading, and the rules below it. */
function contents(parts: readonly string[]): string {
  const lines = parts.flatMap((part) => {
    const [, title] = /^## (.*)/.exec(part) ?? [];
    const [, rule] = /^### (\S+)/.exec(part) ?? [];
    if (title !== undefined) {
      const anchor = title
        .toLowerCase()
        .replaceAll(/[^\w -]/g, '')
        .replaceAll(' ', '-');
      return [`- [${title}](#${anchor})`];
    }
    return rule === undefined ? [] : [`  - ${link(rule as RuleId)}`];
  });
  return ['## Contents', '', ...lines].join('\n');
}

const INTRODUCTION = `
# Rules of \`fanout lint\`

\`fanout lint\` and \`fanout deploy\` look at the AppSpec file and at the zip before anything is uploaded. An error fails \`lint\` with exit code 2
and keeps \`deploy\` from calling AWS; a warning does neither, unless \`--strict\` is given. What is said of an AppSpec file is the verdict of
the CodeDeploy agent that the hosts run: \`agent: 1\` (the default; 1.8 on Ruby 3.1, and where other versions of Ruby differ, the finding says so),
\`agent: 2\` (2.0 and 2.1) or \`agent: both\` in \`fanout.yml\`, for all or for an environment, or the input \`agent\`. Rules are for both agents,
unless they name one. What fails only on the agent that the hosts do not run is a warning that names it; \`lint --json\` tells the verdict of each
as \`files[].agents\`, and \`ok\` is that of the hosts' own, with \`both\` that of the two together.

Rules are switched off in \`fanout.yml\`, except those of the hosts' own agent:

\`\`\`yaml
lint:
  off: [files/relative-destination]
\`\`\`

Examples leave out \`version: 0.0\` and \`os: linux\` where they do not matter. This page is made from the rules in \`src/appspec/rules\`;
\`UPDATE=1 npm test -- __tests__/lint/rules-page\` writes it again.
`;

const FAILURES =
  'What users of CodeDeploy see, mostly on all hosts at once, and what finds it here. Each row is a test: `__tests__/lint/classic-failures.ts`.';

const OBSTACLES =
  'Found by `fanout plan`, and by `deploy`, `promote` and `rollback` before they change anything, in all destinations at once. What may not be read is said to be not checked, never to be missing. Each row is a test: `__tests__/release/classic-obstacles.ts`.';

const AGENT =
  'With any of these the deployment fails when the agent first reads the file, normally at BeforeInstall. The message of the finding is the agent’s own; where it is that of Ruby or Rust, what was expected stands before it. The agent reports only the first mistake; `lint` reports all of them, and `ok` in `--json` is the agent’s verdict.';

const AGENT_2 =
  'AWS released agent 2, a rewrite in Rust, in July 2026; it is opt-in, so fleets run both. It reads the kinds of the whole file first (`invalid type`, `missing field`, `duplicate field`), then version, os, file_exists_behavior, hooks, files and permissions. It does not compare `os` with the host. Of the rules above it takes dates, aliases, `mode: 0755` without quotes, `timeout: 0o74`, `acls` with `o::r` and a category named twice.';

const SERVER =
  'With these the agent takes the file. What happens then is not what the file seems to say.';

const SERVICES =
  'These files are read by the service. A file is one for ECS or Lambda if it has `Resources` and no `os`.';

const HOSTS =
  'Scripts of hooks, and what they call and source, are parsed as a shell parses them. Of a script that is not understood nothing is said here.';

const AGENT_2_BUNDLE =
  'The same bundle works on agent 1. [docs/emulator.md](emulator.md#agent-2) has everything that the two do differently on hosts.';

const CONSUL =
  'Of JSON files that the bundle installs below `/etc/consul`, `/etc/consul.d` or the same in `/opt`.';

const BUNDLE =
  'The zip is looked at as hosts unpack it: names in upper and lower case are different, links are followed as far as they stay inside, and a folder around everything is taken off.';

function sections(group: Readonly<Record<string, Rule>>, language: string): string[] {
  return Object.entries(group).map(([id, rule]) => section(id, rule, language));
}

function section(
  id: string,
  { severity, agent, what, why, fix, bad, good }: Rule,
  language: string,
): string {
  return [
    `### ${id}`,
    `${severity === 'error' ? 'Error' : 'Warning'}${agent ? ` (agent ${agent})` : ''}: ${what}.`,
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
