import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import packageJson from '../../package.json' with { type: 'json' };
import { commandNames } from '../../src/cli/commands.ts';
import { exampleOf, includeComponent } from './gitlab-component.ts';

type Step = { uses?: string; run?: string; with?: Record<string, string> };
type Job = { permissions: Record<string, string>; environment?: string; steps: Step[] };

const action = parse(readFileSync(new URL('../../action.yml', import.meta.url), 'utf8'));
const page = readFileSync(new URL('../../docs/github.md', import.meta.url), 'utf8');
const folder = new URL('../../examples/workflows/', import.meta.url);

const workflows = [
  ...readdirSync(folder).map(
    (name) => [name, readFileSync(new URL(name, folder), 'utf8')] as const,
  ),
  ['docs/github.md', /^```yaml\n(name: [\s\S]*?)^```$/m.exec(page)?.[1] ?? ''] as const,
];

const signing = ['actions/download-artifact', 'actions/attest-build-provenance'];

describe.each(workflows)('the workflow of %s', (_, text) => {
  const workflow = parse(text);
  const jobs = Object.values<Job>(workflow.jobs);
  const steps = jobs.flatMap((job) => job.steps);
  const ours = steps.filter(({ uses }) => uses?.startsWith('OWNER/codedeploy-fanout@'));

  test('pins every action by a full SHA, and says which version that is', () => {
    const lines = text.split('\n').filter((line) => /\buses:/.test(line));
    expect(lines).not.toEqual([]);
    for (const line of lines) {
      if (line.includes('OWNER/')) {
        expect(line).toMatch(new RegExp(`@COMMIT # v${packageJson.version}$`));
      } else expect(line).toMatch(/uses: actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    }
  });

  test('grants nothing by default, and an identity only to a job with an environment', () => {
    expect(workflow.permissions).toEqual({});
    for (const { permissions, environment, steps } of jobs) {
      const meetsAws = steps.some((step) =>
        /^(deploy|promote|rollback|unhold|changes)$/.test(`${step.with?.command}`),
      );
      const attests = steps.some(({ uses }) => uses?.includes('/attest-build-provenance@'));
      const verifies = steps.some(({ run }) => run?.includes('gh attestation verify'));
      const releases = steps.some(({ run }) => run?.includes('gh release create'));
      expect(permissions).toEqual({
        ...(!attests && { contents: releases ? 'write' : 'read' }),
        ...((meetsAws || attests) && { 'id-token': 'write' }),
        ...(attests && { attestations: 'write' }),
        ...(verifies && { attestations: 'read' }),
      });
      expect(environment !== undefined).toBe(meetsAws);
      // Nothing of the repository runs where there is an identity that signs.
      if (attests) expect(steps.map(({ uses }) => uses?.split('@')[0])).toEqual(signing);
    }
  });

  test('never runs the code of strangers with the rights of the repository', () => {
    expect(Object.keys(workflow.on)).toEqual([
      expect.stringMatching(/^(push|pull_request|workflow_dispatch)$/),
    ]);
    for (const { uses, with: given } of steps)
      if (uses?.startsWith('actions/checkout'))
        expect({ 'fetch-depth': 0, ...given }).toEqual({
          'fetch-depth': 0,
          'persist-credentials': false,
        });
    for (const { run = '' } of steps) expect(run).not.toContain('${{');
  });

  test('gives the action only inputs that it has', () => {
    expect(ours).not.toEqual([]);
    for (const { with: given = {} } of ours) {
      for (const name of Object.keys(given)) expect(action.inputs).toHaveProperty([name]);
      expect(commandNames).toContain(given.command);
    }
  });

  test('deploys each environment by itself, and interrupts none', () => {
    for (const { environment, concurrency } of Object.values<Job & { concurrency?: object }>(
      workflow.jobs,
    ))
      expect(concurrency).toEqual(
        environment && { group: `deploy-${environment}`, 'cancel-in-progress': false },
      );
  });
});

test('what is promoted in the example has the digest of what was attested', () => {
  const text = workflows.find(([name]) => name === 'deploy.yml')?.[1] ?? '';
  const { attest, production } = parse(text).jobs as Record<string, Job & { needs: string[] }>;
  expect(attest?.needs).toBe('build');
  expect(production?.needs).toContain('attest');
  const [verify, read, promote] = (production?.steps ?? []).slice(2);
  expect(verify?.run).toMatch(
    /^gh attestation verify bundle\.zip .*--source-digest "\$GITHUB_SHA" .*--signer-workflow /,
  );
  expect(read?.with).toEqual({ command: 'package', source: 'bundle.zip' });
  expect(promote?.with?.digest).toBe('${{ steps.verified.outputs.digest }}');
});

test.each(['gitlab/.gitlab-ci.yml', 'gitlab/release.gitlab-ci.yml'])(
  'the pipeline %s includes the component of this version, with inputs that it takes',
  (path) => {
    const { include, stages, ...jobs } = exampleOf<Record<string, { stage?: string }> & Pipeline>(
      path,
    );
    for (const { component, inputs } of include) {
      const [, which, version] =
        /\/codedeploy-fanout\/(fanout|package)@(.*)$/.exec(component) ?? [];
      expect(version).toBe(packageJson.version);
      const [[name, job] = []] = Object.entries(
        includeComponent(inputs, which as 'fanout' | 'package'),
      );
      expect(jobs).toHaveProperty([name ?? '']);
      expect(stages).toContain((job as unknown as { stage: string }).stage);
    }
  },
);

test('what only looks is no deployment of GitLab, and so asks nobody for an approval', () => {
  const { include } = exampleOf<Pipeline>('gitlab/release.gitlab-ci.yml');
  const looks = include.filter(({ inputs }) => inputs.command === 'changes');
  expect(looks.map(({ inputs }) => inputs['environment-action'])).toEqual(['access']);
});

type Pipeline = {
  stages: string[];
  include: { component: string; inputs: Record<string, string> }[];
};

test('the digest of the build goes to the deployment beside the bucket', () => {
  const { jobs } = parse(readFileSync(new URL('deploy.yml', folder), 'utf8'));
  expect(jobs.build.outputs).toEqual({ digest: '${{ steps.package.outputs.digest }}' });
  const { needs, steps } = jobs.test;
  expect([needs].flat()).toContain('build');
  const ours = steps.find(({ uses }: { uses?: string }) => uses?.includes('/codedeploy-fanout@'));
  expect(ours.with.digest).toBe('${{ needs.build.outputs.digest }}');
});
