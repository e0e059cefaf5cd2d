import type { Environment } from '../config/destination.ts';
import { UsageError } from '../problem.ts';

/** Where a release must be proven. `--from` never replaces `after`: what that asks for stays asked for. */
export function sourceNames({ name, after }: Environment, from: string | undefined): string[] {
  if (from === name)
    throw new UsageError([
      {
        code: 'options-conflict',
        message: `--from "${from}" is the environment that is promoted into`,
      },
    ]);
  const names = [...new Set([...(from === undefined ? [] : [from]), ...after])];
  if (names.length > 0) return names;
  throw new UsageError([
    {
      code: 'nothing-to-promote',
      message: `"${name}" comes after no other environment, so there is nothing to promote from`,
      hint: 'name the environments before it under "after", or give --from ENV',
    },
  ]);
}
