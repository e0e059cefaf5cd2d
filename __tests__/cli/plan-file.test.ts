import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { readPlan, writePlan } from '../../src/cli/plan-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'plan-file-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a plan shows an approver every character of a file name, and is read as it was written', () => {
  const plan = {
    fanout: 'plan/1' as const,
    environment: 'production',
    application: 'orders',
    bundle: null,
    version: '1.7',
    digest: null,
    waves: [],
  };
  const files = [{ path: 'run\u202ehs.txt' }, { path: '\u009b2K##[error]x' }];
  writePlan('plan.json', { ...plan, files }, folder);
  const text = readFileSync(join(folder, 'plan.json'), 'utf8');
  expect(text).toContain('run\\u202ehs.txt');
  expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]|##/u);
  expect(text.split('\n')[1]).toBe('  "fanout": "plan/1",');
  expect(JSON.parse(text)).toEqual({ ...plan, files });
  expect(readPlan('plan.json', folder)).toEqual(plan);
});
