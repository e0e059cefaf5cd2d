import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { schemaText } from '../../build/generate-schema.ts';

const file = new URL('../../schema/fanout.schema.json', import.meta.url);

test('schema/fanout.schema.json is what the definition gives; UPDATE=1 npm test -- schema writes it', () => {
  const text = schemaText();
  if (process.env.UPDATE === '1') writeFileSync(file, text);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(text));
  expect(readFileSync(file, 'utf8')).toBe(text);
});

test('every setting is explained', () => {
  const bare: string[] = [];
  visit(JSON.parse(schemaText()), '');
  expect(bare).toEqual([]);

  function visit(schema: unknown, path: string): void {
    if (typeof schema !== 'object' || schema === null) return;
    const { properties = {} } = schema as { properties?: Record<string, object> };
    for (const [name, property] of Object.entries(properties))
      if (!('description' in property)) bare.push(`${path}/${name}`);
    for (const [key, value] of Object.entries(schema)) visit(value, `${path}/${key}`);
  }
});
