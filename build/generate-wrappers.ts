import { dotenvName } from '../src/ci/gitlab-reports.ts';
import { actionText } from './wrappers/action.ts';
import { componentText, packageComponentText } from './wrappers/component.ts';
import { replaceMarked } from './wrappers/marked.ts';
import { metaRunnerText } from './wrappers/meta-runner.ts';
import { bucketPolicyText, policyText } from './wrappers/permissions.ts';
import { commandsTable, inputsTable, outputsTable } from './wrappers/tables.ts';

/** Every file that is made from the tables of the code, wholly or between marks; a file's new text from its old one. */
export const wrapperFiles: Readonly<Record<string, (old: string) => string>> = {
  'action.yml': actionText,
  'teamcity-meta-runner.xml': metaRunnerText,
  'templates/fanout/template.yml': componentText,
  'templates/package/template.yml': packageComponentText,
  'README.md': (old) => replaceMarked(old, 'commands', commandsTable()),
  'docs/inputs.md': (old) => replaceMarked(old, 'inputs', inputsTable()),
  'docs/aws.md': (old) =>
    [
      ['policy-deploy', policyText('deploy')],
      ['policy-promote', policyText('promote')],
      ['policy-read', policyText('read')],
      ['policy-bucket', bucketPolicyText()],
    ].reduce((text, [name = '', body = '']) => replaceMarked(text, name, body), old),
  'docs/github.md': (old) =>
    replaceMarked(
      old,
      'outputs',
      outputsTable('output', (name) => name),
    ),
  'docs/teamcity.md': (old) =>
    replaceMarked(old, 'outputs', outputsTable('parameter', teamcityParameter)),
  'docs/gitlab.md': (old) => replaceMarked(old, 'outputs', outputsTable('variable', dotenvName)),
};

/** As src/ci/teamcity.ts names them. */
function teamcityParameter(output: string): string {
  return `codedeploy.${output.replaceAll('-', '.')}`;
}
