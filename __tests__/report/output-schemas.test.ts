import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import {
  eventSchemaText,
  lookSchemaTexts,
  runSchemaText,
} from '../../build/generate-output-schemas.ts';

test.each([['event', eventSchemaText], ['run', runSchemaText], ...Object.entries(lookSchemaTexts)])(
  'schema/%s.schema.json is what the definition gives; UPDATE=1 npm test -- schema writes it',
  (name, make) => {
    const file = new URL(`../../schema/${name}.schema.json`, import.meta.url);
    if (process.env.UPDATE === '1') writeFileSync(file, make());
    expect(existsSync(file) && readFileSync(file, 'utf8')).toBe(make());
  },
);
