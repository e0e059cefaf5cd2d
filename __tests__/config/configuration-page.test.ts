import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { configurationExamples } from '../../build/configuration-examples.ts';
import { configurationKeys, configurationPage } from '../../build/configuration-page.ts';
import { loadConfiguration } from '../../src/config/configuration.ts';

const path = 'docs/configuration.md';

test('docs/configuration.md is made from the schema (UPDATE=1 writes it)', () => {
  const page = configurationPage();
  if (process.env.UPDATE === '1') writeFileSync(path, page);
  expect(readFileSync(path, 'utf8')).toBe(page);
});

test('every key says what it is for, and its example is one that it takes', () => {
  const ajv = new Ajv({ strict: false });
  const told = new Set<string>();
  for (const { path: key, schema } of configurationKeys()) {
    const what = `${key.split('.').at(-1)} ${schema.description}`;
    if (told.has(what)) continue;
    told.add(what);
    expect([key, schema.description]).toEqual([key, expect.stringMatching(/\.$/)]);
    const example = configurationExamples[key];
    expect([key, example]).toEqual([key, expect.any(String)]);
    expect([key, ajv.validate(schema, parse(example ?? '')), ajv.errors]).toEqual([
      key,
      true,
      null,
    ]);
  }
  const keys = new Set(configurationKeys().map((each) => each.path));
  expect(Object.keys(configurationExamples).filter((key) => !keys.has(key))).toEqual([]);
});

test('its check of a status endpoint is one that the parser takes', () => {
  const check = /```yaml\n(verify:[\s\S]*?)```/.exec(readFileSync(path, 'utf8'))?.[1] ?? '';
  const text = `version: 1
application: orders
bundle: { source: build, bucket: "deploy-\${account.id}-\${region}" }
accounts: { retail: "222222222222" }
environments: { production: { accounts: [retail], regions: [eu-west-1] } }
defaults:
  deploymentGroup: orders
${check.replaceAll(/^/gm, '  ')}`;
  const loaded = loadConfiguration(text, 'fanout.yml');
  expect(loaded.ok ? [] : loaded.problems).toEqual([]);
});
