import * as z from 'zod';
import { durationForm, durationPattern, parseDuration } from '../words/duration.ts';
import { accountIdPattern } from './forms.ts';
import { regionPattern } from './partition.ts';
import { regionDoubt } from './regions.ts';

/** Text that may hold variables: what comes of it is checked once they are known. */
export const template = z.string().min(1);

/** A duration in the file, milliseconds in the value. */
export const duration = z
  .string({ error: (issue) => withUnit(issue.input) })
  .regex(durationPattern, { error: (issue) => withUnit(issue.input) })
  .refine((text) => parseDuration(text) !== undefined, { error: (issue) => withUnit(issue.input) })
  .transform((text) => parseDuration(text) ?? 0);

export const accountId = z
  .string({ error: (issue) => quotedId(issue.input) })
  .regex(accountIdPattern, { error: quotedId });

/** Names become parts of S3 keys, of ids and of output. */
export const name = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, {
  error: 'at most 64 letters, digits and any of . _ -, with a letter or digit first',
});

/** Parts of S3 keys: none that keys of ours have, and nothing that a policy takes for a pattern. */
export const keyPrefix = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*(?:\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/, {
    error:
      'parts of a key such as "teams/payments": letters, digits and any of . _ -, with only "/" between them',
  })
  .max(200, { error: 'at most 200 characters' })
  .refine(
    (text) =>
      !text
        .split('/')
        .some((part) => ['bundles', 'releases', 'runs', 'locks', 'holds'].includes(part)),
    { error: 'a prefix without a part called bundles, releases, runs, locks or holds' },
  );

export const variableName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_-]*$/, {
  error: 'letters, digits, "_" and "-", with a letter or "_" first',
});

export const region = z
  .string()
  .regex(regionPattern, { error: 'a region such as "eu-west-1" or "us-gov-west-1"' })
  .refine((text) => !regionDoubt(text)?.wrong, {
    error: ({ input }) => `a region that exists\n${regionDoubt(String(input))?.hint}`,
  });

/** A schema that is made when a file has something for it: most have little of what there may be. */
export function later<T extends z.ZodType>(make: () => T): z.ZodLazy<T> {
  let made: T | undefined;
  const schema = z.lazy(() => {
    made ??= make();
    return made;
  });
  // None of these stands for what is absent; zod would make each to know that.
  Object.defineProperty(schema._zod, 'optin', { value: undefined });
  return schema;
}

/** Globs: `*` stands for any text, `?` for any one character. */
export const globs = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);

export function distinct<T extends z.ZodArray>(list: T): T {
  return list.check(({ value, issues }) => {
    const items = value as unknown[];
    items.forEach((item, index) => {
      const first = items.indexOf(item);
      if (first === index) return;
      const message = `different from those before it\nit is already there as [${first}]`;
      issues.push({ code: 'custom', path: [index], message, input: items });
    });
  });
}

/** A phrase for what an account id must be; a number gets the reason why it is none. */
export function quotedId(input: unknown): string {
  const phrase = 'an account id of twelve digits in quotes';
  if (typeof input !== 'number') return phrase;
  return `${phrase}\nto YAML it is a number, which loses leading zeros: write it in quotes`;
}

function withUnit(input: unknown): string {
  const bare = /^\d+$/.test(String(input));
  return bare ? `${durationForm}\na unit is missing: ${input}m, ${input}s` : durationForm;
}
