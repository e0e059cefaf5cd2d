import type { Check } from '../config/destination.ts';
import { complete } from '../config/template.ts';
import { compare } from './expectation.ts';
import { followRedirects, isRedirect } from './redirects.ts';
import type { Answer } from './request.ts';

/** What the texts of a check may still name when it is made. */
export type VerifyValues = {
  version: string;
  digest: string;
  /** Ids of the hosts that it was deployed to, where that is known. */
  hosts?(): Promise<readonly string[]>;
};

/** Asks a status endpoint once. Gives what is not as the check has it, or nothing; rejects where there is no answer. */
export async function checkAnswer(
  check: Extract<Check, { kind: 'http' }>,
  values: VerifyValues,
  get: (url: URL, headers: Readonly<Record<string, string>>) => Promise<Answer>,
): Promise<string | undefined> {
  const url = new URL(complete(check.url, values));
  const headers = fillAll(check.headers, values);
  const getOne = (address: URL) => get(address, headers);
  const answer = await (isRedirect(check.status)
    ? getOne(url)
    : followRedirects(url, getOne, { withinOrigin: Object.keys(headers).length > 0 }));
  const problems = compare(answer, {
    status: check.status,
    json: fillAll(check.json, values),
    ...(check.contains !== undefined && { contains: complete(check.contains, values) }),
  });
  if (problems.length === 0) return undefined;
  const asked = check.name === check.url ? '' : `${url.origin}${url.pathname}: `;
  return `${asked}${problems.join('; ')}`;
}

/** Fills in every text of a value. */
export function fillAll<T>(value: T, values: VerifyValues): T {
  if (typeof value === 'string') return complete(value, values) as T;
  if (Array.isArray(value)) return value.map((item) => fillAll(item, values)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, fillAll(item, values)]),
  ) as T;
}
