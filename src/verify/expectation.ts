import { isDeepStrictEqual } from 'node:util';
import type { Answer } from './request.ts';

/** What a status endpoint must answer. */
export type Expectation = {
  status: number;
  /** By exact key, or else by JSON Pointer (RFC 6901). */
  json: Readonly<Record<string, unknown>>;
  contains?: string;
};

/** What is not as expected. Tells of the answer only the values that were compared. */
export function compare(answer: Answer, expected: Expectation): string[] {
  if (answer.status !== expected.status)
    return [`status ${answer.status}, expected ${expected.status}`];
  return [
    ...compareJson(answer.body, expected.json),
    ...(expected.contains !== undefined && !answer.body.includes(expected.contains)
      ? [`the body does not contain ${show(expected.contains)}`]
      : []),
  ];
}

function compareJson(body: string, expected: Readonly<Record<string, unknown>>): string[] {
  if (Object.keys(expected).length === 0) return [];
  let document: unknown;
  try {
    document = JSON.parse(body);
  } catch {
    return ['the body is not JSON'];
  }
  return Object.entries(expected).flatMap(([key, value]) => {
    const actual = valueAt(document, key);
    if (isDeepStrictEqual(actual, value)) return [];
    return [
      `${key} is ${actual === undefined ? 'missing' : show(actual)}, expected ${show(value)}`,
    ];
  });
}

function valueAt(document: unknown, key: string): unknown {
  const exact = member(document, key);
  if (exact !== undefined || !key.startsWith('/')) return exact;
  const steps = key.slice(1).split('/');
  return steps.reduce<unknown>(
    (value, step) => member(value, step.replaceAll('~1', '/').replaceAll('~0', '~')),
    document,
  );
}

function member(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return /^(?:0|[1-9]\d*)$/.test(key) ? value[Number(key)] : undefined;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string, unknown>)[key];
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
