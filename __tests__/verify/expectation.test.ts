import { describe, expect, test } from '@jest/globals';
import { compare } from '../../src/verify/expectation.ts';

const body = {
  version: '1.214',
  'Status for SQS queue': 'Healthy',
  '/looks/like': 'a pointer',
  looks: { like: 'another value' },
  health: { 'a/b': [{ ok: true }, 'second'], 'm~n': null, '': 'empty' },
  instances: 3,
};

function compareJson(json: Record<string, unknown>): string[] {
  return compare({ status: 200, headers: {}, body: JSON.stringify(body) }, { status: 200, json });
}

describe('a value of the JSON answer', () => {
  test.each<[string, unknown]>([
    ['version', '1.214'],
    ['Status for SQS queue', 'Healthy'],
    ['/looks/like', 'a pointer'],
    ['/health/a~1b/0/ok', true],
    ['/health/a~1b/1', 'second'],
    ['/health/m~0n', null],
    ['/health/', 'empty'],
    ['/instances', 3],
    ['health', body.health],
  ])('%j is found, by exact key first and by JSON pointer otherwise', (key, value) => {
    expect(compareJson({ [key]: value })).toEqual([]);
  });

  test.each<[string, unknown, string]>([
    ['version', '1.213', 'version is "1.214", expected "1.213"'],
    ['version', 1.214, 'version is "1.214", expected 1.214'],
    ['instances', '3', 'instances is 3, expected "3"'],
    ['health.ok', true, 'health.ok is missing, expected true'],
    ['/health/a~1b/2', 'third', '/health/a~1b/2 is missing, expected "third"'],
    ['/health/a~1b/01', 'second', '/health/a~1b/01 is missing, expected "second"'],
    ['/health/a~1b/length', 2, '/health/a~1b/length is missing, expected 2'],
    ['/version/length', 5, '/version/length is missing, expected 5'],
    ['__proto__', {}, '__proto__ is missing, expected {}'],
    ['toString', 'x', 'toString is missing, expected "x"'],
  ])('%j that is not %j is told', (key, value, problem) => {
    expect(compareJson(Object.fromEntries([[key, value]]))).toEqual([problem]);
  });

  test('is told in full only where it is short', () => {
    const [problem = ''] = compare(
      { status: 200, headers: {}, body: JSON.stringify({ version: 'x'.repeat(5_000) }) },
      { status: 200, json: { version: '1.214' } },
    );
    expect(problem.length).toBeLessThan(300);
  });
});

test('all that differs is told at once; of another status nothing more', () => {
  const expected = { status: 200, json: { version: '9', instances: 4 }, contains: 'ready' };
  const answer = { headers: {}, body: JSON.stringify(body) };
  expect(compare({ ...answer, status: 200 }, expected)).toHaveLength(3);
  expect(compare({ ...answer, status: 502 }, expected)).toEqual(['status 502, expected 200']);
});
