import type { Answers, EnvironmentAnswer } from '../repository.ts';
import { byHandCommands, jobName, type PipelineContext, type PipelineFiles } from './context.ts';

const checkout = `      - uses: actions/checkout@d23441a48e516b6c34aea4fa41551a30e30af803 # v6.1.0
        with:
          persist-credentials: false`;

export function githubFiles(
  { environments }: Answers,
  { wrapper: { version } }: PipelineContext,
): PipelineFiles {
  const uses = `OWNER/codedeploy-fanout@COMMIT # v${version}`;
  return {
    files: [
      { path: '.github/workflows/fanout.yml', text: deploying(environments, uses) },
      { path: '.github/workflows/fanout-by-hand.yml', text: byHand(environments, uses) },
    ],
    notes: [
      'in .github/workflows/fanout*.yml replace OWNER and COMMIT with the owner of the action and the full SHA of a release',
    ],
  };
}

function deploying(environments: readonly EnvironmentAnswer[], uses: string): string {
  const jobs = environments.map((each, index) => job(each, environments[index - 1], uses));
  return `# Builds once, without any identity, and takes the same bytes from environment to environment.
#
# Replace OWNER and COMMIT with the owner of the action and the full SHA of a release you have looked at.
# An approval is a setting of the repository: Settings, Environments, Required reviewers.
name: deploy

on:
  push:
    branches: [main]

permissions: {}

jobs:
  build:
    runs-on: ubuntu-latest
    permissions:
      contents: read
    outputs:
      digest: \${{ steps.package.outputs.digest }}
      version: \${{ steps.package.outputs.version }}
    steps:
${checkout}
      # Runs bundle.build of fanout.yml.
      - uses: ${uses}
        id: package
        with:
          command: package
          out: bundle.zip
      - uses: actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0
        with:
          name: bundle
          path: bundle.zip
          if-no-files-found: error

${jobs.join('\n\n')}
`;
}

function byHand(environments: readonly EnvironmentAnswer[], uses: string): string {
  const names = environments.map(({ name }) => JSON.stringify(name)).join(', ');
  return `# Started by hand: Actions, by hand, Run workflow. A rollback leaves a hold, so that nothing is deployed over it until someone has looked;
# unhold lifts it.
name: by hand

on:
  workflow_dispatch:
    inputs:
      command:
        description: What to do
        required: true
        type: choice
        options: [${byHandCommands.join(', ')}]
      environment:
        description: Where
        required: true
        type: choice
        options: [${names}]
      reason:
        description: Why; it is recorded
        required: true
        type: string

permissions: {}

jobs:
  by-hand:
    runs-on: ubuntu-latest
    environment: \${{ inputs.environment }}
    concurrency:
      group: deploy-\${{ inputs.environment }}
      cancel-in-progress: false
    permissions:
      contents: read
      id-token: write # the identity token
    steps:
${checkout}
      - uses: ${uses}
        id: fanout
        with:
          command: \${{ inputs.command }}
          environment: \${{ inputs.environment }}
          reason: \${{ inputs.reason }}
${ending(uses, 'rollback')}
`;
}

function job(
  { name }: EnvironmentAnswer,
  before: EnvironmentAnswer | undefined,
  uses: string,
): string {
  const needs = before === undefined ? 'build' : `[build, ${jobName(before.name)}]`;
  const download = `
      - uses: actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c # v8.0.1
        with:
          name: bundle`;
  const inputs =
    before === undefined
      ? ['command: deploy', `environment: ${name}`, 'source: bundle.zip']
      : ['command: promote', `environment: ${name}`, 'version: ${{ needs.build.outputs.version }}'];
  return `  ${jobName(name)}:
    needs: ${needs}
    runs-on: ubuntu-latest
    environment: ${name}
    concurrency:
      group: deploy-${name}
      cancel-in-progress: false
    permissions:
      contents: read
      id-token: write # the identity token
    steps:
${checkout}${before === undefined ? download : ''}
      - uses: ${uses}
        id: fanout
        with:
${[...inputs, 'digest: ${{ needs.build.outputs.digest }}'].map((line) => `          ${line}`).join('\n')}
${ending(uses, jobName(name))}`;
}

function ending(uses: string, name: string): string {
  return `      # What a killed step left, for its page; nothing if the step has ended.
      - uses: ${uses}
        id: finish
        if: always()
        with:
          command: finish
      # The run as one page of HTML.
      - uses: actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0
        if: always() && (steps.finish.outputs.page || steps.fanout.outputs.page)
        with:
          name: page-of-${name}
          path: \${{ steps.finish.outputs.page || steps.fanout.outputs.page }}`;
}
