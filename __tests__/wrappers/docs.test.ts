import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import packageJson from '../../package.json' with { type: 'json' };
import { loadConfiguration } from '../../src/config/configuration.ts';
import { anImage, includeComponent } from './gitlab-component.ts';
import { schemaFindings } from './schema-findings.ts';

const action = parse(readFileSync(new URL('../../action.yml', import.meta.url), 'utf8'));
const pipelineFindings = schemaFindings('gitlab-ci.json');
const pages = ['aws', 'github', 'gitlab', 'teamcity'];

/** With what the component adds to the settings that stand under its name: GitLab merges the two, maps in them too. */
function completed({ deploy, ...pipeline }: Record<string, Record<string, unknown>>) {
  const component: Record<string, unknown> =
    includeComponent({ environment: 'test', image: anImage }).deploy ?? {};
  if (!deploy) return pipeline;
  const environment = { ...Object(component.environment), ...Object(deploy.environment) };
  return { ...pipeline, deploy: { ...component, ...deploy, environment } };
}

describe.each(pages)('docs/%s.md', (page) => {
  const url = new URL(`../../docs/${page}.md`, import.meta.url);
  const text = readFileSync(url, 'utf8');
  const blocks = [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(
    ([, language = '', body = '']) => ({ language, body }),
  );

  test('has only policies that IAM would read', () => {
    for (const { body } of blocks.filter(({ language }) => language === 'json')) {
      const { Version, Statement } = JSON.parse(body);
      expect(Version).toBe('2012-10-17');
      for (const { Effect, Action } of Statement) {
        const form = Effect === 'Deny' ? /^[a-z0-9]+:(?:[A-Z]\w+|\*)$/ : /^[a-z0-9]+:[A-Z]\w+$/;
        expect(['Allow', 'Deny']).toContain(Effect);
        for (const action of [Action].flat()) expect(action).toMatch(form);
      }
    }
  });

  test('has only YAML that what it is for would take', () => {
    for (const { body } of blocks.filter(({ language }) => language === 'yaml')) {
      const value = parse(body);
      if ('application' in value) {
        const loaded = loadConfiguration(body, 'fanout.yml');
        expect(loaded.ok ? [] : loaded.problems).toEqual([]);
      }
      for (const { inputs, component = '' } of value.include ?? [])
        expect(
          includeComponent(inputs, component.includes('/package@') ? 'package' : 'fanout'),
        ).toBeDefined();
      for (const name of Object.keys(value.with ?? {}))
        expect(action.inputs).toHaveProperty([name]);
      if (page === 'gitlab') expect(pipelineFindings(completed(value))).toEqual([]);
    }
  });

  test('links to what is there', () => {
    const links = [...text.matchAll(/\]\((?!https:)([^)#]+)(?:#[\w-]+)?\)/g)];
    for (const [, target = ''] of links)
      expect([target, existsSync(new URL(target, url))]).toEqual([target, true]);
  });

  test('names this version', () => {
    const versions = [...text.matchAll(/codedeploy-fanout(?:\/fanout|\/package)?@v?(\d[\w.-]*)/g)];
    for (const [, version] of versions) expect(version).toBe(packageJson.version);
  });
});

test('the examples of roles allow one subject each, in both forms that GitHub has', () => {
  const text = readFileSync(new URL('../../docs/github.md', import.meta.url), 'utf8');
  const subjects = [...text.matchAll(/githubusercontent\.com:sub": "([^"]+)"/g)];
  expect(subjects.map(([, subject]) => subject)).toEqual([
    'repo:acme@123456/orders@456789:environment:production',
    'repo:acme/orders:environment:production',
  ]);
});
