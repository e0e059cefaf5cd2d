import type { Option } from './option.ts';
import { building, configured } from './takers.ts';

/** What the bundle is made of, and how it is judged. */
export const bundleOptions = {
  var: {
    type: 'pairs',
    commands: configured,
    help: 'A value for ${vars.NAME} in the configuration.',
    value: 'NAME=VALUE',
    ci: true,
  },
  build: {
    type: 'text',
    commands: building,
    help: 'Command that builds what is deployed; runs once in bash -euo pipefail.',
    value: 'COMMAND',
    otherwise: 'from the configuration',
    ci: true,
  },
  source: {
    type: 'path',
    commands: [...building, 'lint', 'plan'],
    help: 'The folder to deploy, or a ready-made zip; for plan only a zip.',
    value: 'PATH',
    otherwise: 'from the configuration, else this folder',
    ci: true,
  },
  appspec: {
    type: 'list',
    commands: [...building, 'lint'],
    one: building,
    help: 'The AppSpec file; for lint also a folder of them.',
    value: 'FILE',
    otherwise: 'appspec.yml in the source',
    ci: true,
  },
  exclude: {
    type: 'list',
    commands: [...building, 'lint'],
    help: 'A pattern of files to leave out, as in .gitignore.',
    value: 'PATTERN',
    ci: true,
  },
  out: {
    type: 'path',
    commands: ['package', 'page', 'bootstrap', 'plan', 'changes'],
    help: 'Where to write the zip, the page, the folder of templates, the plan, or the changes as release notes in Markdown.',
    value: 'FILE',
    otherwise: 'a temporary folder, page.html, stdout, or nowhere',
    ci: true,
  },
  agent: {
    type: 'choice',
    commands: ['lint', 'deploy', 'promote', 'rehearse', 'emulator'],
    choices: ['1', '2', 'both'],
    help: 'Which CodeDeploy agent the hosts run.',
    otherwise: 'as the configuration says, else 1',
    ci: true,
  },
  strict: {
    type: 'flag',
    commands: ['lint', 'rehearse'],
    help: 'Treat warnings, and what could not be rehearsed, as errors.',
    ci: true,
  },
  sarif: {
    type: 'path',
    commands: ['lint'],
    help: 'Write the findings to a file in SARIF, for code scanning.',
    value: 'FILE',
    ci: true,
  },
} as const satisfies Record<string, Option>;
