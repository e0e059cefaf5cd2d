import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { validateXML } from 'xmllint-wasm';
import { parse } from 'yaml';
import { filesFor } from '../../src/init/files.ts';
import { recognise } from '../../src/init/recognise.ts';
import { type Answers, type Kind, kinds, type Pipeline } from '../../src/init/repository.ts';
import { toolVersion } from '../../src/tool-version.ts';
import { githubFindings } from '../wrappers/github-findings.ts';
import { includeComponent, type Job } from '../wrappers/gitlab-component.ts';
import { metaRunnerText } from '../wrappers/meta-runner.ts';
import { schemaFindings } from '../wrappers/schema-findings.ts';

const environments = ['test', 'staging', 'production'].map((name, index) => ({
  name,
  account: `11111111111${index}`,
}));

function written(pipeline: Pipeline, kind: Kind = 'go', there: readonly string[] = []) {
  const repository = { name: 'orders', files: there, read: () => '' };
  const answers: Answers = {
    application: 'orders',
    kind,
    environments,
    regions: ['eu-west-1'],
    pipeline,
  };
  const wrapper = { version: toolVersion, recipe: metaRunnerText };
  const { files, notes } = filesFor(repository, recognise(repository), answers, wrapper);
  return { texts: Object.fromEntries(files.map(({ path, text }) => [path, text])), notes };
}

/** Where the tool itself is called. */
// biome-ignore lint/suspicious/noExplicitAny: a workflow as it was parsed
const stepOf = (job: any) =>
  job.steps.find(({ uses }: { uses?: string }) => uses?.includes('/codedeploy-fanout@'));

describe('GitHub', () => {
  const text = written('github').texts['.github/workflows/fanout.yml'] ?? '';
  const { jobs, permissions } = parse(text);

  test('takes the workflow: language service and schema find nothing', async () => {
    expect(await githubFindings('init.yml', text)).toEqual([]);
    expect(schemaFindings('github-workflow.json')(parse(text))).toEqual([]);
  });

  test('packages without an identity, and hands the digest to every job that has one', () => {
    expect(permissions).toEqual({});
    const { build, ...others } = jobs;
    expect(build.permissions).toEqual({ contents: 'read' });
    expect(build.steps[1].with).toEqual({ command: 'package', out: 'bundle.zip' });
    expect(Object.keys(others)).toEqual(['test', 'staging', 'production']);
    for (const job of Object.values<(typeof jobs)[string]>(others)) {
      expect(job.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
      expect(stepOf(job).with.digest).toBe('${{ needs.build.outputs.digest }}');
    }
    expect(stepOf(others.test).with.command).toBe('deploy');
    expect(stepOf(others.production).with.command).toBe('promote');
    expect(others.production.needs).toEqual(['build', 'staging']);
  });

  test('has only inputs of the action', () => {
    const action = parse(readFileSync('action.yml', 'utf8'));
    for (const { steps } of Object.values<{ steps: { uses: string; with: object }[] }>(jobs))
      for (const { uses, with: given } of steps)
        if (uses.startsWith('OWNER/'))
          for (const name of Object.keys(given)) expect(action.inputs).toHaveProperty([name]);
  });

  test('what is done by hand is a workflow of its own, with an identity of the environment that is chosen', async () => {
    const byHand = written('github').texts['.github/workflows/fanout-by-hand.yml'] ?? '';
    expect(await githubFindings('by-hand.yml', byHand)).toEqual([]);
    expect(schemaFindings('github-workflow.json')(parse(byHand))).toEqual([]);
    const { on, jobs: made, permissions: none } = parse(byHand);
    expect(none).toEqual({});
    const { command, environment } = on.workflow_dispatch.inputs;
    expect(command.options).toEqual(['rollback', 'unhold', 'hold']);
    expect(environment.options).toEqual(['test', 'staging', 'production']);
    const [job] = Object.values<{ environment: string }>(made);
    expect(job?.environment).toBe('${{ inputs.environment }}');
    expect(Object.keys(stepOf(job).with)).toEqual(['command', 'environment', 'reason']);
  });

  test('finishes what a killed step left before it uploads the page', () => {
    const { build: _, ...others } = jobs;
    for (const { steps } of Object.values<{ steps: { if?: string }[] }>(others)) {
      expect(steps.at(-2)).toMatchObject({
        id: 'finish',
        if: 'always()',
        with: { command: 'finish' },
      });
      expect(steps.at(-1)?.if).toMatch(/^always\(\) && \(steps\.finish\.outputs\.page \|\|/);
    }
  });
});

describe('GitLab', () => {
  test.each(kinds)('takes the pipeline of %s: jobs of the components and its own', (kind) => {
    const { include, stages, ...jobs } = parse(
      written('gitlab', kind).texts['.gitlab-ci.yml'] ?? '',
    );
    const made: Record<string, Job & { stage?: string; id_tokens?: object }> = {};
    for (const { component, inputs } of include) {
      expect(component).toMatch(/\/codedeploy-fanout\/(?:fanout|package)@\d/);
      const which = component.includes('/package@') ? 'package' : 'fanout';
      Object.assign(made, includeComponent(inputs, which));
    }
    expect(Object.keys(made)).toEqual([
      'package',
      'deploy-test',
      'deploy-staging',
      'deploy-production',
      ...['test', 'staging', 'production'].flatMap((name) => [
        `rollback-${name}`,
        `unhold-${name}`,
      ]),
    ]);
    for (const [name, job] of Object.entries(made)) {
      expect(stages).toContain(job.stage);
      expect(jobs).toHaveProperty([name]);
      jobs[name] = { ...job, ...jobs[name] };
      expect(job.id_tokens !== undefined).toBe(name !== 'package');
      if (name.startsWith('deploy-')) expect(job.variables.INPUT_DIGEST).toBe('$FANOUT_DIGEST');
      // Neither waited for nor part of the pipeline's success.
      if (/^(?:rollback|unhold)-/.test(name))
        expect(jobs[name]).toMatchObject({ when: 'manual', needs: [], allow_failure: true });
    }
    expect(schemaFindings('gitlab-ci.json')({ stages, ...jobs })).toEqual([]);
  });

  test('a pipeline that is there is left, and told what to include', () => {
    const { texts, notes } = written('gitlab', 'go', ['.gitlab-ci.yml']);
    expect(texts).not.toHaveProperty(['.gitlab-ci.yml']);
    expect(texts).toHaveProperty(['.gitlab/fanout.gitlab-ci.yml']);
    expect(notes.join('\n')).toContain('include: [{ local: .gitlab/fanout.gitlab-ci.yml }]');
  });
});

describe('TeamCity', () => {
  const { texts } = written('teamcity');
  const kotlin = texts['.teamcity/Fanout.kt'] ?? '';

  test('takes the recipe', async () => {
    const contents = texts['.teamcity/pluginData/_Self/metaRunners/CodeDeployFanout.xml'] ?? '';
    const schema = readFileSync('__tests__/wrappers/schemas/teamcity-meta-runner.xsd', 'utf8');
    const { errors } = await validateXML({
      xml: [{ fileName: 'recipe.xml', contents }],
      schema: [{ fileName: 'schema.xsd', contents: schema }],
    });
    expect(errors).toEqual([]);
  });

  test('its build configurations name the recipe and only fields that it has', () => {
    const names = [...kotlin.matchAll(/param\("(env\.INPUT_\w+)"/g)].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(8);
    for (const name of names) expect(metaRunnerText).toContain(`<param name="${name}"`);
    expect(kotlin.match(/type = "CodeDeployFanout"/g)).toHaveLength(7);
    const objects = [...kotlin.matchAll(/^object (\w+) : BuildType/gm)].map(([, name]) => name);
    const deploying = ['FanoutTest', 'FanoutStaging', 'FanoutProduction'];
    expect(objects).toEqual([
      'FanoutPackage',
      ...deploying,
      ...deploying.map((name) => `${name}ByHand`),
    ]);
    for (const [, name] of kotlin.matchAll(/(?:snapshot|dependency)\((\w+)\)/g))
      expect(objects).toContain(name);
    for (const [open, close] of ['{}', '()'])
      expect(kotlin.split(open ?? '').length).toBe(kotlin.split(close ?? '').length);
  });
});

describe('Jenkins', () => {
  test('packages on one agent and deploys on the next, and finishes what was interrupted', () => {
    const text = written('jenkins').texts.Jenkinsfile ?? '';
    expect(text.match(/stage\('(\w+)'\)/g)).toHaveLength(4);
    expect(text.match(/--digest "\$DIGEST"/g)).toHaveLength(3);
    expect(text.match(/post \{ always \{ sh '\$FANOUT finish' \} \}/g)).toHaveLength(3);
  });

  test('what is done by hand is a job of its own, which asks what and why', () => {
    const text = written('jenkins').texts['Jenkinsfile.by-hand'] ?? '';
    expect(text).toContain("choices: ['rollback', 'unhold', 'hold']");
    expect(text).toContain(`sh '$FANOUT "$COMMAND" "$ENVIRONMENT" --reason "$REASON"'`);
  });

  test('a Jenkinsfile that is there is left', () => {
    const { texts } = written('jenkins', 'go', ['Jenkinsfile']);
    expect(Object.keys(texts)).toContain('Jenkinsfile.fanout');
    expect(Object.keys(texts)).not.toContain('Jenkinsfile');
  });
});
